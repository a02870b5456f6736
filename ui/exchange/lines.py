"""Lists of the exchange: partners, files and changes, two lines each, walked by keyboard and read out whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.kit.paint import MIDDLE, RIGHT, draw_box, draw_text, line_height, text_width
from ui.kit.text import escape_tip
from ui.look.fonts import font
from ui.look.icons import icon_pixmap
from ui.look.worn import colour, px, tokens

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ARROW = 14


@dataclass(frozen=True, slots=True)
class Line:
    """One thing in a list: `upper` over `under`, a few words at the right, an icon with its ink before them.

    Where `before` or `after` is given, `under` names what went from the one to the other. `spoken` is the whole line
    as a screen reader says it.
    """

    key: str
    mark: str
    upper: str
    under: str
    spoken: str
    end: str = ""
    ink: str = "ink2"
    before: str = ""
    after: str = ""


class LinesModel(QAbstractListModel):
    """Lines in the order given."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[Line] = ()

    def put(self, lines: Sequence[Line]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def line(self, row: int) -> Line | None:
        """Return a line, None past the end."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def row_of(self, key: str) -> int:
        """Return the row of a line, -1 when it is not there."""
        return next((row for row, line in enumerate(self._lines) if line.key == key), -1)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802 (Qt's name)
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a line in words."""
        line = self._lines[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return line.spoken
            case Qt.ItemDataRole.ToolTipRole:
                return escape_tip(line.spoken)
            case _:
                return None


class LinesList(QListView):
    """A list of lines; `opened` carries the key of the one that Enter or a double click asks for."""

    opened = Signal(str)

    def __init__(self, name: str, *, object_name: str) -> None:
        super().__init__()
        self.setObjectName(object_name)
        self.setAccessibleName(name)
        self.lines = LinesModel()
        self.setModel(self.lines)
        self.setItemDelegate(_LineDelegate(self))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.doubleClicked.connect(lambda index: self._open(index))

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show other lines and stay on the one chosen, or on the first."""
        kept = self.current()
        self.lines.put(lines)
        row = self.lines.row_of(kept.key) if kept is not None else -1
        if lines:
            self.setCurrentIndex(self.lines.index(max(row, 0)))

    def current(self) -> Line | None:
        """Return the line chosen, None where there is none."""
        return self.lines.line(self.currentIndex().row())

    def fit(self, most: int) -> None:
        """Be as tall as the lines need, up to so many of them; further ones are scrolled to."""
        self.setFixedHeight(row_height() * max(1, min(self.lines.rowCount(), most)) + 2)

    def _open(self, index: QModelIndex) -> None:
        line = self.lines.line(index.row())
        if line is not None:
            self.opened.emit(line.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Open with Enter; Ctrl+Enter belongs to the sheet around the list."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)


def row_height() -> int:
    """Return the height of a line: two lines of text and the room around them."""
    return round(line_height(font(10, 600)) + line_height(font(9.5))) + px(16)


class _LineDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002, N802
        return QSize(0, row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        assert isinstance(model, LinesModel)
        line = model.line(index.row())
        if line is None:
            return
        painter.save()
        box = QRectF(option.rect)
        _paint_ground(painter, box, selected=bool(option.state & QStyle.StateFlag.State_Selected))
        painter.drawPixmap(QPointF(box.x() + px(14), box.center().y() - px(9)), icon_pixmap(line.mark, line.ink, 18))
        first, second = line_height(font(10, 600)), line_height(font(9.5))
        inside = box.adjusted(px(44), 0, -px(14), 0)
        top = box.center().y() - (first + second) / 2
        _paint_head(painter, QRectF(inside.x(), top, inside.width(), first), line)
        _paint_under(painter, QRectF(inside.x(), top + first, inside.width(), second), line)
        painter.restore()


def _paint_ground(painter: QPainter, box: QRectF, *, selected: bool) -> None:
    painter.fillRect(box, colour("selection" if selected else "surface"))
    painter.fillRect(QRectF(box.x(), box.bottom() - 1, box.width(), 1), colour("line"))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if selected:
        painter.fillRect(QRectF(box.x(), box.y(), px(3), box.height()), colour("accent"))
        if tokens().is_contrast:
            draw_box(painter, box.adjusted(1, 1, -1, -2), 0, edge="accent", width=2)


def _paint_head(painter: QPainter, box: QRectF, line: Line) -> None:
    face = font(9, tabular=True)
    wide = min(text_width(line.end, face) + 2, box.width() * 0.55) if line.end else 0
    side = QRectF(box.right() - wide, box.y(), wide, box.height())
    draw_text(painter, side, line.end, face=face, ink="ink2", align=RIGHT | MIDDLE)
    draw_text(painter, box.adjusted(0, 0, -wide - px(10), 0), line.upper, face=font(10, 600))


def _paint_under(painter: QPainter, box: QRectF, line: Line) -> None:
    face = font(9.5, tabular=True)
    if not line.before and not line.after:
        draw_text(painter, box, line.under, face=face, ink=line.ink)
        return
    named = min(text_width(line.under, face) + px(10), box.width() * 0.35)
    draw_text(painter, QRectF(box.x(), box.y(), named - px(8), box.height()), line.under, face=face, ink="ink2")
    left, room = box.x() + named, box.width() - named
    if line.before:
        struck = font(9.5, tabular=True)
        struck.setStrikeOut(True)
        wide = min(text_width(line.before, struck) + 2, (room - px(_ARROW + 12)) * (0.5 if line.after else 1))
        draw_text(painter, QRectF(left, box.y(), wide, box.height()), line.before, face=struck, ink="ink2")
        left += wide + px(6)
        painter.drawPixmap(QPointF(left, box.center().y() - px(_ARROW) / 2), icon_pixmap("arrow", "ink2", _ARROW))
        left += px(_ARROW + 6)
    after = QRectF(left, box.y(), box.right() - left, box.height())
    draw_text(painter, after, line.after or "no value", face=font(9.5, 600, tabular=True))
