"""The sheet that removes words for good: every value that goes is listed first, and a reason is asked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from csa_tracker.plan.removing import FEWEST, Removable, Removal, count_backups, find_words
from csa_tracker.values import Head
from ui.exchange.jobs import PlanFile
from ui.exchange.lines import Line, LinesList
from ui.exchange.working import Work
from ui.history.words import when_words
from ui.kit.announce import announce
from ui.kit.boxes import Part, column, row
from ui.kit.buttons import Tick, button
from ui.kit.field import Field, line_edit
from ui.kit.text import icon_label, label
from ui.look.worn import RAIL_FROM, look
from ui.session import Session
from ui.shell.sheet import Sheet
from ui.shown import plural

_WHAT = (
    "These values go from this plan now and, with your next files, from your partners’. Everything else in the history "
    "stays. This cannot be undone."
)
_BEYOND = (
    "It does not reach papers and spreadsheets already made, files already sent, or partners before they receive your "
    "next file."
)
_KEYS = "Enter leaves a value out, or takes it in again."
_LONGEST = 300
_PAUSE_MS = 300


class RemoveSheet(Sheet):
    """Lists the values that say the same as one of the history, or that hold words typed here, and removes them.

    `removed` carries the Removal.
    """

    removed = Signal(object)
    resized = Signal()

    def __init__(self, session: Session, found: Sequence[Removable]) -> None:
        super().__init__("Remove for good")
        self.wanted_width = 820
        self._session, self._first_found = session, tuple(found)
        self.found: tuple[Removable, ...] = ()
        self._stay: set[Head] = set()
        self.words = line_edit(hint="a name, or words as they were written")
        self.words_field = Field("Also every value with these words", self.words)
        self.list = LinesList("Values that are removed", object_name="removals")
        self.reason = line_edit(hint="such as: a person’s name")
        self.reason_field = Field("Reason, for your partners", self.reason)
        self._backups = count_backups(session.plan)
        them = "the older backup" if self._backups == 1 else f"the {self._backups:,} older backups"
        self.renew = Tick(f"Also delete {them} on this computer, after making a new one")
        self.go = button("Remove for good", kind="danger")
        self.cancel = button("Cancel")
        self.work = Work("Removing… The plan file is written anew, which takes a moment.")
        self.work.parts = [self.go, self.cancel, self.words, self.reason, self.renew]
        self.work.resized.connect(self.resized)
        self.first = self.words
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self.assemble(self._head(), self._body(), row(None, self.cancel, self.go, margins=(24, 0, 24, 0)))
        self._connect()
        self.look()

    def _head(self) -> QHBoxLayout:
        title = label("Remove for good", size=13, weight=700)
        return row(icon_label("shield", "ink2", 22), title, None, margins=(24, 0, 24, 0), gap=12)

    def _body(self) -> QVBoxLayout:
        parts: list[Part] = [
            label(_WHAT, wraps=True),
            self.list,
            label(_KEYS, size=9.5, ink="ink2"),
            self.words_field,
            self.reason_field,
        ]
        if self._backups:
            parts.append(self.renew)
        parts += [label(_BEYOND, size=9.5, ink="ink2", wraps=True), self.work]
        return column(*parts, margins=(24, 16, 24, 18), gap=12)

    def _connect(self) -> None:
        self.words.textEdited.connect(lambda: self._pause.start())
        self._pause.timeout.connect(self.look)
        self.list.opened.connect(self._turn)
        self.cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self.remove)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            self.on_key(keys, self.remove)

    def look(self) -> None:
        """List what would be removed with the words now typed."""
        self._pause.stop()
        words = self.words.text().strip()
        more = find_words(self._session.plan, words) if len(words) >= FEWEST else []
        known = {one.head for one in self._first_found}
        self.found = (*self._first_found, *(one for one in more if one.head not in known))
        self.words_field.say(plural(len(more), "value") if len(words) >= FEWEST else "")
        self._show()

    def going(self) -> list[Head]:
        """Return the changes whose values are removed."""
        return [one.head for one in self.found if one.head not in self._stay]

    def _turn(self, key: str) -> None:
        self._stay ^= {self.found[int(key)].head}
        self._show()

    def _show(self) -> None:
        lines = [_line(number, one, stays=one.head in self._stay) for number, one in enumerate(self.found)]
        self.list.show_lines(lines)
        self.list.fit(4 if look().scale < RAIL_FROM else 2)
        values = plural(len(self.going()), "value")
        self.go.setText(f"Remove {values} for good")
        self.go.setAccessibleName(self.go.text())
        self.go.setEnabled(bool(self.going()))
        announce(self, f"{values} would be removed.")
        self.resized.emit()

    def remove(self) -> None:
        """Remove everything listed, on a thread."""
        if self._pause.isActive():
            self.look()
        self.reason_field.clear()
        if not self.going():
            return
        if not self.reason.text().strip():
            self.reason_field.fail("Say why in a few words, without what is removed.")
            announce(self, self.reason_field.error())
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            self.resized.emit()
            return
        step = partial(
            PlanFile(self._session.plan).remove, self.going(), self.reason.text(),
            renew=self.renew.isChecked(),
        )  # fmt: skip
        self.work.run(step, self._done)

    def reject(self) -> None:
        """Give up, unless the plan is being written at this moment."""
        if not self.work.is_on:
            super().reject()

    def _done(self, result: object) -> None:
        assert isinstance(result, Removal)
        self._session.tell()
        self.accept()
        self.removed.emit(result)


def removal_words(done: Removal) -> str:
    """Return what a removal did, for the toast."""
    words = f"{plural(done.values, 'value')} removed for good."
    return f"{words} {done.warning}" if done.warning else words


def _line(number: int, one: Removable, *, stays: bool) -> Line:
    where = f"{one.ref}  {one.where}".strip()
    facts = f"{when_words(one.at)} · {one.by}"
    text = " ".join(one.text.split())[:_LONGEST]
    state = "stays" if stays else "shown now" if one.shown else "earlier value"
    mark, ink = ("check", "ink2") if stays else ("close", "danger")
    return Line(str(number), mark, where, text, f"{where}, {state}: {text}. {facts}", end=f"{state} · {facts}", ink=ink)
