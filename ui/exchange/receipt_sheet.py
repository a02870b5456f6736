"""The receipt of a file that was brought in: what it did, and the way to undo all of it."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal

from csa_tracker.exchange.receipt import Receipt
from ui.exchange.receipt_view import ReceiptView
from ui.exchange.telling import receipt_words
from ui.history.words import when_words
from ui.kit.announce import announce
from ui.kit.boxes import Part, column, row
from ui.kit.buttons import button
from ui.kit.text import DataLabel, icon_label, label, set_tip
from ui.shell.sheet import Sheet


class ReceiptSheet(Sheet):
    """Shows a receipt; `undo_wanted` asks to undo everything the file brought."""

    undo_wanted = Signal()

    def __init__(self, receipt: Receipt, file: str, *, read_only: str = "") -> None:
        super().__init__("Receipt")
        self.wanted_width = 820
        when = when_words(dt.datetime.fromisoformat(receipt.at))
        words = receipt_words(receipt)
        self.view = ReceiptView(receipt, headline=f"From {receipt.sender}, {when}: {words}")
        self.undo = button("Undo this file…", mark="undo")
        self.shut = button("Close", kind="primary")
        titles = column(None, label("Receipt", size=13, weight=700), DataLabel(file, size=9.5, ink="ink2"), None, gap=1)
        head = row(icon_label("inbox", "ink2", 24), titles, margins=(24, 0, 24, 0), gap=12)
        head.setStretch(1, 1)
        body: list[Part] = [self.view]
        if receipt.nothing_new:
            body.append(
                label(
                    f"Everything in this file was here already, so nothing was changed. "
                    f"What {receipt.sender} has of your changes is noted.",
                    wraps=True,
                )
            )
        self.assemble(
            head, column(*body, margins=(24, 16, 24, 18)), row(self.undo, None, self.shut, margins=(24, 0, 24, 0))
        )
        self.undo.setVisible(not receipt.nothing_new)
        if read_only:
            self.undo.setEnabled(False)
            set_tip(self.undo, read_only)
        self.first = self.view.list if self.view.lines() else self.shut
        self.shut.clicked.connect(self.accept)
        self.undo.clicked.connect(self.undo_wanted)
        announce(self, f"Receipt. From {receipt.sender}, {when}: {words}.")
