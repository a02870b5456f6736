"""The six words of a member, large and numbered, to be read aloud."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.kit.boxes import frame, row
from ui.kit.text import label
from ui.look.worn import px

_ACROSS = 3


class SixWords(QWidget):
    """Two rows of three words. `spoken` is what a screen reader is told: the words with pauses between."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words
        self.spoken = ", ".join(words.split("-"))
        self.setAccessibleName(f"Six words: {self.spoken}")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(px(8))
        for place, word in enumerate(words.split("-")):
            number = label(str(place + 1), size=9, ink="ink2")
            number.setAlignment(Qt.AlignmentFlag.AlignVCenter)
            tile = frame(
                row(number, label(word, size=14, weight=700), None, margins=(12, 9, 8, 9), gap=9), ground="card"
            )
            grid.addWidget(tile, place // _ACROSS, place % _ACROSS)
        for across in range(_ACROSS):
            grid.setColumnStretch(across, 1)
