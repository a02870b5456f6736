"""Pages and views of the sidebar, by keys: gone to, counted, saved, let go of; and where the person was last."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from csa_tracker.plan.views import read_views
from csa_tracker.workspace import open_plan
from tests.ui.acting import CTRL, page_of, press, session_of, settle, sheet_of, type_text
from ui.shell.save_view import SaveView
from ui.shell.settings import Settings
from ui.shell.sidebar import PlacesList
from ui.shell.window import MainWindow

SHIFT = Qt.KeyboardModifier.ShiftModifier


def places(shown: PlacesList) -> dict[str, int | None]:
    """What a list of the sidebar shows: words and counts."""
    found = [shown.places.place(row) for row in range(shown.places.rowCount())]
    return {place.words: place.count for place in found}


def test_views_say_how_many_actions_they_show_and_enter_shows_them(qtbot: QtBot, filled: MainWindow) -> None:
    assert filled.view is not None
    sidebar = filled.view.sidebar
    qtbot.waitUntil(lambda: None not in places(sidebar.views).values(), timeout=5000)
    sidebar.views.setFocus()
    while sidebar.views.places.place(sidebar.views.currentIndex().row()).key != "Overdue":
        press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    settle()
    assert page_of(filled).model.rowCount() == places(sidebar.views)["Overdue"] != 60
    assert filled.view.view == "Overdue"
    press(Qt.Key.Key_Escape)
    settle()
    assert filled.view.view == ""
    assert page_of(filled).model.rowCount() == 60


def test_a_count_follows_a_change(qtbot: QtBot, filled: MainWindow) -> None:
    assert filled.view is not None
    views = filled.view.sidebar.views
    qtbot.waitUntil(lambda: None not in places(views).values(), timeout=5000)
    before = places(views)["Overdue"]
    assert before is not None
    filled.view.show_view("Overdue")
    session_of(filled).delete([page_of(filled).action_id])
    qtbot.waitUntil(lambda: places(views)["Overdue"] == before - 1, timeout=5000)


def test_a_list_is_saved_as_a_view_by_keys_and_let_go_of_again(filled: MainWindow) -> None:
    assert filled.view is not None
    page_of(filled).filters.box.setText("rating:red")
    page_of(filled).filters.finish_typing()
    page_of(filled).focus_list()
    press(Qt.Key.Key_S, CTRL | SHIFT)
    sheet = sheet_of(filled, SaveView)
    type_text("Overdue")
    press(Qt.Key.Key_Return)
    assert sheet.field.error() == "There is a view named Overdue already. Choose another name."
    sheet.name.selectAll()
    type_text("Red ones")
    press(Qt.Key.Key_Return)
    settle()
    assert filled.overlay is None
    assert filled.view.view == "Red ones"
    views = filled.view.sidebar.views
    assert "Red ones" in places(views)
    views.setFocus()
    views.mark("Red ones")
    press(Qt.Key.Key_Delete)
    assert "Red ones" not in places(views)
    assert read_views(filled.profile) == []


def test_the_window_opens_on_the_page_it_was_closed_on(filled: MainWindow, plan_file: Path) -> None:
    press(Qt.Key.Key_1, CTRL)
    assert filled.view is not None
    assert filled.view.current == "dashboard"
    assert not filled.commands["log"].isEnabled()  # it is about the action that is current in the list
    filled.show_start()
    filled.show_plan(open_plan(plan_file, profile=filled.profile, clock=filled.clock))
    assert filled.view.current == "dashboard"
    settle()
    press(Qt.Key.Key_2, CTRL)
    assert filled.view.current == "actions"
    assert filled.view.page.grid.hasFocus()


def test_a_new_person_lands_on_the_dashboard(filled: MainWindow, plan_file: Path) -> None:
    filled.show_start()
    filled.profile.change_settings({"page": "nowhere"})
    filled.show_plan(open_plan(plan_file, profile=filled.profile, clock=filled.clock))
    assert filled.view is not None
    assert filled.view.current == "dashboard"
    assert filled.view.header.title.text() == "Dashboard"
    assert filled.view.header.fact.text() == "Position at 2 Oct 2026"


def test_settings_change_who_my_actions_are(filled: MainWindow) -> None:
    assert filled.view is not None
    press(Qt.Key.Key_Comma, CTRL)
    sheet = sheet_of(filled, Settings)
    sheet.name.clear()
    sheet.try_save()
    assert sheet.name_field.error() == "Enter your name so colleagues can see who made each change."
    sheet.name.setText("Asha Patel")
    sheet.role.setText("Road Safety Engineer")
    press(Qt.Key.Key_Return, CTRL)
    settle()
    assert filled.overlay is None
    filled.view.show_view("My actions")
    assert page_of(filled).query.text == 'lead:"Road Safety Engineer"'
    assert page_of(filled).model.rowCount() > 0
