"""A change that needs a reason is asked for it, saved with it, or given up with the old value in place."""

from __future__ import annotations

from PySide6.QtCore import Qt

from csa_tracker.plan.read import find_action
from csa_tracker.values import Lifecycle
from tests.ui.acting import CTRL, focused, go_to, page_of, press, retype, session_of, settle, sheet_of, type_text
from ui.actions.columns import DUE
from ui.actions.log_update import LogUpdate
from ui.shell.reason_sheet import ReasonSheet
from ui.shell.window import MainWindow


def _slip(window: MainWindow, to: str = "18 12 2026") -> tuple[str, ReasonSheet]:
    action_id = go_to(window, "DA-05")
    retype(page_of(window).pane.facts.due.line, to)
    press(Qt.Key.Key_Return)
    return action_id, sheet_of(window, ReasonSheet)


def test_a_later_due_date_in_the_detail_is_saved_with_its_reason(filled: MainWindow) -> None:
    action_id, sheet = _slip(filled)
    assert focused() is sheet.text
    assert sheet.field.caption.text().startswith("Say why the due date")
    assert str(session_of(filled).action(action_id).due) == "2026-09-30"
    type_text("The county moved its return")
    press(Qt.Key.Key_Return, CTRL)
    action = session_of(filled).action(action_id)
    assert str(action.due) == "2026-12-18"
    assert action.updates[0].text.endswith("because the county moved its return.")
    assert filled.overlay is None
    assert page_of(filled).pane.facts.due.line.text() == "Fri 18 Dec 2026"


def test_escape_keeps_the_old_value(filled: MainWindow) -> None:
    action_id, _ = _slip(filled)
    press(Qt.Key.Key_Escape)
    assert filled.overlay is None
    assert str(session_of(filled).action(action_id).due) == "2026-09-30"
    assert page_of(filled).pane.facts.due.line.text() == "Wed 30 Sep 2026"
    assert not page_of(filled).pane.facts.due.line.isModified()


def test_a_dash_is_no_reason(filled: MainWindow) -> None:
    action_id, sheet = _slip(filled)
    type_text("-")
    press(Qt.Key.Key_Return, CTRL)
    assert filled.overlay is not None
    assert sheet.field.error()
    assert focused() is sheet.text
    assert str(session_of(filled).action(action_id).due) == "2026-09-30"


def test_a_cell_asks_for_its_reason_once(filled: MainWindow) -> None:
    action_id = go_to(filled, "DA-05")
    grid = page_of(filled).grid
    grid.setFocus()
    grid.setCurrentIndex(page_of(filled).model.index(grid.currentIndex().row(), DUE))
    press(Qt.Key.Key_F2)
    press(Qt.Key.Key_A, CTRL)
    type_text("18 12 2026")
    press(Qt.Key.Key_Return)
    sheet_of(filled, ReasonSheet)
    type_text("Waiting for the county")
    press(Qt.Key.Key_Return, CTRL)
    assert filled.overlay is None
    assert str(session_of(filled).action(action_id).due) == "2026-12-18"
    assert focused() is grid
    assert len(session_of(filled).action(action_id).updates) == 4


def test_a_status_chosen_from_the_list_asks_and_goes_back(filled: MainWindow) -> None:
    action_id = go_to(filled, "DA-05")
    facts = page_of(filled).pane.facts
    before = facts.status.combo.value()
    facts.status.combo.choose(Lifecycle.WITHDRAWN.value)
    facts.status.combo.activated.emit(facts.status.combo.currentIndex())
    sheet_of(filled, ReasonSheet)
    assert facts.status.combo.value() == Lifecycle.WITHDRAWN.value
    press(Qt.Key.Key_Escape)
    assert facts.status.combo.value() == before
    assert session_of(filled).action(action_id).status is Lifecycle(before or "")


def test_the_text_of_an_update_is_its_reason(filled: MainWindow) -> None:
    action_id = go_to(filled, "DA-05")
    page_of(filled).grid.setFocus()
    press(Qt.Key.Key_U, CTRL)
    sheet = sheet_of(filled, LogUpdate)
    type_text("Folded into the county plan")
    sheet.status.choose(Lifecycle.CARRIED_FORWARD.value)
    press(Qt.Key.Key_Return, CTRL)
    assert filled.overlay is None
    action = session_of(filled).action(action_id)
    assert (action.status, action.latest_update) == (Lifecycle.CARRIED_FORWARD, "Folded into the county plan")


def test_going_on_to_another_action_asks_about_the_one_that_was_changed(filled: MainWindow) -> None:
    first = go_to(filled, "DA-05")
    retype(page_of(filled).pane.facts.due.line, "18 12 2026")
    filled.run("next")
    sheet_of(filled, ReasonSheet)
    type_text("The county moved it")
    press(Qt.Key.Key_Return, CTRL)
    assert str(session_of(filled).action(first).due) == "2026-12-18"
    second = find_action(session_of(filled).plan, "DA-06")
    assert page_of(filled).action_id == second
    assert page_of(filled).pane.facts.due.line.text() != "Fri 18 Dec 2026"


def test_the_window_stays_open_until_the_reason_is_given_or_given_up(filled: MainWindow) -> None:
    action_id = go_to(filled, "DA-05")
    retype(page_of(filled).pane.facts.due.line, "18 12 2026")
    assert not filled.close()
    sheet_of(filled, ReasonSheet)
    assert filled.isVisible()
    press(Qt.Key.Key_Escape)
    assert str(session_of(filled).action(action_id).due) == "2026-09-30"
    assert filled.close()
    settle()
    assert filled.session is None


def test_a_sheet_waits_for_the_reason(filled: MainWindow) -> None:
    go_to(filled, "DA-05")
    retype(page_of(filled).pane.facts.due.line, "18 12 2026")
    filled.run("log")
    sheet_of(filled, ReasonSheet)
