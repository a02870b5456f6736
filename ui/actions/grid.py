"""The grid of actions: two-line rows, headings that sort, groups that open and close, cells edited where they stand."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView

from ui.actions.arrangement import LEAST_WIDTH, MOST_WIDTH, Arrangement
from ui.actions.cell_editing import CellEditing
from ui.actions.columns import ACTION, COLUMNS
from ui.actions.grid_header import GridHeader
from ui.actions.group_words import HEIGHT, paint_group
from ui.actions.row_delegate import RowDelegate
from ui.actions.rows_layout import ROW_HEIGHT, dress_rows, lay_out_columns
from ui.actions.selection import select_keys, selected_rows
from ui.actions.table_model import ActionTableModel
from ui.look.worn import look, px
from ui.session import Session

_ARRANGED_PAUSE_MS = 300
_Index = QModelIndex | QPersistentModelIndex
_Flag = QItemSelectionModel.SelectionFlag


class Grid(CellEditing):
    """Actions in rows. `opened` asks for the detail, `sorted_by` for another order, `delete_wanted` for the Bin.

    `selection_moved` follows every change of the selection, `arranged` columns that were dragged or pulled.
    """

    current_changed = Signal(str)
    opened = Signal()
    sorted_by = Signal(str)
    selection_moved = Signal()
    delete_wanted = Signal()
    arranged = Signal(object)

    def __init__(self, session: Session, model: ActionTableModel, arrangement: Arrangement | None = None) -> None:
        super().__init__()
        self.setObjectName("actions")
        self.setAccessibleName("Actions")
        self._session, self._model = session, model
        self._arrangement = arrangement or Arrangement()
        self._laying_out = True
        self.setModel(model)
        self._header = GridHeader(self)
        self.setHorizontalHeader(self._header)
        self._delegate = RowDelegate(session, self)
        self.setItemDelegate(self._delegate)
        self._set_up()
        self._header.let_arrange()
        self._header.arrange(self._arrangement.order)
        self._arranged = QTimer(self)
        self._arranged.setSingleShot(True)
        self._arranged.setInterval(_ARRANGED_PAUSE_MS)
        self._arranged.timeout.connect(self._tell_arranged)
        self._header.sectionClicked.connect(self._heading_clicked)
        self._header.sectionMoved.connect(self._heading_moved)
        self._header.sectionResized.connect(self._heading_pulled)
        self._begin_editing(model, self._delegate)
        model.modelReset.connect(self._set_heights)
        self._set_heights()
        self._laying_out = False

    def _set_up(self) -> None:
        dress_rows(self)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )

    def _set_heights(self) -> None:
        header = self.verticalHeader()
        # The same size again would leave rows as low as the heads of groups that stood there before.
        header.setDefaultSectionSize(px(HEIGHT))
        header.setDefaultSectionSize(px(ROW_HEIGHT))
        for row in self._model.heads():
            header.resizeSection(row, px(HEIGHT))

    @property
    def arrangement(self) -> Arrangement:
        """How the columns are arranged."""
        return self._arrangement

    def arrange(self, arrangement: Arrangement) -> None:
        """Arrange the columns another way."""
        self._arrangement = arrangement
        self._laying_out = True
        self._header.arrange(arrangement.order)
        self._laying_out = False
        self.lay_out_columns()

    def visible_columns(self) -> list[int]:
        """Return the columns shown, from left to right."""
        return [column for column in self._header.order() if not self.isColumnHidden(column)]

    def selected(self) -> list[int]:
        """Return the rows of the selected actions, from top to bottom."""
        return selected_rows(self, self._model)

    def show_order(self) -> None:
        """Point the arrow at the order in force."""
        column = next((index for index, part in enumerate(COLUMNS) if part.sort == self._model.query.sort), -1)
        down = self._model.query.descending
        order = Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder
        self._header.setSortIndicator(column, order)

    def go_to_row(self, row: int, *, keep_selection: bool = False) -> None:
        """Make a row the current one, keeping the column."""
        if 0 <= row < self._model.rowCount():
            column = self.currentIndex().column()
            wanted = column if column >= 0 and not self.isColumnHidden(column) else ACTION
            index = self._model.index(row, wanted)
            seen = self.viewport().rect().contains(self.visualRect(index))
            self.go_to_cell(index, keep_selection=keep_selection)
            if not seen:  # somewhere else in the list: with what stands around it
                self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def go_to_cell(self, index: _Index, *, keep_selection: bool = False) -> None:
        """Make a cell the current one and select its row alone, whichever keys are held down just now."""
        if keep_selection:
            self.selectionModel().setCurrentIndex(index, _Flag.NoUpdate)
            return
        self.setCurrentIndex(index)  # Shift extends the selection from here
        self.selectionModel().select(index, _Flag.ClearAndSelect | _Flag.Rows)

    def select_keys(self, keys: list[int]) -> None:
        """Take the actions with these keys into the selection, as far as they are shown."""
        select_keys(self, self._model, keys)

    def currentChanged(self, current: _Index, previous: _Index) -> None:  # noqa: N802 (Qt's name)
        """Tell which action is current; on the head of a group the last one stays."""
        super().currentChanged(current, previous)
        row = self._model.row(current.row()) if current.isValid() else None
        if row is not None or self._model.group_at(current.row()) is None:
            self.current_changed.emit(row.id if row is not None else "")
        self.viewport().update()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:  # noqa: N802
        """Tell that other actions are selected."""
        super().selectionChanged(selected, deselected)
        self.selection_moved.emit()

    def toggle_group(self, row: int, *, shown: bool | None = None) -> None:
        """Open or close the group a row heads."""
        head = self._model.group_at(row)
        if head is not None:
            self._model.open_group(row, shown=not head.is_open if shown is None else shown)
            self.viewport().update()

    def event(self, event: QEvent) -> bool:
        """Take the Delete key from the window where it means several actions, or the head of a group."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            several = len(self.selected()) > 1 or self._model.group_at(self.currentIndex().row()) is not None
            if event.key() == Qt.Key.Key_Delete and several and not self.is_editing():
                event.accept()
                return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Open and close a group by its head."""
        row = self.rowAt(round(event.position().y()))
        if self._model.group_at(row) is not None and event.button() == Qt.MouseButton.LeftButton:
            self.go_to_row(row)
            self.toggle_group(row)
            return
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Read the keys of heads, of cells, then those any table has."""
        if self.is_editing() or not (self._head_key(event) or self._row_key(event) or self.cell_key(event)):
            super().keyPressEvent(event)

    def _head_key(self, event: QKeyEvent) -> bool:
        """Left closes a group, Right opens it, Enter and Space do either."""
        row = self.currentIndex().row()
        if self._model.group_at(row) is None:
            return False
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                self.toggle_group(row, shown=event.key() == Qt.Key.Key_Right)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space:
                self.toggle_group(row)
            case Qt.Key.Key_Delete if self.selected():
                self.delete_wanted.emit()
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                pass
            case _:
                return False
        return True

    def _row_key(self, event: QKeyEvent) -> bool:
        """Enter edits a cell or opens the detail, Home and End go to the ends, Space selects, Left and Right move."""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier != Qt.KeyboardModifier.NoModifier:
            return False
        current = self.currentIndex()
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if current.flags() & Qt.ItemFlag.ItemIsEditable:
                self.edit(current)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.opened.emit()
            case Qt.Key.Key_Home | Qt.Key.Key_End:
                last = self._model.rowCount() - 1
                self.go_to_row(self._model.next_row(-1, 1) if event.key() == Qt.Key.Key_Home else last)
            case Qt.Key.Key_Space:
                self.selectionModel().select(current, _Flag.Toggle | _Flag.Rows)
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                self._move_across(-1 if event.key() == Qt.Key.Key_Left else 1)
            case Qt.Key.Key_Delete if len(self.selected()) > 1:
                self.delete_wanted.emit()
            case _:
                return False
        return True

    def _move_across(self, by: int) -> None:
        """Go to the next column without letting go of the selection; left of the first, to the head of the group."""
        current, columns = self.currentIndex(), self.visible_columns()
        place = columns.index(current.column()) + by if current.column() in columns else 0
        if place < 0:
            head = self._model.head_of(current.row())
            if head >= 0:
                self.go_to_row(head)
        elif place < len(columns):
            self.go_to_cell(self._model.index(current.row(), columns[place]), keep_selection=True)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Show the columns there is room for, and keep the current row in sight."""
        super().resizeEvent(event)
        self.lay_out_columns()
        if event.size().height() < event.oldSize().height() and self.hasFocus():
            self.scrollTo(self.currentIndex())

    def lay_out_columns(self) -> None:
        """Give every column its width; the current cell stays one that can be seen."""
        self._laying_out = True
        lay_out_columns(self, self._arrangement)
        self._laying_out = False
        columns = self.visible_columns()
        self._delegate.first = columns[0] if columns else ACTION
        current = self.currentIndex()
        if current.isValid() and current.column() not in columns:  # keys need a cell that can be seen
            self.go_to_cell(self._model.index(current.row(), ACTION), keep_selection=True)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw the rows, then the heads of groups over the whole width."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        width, current = self.viewport().width(), self.currentIndex().row()
        for row in self._model.heads():
            top = self.rowViewportPosition(row)
            head = self._model.group_at(row) if -px(HEIGHT) < top < self.viewport().height() else None
            if head is not None:
                box = QRectF(0, top, width, self.rowHeight(row))
                at_it = row == current and self.hasFocus()
                paint_group(painter, box, head.group, is_open=head.is_open, current=at_it)
        painter.end()

    def _heading_clicked(self, section: int) -> None:
        if COLUMNS[section].sort:
            self.sorted_by.emit(COLUMNS[section].sort)
        self.show_order()

    def _heading_moved(self) -> None:
        if not self._laying_out:
            self._arrangement = replace(self._arrangement, order=self._header.order())
            self._arranged.start()

    def _heading_pulled(self, column: int, _before: int, width: int) -> None:
        if not self._laying_out and column != ACTION and width:
            wide = min(max(round(width / look().scale), LEAST_WIDTH), MOST_WIDTH)
            self._arrangement = replace(self._arrangement, widths={**self._arrangement.widths, column: wide})
            self._arranged.start()

    def _tell_arranged(self) -> None:
        self.lay_out_columns()
        self.arranged.emit(self._arrangement)
