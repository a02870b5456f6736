"""Logging an update takes a few keys, says what it did, and loses no words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from csa_tracker.values import Brag, Lifecycle, Rag
from tests.ui.acting import ALT, CTRL, focused, go_to, page_of, press, session_of, type_text
from tests.ui.conftest import TODAY
from ui.actions.log_update import LogUpdate
from ui.shell.window import MainWindow


def _open(window: MainWindow, ref: str) -> tuple[str, LogUpdate]:
    action_id = go_to(window, ref)
    page_of(window).grid.setFocus()
    press(Qt.Key.Key_U, CTRL)
    assert window.overlay is not None
    sheet = window.overlay.sheet
    assert isinstance(sheet, LogUpdate)
    return action_id, sheet


def test_alt_r_and_a_digit_choose_the_rating(filled: MainWindow) -> None:
    action_id, sheet = _open(filled, "DA-03")
    type_text("Two more joined")
    press(Qt.Key.Key_R, ALT)
    press(Qt.Key.Key_3)
    assert sheet.picker.value() is Brag.GREEN
    assert sheet._change.text() == "changes At risk to On track"
    press(Qt.Key.Key_Return, CTRL)
    action = session_of(filled).action(action_id)
    assert action.rag is Rag.GREEN
    assert (action.updates[0].text, action.updates[0].rag, action.updates[0].made_on) == (
        "Two more joined", Rag.GREEN, TODAY,
    )  # fmt: skip


def test_digits_in_the_note_are_text(filled: MainWindow) -> None:
    _, sheet = _open(filled, "DA-03")
    type_text("4 sites, 2 to go")
    assert sheet.note.toPlainText() == "4 sites, 2 to go"
    assert sheet.picker.value() is Brag.AMBER


def test_complete_is_a_status(filled: MainWindow) -> None:
    action_id, sheet = _open(filled, "DA-03")
    type_text("Done")
    press(Qt.Key.Key_R, ALT)
    press(Qt.Key.Key_4)
    assert sheet.status.value() == Lifecycle.COMPLETE.value
    press(Qt.Key.Key_Return, CTRL)
    action = session_of(filled).action(action_id)
    assert (action.status, action.brag, action.rag) == (Lifecycle.COMPLETE, Brag.BLUE, None)


def test_key_5_takes_the_owners_word_back(filled: MainWindow) -> None:
    action_id, _ = _open(filled, "DA-03")
    type_text("No longer sure")
    press(Qt.Key.Key_R, ALT)
    press(Qt.Key.Key_5)
    press(Qt.Key.Key_Return, CTRL)
    action = session_of(filled).action(action_id)
    assert action.rag is None
    assert action.updates[0].text == "No longer sure"


@pytest.mark.parametrize(("field", "typed"), [("date", "31/02/2026"), ("percent", "150")])
def test_what_cannot_be_kept_is_said_beside_its_field(filled: MainWindow, field: str, typed: str) -> None:
    action_id, sheet = _open(filled, "DA-03")
    before = len(session_of(filled).action(action_id).updates)
    type_text("A note")
    getattr(sheet, field).setText(typed)
    press(Qt.Key.Key_Return, CTRL)
    assert getattr(sheet, f"{field}_field").error()
    assert getattr(sheet, field).text() == typed
    assert focused() is getattr(sheet, field)
    assert sheet.note.toPlainText() == "A note"
    assert len(session_of(filled).action(action_id).updates) == before


def test_an_empty_note_is_asked_for(filled: MainWindow) -> None:
    _, sheet = _open(filled, "DA-03")
    press(Qt.Key.Key_Return, CTRL)
    assert sheet.note_field.error()
    assert focused() is sheet.note


def test_escape_closes_and_keeps_the_note_for_the_next_time(filled: MainWindow) -> None:
    _open(filled, "DA-03")
    type_text("Half a thought")
    press(Qt.Key.Key_Escape)
    assert filled.overlay is None
    _, again = _open(filled, "DA-03")
    assert again.note.toPlainText() == "Half a thought"


def test_the_keyboard_comes_back_to_the_list(filled: MainWindow) -> None:
    _open(filled, "DA-03")
    press(Qt.Key.Key_Escape)
    assert focused() is page_of(filled).grid


def test_tab_stays_within_the_sheet_and_comes_round(filled: MainWindow) -> None:
    _, sheet = _open(filled, "DA-03")
    start, seen = focused(), set()
    for _ in range(40):
        press(Qt.Key.Key_Tab)
        assert sheet.isAncestorOf(focused())
        seen.add(focused())
        if focused() is start:
            break
    assert focused() is start
    assert {sheet.note, sheet.date, sheet.status, sheet.percent, sheet.save, sheet.cancel} <= seen
