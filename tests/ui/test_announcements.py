"""What happens without moving the focus is said to a screen reader, through Qt's own announcement event."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.ui.acting import CTRL, focused, go_to, page_of, press, retype, settle, sheet_of, type_text
from ui.shell.reason_sheet import ReasonSheet
from ui.shell.window import MainWindow


def test_a_saved_field_is_said_once(filled: MainWindow, spoken: list[str]) -> None:
    go_to(filled, "DA-05")
    line = page_of(filled).pane.facts.percent.line
    retype(line, "45")
    press(Qt.Key.Key_Return)
    assert spoken == ["Saved."]
    assert focused() is line


def test_undo_and_redo_are_said_with_what_they_did(filled: MainWindow, spoken: list[str]) -> None:
    go_to(filled, "DA-05")
    retype(page_of(filled).pane.facts.percent.line, "45")
    press(Qt.Key.Key_Return)
    spoken.clear()
    press(Qt.Key.Key_Z, CTRL)
    press(Qt.Key.Key_Y, CTRL)
    assert spoken == [
        "Undone: change of progress of 1 action. Redo Ctrl+Y.",
        "Redone: change of progress of 1 action. Undo Ctrl+Z.",
    ]


def test_an_update_is_said_with_the_way_back(filled: MainWindow, spoken: list[str]) -> None:
    go_to(filled, "DA-05")
    page_of(filled).grid.setFocus()
    press(Qt.Key.Key_U, CTRL)
    type_text("Met the panel")
    spoken.clear()
    press(Qt.Key.Key_Return, CTRL)
    assert spoken == ["Update added to DA-05. Undo Ctrl+Z."]


def test_a_refused_field_and_a_missing_reason_are_said(filled: MainWindow, spoken: list[str]) -> None:
    go_to(filled, "DA-05")
    due = page_of(filled).pane.facts.due
    retype(due.line, "31/02/2026")
    press(Qt.Key.Key_Return)
    assert spoken == [due.field.error()]
    retype(due.line, "18 12 2026")
    press(Qt.Key.Key_Return)
    sheet = sheet_of(filled, ReasonSheet)
    assert spoken[-1].startswith(sheet.field.caption.text())


def test_notices_are_said(filled: MainWindow, spoken: list[str]) -> None:
    filled.notice(["This folder is on a network."])
    settle()
    assert spoken == ["This folder is on a network."]
