"""The sheet with what a partner's file would bring in; nothing is written before "Bring in"."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal

from csa_tracker.exchange.receiving import Received
from ui.exchange.jobs import PlanFile
from ui.exchange.receipt_view import ReceiptView
from ui.exchange.telling import receipt_words
from ui.exchange.working import Work
from ui.kit.announce import announce
from ui.kit.boxes import column, row
from ui.kit.buttons import KeyCap, button
from ui.kit.text import DataLabel, icon_label, label
from ui.look.worn import RAIL_FROM, look
from ui.session import Session
from ui.shell.sheet import Sheet


class ReceiveSheet(Sheet):
    """Shows a preview and brings the file in. `brought` carries the Received."""

    brought = Signal(object)
    resized = Signal()

    def __init__(self, session: Session, file: Path, seen: Received, *, heard: Collection[str] = ()) -> None:
        super().__init__("What this file brings")
        self.wanted_width = 820
        self._session, self._file, self._heard = session, file, heard
        receipt = seen.receipt
        self.view = ReceiptView(receipt, headline=f"From {receipt.sender}: {receipt_words(receipt)}")
        self.bring = button("Bring in", kind="primary")
        self.work = Work("Bringing it in… All of it or nothing.")
        self.cancel = button("Cancel")
        self.shut = button("", kind="quiet", mark="close", small=True, name="Close")
        self.work.parts = [self.bring, self.cancel, self.shut]
        self.work.resized.connect(self.resized)
        self.first = self.view.list if self.view.lines() else self.bring
        titles = column(
            None, label("What this file brings", size=13, weight=700), DataLabel(file.name, size=9.5, ink="ink2"), None,
            gap=1,
        )  # fmt: skip
        head = row(icon_label("inbox", "ink2", 24), titles, self.shut, margins=(24, 0, 16, 0), gap=12)
        head.setStretch(1, 1)
        wide = look().scale < RAIL_FROM
        caps = [KeyCap("Ctrl+Enter")] if wide else []
        unchanged = [icon_label("info", "ink2", 16), label("Nothing has been changed yet", size=9.5, ink="ink2")]
        foot = row(*(unchanged if wide else []), None, self.cancel, self.bring, *caps, margins=(24, 0, 24, 0))
        self.assemble(head, column(self.view, self.work, margins=(24, 16, 24, 18)), foot)
        for way_out in (self.cancel, self.shut):
            way_out.clicked.connect(self.reject)
        self.bring.clicked.connect(self.bring_in)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            self.on_key(keys, self.bring_in)
        announce(self, f"From {receipt.sender}: {receipt_words(receipt)}. Nothing has been changed yet.")

    def bring_in(self) -> None:
        """Bring the file in on a thread."""
        self.work.run(partial(PlanFile(self._session.plan).receive, self._file, self._heard), self._done)

    def reject(self) -> None:
        """Give up, unless the plan is being written at this moment."""
        if not self.work.is_on:
            super().reject()

    def _done(self, result: object) -> None:
        assert isinstance(result, Received)
        self._session.tell()
        self.accept()
        self.brought.emit(result)
