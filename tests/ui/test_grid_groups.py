"""Groups open and close by keys and mouse, columns are chosen and remembered, and the place in the list is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest

from csa_tracker.plan.lists import ListQuery
from csa_tracker.workspace import open_plan
from tests.ui.acting import ALT, CTRL, SHIFT, go_to, page_of, press, session_of, settle
from tests.ui.test_grid import at, place
from ui.actions.arrangement import read_arrangement
from ui.actions.closed_groups import MOST_LISTS, keep_closed, read_closed
from ui.actions.columns import ACTION, AREA, DUE, LEAD, RATING, REF, STATUS
from ui.actions.list_tools import ColumnChooser, GroupMenu
from ui.actions.table_model import ActionTableModel
from ui.shell.window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # popups, offscreen


def grouped(window: MainWindow, by: str = "key_issue") -> ActionTableModel:
    """Group the list."""
    page_of(window).set_group(by)
    settle()
    return page_of(window).model


def chooser_of(window: MainWindow) -> ColumnChooser:
    """The open list of columns."""
    settle()
    page_of(window).filters.columns.click()
    settle()
    return page_of(window).findChildren(ColumnChooser)[-1]


def test_groups_keep_the_rules_of_qt(filled: MainWindow) -> None:
    model = ActionTableModel(session_of(filled), ListQuery(), filled, group="key_issue")
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.open_group(0, shown=False)
    model.open_group(1, shown=False)
    model.ask(ListQuery(text="drop-in"))
    model.open_group(0, shown=True)
    model.set_group("lead")
    model.set_group("")
    assert model.rowCount() == model.total
    tester.deleteLater()


def test_grouping_keeps_the_current_action_and_counts_actions_only(filled: MainWindow) -> None:
    action_id = go_to(filled, "SV-01")
    model = grouped(filled)
    assert page_of(filled).action_id == action_id
    assert model.rowCount() == 68
    assert model.total == 60
    assert model.place(page_of(filled).grid.currentIndex().row()) == 15


def test_the_head_of_a_group_reads_aloud_whole(filled: MainWindow) -> None:
    model = grouped(filled)
    spoken = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == (
        "Domestic Abuse: 8 actions, 1 off track, 1 at risk, 2 on track, 3 complete, 1 not started, paused or no update,"
        " open"
    )


def test_left_closes_a_group_and_right_opens_it(filled: MainWindow) -> None:
    model = grouped(filled)
    grid = page_of(filled).grid
    at(filled, "DA-02", RATING)
    press(Qt.Key.Key_Left)
    assert grid.currentIndex().row() == 0
    press(Qt.Key.Key_Left)
    assert model.rowCount() == 60
    press(Qt.Key.Key_Right)
    assert model.rowCount() == 68
    press(Qt.Key.Key_Return)
    assert model.rowCount() == 60


def test_a_click_on_a_head_closes_the_group(filled: MainWindow) -> None:
    model = grouped(filled)
    grid = page_of(filled).grid
    grid.scrollToTop()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, 10))
    settle()
    assert model.rowCount() == 60


def test_an_action_in_a_closed_group_is_shown_when_asked_for(filled: MainWindow) -> None:
    model = grouped(filled)
    model.open_group(0, shown=False)
    go_to(filled, "DA-05")
    assert place(filled)[0] == "DA-05"


def closed_names(window: MainWindow) -> list[str]:
    """The names of the groups now closed, in order."""
    model = page_of(window).model
    heads = [model.group_at(row) for row in model.heads()]
    return [head.group.name for head in heads if head is not None and not head.is_open]


def test_showing_an_action_opens_its_group_alone(filled: MainWindow) -> None:
    model = grouped(filled)
    model.open_group(9, shown=False)
    model.open_group(0, shown=False)
    assert len(closed_names(filled)) == 2
    go_to(filled, "DA-05")
    assert closed_names(filled) == ["Violence Against Women and Girls"]


def test_closed_groups_stay_closed_in_another_look_and_at_the_next_start(filled: MainWindow, plan_file: Path) -> None:
    grouped(filled).open_group(0, shown=False)
    filled.run("larger")
    settle()
    assert closed_names(filled) == ["Domestic Abuse"]
    filled.show_start()
    filled.show_plan(open_plan(plan_file, profile=filled.profile, clock=filled.clock))
    settle()
    assert closed_names(filled) == ["Domestic Abuse"]
    page_of(filled).grid.setFocus()
    page_of(filled).grid.go_to_row(0)
    press(Qt.Key.Key_Right)
    filled.run("normal")
    settle()
    assert closed_names(filled) == []


def test_each_view_has_its_own_closed_groups(filled: MainWindow) -> None:
    grouped(filled).open_group(0, shown=False)
    page_of(filled).filters.ask(ListQuery(text="due:overdue"))
    settle()
    assert closed_names(filled) == []
    page_of(filled).model.open_group(page_of(filled).model.heads()[1], shown=False)
    overdue = closed_names(filled)
    assert len(overdue) == 1
    page_of(filled).filters.clear()
    settle()
    assert closed_names(filled) == ["Domestic Abuse"]
    page_of(filled).filters.ask(ListQuery(text="due:overdue", sort="due"))
    settle()
    assert closed_names(filled) == overdue


def test_a_list_with_every_group_closed_is_still_walked_by_keys(filled: MainWindow) -> None:
    model = grouped(filled)
    for row in reversed(model.heads()):
        model.open_group(row, shown=False)
    filled.run("larger")
    settle()
    page = page_of(filled)
    assert page.model.rowCount() == 8
    page.focus_list()
    assert page.grid.currentIndex().row() == 0
    press(Qt.Key.Key_Right)
    assert page.model.rowCount() == 16
    filled.run("normal")


def test_only_the_latest_lists_are_remembered(filled: MainWindow) -> None:
    profile = filled.profile
    for number in range(MOST_LISTS + 1):
        keep_closed(profile, ListQuery(text=f"word{number}"), "lead", {"Police"})
    assert read_closed(profile, ListQuery(text="word0"), "lead") == set()
    assert read_closed(profile, ListQuery(text="word1"), "lead") == {"Police"}
    keep_closed(profile, ListQuery(text="word1"), "lead", set())
    assert read_closed(profile, ListQuery(text="word1"), "lead") == set()
    profile.change_settings({"closed_groups": ["what", "nobody", "wrote"]})
    assert read_closed(profile, ListQuery(text="word2"), "lead") == set()


def test_next_and_previous_step_over_heads(filled: MainWindow) -> None:
    grouped(filled)
    go_to(filled, "DA-08")
    page_of(filled).step(1)
    assert place(filled)[0] == "VAWG-01"
    page_of(filled).step(-1)
    assert place(filled)[0] == "DA-08"


def test_delete_on_a_head_deletes_nothing(filled: MainWindow) -> None:
    model = grouped(filled)
    grid = page_of(filled).grid
    grid.setFocus()
    grid.go_to_row(0)
    press(Qt.Key.Key_Delete)
    assert model.total == 60


def test_a_selection_over_a_head_holds_actions_only_and_outlasts_a_change(filled: MainWindow) -> None:
    grouped(filled)
    at(filled, "DA-08", ACTION)
    press(Qt.Key.Key_Down, SHIFT)
    press(Qt.Key.Key_Down, SHIFT)
    page = page_of(filled)
    ids = page.selected_ids()
    assert len(ids) == 2
    page.set_group("lead")
    settle()
    assert set(page.selected_ids()) == set(ids)


def test_the_button_groups_and_says_how(filled: MainWindow) -> None:
    page = page_of(filled)
    page.filters.group.click()
    menu = page.filters.findChild(GroupMenu)
    assert menu is not None
    next(action for action in menu.actions() if action.text() == "By area").trigger()
    settle()
    assert page.model.group == "area"
    assert page.filters.group.accessibleName() == "Group the list: by area"
    menu.close()


def test_columns_are_ticked_moved_and_widened_by_keys_and_remembered(filled: MainWindow) -> None:
    chooser = chooser_of(filled)
    names = [chooser.list.item(row).text() for row in range(chooser.list.count())]
    chooser.list.setCurrentRow(names.index("Status"))
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Up, ALT)
    press(Qt.Key.Key_Right, ALT)
    chooser.list.setCurrentRow(names.index("Area"))
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Return)
    page = page_of(filled)
    shown = page.grid.visible_columns()
    assert STATUS in shown
    assert AREA not in shown
    kept = read_arrangement(session_of(filled).plan.profile)
    assert kept.shown == frozenset({RATING, REF, ACTION, DUE, STATUS})
    assert kept.widths == {STATUS: 128}
    assert kept.order.index(STATUS) == 8
    page.set_group("lead")
    filled.looks.resize(1)
    settle()
    assert page_of(filled).grid.visible_columns() == shown
    assert page_of(filled).model.group == "lead"


def test_those_that_fit_goes_back_to_the_columns_there_is_room_for(filled: MainWindow) -> None:
    settle()
    page = page_of(filled)
    before = page.grid.visible_columns()
    for wanted in (LEAD, None):
        chooser = chooser_of(filled)
        chooser.list.setCurrentRow(0 if wanted is None else wanted + 1)
        press(Qt.Key.Key_Space)
        press(Qt.Key.Key_Return)
    assert page.grid.visible_columns() == before
    assert read_arrangement(session_of(filled).plan.profile).shown is None


def test_headings_that_are_dragged_and_pulled_stay_so(filled: MainWindow) -> None:
    page = page_of(filled)
    header = page.grid.horizontalHeader()
    header.moveSection(header.visualIndex(DUE), 1)
    header.resizeSection(REF, 100)
    page.grid._tell_arranged()
    kept = read_arrangement(session_of(filled).plan.profile)
    assert kept.order[:2] == (RATING, DUE)
    assert kept.widths == {REF: 100}


def test_settings_nobody_can_read_count_as_not_said(filled: MainWindow) -> None:
    profile = session_of(filled).plan.profile
    profile.change_settings(
        {"actions_grid": {"columns": 7, "order": ["?", "Due"], "widths": {"Due": 9999}, "group": 3}}
    )
    found = read_arrangement(profile)
    assert (found.shown, found.widths, found.group) == (None, {}, "")
    assert found.order[0] == DUE
    assert len(found.order) == len(set(found.order))


def test_ctrl_e_on_one_action_opens_its_detail(filled: MainWindow) -> None:
    at(filled, "DA-05", ACTION)
    press(Qt.Key.Key_E, CTRL)
    assert page_of(filled).pane.facts.title.text.hasFocus()
