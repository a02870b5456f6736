"""The rating cards: badge, number, word, how it changed since the last snapshot, and its share of all."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from csa_tracker.plan.dashboard import Card, Dashboard
from csa_tracker.rules.wording import in_words
from ui.dashboard.press import Opens, Press, Target
from ui.kit.paint import draw_box, draw_text, line_height, text_width
from ui.look.badge import paint_badge
from ui.look.fonts import font
from ui.look.icons import icon_pixmap
from ui.look.worn import colour, px, tokens
from ui.shown import plural

_MARKS = {1: "up", -1: "down"}


def change_words(card: Card, snapshot: str) -> str:
    """Return "2 more than at Q2 board", empty without a snapshot."""
    if card.change is None:
        return ""
    if card.change == 0:
        return f"Same as at {snapshot}"
    return f"{abs(card.change):,} {'more' if card.change > 0 else 'fewer'} than at {snapshot}"


def card_name(card: Card, snapshot: str) -> str:
    """Return a card as a screen reader says it: "Off track: 5 actions, 2 more than at the snapshot Q2 board"."""
    parts = [plural(card.count, "action"), *([in_words(reasons(card))] if card.details else [])]
    if card.change is not None:
        words = change_words(card, f"the snapshot {snapshot}")
        parts.append(words[:1].lower() + words[1:])
    return f"{card.word}: {', '.join(parts)}"


def reasons(card: Card) -> list[str]:
    """Return what a grey card is made of: "4 not started", "2 paused"."""
    return [f"{count:,} {word.lower()}" for word, count in card.details]


def card_lines(card: Card, snapshot: str) -> list[str]:
    """Return the small lines of a card: its change, then the reasons behind it where there are several."""
    return [line for line in (change_words(card, snapshot), ", ".join(reasons(card))) if line]


class RatingCard(Press):
    """One rating; pressing it lists its actions. `lines` keeps room for those that another card has."""

    def __init__(self, card: Card, shown: Dashboard, *, lines: int) -> None:
        snapshot = shown.comparison.snapshot if shown.comparison is not None else ""
        super().__init__(f"card:{card.brag}", Target(Opens.LIST, card.filter), name=card_name(card, snapshot))
        self._card, self._room = card, lines
        rated = shown.total - shown.outside
        self._share = card.count / rated if rated else 0.0
        self._lines = card_lines(card, snapshot)
        self._faces = font(24, 700, tabular=True), font(10, 600), font(9.5)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(round(self._top_height()) + px(14 + 12 + 14 + 4) + self._line_height())

    def _top_height(self) -> float:
        return max(px(38), line_height(self._faces[0]))

    def _line_height(self) -> int:
        return round(line_height(self._faces[2]) * self._room) + px(2) if self._room else 0

    def wanted_width(self) -> int:
        """Return the width at which number and word stand whole."""
        number, word, _ = self._faces
        words = text_width(f"{self._card.count:,}", number) + text_width(self._card.word, word)
        return round(words) + px(16 + 36 + 13 + 8 + 14)

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Return the size at which everything stands whole."""
        return QSize(self.wanted_width(), self.height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Return a size that never pushes the window wider."""
        return QSize(px(96), self.height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 (Qt's name)
        """Draw the card."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        draw_box(painter, box, px(10), fill="surface", edge="edge" if self.underMouse() else "line")
        number, word, small = self._faces
        side, left, top = px(36), px(16), px(14)
        middle = top + self._top_height() / 2
        paint_badge(painter, self._card.brag, QRectF(left, middle - side / 2, side, side))
        count = f"{self._card.count:,}"
        place = QRectF(left + side + px(13), top, text_width(count, number) + 2, self._top_height())
        draw_text(painter, place, count, face=number)
        beside = place.right() + px(8)
        draw_text(
            painter,
            QRectF(beside, top + px(2), box.right() - beside - px(8), place.height()),
            self._card.word,
            face=word,
        )
        under = top + self._top_height() + px(4)
        for line in self._lines:
            self._paint_line(painter, QRectF(left, under, box.width() - 2 * left, line_height(small)), line)
            under += line_height(small)
        self._paint_share(painter, QRectF(left, box.bottom() - px(18), box.width() - 2 * left, px(4)))
        painter.end()

    def _paint_line(self, painter: QPainter, place: QRectF, line: str) -> None:
        change = self._card.change
        if change is not None and line == self._lines[0]:
            mark = _MARKS.get((change > 0) - (change < 0))
            middle = place.center().y()
            if mark is not None:
                painter.drawPixmap(QPointF(place.x() - px(2), middle - px(8)), icon_pixmap(mark, "ink2", 16))
            else:
                painter.setPen(QPen(colour("ink2"), max(1.5, px(2))))
                painter.drawLine(QPointF(place.x(), middle), QPointF(place.x() + px(10), middle))
            place = place.adjusted(px(18), 0, 0, 0)
        draw_text(painter, place, line, face=self._faces[2], ink="ink2")

    def _paint_share(self, painter: QPainter, track: QRectF) -> None:
        shade = tokens().ratings[self._card.brag]
        draw_box(painter, track, track.height() / 2, fill="sunken", edge="edge" if tokens().is_contrast else "")
        if self._share <= 0:
            return
        width = max(track.width() * self._share, track.height())
        solid = shade.fill if shade.fill != tokens().surface else shade.edge
        painter.setBrush(QColor(solid))
        painter.setPen(QPen(QColor(shade.edge), 1))
        painter.drawRoundedRect(QRectF(track.x(), track.y(), width, track.height()), px(2), px(2))
