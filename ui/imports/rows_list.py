"""The rows of an import as a list: what becomes of each, which row it is, and what it is about."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from csa_tracker.importing.rows import ImportRow
from ui.imports.outcomes import outcome_of, row_words, title_of, where_of
from ui.kit.paint import draw_box, draw_text, text_width
from ui.kit.told_rows import ToldRows
from ui.look.fonts import font
from ui.look.icons import icon_pixmap
from ui.look.worn import colour, px, tokens

_Index = QModelIndex | QPersistentModelIndex
ROW = 52


class RowsModel(ToldRows):
    """Rows in the order of the file."""

    def __init__(self) -> None:
        super().__init__(row_words)

    def row(self, place: int) -> ImportRow | None:
        """Return a row, None past the end."""
        found: ImportRow | None = self.thing(place)
        return found


class RowsList(QListView):
    """The rows. `opened` asks for all of one (Enter); `moved` carries the place now looked at."""

    opened = Signal()
    moved = Signal(int)

    def __init__(self, model: RowsModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(_RowDelegate(self))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setAccessibleName("Rows of the file")
        self.setFrameShape(QListView.Shape.NoFrame)
        self.doubleClicked.connect(lambda: self.opened.emit())
        self.selectionModel().currentChanged.connect(lambda now, _before: self.moved.emit(now.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Open with Enter."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)


class _RowDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002, N802
        return QSize(0, px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        assert isinstance(model, RowsModel)
        row = model.row(index.row())
        if row is None:
            return
        painter.save()
        box = QRectF(option.rect)
        _paint_ground(painter, box, selected=bool(option.state & QStyle.StateFlag.State_Selected))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_row(painter, box.adjusted(px(20), px(6), -px(14), -px(6)), row)
        painter.restore()


def _paint_ground(painter: QPainter, box: QRectF, *, selected: bool) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.fillRect(box, colour("selection" if selected else "surface"))
    painter.fillRect(QRectF(box.x(), box.bottom() - 1, box.width(), 1), colour("line"))
    if selected:
        painter.fillRect(QRectF(box.x(), box.y(), px(3), box.height()), colour("accent"))
        if tokens().is_contrast:
            draw_box(painter, box.adjusted(1, 1, -1, -2), 0, edge="accent", width=2)


def _paint_row(painter: QPainter, box: QRectF, row: ImportRow) -> None:
    shown, half = outcome_of(row), box.height() / 2
    painter.drawPixmap(QPointF(box.x(), box.y() + half / 2 - px(8)), icon_pixmap(shown.mark, shown.ink, 16))
    head = QRectF(box.x() + px(24), box.y(), box.width() - px(24), half)
    face = font(9.5, 600)
    draw_text(painter, head, shown.words, face=face, ink=shown.ink)
    wide = text_width(shown.words, face) + px(10)
    draw_text(painter, head.adjusted(wide, 0, 0, 0), where_of(row), face=font(9.5, tabular=True), ink="ink2")
    under = QRectF(head.x(), box.y() + half, head.width(), half)
    draw_text(painter, under, title_of(row), face=font(10, 500))
