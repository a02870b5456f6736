"""What is shown while a spreadsheet is read: which file, that it is being worked on, and a way out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from ui.kit.announce import announce
from ui.kit.boxes import column, row
from ui.kit.buttons import button
from ui.kit.text import DataLabel, icon_label, label
from ui.shell.sheet import Sheet


class ReadingSheet(Sheet):
    """Stays until the file is read; Escape or Cancel gives up."""

    def __init__(self, files: Sequence[Path]) -> None:
        super().__init__("Reading the spreadsheet")
        self.wanted_width = 520
        names = ", ".join(path.name for path in files)
        self.cancel = button("Cancel")
        self.cancel.clicked.connect(self.reject)
        self.first = self.cancel
        titles = column(
            None,
            label("Reading the spreadsheet", size=13, weight=700),
            DataLabel(names, size=9.5, ink="ink2"),
            None,
            gap=1,
        )
        head = row(icon_label("sheet", "ink2", 24), titles, margins=(24, 0, 24, 0), gap=12)
        head.setStretch(1, 1)
        words = label("Your file and your plan stay as they are. You see what would come in first.", wraps=True)
        self.assemble(
            head,
            column(words, 8, at_work("Reading… A large file takes a moment."), margins=(24, 16, 24, 18), gap=0),
            row(None, self.cancel, margins=(24, 0, 24, 0)),
        )
        announce(self, f"Reading {names}.")


def at_work(words: str) -> QWidget:
    """Return a line that says what is going on, and stands still: a bar without an end would only move."""
    made = QWidget()
    made.setLayout(row(icon_label("clock", "ink2", 18), label(words, weight=500), None, gap=8))
    return made
