"""Painters of text and boxes: each takes a rectangle and token names, so delegates and widgets draw alike."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption

from ui.look.worn import colour

LINE_PITCH = 1.12
"""Distance of lines as a share of the font's height."""
_LONGEST_DRAWN = 4000
LEFT = Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignRight
MIDDLE = Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter


def one_line(text: str) -> str:
    """Return text with every line break shown as a space, cut to what a screen can ever hold."""
    return " ".join(text[:_LONGEST_DRAWN].split())


def draw_text(
    painter: QPainter, box: QRectF, text: str, *, face: QFont, ink: str = "ink", align: Qt.AlignmentFlag = LEFT
) -> None:
    """Draw one line, ended by … where it does not fit."""
    painter.setFont(face)
    painter.setPen(colour(ink))
    shown = QFontMetricsF(face).elidedText(one_line(text), Qt.TextElideMode.ElideRight, box.width() + 1)
    # No Qt text flag here reads "&" or markup: what was typed is what is drawn.
    painter.drawText(box, int(align | MIDDLE | Qt.TextFlag.TextSingleLine), shown)


def wrap(text: str, face: QFont, width: float, *, at_most: int) -> list[str]:
    """Break text into at most so many lines of a width, the last one elided when more would follow."""
    shown = text[:_LONGEST_DRAWN].replace("\r\n", "\n").replace("\n", "\u2028")
    layout = QTextLayout(shown, face)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    spans: list[tuple[int, int]] = []
    while len(spans) <= at_most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(1.0, width))
        spans.append((line.textStart(), line.textLength()))
    layout.endLayout()
    lines = [shown[start : start + length].strip(" \u2028") for start, length in spans[:at_most]]
    if len(spans) > at_most and lines:
        rest = one_line(shown[spans[at_most - 1][0] :])
        lines[-1] = QFontMetricsF(face).elidedText(rest, Qt.TextElideMode.ElideRight, width)
    return lines


def line_height(face: QFont) -> float:
    """Return the distance from one line to the next."""
    return QFontMetricsF(face).height() * LINE_PITCH


def draw_lines(
    painter: QPainter,
    box: QRectF,
    lines: list[str],
    *,
    face: QFont,
    ink: str = "ink",
    centred: bool = True,
    align: Qt.AlignmentFlag = LEFT,
) -> None:
    """Draw lines that are already broken, in the vertical middle of the box or from its top."""
    painter.setFont(face)
    painter.setPen(colour(ink))
    pitch = line_height(face)
    top = box.y() + ((box.height() - pitch * len(lines)) / 2 if centred else 0)
    for number, line in enumerate(lines):
        place = QRectF(box.x(), top + number * pitch, box.width(), pitch)
        painter.drawText(place, int(align | MIDDLE | Qt.TextFlag.TextSingleLine), line)


def draw_box(
    painter: QPainter, box: QRectF, radius: float, *, fill: str = "", edge: str = "", width: float = 1.0
) -> None:
    """Draw a rounded box inside `box`: `fill` and `edge` are token names, empty for none."""
    inset = width / 2 if edge else 0.0
    painter.setBrush(colour(fill) if fill else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour(edge), width) if edge else Qt.PenStyle.NoPen)
    painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), radius, radius)


def text_width(text: str, face: QFont) -> float:
    """Return how wide one line of text is."""
    return QFontMetricsF(face).horizontalAdvance(text)
