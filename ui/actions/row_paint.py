"""Draws the cells of the list: two-line rows on paper."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from csa_tracker.rules.dates import show_date
from csa_tracker.values import ActionRow
from ui.actions.columns import ACTION, AREA, DUE, KEY_ISSUE, LEAD, RATING, REF
from ui.kit.paint import draw_box, draw_lines, draw_text, line_height, wrap
from ui.look.badge import paint_badge
from ui.look.fonts import font
from ui.look.icons import icon_pixmap
from ui.look.worn import colour, px, tokens
from ui.shown import days_late, due_words, lateness

_Index = QModelIndex | QPersistentModelIndex


def paint_cell(
    painter: QPainter, option: QStyleOptionViewItem, index: _Index, row: ActionRow, today: dt.date, *, first: int
) -> None:
    """Draw one cell of a row; `first` is the column that stands leftmost and carries the bar of a selected row."""
    painter.save()
    _paint_ground(painter, option, first=index.column() == first)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(option.rect)
    inside = box.adjusted(px(8), 0, -px(8), 0)
    column = index.column()
    if column == RATING:
        _paint_rating(painter, box, row)
    elif column == ACTION:
        face = font(10, 500)
        draw_lines(painter, inside, wrap(row.title, face, inside.width(), at_most=2), face=face)
    elif column == DUE:
        _paint_due(painter, inside, row, today)
    else:
        _paint_words(painter, inside, index)
    if option.state & QStyle.StateFlag.State_HasFocus:
        ring = box.adjusted(2, 2, -2, -3)
        draw_box(painter, ring, px(4), edge="accent", width=2)
    painter.restore()


def _paint_ground(painter: QPainter, option: QStyleOptionViewItem, *, first: bool) -> None:
    """Fill without antialiasing, or seams show between cells at 150 % screens; then the line and the bar."""
    worn = tokens()
    selected = bool(option.state & QStyle.StateFlag.State_Selected)
    box = option.rect
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.fillRect(box, colour("selection" if selected else "surface"))
    painter.setPen(QPen(colour("line"), 1))
    painter.drawLine(box.bottomLeft(), box.bottomRight())
    if selected and worn.is_contrast:
        painter.fillRect(box.x(), box.y(), box.width(), 2, colour("accent"))
        painter.fillRect(box.x(), box.bottom() - 1, box.width(), 2, colour("accent"))
    if selected and first:
        painter.fillRect(box.x(), box.y(), px(3), box.height(), colour("accent"))


def _paint_rating(painter: QPainter, box: QRectF, row: ActionRow) -> None:
    side = px(18)
    left = box.x() + px(14)
    if row.brag is not None:
        paint_badge(painter, row.brag, QRectF(left, box.center().y() - side / 2, side, side))
    words = box.adjusted(px(14) + side + px(8), 0, -px(4), 0)
    if not row.conflicts:
        draw_text(painter, words, row.rating_word, face=font(10, 500))
        return
    pitch = line_height(font(10, 500))
    upper = QRectF(words.x(), box.center().y() - pitch, words.width(), pitch)
    draw_text(painter, upper, row.rating_word, face=font(10, 500))
    painter.drawPixmap(QPointF(words.x(), box.center().y() + px(1)), icon_pixmap("warn", "accent", 14))
    draw_text(painter, upper.translated(px(18), pitch), "To decide", face=font(9, 500), ink="accent")


def _paint_due(painter: QPainter, box: QRectF, row: ActionRow, today: dt.date) -> None:
    late = days_late(row.due, row.status, today)
    if late and row.due is not None:
        pitch = line_height(font(9.5))
        upper = QRectF(box.x(), box.center().y() - pitch, box.width(), pitch)
        draw_text(painter, upper, show_date(row.due), face=font(9.5, 600, tabular=True), ink="danger")
        draw_text(painter, upper.translated(0, pitch), lateness(late), face=font(9), ink="danger")
    else:
        ink = "ink" if row.due is not None else "ink2"
        draw_text(painter, box, due_words(row), face=font(9.5, tabular=True), ink=ink)


def _paint_words(painter: QPainter, box: QRectF, index: _Index) -> None:
    words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
    if index.column() in (AREA, LEAD, KEY_ISSUE):
        face = font(9.5)
        draw_lines(painter, box, wrap(words, face, box.width(), at_most=2), face=face, ink="ink2")
    else:
        weight = 500 if index.column() == REF else 400
        draw_text(painter, box, words, face=font(9.5, weight, tabular=True), ink="ink2")
