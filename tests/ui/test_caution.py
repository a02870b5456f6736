"""Personal data in a note is pointed out in a quiet line, and never stands in the way."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.acting import CTRL, go_to, page_of, press, retype, session_of, settle, sheet_of, type_text
from ui.actions.log_update import LogUpdate
from ui.actions.new_action import NewAction
from ui.shell.window import MainWindow

NHS = "This looks like an NHS number. Only add it if you must."


def test_an_nhs_number_in_an_update_is_pointed_out_and_saved_all_the_same(
    qtbot: QtBot, filled: MainWindow, spoken: list[str]
) -> None:
    action_id = go_to(filled, "DA-05")
    page_of(filled).grid.setFocus()
    press(Qt.Key.Key_U, CTRL)
    sheet = sheet_of(filled, LogUpdate)
    type_text("Seen under 943 476 5919")
    qtbot.waitUntil(lambda: sheet.caution.words() == NHS, timeout=3000)
    assert sheet.caution.isVisible()
    assert NHS in spoken
    press(Qt.Key.Key_Return, CTRL)
    assert filled.overlay is None
    assert session_of(filled).action(action_id).latest_update == "Seen under 943 476 5919"


def test_the_line_goes_when_the_number_goes(filled: MainWindow) -> None:
    filled.run("new")
    sheet = sheet_of(filled, NewAction)
    type_text("Call jo@example.org about BB11 1JG")
    sheet.caution.look()
    assert sheet.caution.words().startswith("This looks like an email address.")
    assert "full postcode" in sheet.caution.words()
    sheet.text.setPlainText("Call the coordinator")
    sheet.text.document().setModified(True)
    sheet.caution.look()
    assert not sheet.caution.isVisible()


def test_a_field_of_the_detail_points_it_out_while_it_is_typed(filled: MainWindow) -> None:
    go_to(filled, "DA-05")
    measure = page_of(filled).pane.facts.measure
    retype(measure.text, "Number 943 476 5919")
    measure.caution.look()
    assert measure.caution.words() == NHS
    press(Qt.Key.Key_Return)
    settle()
    measure.caution.look()
    assert measure.caution.words() == ""
    assert not measure.caution.isVisible()
