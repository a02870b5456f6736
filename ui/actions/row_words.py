"""What a model says of one cell of an action's row, by role."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt

from csa_tracker.values import ActionRow
from ui.actions.columns import COLUMNS
from ui.kit.text import escape_tip

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
"""Gives the whole row, for painting."""


def cell_data(row: ActionRow, number: int, role: int, today: dt.date) -> object:
    """Return the words of a column's cell, its text to edit, what a screen reader says, or the row itself."""
    column = COLUMNS[number]
    match role:
        case Qt.ItemDataRole.DisplayRole:
            return column.words(row, today)
        case Qt.ItemDataRole.AccessibleTextRole:
            return (column.spoken or column.words)(row, today)
        case Qt.ItemDataRole.ToolTipRole:
            return escape_tip(column.words(row, today))
        case Qt.ItemDataRole.EditRole:
            return column.text(row, today) if column.field else ""
        case _:
            return row if role == ROW_ROLE else None
