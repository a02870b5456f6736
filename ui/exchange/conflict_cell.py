"""One value of a conflict in a box of its own: whose it is, what it says, and the choice that takes it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QRadioButton, QWidget

from ui.history.differences import Piece
from ui.history.whole_text import fill_marked
from ui.kit.boxes import Part, column, row
from ui.kit.buttons import KeyCap
from ui.kit.growing_text import GrowingText
from ui.kit.paint import draw_box, draw_text, line_height, text_width
from ui.kit.text import DataLabel, label
from ui.look.fonts import font
from ui.look.worn import RAIL_FROM, look, px

_READ_WITH_KEYS = 300
"""Longer texts take the keyboard, so that all of them can be scrolled to."""


class Choice(QRadioButton):
    """A round choice with its words."""

    def __init__(self, words: str) -> None:
        super().__init__(words.replace("&", "&&"))
        self._words = words
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(words)

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Return the room of the circle and the words."""
        face = font(10, 600)
        return QSize(px(34) + round(text_width(self._words, face)), max(px(30), round(line_height(face)) + px(8)))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Return a size that never pushes the sheet wider: a long name ends in an ellipsis."""
        return QSize(px(60), self.sizeHint().height())

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802 (Qt's name)
        """Take a press anywhere on it."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 (Qt's name)
        """Draw the circle, its dot when it is chosen, and the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box, on = QRectF(self.rect()), self.isChecked()
        circle = QRectF(px(4), box.center().y() - px(9), px(18), px(18))
        draw_box(painter, circle, px(9), edge="accent" if on else "edge", width=2 if on else 1)
        if on:
            inside = circle.adjusted(px(5), px(5), -px(5), -px(5))
            draw_box(painter, inside, inside.height() / 2, fill="accent")
        words = box.adjusted(px(29), 0, 0, 0)
        draw_text(painter, words, self._words, face=font(10, 600 if on else 500), ink="accent" if on else "ink")
        painter.end()


class Cell(QFrame):
    """A box around a value; `choice` is None where it cannot be chosen."""

    taken = Signal()

    def __init__(self, caption: str, who: Sequence[str], value: QWidget, choice: Choice | None, key: str = "") -> None:
        super().__init__()
        self.choice = choice
        head: list[Part] = [DataLabel(caption, size=10, weight=700)] if caption else []
        head += [DataLabel(words, size=9, ink="ink2", lines=2) for words in who if words]
        foot: list[Part] = []
        if choice is not None:
            cap = [KeyCap(key)] if key and look().scale < RAIL_FROM else []
            foot = [6, row(choice, *cap)]
            choice.toggled.connect(self._turned)
        self.setLayout(column(*head, 4, value, None, *foot, margins=(14, 10, 12, 8), gap=2))

    def _turned(self, on: bool) -> None:
        self.update()
        if on:
            self.taken.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Choose by a press anywhere in the box."""
        if self.choice is not None and self.choice.isEnabled():
            self.choice.setFocus(Qt.FocusReason.MouseFocusReason)
            self.choice.setChecked(True)
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 (Qt's name)
        """Draw the box: flat where nothing can be chosen, with a strong edge where it is."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.choice is None:
            draw_box(painter, QRectF(self.rect()), px(8), fill="sunken", edge="line")
        else:
            on = self.choice.isChecked()
            draw_box(painter, QRectF(self.rect()), px(8), edge="accent" if on else "edge", width=2 if on else 1)
        painter.end()


class _Reading(GrowingText):
    """A text to be read, whose words begin where the caption over it does."""

    def __init__(self) -> None:
        super().__init__(size=10.5, flat=True, most=12, lines_wanted=True)
        self.setReadOnly(True)
        aside = px(4) + 1 + round(self.document().documentMargin())  # what the style sheet and the text keep free
        self.setViewportMargins(-aside, 0, 0, 0)


def plain_value(text: str) -> QWidget:
    """Return a short value as a label, in quiet ink where there is none."""
    return DataLabel(text, size=10.5, weight=500, lines=4) if text else label("Nothing", ink="ink2")


def marked_value(pieces: Sequence[Piece], name: str, *, marked: bool) -> QWidget:
    """Return a text to be read, with what was added and taken away marked."""
    text = _Reading()
    fill_marked(text, pieces, marked=marked)
    text.setAccessibleName(name)
    if sum(len(piece.text) for piece in pieces) <= _READ_WITH_KEYS:
        text.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        text.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return text
