"""The grid of actions: two-line rows, headings that sort, columns that give way where room is short."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLineEdit, QTableView, QWidget

from csa_tracker.errors import UserError
from ui.actions.columns import ACTION, COLUMNS, RATING, shown_columns
from ui.actions.row_delegate import RowDelegate
from ui.actions.table_model import ActionTableModel
from ui.kit.announce import announce
from ui.kit.paint import draw_text, text_width
from ui.look.fonts import font
from ui.look.icons import icon_pixmap
from ui.look.worn import colour, look, px
from ui.session import Session


class GridHeader(QHeaderView):
    """Headings with our own arrow for the order in force."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFixedHeight(px(34))
        self.setMinimumSectionSize(10)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSortIndicatorShown(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N802, N803
        """Draw one heading, a hairline under it, and the arrow."""
        painter.save()
        painter.fillRect(rect, colour("surface"))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, colour("line"))
        face = font(9, 600)
        heading = COLUMNS[logicalIndex].heading
        left = px(16 if logicalIndex == RATING else 8)
        box = QRectF(rect).adjusted(left, 0, -px(4), 0)
        draw_text(painter, box, heading, face=face, ink="ink2")
        if self.sortIndicatorSection() == logicalIndex:
            mark = "down" if self.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder else "up"
            place = QPointF(box.x() + text_width(heading, face) + px(4), box.center().y() - px(6))
            painter.drawPixmap(place, icon_pixmap(mark, "accent", 12))
        painter.restore()


class Grid(QTableView):
    """Actions in rows. `opened` asks for the detail, `sorted_by` for another order."""

    current_changed = Signal(str)
    opened = Signal()
    sorted_by = Signal(str)

    def __init__(self, session: Session, model: ActionTableModel) -> None:
        super().__init__()
        self.setObjectName("actions")
        self.setAccessibleName("Actions")
        self._model = model
        self.setModel(model)
        self.setHorizontalHeader(GridHeader(self))
        self.setItemDelegate(RowDelegate(session, self))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(10)
        self.verticalHeader().setDefaultSectionSize(px(52))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.horizontalHeader().sectionClicked.connect(self._heading_clicked)
        model.refused.connect(self._refused)

    def show_order(self) -> None:
        """Point the arrow at the order in force."""
        column = next((index for index, part in enumerate(COLUMNS) if part.sort == self._model.query.sort), -1)
        down = self._model.query.descending
        order = Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(column, order)

    def go_to_row(self, row: int) -> None:
        """Make a row the current one, keeping the column."""
        if 0 <= row < self._model.rowCount():
            column = self.currentIndex().column()
            wanted = column if column >= 0 and not self.isColumnHidden(column) else ACTION
            index = self._model.index(row, wanted)
            seen = self.viewport().rect().contains(self.visualRect(index))
            self.setCurrentIndex(index)
            if not seen:  # somewhere else in the list: with what stands around it
                self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def currentChanged(  # noqa: N802 (Qt's name)
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Tell which action is current."""
        super().currentChanged(current, previous)
        row = self._model.row(current.row()) if current.isValid() else None
        self.current_changed.emit(row.id if row is not None else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Enter edits a cell that can be edited and opens the detail from any other; Home and End go to the ends."""
        if self.state() != QAbstractItemView.State.EditingState:
            plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
            if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if self.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable:
                    self.edit(self.currentIndex())
                else:
                    self.opened.emit()
                return
            if plain and event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
                self.go_to_row(0 if event.key() == Qt.Key.Key_Home else self._model.rowCount() - 1)
                return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Show the columns there is room for."""
        super().resizeEvent(event)
        self.lay_out_columns()

    def lay_out_columns(self) -> None:
        """Give every column its width and the action the rest."""
        scale = look().scale
        room = self.viewport().width()
        shown = shown_columns(room, scale)
        for index, column in enumerate(COLUMNS):
            self.setColumnHidden(index, index not in shown)
            if column.width:
                self.setColumnWidth(index, round(column.width * scale))
        taken = sum(round(COLUMNS[index].width * scale) for index in shown)
        self.setColumnWidth(ACTION, max(room - taken, px(80)))

    def _heading_clicked(self, section: int) -> None:
        if COLUMNS[section].sort:
            self.sorted_by.emit(COLUMNS[section].sort)
        self.show_order()

    def _refused(self, index: QPersistentModelIndex, typed: str, error: UserError) -> None:
        """Open the cell again with what was typed, and say beside it why it cannot be kept."""
        cell = QModelIndex(index)  # type: ignore[call-overload]
        self.setCurrentIndex(cell)
        self.edit(cell)
        editor = self.findChild(QLineEdit)
        if isinstance(editor, QLineEdit):
            editor.setText(typed)
            editor.setModified(True)
        announce(self, f"{error.message} {error.next_step}")
