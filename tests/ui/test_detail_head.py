"""The head of the detail: its clock opens the history of the action shown."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tests.ui.acting import focused, go_to, page_of, press, sheet_of
from ui.history.history_sheet import HistorySheet
from ui.shell.window import MainWindow


def test_the_clock_opens_the_history_by_keys(filled: MainWindow) -> None:
    go_to(filled, "DA-03")
    pane = page_of(filled).pane
    assert pane.history.accessibleName() == "History (Ctrl+H)"
    pane.down.setFocus()
    press(Qt.Key.Key_Tab)
    assert focused() is pane.history
    press(Qt.Key.Key_Space)
    sheet = sheet_of(filled, HistorySheet)
    assert any("DA-03" in part.text() for part in sheet.findChildren(QLabel))
    press(Qt.Key.Key_Escape)
    assert focused() is pane.history
