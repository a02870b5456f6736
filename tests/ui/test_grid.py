"""Cells are edited by keys as in a spreadsheet; what is refused stays typed, with the sentence beside it."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from csa_tracker.plan.read import find_action
from csa_tracker.values import Action, Lifecycle, Rag
from tests.ui.acting import CTRL, SHIFT, focused, go_to, page_of, press, session_of, settle, sheet_of, type_text
from tests.ui.conftest import TODAY
from ui.actions.cell_choice import ChoiceCell
from ui.actions.columns import ACTION, AREA, DUE, KEY_ISSUE, LEAD, RATING, REF, STATUS
from ui.shell.reason_sheet import ReasonSheet
from ui.shell.window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # popups, offscreen


def at(window: MainWindow, ref: str, column: int) -> str:
    """Go to a cell of the list, which has the whole width where it needs it, and return the action's id."""
    settle()
    if column not in page_of(window).grid.visible_columns():
        page_of(window).set_detail(shown=False)
        settle()
    action_id = go_to(window, ref)
    page = page_of(window)
    page.grid.setFocus()
    page.grid.go_to_cell(page.model.index(page.grid.currentIndex().row(), column))
    settle()
    return action_id


def type_in_cell(text: str) -> None:
    """Type letter by letter: the first opens an editor, which gets the rest."""
    for letter in text:
        type_text(letter)


def read(window: MainWindow, ref: str) -> Action:
    """An action as it is stored."""
    return session_of(window).action(find_action(session_of(window).plan, ref))


def place(window: MainWindow) -> tuple[str, int]:
    """Reference and column of the current cell."""
    page = page_of(window)
    current = page.grid.currentIndex()
    row = page.model.row(current.row())
    return (row.ref if row is not None else "", current.column())


@pytest.mark.parametrize("opener", ["F2", "Enter", "typing"])
def test_a_cell_is_opened_kept_with_enter_and_the_next_row_is_current(filled: MainWindow, opener: str) -> None:
    at(filled, "DA-05", LEAD)
    if opener != "typing":
        press(Qt.Key.Key_F2 if opener == "F2" else Qt.Key.Key_Return)
        press(Qt.Key.Key_A, CTRL)
    type_in_cell("Youth work")
    press(Qt.Key.Key_Return)
    assert read(filled, "DA-05").lead == "Youth work"
    assert place(filled) == ("DA-06", LEAD)
    assert focused() is page_of(filled).grid


def test_tab_keeps_and_goes_right_shift_tab_left(filled: MainWindow) -> None:
    at(filled, "DA-05", ACTION)
    type_in_cell("New words")
    press(Qt.Key.Key_Tab)
    assert read(filled, "DA-05").title == "New words"
    assert place(filled) == ("DA-05", AREA)
    page_of(filled).grid.go_to_cell(page_of(filled).model.index(page_of(filled).grid.currentIndex().row(), DUE))
    press(Qt.Key.Key_F2)
    press(Qt.Key.Key_Backtab, SHIFT)
    assert place(filled) == ("DA-05", AREA)


def test_escape_gives_up(filled: MainWindow) -> None:
    at(filled, "DA-05", ACTION)
    before = read(filled, "DA-05").title
    type_in_cell("Not this")
    press(Qt.Key.Key_Escape)
    assert read(filled, "DA-05").title == before
    assert place(filled) == ("DA-05", ACTION)


@pytest.mark.parametrize(("key", "rag"), [("a", Rag.AMBER), ("g", Rag.GREEN), ("1", Rag.RED), ("n", None)])
def test_a_rating_is_chosen_by_letter_or_digit(filled: MainWindow, key: str, rag: Rag | None) -> None:
    at(filled, "DA-05", RATING)
    type_text(key)
    assert isinstance(focused(), ChoiceCell)
    press(Qt.Key.Key_Return)
    assert read(filled, "DA-05").rag is rag


def test_a_rating_is_chosen_by_arrows_and_complete_is_a_status(filled: MainWindow) -> None:
    at(filled, "DA-05", RATING)
    press(Qt.Key.Key_F2)
    for _ in range(3):
        press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert read(filled, "DA-05").status is Lifecycle.COMPLETE
    assert read(filled, "DA-05").completed_on == TODAY


