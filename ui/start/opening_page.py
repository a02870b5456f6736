"""The shell of a plan that is being opened: painted first of all, so it needs nothing but Qt and the colours."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel

from ui.kit.boxes import column, frame, row, rule
from ui.look.fonts import font


class OpeningPage(QFrame):
    """The grounds in their places, and one line of words."""

    def __init__(self, name: str, *, narrow: bool) -> None:
        super().__init__()
        self.setProperty("ground", "surface")
        self.setAccessibleName(f"Opening {name}")
        side = frame(column(None), ground="sidebar", width=46 if narrow else 224)
        head = frame(row(_words("Actions", size=15, weight=700), None, margins=(24, 0, 20, 0)), height=56)
        foot = frame(
            row(_words(f"Opening {name[:60]}…", size=9), None, margins=(24, 0, 12, 0)), ground="sidebar", height=28
        )
        right = column(head, rule(), None, rule(), foot, gap=0)
        layout = row(side, rule(upright=True), right, gap=0)
        layout.setStretchFactor(right, 1)
        self.setLayout(layout)


def _words(text: str, *, size: float, weight: int = 400) -> QLabel:
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFont(font(size, weight))
    return made
