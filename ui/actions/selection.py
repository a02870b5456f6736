"""What is selected in the grid, by row and by key: keys outlast a list that is read again."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QItemSelection, QItemSelectionModel
from PySide6.QtWidgets import QTableView

from ui.actions.columns import COLUMNS
from ui.actions.table_model import ActionTableModel

_ROWS = QItemSelectionModel.SelectionFlag.Rows


def selected_rows(view: QTableView, model: ActionTableModel) -> list[int]:
    """Return the rows of the selected actions, from top to bottom; heads of groups are never among them."""
    found: set[int] = set()
    for part in view.selectionModel().selection().toList():
        found.update(row for row in range(part.top(), part.bottom() + 1) if model.key(row))
    return sorted(found)


def select_keys(view: QTableView, model: ActionTableModel, keys: Iterable[int]) -> None:
    """Take the actions with these keys into the selection, as far as they are shown, and nothing else."""
    rows = sorted(row for key in keys if (row := model.row_of_key(key)) >= 0)
    last = len(COLUMNS) - 1
    selection = QItemSelection()
    start = 0
    for place, row in enumerate(rows):
        if place + 1 == len(rows) or rows[place + 1] != row + 1:
            selection.select(model.index(rows[start], 0), model.index(row, last))
            start = place + 1
    view.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect | _ROWS)
