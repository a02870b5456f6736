"""The question before a whole file is undone: what it changes here, and what the partners will receive."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal

from csa_tracker.exchange.receipt import Receipt
from csa_tracker.exchange.undoing import Undoing
from ui.exchange.jobs import PlanFile
from ui.exchange.working import Work
from ui.kit.announce import announce
from ui.kit.boxes import Part, column, row
from ui.kit.buttons import button
from ui.kit.text import icon_label, label
from ui.session import Session
from ui.shell.sheet import Sheet
from ui.shown import plural


class UndoFileSheet(Sheet):
    """Says what undoing a file does to the partners too, then does it. `undone` carries the Undoing."""

    undone = Signal(object)
    resized = Signal()

    def __init__(self, session: Session, receipt: Receipt, seen: Undoing) -> None:
        super().__init__("Undo a file")
        self.wanted_width = 560
        self._session, self._bundle = session, receipt.bundle
        self.undo = button("Undo the file", kind="primary")
        self.cancel = button("Cancel")
        self.work = Work("Undoing… All of it or nothing.")
        self.work.parts = [self.undo, self.cancel]
        self.work.resized.connect(self.resized)
        self.first = self.undo
        what = (
            f"Everything the file from {receipt.sender} brought is taken back by {plural(seen.changes, 'change')} of "
            f"yours. Your partners receive {'it' if seen.changes == 1 else 'them'} with your next file."
        )
        parts: list[Part] = [label(what, wraps=True)]
        if seen.kept:
            stays = "stays as it is" if seen.kept == 1 else "stay as they are"
            parts.append(label(f"{plural(seen.kept, 'value')} changed since {stays} now.", ink="ink2", wraps=True))
        parts.append(label("Undo takes this back as one step.", ink="ink2", wraps=True))
        head = row(
            icon_label("undo", "ink2", 22), label("Undo a file", size=13, weight=700), None, margins=(24, 0, 24, 0)
        )
        self.assemble(
            head,
            column(*parts, self.work, margins=(24, 16, 24, 18)),
            row(None, self.cancel, self.undo, margins=(24, 0, 24, 0)),
        )
        self.cancel.clicked.connect(self.reject)
        self.undo.clicked.connect(self.undo_it)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            self.on_key(keys, self.undo_it)
        announce(self, what)

    def undo_it(self) -> None:
        """Undo the file on a thread."""
        self.work.run(partial(PlanFile(self._session.plan).undo, self._bundle), self._done)

    def reject(self) -> None:
        """Give up, unless the plan is being written at this moment."""
        if not self.work.is_on:
            super().reject()

    def _done(self, result: object) -> None:
        self._session.tell()
        self.accept()
        self.undone.emit(result)
