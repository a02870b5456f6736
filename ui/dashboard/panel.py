"""A card of the Dashboard with a heading, and the layouts that give way from two columns to one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QVBoxLayout, QWidget

from ui.dashboard.cards import RatingCard
from ui.dashboard.press import Press
from ui.kit.boxes import row
from ui.kit.text import DataLabel, label
from ui.look.worn import px

TWO_COLUMNS_FROM = 760
"""Width (at 100 %) from which cards stand side by side."""
_GAP = 12


def upright(*panels: QWidget) -> QWidget:
    """Return cards under each other, the last one as tall as there is room."""
    holder = QWidget()
    box = QVBoxLayout(holder)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(px(_GAP))
    for panel in panels:
        box.addWidget(panel)
    box.setStretchFactor(panels[-1], 1)
    return holder


class Panel(QFrame):
    """A card: heading, a muted fact, the link to all of it; parts are added to `box`."""

    def __init__(self, title: str, *, fact: str = "", step: Press | None = None) -> None:
        super().__init__()
        self.setProperty("ground", "card")
        self.setAccessibleName(f"{title}, {fact}" if fact else title)
        self.step = step
        heading = label(title, size=11, weight=700)
        muted = DataLabel(fact, size=9.5, ink="ink3")
        heading.setMinimumHeight(px(28))  # as high as the link, so that headings stand level without one
        head = row(heading, muted, *([step] if step is not None else []), gap=8)
        head.setStretchFactor(muted, 1)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(px(16), px(10), px(16), px(14))
        self.box.setSpacing(px(2))
        self.box.addLayout(head)
        self.box.addSpacing(px(4))

    def say(self, sentence: str) -> None:
        """Say in a sentence that there is nothing to list."""
        self.box.addWidget(label(sentence, ink="ink2", wraps=True))

    def finish(self) -> None:
        """Keep everything at the top where the card beside is taller."""
        self.box.addStretch(1)


class Beside(QWidget):
    """Cards side by side, the first `share` times as wide; under each other where there is little room."""

    def __init__(self, *panels: QWidget, shares: Sequence[int]) -> None:
        super().__init__()
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(px(_GAP))
        self._shares, self._panels = tuple(shares), panels
        for panel in panels:
            self._box.addWidget(panel)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Turn between a row and a column."""
        super().resizeEvent(event)
        wide = self.width() >= px(TWO_COLUMNS_FROM)
        turned = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._box.direction() == turned:
            return
        self._box.setDirection(turned)
        for panel, share in zip(self._panels, self._shares, strict=True):
            self._box.setStretchFactor(panel, share if wide else 0)


class CardGrid(QWidget):
    """The rating cards: all in one line where they fit, else in lines of as many as do, each line filled."""

    def __init__(self, cards: Sequence[RatingCard]) -> None:
        super().__init__()
        self.cards = tuple(cards)
        self._across = 0
        self.setAccessibleName("Ratings")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(px(_GAP))
        self._arrange(len(self.cards))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Take as many across as stand whole."""
        super().resizeEvent(event)
        wanted = max(card.wanted_width() for card in self.cards) + px(_GAP)
        fitting = max(1, min(len(self.cards), (self.width() + px(_GAP)) // wanted))
        self._arrange(3 if fitting == 4 else fitting)  # four and one looks forgotten

    def _arrange(self, across: int) -> None:
        if across == self._across:
            return
        self._across = across
        last = len(self.cards) % across or across  # how many stand in the last line, which they fill together
        for place, card in enumerate(self.cards):
            line, number = divmod(place, across)
            span = last if place < len(self.cards) - last else across
            self._grid.addWidget(card, line, number * span, 1, span)
        for column in range(max(self._grid.columnCount(), across * last)):
            self._grid.setColumnStretch(column, 1 if column < across * last else 0)
