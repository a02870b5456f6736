"""Ratings as bars, one line for each key issue or area: letter and number in every part, each part to be pressed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from csa_tracker.plan.dashboard_bars import Bar
from csa_tracker.rating_look import BRAG_ORDER, RATING_LOOKS
from csa_tracker.values import Brag
from ui.dashboard.press import Opens, Press, Target
from ui.kit.paint import CENTRE, draw_text, line_height, text_width
from ui.look.fonts import font
from ui.look.worn import px, tokens
from ui.shown import plural

_GAP = 2
_ROUNDS = 24
"""Halvings while looking for the length of one action: more than pixels can show."""


def bar_words(bar: Bar, words: dict[Brag, str]) -> str:
    """Return a bar in words: "Road safety: 8 actions, 1 off track, 4 on track"."""
    parts = [f"{bar.counts.of(brag):,} {words[brag].lower()}" for brag in BRAG_ORDER if bar.counts.of(brag)]
    if bar.reported is False:
        parts.append("not reported this quarter")
    return f"{bar.label}: {', '.join([plural(bar.total, 'action') if bar.total else 'no actions', *parts])}"


class _Name(Press):
    """The name of a line; pressing it lists all actions of the line."""

    def __init__(self, group: str, bar: Bar, words: dict[Brag, str]) -> None:
        key = f"{group}:{bar.code or bar.label}"
        super().__init__(key, Target(Opens.LIST, bar.filter), name=bar_words(bar, words))
        self._label, self._face = bar.label, font(10)
        self.wanted_width = round(text_width(self._label, self._face)) + px(12)

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        return QSize(self.wanted_width, round(line_height(self._face)) + px(6))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        return QSize(px(24), px(24))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 (Qt's name)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_hover(painter)
        draw_text(painter, QRectF(self.rect()).adjusted(px(4), 0, -px(4), 0), self._label, face=self._face)
        painter.end()


class _Part(Press):
    """The part of a line with one rating."""

    def __init__(self, group: str, bar: Bar, brag: Brag, word: str) -> None:
        count = bar.counts.of(brag)
        key = f"{group}:{bar.code or bar.label}:{brag}"
        name = f"{bar.label}, {word.lower()}: {plural(count, 'action')}"
        super().__init__(key, Target(Opens.LIST, bar.part_filter(brag)), name=name)
        self.count, self._brag = count, brag
        self._words = f"{RATING_LOOKS[brag].letter} {count:,}"
        self._face = font(9, 700, tabular=True)
        self.least_width = max(px(24), text_width(self._words, self._face) + px(9))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        return QSize(px(24), px(24))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 (Qt's name)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shade = tokens().ratings[self._brag]
        wide = 2.0 if self.underMouse() else 1.0
        box = QRectF(self.rect()).adjusted(0, px(2), 0, -px(2))
        inset = wide / 2
        painter.setBrush(QColor(shade.fill))
        painter.setPen(QPen(QColor(tokens().ink if self.underMouse() else shade.edge), wide))
        painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), px(4), px(4))
        draw_text(painter, box, self._words, face=self._face, ink=shade.letter, align=CENTRE)
        painter.end()


class BarChart(QWidget):
    """Bars under each other, on one scale; names stand left of them, or above them where there is little room."""

    def __init__(self, group: str, bars: Sequence[Bar], *, title: str, words: dict[Brag, str]) -> None:
        super().__init__()
        self._bars = tuple(bars)
        self._face = font(10, tabular=True)
        self._names = [_Name(group, bar, words) for bar in bars]
        self._name_width = max((name.wanted_width for name in self._names), default=0)
        self._tail_width = max((text_width(self.tail(bar), self._face) for bar in bars), default=0.0)
        self._parts = [
            [_Part(group, bar, brag, words[brag]) for brag in BRAG_ORDER if bar.counts.of(brag)] for bar in bars
        ]
        for name, parts in zip(self._names, self._parts, strict=True):
            for press in (name, *parts):
                press.setParent(self)
        self.setAccessibleName(title)
        self.setAccessibleDescription(". ".join(bar_words(bar, words) for bar in bars))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(self._wanted_height())

    def presses(self) -> list[Press]:
        """Return everything to be pressed, in reading order."""
        return [press for name, parts in zip(self._names, self._parts, strict=True) for press in (name, *parts)]

    def tail(self, bar: Bar) -> str:
        """Return what stands after a bar: how many actions, and that an area has not reported."""
        count = f"{bar.total:,}" if bar.total else "No actions"
        return f"{count} · not reported" if bar.reported is False else count

    def is_stacked(self) -> bool:
        """Say whether names stand above their bars."""
        return self.width() < self._name_width + px(250)

    def _line(self) -> int:
        return max(px(24), round(line_height(self._face)) + px(4))

    def _row_height(self) -> int:
        return self._line() * (2 if self.is_stacked() else 1) + px(6)

    def _wanted_height(self) -> int:
        return self._row_height() * len(self._bars)

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Return the size with names beside the bars."""
        return QSize(self._name_width + px(320), self._wanted_height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Return a size that never pushes the window wider."""
        return QSize(px(160), self._wanted_height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Place names and parts."""
        super().resizeEvent(event)
        if self.height() != self._wanted_height():
            self.setFixedHeight(self._wanted_height())
        self._place()

    def _left(self) -> int:
        return px(4) if self.is_stacked() else self._name_width + px(16)

    def _place(self) -> None:
        line, left = self._line(), self._left()
        room = self.width() - left - self._tail_width - px(12)
        unit = _unit([[(part.count, part.least_width) for part in parts] for parts in self._parts], room)
        for number, (name, parts) in enumerate(zip(self._names, self._parts, strict=True)):
            top = number * self._row_height() + px(3)
            width = self.width() if self.is_stacked() else self._name_width
            name.setGeometry(0, top, min(width, name.wanted_width), line)
            x, y = float(left), top + (line if self.is_stacked() else 0)
            for part in parts:
                wide = max(part.least_width, part.count * unit)
                part.setGeometry(round(x), y, round(x + wide) - round(x), line)
                x += wide + _GAP
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 (Qt's name)
        """Write what stands after each bar."""
        painter = QPainter(self)
        for name, parts, bar in zip(self._names, self._parts, self._bars, strict=True):
            last = parts[-1].geometry() if parts else None
            x = last.right() + px(8) if last is not None else self._left()
            y = last.y() if last is not None else name.y() + (self._line() if self.is_stacked() else 0)
            box = QRectF(x, y, self.width() - x, self._line())
            draw_text(painter, box, self.tail(bar), face=self._face, ink="ink2")
        painter.end()


def _unit(rows: list[list[tuple[int, float]]], room: float) -> float:
    """Return the length of one action at which the longest line just fits, parts being no shorter than their words."""
    low, high = 0.0, max(room, 0.0)
    for _ in range(_ROUNDS):
        unit = (low + high) / 2
        longest = max((sum(max(least, count * unit) + _GAP for count, least in row) for row in rows), default=0.0)
        low, high = (unit, high) if longest <= room else (low, unit)
    return low
