"""The rating badge: shape, letter and colour drawn from the one geometry table that print uses as well."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from csa_tracker.rating_look import RATING_LOOKS, Shape
from csa_tracker.values import Brag
from ui.look.fonts import FALLBACK, FAMILY
from ui.look.tokens import Tokens
from ui.look.worn import tokens


def paint_badge(painter: QPainter, brag: Brag, box: QRectF, *, colours: Tokens | None = None) -> None:
    """Draw one rating's badge in a square box, in the tokens now worn unless others are given."""
    shown = RATING_LOOKS[brag]
    shade = (colours or tokens()).ratings[brag]
    geometry = shown.geometry
    side = box.width()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(QColor(shade.edge), max(1.0, geometry.stroke * side))
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(QColor(shade.fill))
    inside = box.adjusted(*(geometry.inset * side * sign for sign in (1, 1, -1, -1)))
    if geometry.points:
        painter.drawPolygon(QPolygonF([QPointF(box.x() + x * side, box.y() + y * side) for x, y in geometry.points]))
    elif geometry.shape is Shape.ROUNDED_SQUARE:
        painter.drawRoundedRect(inside, geometry.corner * side, geometry.corner * side)
    else:
        painter.drawEllipse(inside)
    painter.setPen(QColor(shade.letter))
    _paint_letter(painter, shown.letter, box, drop=geometry.letter_drop * side, size=geometry.letter_size * side)
    painter.restore()


def _paint_letter(painter: QPainter, letter: str, box: QRectF, *, drop: float, size: float) -> None:
    """Centre the letter on its ink, not on its line: badges are small enough for the difference to show."""
    face = QFont([FAMILY, FALLBACK])
    face.setPixelSize(max(7, round(size)))
    face.setWeight(QFont.Weight.Bold)
    painter.setFont(face)
    ink = QFontMetricsF(face).tightBoundingRect(letter)
    centre = box.center()
    painter.drawText(
        QPointF(centre.x() - ink.width() / 2 - ink.x(), centre.y() - ink.height() / 2 - ink.y() + drop), letter
    )
