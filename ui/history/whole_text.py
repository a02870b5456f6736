"""One change whole: the value before and after, side by side, with what differs marked by line and said in words."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from csa_tracker.values import HistoryEntry
from ui.history.differences import Mark, Piece, compare, difference_words, one_side
from ui.history.words import field_words, value_words, when_words
from ui.kit.boxes import column, frame
from ui.kit.field import Field
from ui.kit.growing_text import GrowingText
from ui.kit.text import DataLabel, label
from ui.look.worn import RAIL_FROM, colour, look, px

_LONGEST = 100_000
KEY = "Struck through: taken away. Underlined: added."


class WholeText(QWidget):
    """Two read-only texts; where letters are large one stands under the other."""

    def __init__(self) -> None:
        super().__init__()
        self.before, self.after = _text(), _text()
        self._headline = label("", size=11, weight=700)
        self._facts = DataLabel("", size=9.5, ink="ink2")
        self._told = label("", size=9.5, weight=600)
        self._key = label(KEY, size=9, ink="ink2")
        texts: QBoxLayout = QVBoxLayout() if look().scale >= RAIL_FROM else QHBoxLayout()
        texts.setContentsMargins(0, 0, 0, 0)
        texts.setSpacing(px(16))
        for field in (Field("Before", self.before), Field("After", self.after)):
            texts.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        page = frame(
            column(
                self._headline, self._facts, 8, texts, 8, self._told, self._key, None, margins=(24, 14, 24, 14), gap=2
            )
        )
        scroller = QScrollArea()
        scroller.setWidgetResizable(True)
        scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroller.setWidget(page)
        scroller.viewport().setAutoFillBackground(False)
        self.setLayout(column(scroller, gap=0))

    def show_entry(self, entry: HistoryEntry) -> None:
        """Show a change and say what differs."""
        before, after = (value_words(entry.field, text)[:_LONGEST] for text in (entry.before, entry.after))
        pieces = compare(before, after)
        both = bool(before and after)
        self._headline.setText(field_words(entry.field))
        self._facts.setText(f"{when_words(entry.at)} · {entry.by}")
        for text, mark in ((self.before, Mark.GONE), (self.after, Mark.NEW)):
            fill_marked(text, one_side(pieces, mark), marked=both)
        told = (
            difference_words(pieces)
            if both
            else ("Nothing stood here before." if after else "The value was taken away.")
        )
        self._told.setText(told.rstrip(".") + ".")
        self._key.setVisible(both)
        for text, mark, done in ((self.before, Mark.GONE, "Taken away"), (self.after, Mark.NEW, "Added")):
            parts = [f"“{piece.text.strip()}”" for piece in pieces if piece.mark is mark and piece.text.strip()]
            text.setAccessibleDescription(f"{done}: {', '.join(parts)}" if both and parts else "")


def _text() -> GrowingText:
    made = GrowingText(fewest=2 if look().scale >= RAIL_FROM else 5, most=14, lines_wanted=True)
    made.setReadOnly(True)
    return made


def fill_marked(text: GrowingText, pieces: Iterable[Piece], *, marked: bool) -> None:
    """Put pieces in as plain text; the marks are formats of our own, so that nothing typed is read as markup."""
    text.show_text("")
    cursor = QTextCursor(text.document())
    for piece in pieces:
        shape = QTextCharFormat()
        shape.setForeground(colour("ink"))
        if marked and piece.mark is Mark.GONE:
            shape.setFontStrikeOut(True)
            shape.setForeground(colour("ink2"))
        elif marked and piece.mark is Mark.NEW:
            shape.setFontUnderline(True)
            shape.setFontWeight(600)
        cursor.insertText(piece.text, shape)
    text.document().setModified(False)
    text.moveCursor(QTextCursor.MoveOperation.Start)
