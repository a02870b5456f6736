"""What is shown while a spreadsheet is read: which file, that it is being worked on, and a way out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QProgressBar

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
            column(words, 8, busy_bar("Reading the spreadsheet"), margins=(24, 16, 24, 18), gap=0),
            row(None, self.cancel, margins=(24, 0, 24, 0)),
        )
        announce(self, f"Reading {names}.")


def busy_bar(name: str) -> QProgressBar:
    """Return a bar that moves for as long as something goes on, without a number nobody knows."""
    bar = QProgressBar()
    bar.setRange(0, 0)
    bar.setTextVisible(False)
    bar.setAccessibleName(name)
    return bar
