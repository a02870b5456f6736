"""The left side of the first screen: what the program is for, and a glimpse of a plan."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from csa_tracker.values import Brag
from ui.kit.paint import draw_box, draw_lines, draw_text, line_height, wrap
from ui.look.badge import paint_badge
from ui.look.fonts import font
from ui.look.icons import icon_pixmap
from ui.look.tokens import DARK, LIGHT
from ui.look.worn import px
from ui.shell.sidebar import paint_mark

WIDTH = 440
HEADLINE = "Keep your community safety plan up to date and ready for the board."
PROMISES = (
    ("shield", "Works offline. Your plan stays on this computer."),
    ("history", "Every change is kept, with who made it and when."),
    ("reports", "Make the board report in two clicks."),
)
_INK = LIGHT.ink
_TILES = ("#1B2A4C", "#21325A", "#2A3D6B", "#34497C")
_BADGES = {(0, 3): Brag.BLUE, (0, 6): Brag.GREEN, (1, 1): Brag.GREEN, (1, 6): Brag.GREEN, (2, 2): Brag.RED,
           (2, 4): Brag.AMBER}  # fmt: skip
_ACROSS, _DOWN = 8, 4


class Hero(QWidget):
    """Always ink, in every theme: a picture beside the form, not a control."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(px(WIDTH))
        self.setAccessibleName(f"CSA Tracker. {HEADLINE} {' '.join(words for _, words in PROMISES)}")

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 (Qt's name)
        """Draw ground, tiles, mark and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(_INK))
        side = px(44)
        paint_mark(painter, QRectF(side, px(44), px(36), px(36)), ground="#FFFFFF", dots=_INK)
        name = QRectF(side + px(48), px(44), self.width() - px(140), px(36))
        draw_text(painter, name, "CSA Tracker", face=font(13, 700), ink="#FFFFFF")
        bottom = self._words(painter, side)
        self._tiles(painter, bottom)
        painter.end()

    def _words(self, painter: QPainter, side: int) -> float:
        face, room = font(21, 700), self.width() - px(84)
        lines = wrap(HEADLINE, face, room, at_most=6)
        y = float(px(128))
        draw_lines(painter, QRectF(side, y, room, 10), lines, face=face, ink="#FFFFFF", centred=False)
        y += line_height(face) * len(lines) + px(32)
        small = font(10.5)
        for mark, words in PROMISES:
            painter.drawPixmap(side, round(y), icon_pixmap(mark, "#C9D4EC", 20))
            wrapped = wrap(words, small, self.width() - px(116), at_most=2)
            place = QRectF(side + px(32), y, self.width() - px(116), 10)
            draw_lines(painter, place, wrapped, face=small, ink="#DCE4F4", centred=False)
            y += max(line_height(small) * len(wrapped), px(20)) + px(20)
        return y

    def _tiles(self, painter: QPainter, words_end: float) -> None:
        size = self.width() / _ACROSS
        top = self.height() - size * 3.55
        for line in range(_DOWN):
            if top + line * size < words_end:
                continue  # large text needs the room
            for place in range(_ACROSS):
                shade = (line * 7 + place * 5 + line * place) % 6
                tile = QRectF(place * size + 3, top + line * size + 3, size - 6, size - 6)
                brag = _BADGES.get((line, place))
                if brag is not None:
                    draw_box(painter, tile, 8, fill=_TILES[2])
                    badge = QRectF(tile.center().x() - px(11), tile.center().y() - px(11), px(22), px(22))
                    paint_badge(painter, brag, badge, colours=DARK)
                elif shade < len(_TILES):
                    draw_box(painter, tile, 8, fill=_TILES[shade])
                else:
                    painter.setBrush(Qt.BrushStyle.NoBrush)
                    painter.setPen(QPen(QColor(_TILES[2]), 1, Qt.PenStyle.DashLine))
                    painter.drawRoundedRect(tile.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