def test_areas_are_ticked(filled: MainWindow) -> None:
    at(filled, "DA-02", AREA)
    press(Qt.Key.Key_F2)
    assert isinstance(focused(), ChoiceCell)
    type_text("ros")  # goes to Rossendale
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Return)
    assert read(filled, "DA-02").areas == ("Pendle", "Rossendale")


@pytest.mark.parametrize(("column", "letters"), [(STATUS, "pau"), (KEY_ISSUE, "road")])
def test_status_and_key_issue_are_chosen_by_their_letters(filled: MainWindow, column: int, letters: str) -> None:
    at(filled, "DA-05", column)
    grid = page_of(filled).grid
    grid.edit(grid.currentIndex())
    type_in_cell(letters)
    press(Qt.Key.Key_Return)
    action = read(filled, "DA-05")
    assert (action.status is Lifecycle.PAUSED) if column == STATUS else (action.key_issue == "road-safety")


def test_a_refused_cell_stays_open_with_what_was_typed_and_says_why(filled: MainWindow, spoken: list[str]) -> None:
    at(filled, "DA-05", DUE)
    type_in_cell("31/02/2026")
    press(Qt.Key.Key_Return)
    editor = focused()
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "31/02/2026"
    remark = page_of(filled).grid.remark
    assert remark.isVisible()
    assert remark.words().startswith("'31/02/2026' is not a real date.")
    assert any("is not a real date" in said for said in spoken)
    press(Qt.Key.Key_A, CTRL)
    type_text("20 9 2026")
    press(Qt.Key.Key_Return)
    assert read(filled, "DA-05").due == dt.date(2026, 9, 20)
    assert not remark.isVisible()


def test_what_is_being_typed_outlasts_a_change_from_elsewhere(filled: MainWindow) -> None:
    at(filled, "DA-05", ACTION)
    type_in_cell("Half a sent")
    session_of(filled).delete([find_action(session_of(filled).plan, "DA-01")])
    settle()
    editor = focused()
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "Half a sent"
    press(Qt.Key.Key_Escape)
    settle()
    assert page_of(filled).model.rowCount() == 59


def test_today_is_one_key(filled: MainWindow) -> None:
    at(filled, "DA-05", DUE)
    press(Qt.Key.Key_Semicolon, CTRL)
    press(Qt.Key.Key_Return)
    sheet_of(filled, ReasonSheet)  # two days later than planned
    type_text("Agreed with the board")
    press(Qt.Key.Key_Return, CTRL)
    assert read(filled, "DA-05").due == TODAY


def test_backspace_clears_a_cell_and_says_where_one_must_hold_something(filled: MainWindow) -> None:
    at(filled, "DA-05", LEAD)
    press(Qt.Key.Key_Backspace)
    assert read(filled, "DA-05").lead == ""
    at(filled, "DA-05", ACTION)
    press(Qt.Key.Key_Backspace)
    assert page_of(filled).grid.remark.words().startswith("Enter an action title.")
    assert read(filled, "DA-05").title


def test_fill_down_copies_the_first_of_the_selected_rows_as_one_step(filled: MainWindow) -> None:
    at(filled, "DA-05", LEAD)
    press(Qt.Key.Key_Down, SHIFT)
    press(Qt.Key.Key_Down, SHIFT)
    press(Qt.Key.Key_D, CTRL)
    lead = read(filled, "DA-05").lead
    assert [read(filled, ref).lead for ref in ("DA-06", "DA-07")] == [lead, lead]
    filled.run("undo")
    assert lead not in [read(filled, ref).lead for ref in ("DA-06", "DA-07")]


def test_fill_down_of_one_row_takes_the_cell_above(filled: MainWindow) -> None:
    at(filled, "DA-06", LEAD)
    press(Qt.Key.Key_D, CTRL)
    assert read(filled, "DA-06").lead == read(filled, "DA-05").lead


def test_a_reference_is_never_edited(filled: MainWindow) -> None:
    at(filled, "DA-05", REF)
    type_in_cell("X")
    assert focused() is page_of(filled).grid
