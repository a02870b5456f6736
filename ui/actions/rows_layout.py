"""How any table of actions is set up: no grid, rows of two lines, columns as wide as they are arranged."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ui.actions.arrangement import Arrangement
from ui.actions.columns import ACTION, COLUMNS, LEAST_ACTION_WIDTH, shown_columns
from ui.look.worn import look, px

ROW_HEIGHT = 52


def dress_rows(view: QTableView) -> None:
    """Set a table up for rows of two lines, selected whole and gone through with the arrow keys."""
    view.verticalHeader().hide()
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    view.verticalHeader().setMinimumSectionSize(10)
    view.verticalHeader().setDefaultSectionSize(px(ROW_HEIGHT))
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setTabKeyNavigation(False)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)


def lay_out_columns(view: QTableView, arrangement: Arrangement) -> None:
    """Give every column its width and the action the rest; chosen columns scroll where there is no room."""
    scale, room = look().scale, view.viewport().width()
    chosen = arrangement.shown
    widths = [arrangement.widths.get(index, column.width) for index, column in enumerate(COLUMNS)]
    shown = shown_columns(room, scale, widths) if chosen is None else sorted(chosen)
    for index in range(len(COLUMNS)):
        view.setColumnHidden(index, index not in shown)
        if index != ACTION:
            view.setColumnWidth(index, round(widths[index] * scale))
    taken = sum(round(widths[index] * scale) for index in shown if index != ACTION)
    least = px(80) if chosen is None else round(LEAST_ACTION_WIDTH * scale)
    view.setColumnWidth(ACTION, max(room - taken, least))
    fits = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if chosen is None else Qt.ScrollBarPolicy.ScrollBarAsNeeded
    view.setHorizontalScrollBarPolicy(fits)
