"""The first rows of a plan that is being opened: to be read and gone through, not to be changed yet."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from csa_tracker.plan.glance import PlanGlance
from csa_tracker.values import ActionRow
from ui.actions.arrangement import Arrangement
from ui.actions.columns import ACTION, COLUMNS, REF
from ui.actions.grid_header import GridHeader
from ui.actions.row_paint import paint_cell
from ui.actions.row_words import ROW_ROLE, cell_data
from ui.actions.rows_layout import dress_rows, lay_out_columns

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class GlanceModel(QAbstractTableModel):
    """All actions by number, the first of them with their words; the scroll bar is right from the beginning."""

    def __init__(self, glance: PlanGlance, today: dt.date) -> None:
        super().__init__()
        self._glance, self._today = glance, today

    def row(self, number: int) -> ActionRow | None:
        """Return the action of a row, None where it has not been read yet."""
        return self._glance.rows[number] if 0 <= number < len(self._glance.rows) else None

    def rowCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802 (Qt's name)
        """Return how many actions the plan has."""
        return 0 if parent.isValid() else self._glance.actions

    def columnCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: N802 (Qt's name)
        """Return how many columns there are, shown or not."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(  # noqa: N802 (Qt's name)
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a heading."""
        wanted = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return COLUMNS[section].heading if wanted else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell's words, as the grid will show them."""
        row = self.row(index.row())
        return cell_data(row, index.column(), role, self._today) if row is not None else None


class _GlanceDelegate(QStyledItemDelegate):
    def __init__(self, view: GlanceList, today: dt.date) -> None:
        super().__init__(view)
        self._view, self._today = view, today

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = index.data(ROW_ROLE)
        if isinstance(row, ActionRow):
            paint_cell(painter, option, index, row, self._today, first=self._view.first_column())


class GlanceList(QTableView):
    """The rows, in the columns as the person has arranged them."""

    def __init__(self, glance: PlanGlance, today: dt.date, arrangement: Arrangement) -> None:
        super().__init__()
        self.setAccessibleName("Actions")
        self._arrangement = arrangement
        self._rows = GlanceModel(glance, today)
        self._rows.setParent(self)
        self.setModel(self._rows)
        self._header = GridHeader(self)
        self.setHorizontalHeader(self._header)
        self.setItemDelegate(_GlanceDelegate(self, today))
        dress_rows(self)
        self._header.let_arrange()
        self._header.arrange(arrangement.order)
        self._header.setSortIndicator(REF, Qt.SortOrder.AscendingOrder)
        self.setCurrentIndex(self._rows.index(0, ACTION))

    @property
    def action_id(self) -> str:
        """The current action, empty where it has not been read yet."""
        row = self._rows.row(self.currentIndex().row())
        return row.id if row is not None else ""

    def first_column(self) -> int:
        """Return the column that stands leftmost."""
        return next((column for column in self._header.order() if not self.isColumnHidden(column)), ACTION)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Show the columns there is room for."""
        super().resizeEvent(event)
        lay_out_columns(self, self._arrangement)
