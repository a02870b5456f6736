"""The delegate of the grid: it draws rows, and edits them as ui/actions/cell_editors.py says."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from csa_tracker.values import ActionRow
from ui.actions.cell_editors import EditingDelegate
from ui.actions.columns import RATING
from ui.actions.row_paint import paint_cell
from ui.actions.row_words import ROW_ROLE
from ui.session import Session


class RowDelegate(EditingDelegate):
    """Badge and word, reference, action, area, lead, due, progress, last update. `first` is the leftmost column."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(session, parent)
        self.first = RATING

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one cell."""
        row = index.data(ROW_ROLE)
        if isinstance(row, ActionRow):
            paint_cell(painter, option, index, row, self._session.today, first=self.first)
