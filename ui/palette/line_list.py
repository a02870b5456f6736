"""The palette's list: headings and lines, painted, with the whole of each line as text for a screen reader."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.kit.paint import CENTRE, MIDDLE, RIGHT, draw_box, draw_text, line_height, text_width
from ui.look.fonts import font
from ui.look.icons import icon_pixmap
from ui.look.worn import px, tokens
from ui.palette.lines import Line

_Index = QModelIndex | QPersistentModelIndex
_AIR = 5
_LINE_ROLE = Qt.ItemDataRole.UserRole


class LinesModel(QAbstractListModel):
    """The lines now shown; headings cannot be chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[Line] = ()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Replace the lines."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def line(self, row: int) -> Line | None:
        """Return a line, None outside the list."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 (Qt's shape)
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self._lines)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let every line but a heading be chosen."""
        if self._lines[index.row()].heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a line's words."""
        line = self._lines[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return line.words
            case Qt.ItemDataRole.AccessibleTextRole:
                return line.spoken
            case _ if role == _LINE_ROLE:
                return line
            case _:
                return None


class _LineDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002, N802
        line = index.data(_LINE_ROLE)
        if not isinstance(line, Line) or line.heading:
            return QSize(0, max(px(28), round(line_height(font(9, 600)) + px(10))))
        text = line_height(font(10)) + (line_height(font(9)) if line.under else 0)
        return QSize(0, max(px(48 if line.under else 38), round(text + px(12))))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line = index.data(_LINE_ROLE)
        if not isinstance(line, Line):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(px(8), 0, -px(8), 0)
        if line.heading:
            draw_text(painter, box.adjusted(px(10), px(4), 0, 0), line.words, face=font(9, 600), ink="ink3")
        else:
            current = bool(option.state & QStyle.StateFlag.State_Selected)
            _paint_line(painter, box.adjusted(0, 1, 0, -1), line, current=current)
        painter.restore()


def _paint_line(painter: QPainter, box: QRectF, line: Line, *, current: bool) -> None:
    if current:
        contrast = tokens().is_contrast
        draw_box(painter, box, px(6), fill="selection", edge="accent" if contrast else "", width=2)
        if not contrast:
            bar = QRectF(box.x(), box.y() + px(8), px(3), box.height() - px(16))
            draw_box(painter, bar, px(1.5), fill="accent")
    ink = "danger" if line.trouble else "accent" if current and line.goal is not None else "ink2"
    if line.mark:
        place = QPointF(box.x() + px(12), box.center().y() - px(16) / 2)
        painter.drawPixmap(place, icon_pixmap(line.mark, ink, 16))
    face = font(10, 500)
    high = line_height(face)
    under = line_height(font(9)) if line.under else 0
    top = box.center().y() - (high + under) / 2
    left = px(38 if line.mark else 14)
    head = QRectF(box.x() + left, top, box.width() - left - px(10), high)
    room = _paint_right(painter, head, line)
    draw_text(painter, head.adjusted(0, 0, -room, 0), line.words, face=face)
    if line.under:
        below = QRectF(head.x(), top + high, head.width(), under)
        shade = "danger" if line.trouble else "ink2"
        draw_text(painter, below, line.under, face=font(9, 500 if line.trouble else 400), ink=shade)


def _paint_right(painter: QPainter, box: QRectF, line: Line) -> float:
    """Draw the note and the key cap at the right end; returns the width they take."""
    right = 0.0
    if line.keys:
        face = font(8.5, 500)
        wide = text_width(line.keys, face) + px(12)
        high = max(px(20), line_height(face))
        cap = QRectF(box.right() - wide, box.center().y() - high / 2, wide, high)
        draw_box(painter, cap, px(4), fill="surface", edge="edge" if tokens().is_contrast else "line")
        draw_text(painter, cap, line.keys, face=face, ink="ink3", align=CENTRE)
        right = wide + px(10)
    if line.note:
        small: QFont = font(9, tabular=True)
        wide = min(text_width(line.note, small) + 2, box.width() * 0.4)
        place = QRectF(box.right() - right - wide, box.y(), wide, box.height())
        draw_text(painter, place, line.note, face=small, ink="ink3", align=RIGHT | MIDDLE)
        right += wide + px(10)
    return right


class LineList(QListView):
    """The list; the keyboard stays in the field above it."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = LinesModel()
        self.setModel(self.lines)
        self.setItemDelegate(_LineDelegate(self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Found")
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setViewportMargins(0, px(_AIR), 0, px(_AIR))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)

    def current(self) -> Line | None:
        """Return the line Enter runs."""
        return self.lines.line(self.currentIndex().row())

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show other lines; current is the first that does something or says why it cannot, else the first of all."""
        self.lines.show_lines(lines)
        first = next((row for row, line in enumerate(lines) if not line.heading), -1)
        self._choose(next((row for row, line in enumerate(lines) if line.goal is not None or line.trouble), first))
        self.scrollToTop()

    def step(self, lines: int) -> bool:
        """Go so many lines down (up when negative), over headings, round at the ends by single steps."""
        chosen = [row for row in range(self.lines.rowCount()) if not self._is_heading(row)]
        if not chosen:
            return False
        at = chosen.index(self.currentIndex().row()) if self.currentIndex().row() in chosen else 0
        after = (at + lines) % len(chosen) if abs(lines) == 1 else min(max(at + lines, 0), len(chosen) - 1)
        self._choose(chosen[after])
        if after == 0:
            self.scrollToTop()
        return True

    def page(self) -> int:
        """Return how many lines a page shows."""
        return max(1, self.viewport().height() // max(1, self.sizeHintForRow(self.lines.rowCount() - 1)) - 1)

    def content_height(self) -> int:
        """Return how tall all lines are together."""
        return sum(self.sizeHintForRow(row) for row in range(self.lines.rowCount())) + 2 * px(_AIR) + 2

    def _is_heading(self, row: int) -> bool:
        line = self.lines.line(row)
        return line is None or line.heading

    def _choose(self, row: int) -> None:
        self.setCurrentIndex(self.lines.index(row) if row >= 0 else QModelIndex())
