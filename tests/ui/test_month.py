"""A date can be chosen from a month as well as typed: by keys alone, read aloud whole, and kept like a typed one."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLineEdit

from csa_tracker.values import Action
from tests.ui.acting import ALT, CTRL, SHIFT, focused, go_to, page_of, press, retype, session_of, settle, sheet_of
from tests.ui.conftest import TODAY
from ui.actions.log_update import LogUpdate
from ui.actions.new_action import NewAction
from ui.kit.date_picker import NAME, CalendarButton
from ui.kit.month import MonthModel, MonthPopover, months_on
from ui.shell.window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # popups, offscreen


def month_of(line: QLineEdit) -> MonthPopover:
    """The month that is open under a line."""
    settle()
    (found,) = line.findChildren(MonthPopover)
    assert found.isVisible()
    return found


def open_month(line: QLineEdit) -> MonthPopover:
    """Open the month with its key."""
    line.setFocus()
    press(Qt.Key.Key_Down, ALT)
    return month_of(line)


def due_of(window: MainWindow, ref: str) -> QLineEdit:
    """The due date in the detail of an action."""
    go_to(window, ref)
    return page_of(window).pane.facts.due.line


def stored(window: MainWindow) -> Action:
    """The current action as it is stored."""
    return session_of(window).action(page_of(window).action_id)


def test_the_week_begins_on_monday_and_six_weeks_hold_every_month(filled: MainWindow) -> None:
    model = MonthModel(dt.date(2026, 10, 2), TODAY, filled)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    names = [model.headerData(day, Qt.Orientation.Horizontal) for day in range(7)]
    assert names == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    assert model.day_at(model.index(0, 0)) == dt.date(2026, 9, 28)
    for months in range(48):
        day = months_on(dt.date(2026, 1, 31), months)
        model.show_month(day)
        assert model.day_at(model.index_of(day)) == day


def test_a_day_reads_aloud_with_weekday_month_and_year(filled: MainWindow) -> None:
    model = MonthModel(TODAY, TODAY, filled)
    assert model.index_of(TODAY).data(Qt.ItemDataRole.AccessibleTextRole) == "Friday 2 Oct 2026, today"
    assert model.index_of(dt.date(2026, 10, 5)).data(Qt.ItemDataRole.AccessibleTextRole) == "Monday 5 Oct 2026"


def test_keys_walk_by_day_week_month_year_and_to_the_ends(filled: MainWindow) -> None:
    line = due_of(filled, "DA-03")  # due on 30 October 2026
    month = open_month(line)
    assert focused() is month.days
    assert (month.day, month.title()) == (dt.date(2026, 10, 30), "October 2026")
    steps = (
        (Qt.Key.Key_Right, dt.date(2026, 10, 31)), (Qt.Key.Key_Right, dt.date(2026, 11, 1)),
        (Qt.Key.Key_Up, dt.date(2026, 10, 25)), (Qt.Key.Key_Down, dt.date(2026, 11, 1)),
        (Qt.Key.Key_Left, dt.date(2026, 10, 31)), (Qt.Key.Key_PageDown, dt.date(2026, 11, 30)),
        (Qt.Key.Key_PageUp, dt.date(2026, 10, 30)), (Qt.Key.Key_Home, dt.date(2026, 10, 1)),
        (Qt.Key.Key_End, dt.date(2026, 10, 31)),
    )  # fmt: skip
    for key, day in steps:
        press(key)
        assert month.day == day
        assert month.days.currentIndex().data(Qt.ItemDataRole.DisplayRole) == str(day.day)
    press(Qt.Key.Key_PageDown, SHIFT)
    assert (month.day, month.title()) == (dt.date(2027, 10, 31), "October 2027")


def test_enter_takes_the_day_and_the_detail_saves_it(filled: MainWindow) -> None:
    line = due_of(filled, "DA-03")
    before = page_of(filled).action_id
    open_month(line)
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Return)
    assert stored(filled).due == dt.date(2026, 10, 23)
    assert page_of(filled).action_id == before  # Alt+Down was not the next action
    assert line.text() == "Fri 23 Oct 2026"
    assert focused() is line
    filled.run("undo")
    assert stored(filled).due == dt.date(2026, 10, 30)


def test_esc_leaves_what_was_typed(filled: MainWindow) -> None:
    line = due_of(filled, "DA-03")
    retype(line, "5 11 2026")
    month = open_month(line)
    assert month.day == dt.date(2026, 11, 5)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Escape)
    assert focused() is line
    assert line.text() == "5 11 2026"
    assert stored(filled).due == dt.date(2026, 10, 30)


def test_taking_the_day_that_stands_there_changes_nothing(filled: MainWindow) -> None:
    line = due_of(filled, "DA-03")
    before = session_of(filled).info().transactions
    open_month(line)
    press(Qt.Key.Key_Return)
    assert session_of(filled).info().transactions == before


def test_words_that_are_no_date_open_this_month(filled: MainWindow) -> None:
    line = due_of(filled, "ASB-06")
    assert line.text() == "Ongoing"
    assert open_month(line).day == TODAY


def test_a_click_takes_a_day_in_the_log_sheet(filled: MainWindow) -> None:
    go_to(filled, "DA-03")
    filled.run("log")
    sheet = sheet_of(filled, LogUpdate)
    assert sheet.calendar.button.isVisible()
    assert sheet.calendar.button.accessibleName() == NAME
    sheet.calendar.button.click()
    month = month_of(sheet.date)
    cell = month.days.visualRect(month.days.model().index(0, 0)).center()
    QTest.mouseClick(month.days.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(cell))
    settle()
    assert sheet.date.text() == "28 Sep 2026"
    assert focused() is sheet.date
    assert filled.overlay is not None


def test_a_new_action_takes_its_due_date_from_the_month(filled: MainWindow) -> None:
    filled.run("new")
    sheet = sheet_of(filled, NewAction)
    sheet.text.setPlainText("Walk the canal path")
    sheet.issue.choose("domestic-abuse")
    month = open_month(sheet.due)
    assert month.day == TODAY
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_Return)
    assert sheet.due.text() == "31 Oct 2026"
    press(Qt.Key.Key_Return, CTRL)
    assert stored(filled).due == dt.date(2026, 10, 31)


def test_a_milestone_takes_its_date_from_the_month(filled: MainWindow) -> None:
    go_to(filled, "DA-05")
    part = page_of(filled).pane.milestones.rows()[0]
    open_month(part.due)
    press(Qt.Key.Key_PageDown)
    press(Qt.Key.Key_Return)
    assert stored(filled).milestones[0].due == dt.date(2026, 2, 28)


def test_the_button_stands_in_the_detail_only_while_the_date_is_used(filled: MainWindow) -> None:
    line = due_of(filled, "DA-03")
    (shown,) = line.findChildren(CalendarButton)
    page_of(filled).grid.setFocus()
    settle()
    assert not shown.isVisible()
    line.setFocus()
    settle()
    assert shown.isVisible()
    assert line.rect().contains(shown.geometry())
    assert min(shown.width(), shown.height()) >= 24
    press(Qt.Key.Key_Tab)
    assert not shown.isVisible()
    assert isinstance(focused(), QLineEdit)  # the button is no stop of its own
