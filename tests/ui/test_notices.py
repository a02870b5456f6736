"""The bell counts what waits, and lists it with what was put away and what is late; all of it by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tests.ui.acting import focused, page_of, press, session_of, settle, sheet_of
from ui.shell.bell import Bell
from ui.shell.notices_sheet import NoticesSheet
from ui.shell.window import MainWindow

FIRST, SECOND = "The automatic backup could not be made.", "The plan lies in a folder that is synchronised."


def bell_of(window: MainWindow) -> Bell:
    """The bell over the page."""
    assert window.view is not None
    return window.view.header.bell


def opened(window: MainWindow) -> NoticesSheet:
    """Open the list by the keyboard."""
    bell_of(window).setFocus()
    press(Qt.Key.Key_Space)
    return sheet_of(window, NoticesSheet)


def read(sheet: NoticesSheet) -> list[str]:
    """The sentences of the sheet, from top to bottom."""
    settle()
    labels = [label for label in sheet.inside.findChildren(QLabel) if label.isVisible() and label.text().endswith(".")]
    return [label.text() for label in sorted(labels, key=lambda one: one.mapTo(sheet, one.rect().topLeft()).y())]


def test_the_bell_counts_what_waits_and_says_so(filled: MainWindow, spoken: list[str]) -> None:
    bell = bell_of(filled)
    assert bell.accessibleName() == "Notices, none waiting"
    filled.notice([FIRST, SECOND])
    assert (bell.count, bell.accessibleName()) == (2, "Notices, 2 notices waiting")
    assert spoken == [f"{FIRST} {SECOND}"]
    filled.put_away(FIRST)
    assert bell.accessibleName() == "Notices, 1 notice waiting"


def test_tab_reaches_the_bell_after_redo(filled: MainWindow) -> None:
    session_of(filled).delete([page_of(filled).action_id])
    settle()
    assert filled.view is not None
    filled.view.undo.setFocus()
    press(Qt.Key.Key_Tab)
    assert focused() is bell_of(filled)


def test_what_is_put_away_in_the_list_goes_from_the_page_and_stays_to_be_read(filled: MainWindow) -> None:
    filled.notice([FIRST, SECOND])
    sheet = opened(filled)
    assert read(sheet) == [FIRST, SECOND, "8 actions are overdue."]
    assert focused() is sheet.steps[0]
    assert sheet.steps[0].accessibleName() == f"Put away: {FIRST}"
    press(Qt.Key.Key_Space)
    assert filled.notices == [SECOND]
    assert bell_of(filled).count == 1
    assert read(sheet) == [SECOND, "8 actions are overdue.", FIRST]
    assert sheet.isAncestorOf(focused())
    press(Qt.Key.Key_Escape)
    assert filled.overlay is None
    filled.run("larger")  # everything is made anew
    settle()
    assert bell_of(filled).count == 1
    assert FIRST in read(opened(filled))
    press(Qt.Key.Key_Escape)
    filled.run("normal")


def test_late_actions_are_listed_and_shown(filled: MainWindow) -> None:
    sheet = opened(filled)
    assert read(sheet) == ["8 actions are overdue."]
    press(Qt.Key.Key_Space)
    assert filled.overlay is None
    assert page_of(filled).query.text == "due:overdue"
    assert focused() is page_of(filled).grid


@pytest.mark.usefixtures("ask")
def test_where_nothing_waits_the_list_says_so(filled: MainWindow) -> None:
    session_of(filled).delete(
        [row.id for row in session_of(filled).rows(session_of(filled).keys(page_of(filled).query))]
    )
    settle()
    sheet = opened(filled)
    (words,) = read(sheet)
    assert words.startswith("Nothing waits for you.")
    assert focused() is sheet.shut


def test_another_plan_begins_with_an_empty_list(filled: MainWindow) -> None:
    filled.notice([FIRST])
    filled.show_start()
    filled.run("begin:sample")
    settle()
    assert bell_of(filled).count == 0
    assert FIRST not in read(opened(filled))
