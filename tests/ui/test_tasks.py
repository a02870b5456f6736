"""Sixteen tasks as people do them, by key events alone: eleven of a coordinator, five of a manager.

Each test says how many keys it took beside typed text, and holds the number down. `pytest -s` prints them with the time
the app itself took.
"""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from csa_tracker.plan.queue import owing
from csa_tracker.values import Brag, Rag
from tests.ui.acting import ALT, CTRL, SHIFT, focused, go_to, page_of, session_of, settle, sheet_of, toast_of, type_text
from ui.actions.columns import DUE
from ui.history.history_sheet import HistorySheet
from ui.imports.wizard import ImportWizard
from ui.kit.focus import is_alive
from ui.shell.window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # popups, offscreen
NONE = Qt.KeyboardModifier.NoModifier


class Hands:
    """Somebody at the keyboard: counts what is pressed, and how long the app takes over it."""

    def __init__(self, task: str, most: int) -> None:
        self.task, self.most = task, most
        self.pressed = 0
        self.seconds = 0.0

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE, *, times: int = 1) -> None:
        """Press a chord."""
        for _ in range(times):
            self.pressed += 1
            started = time.perf_counter()
            QTest.keyClick(focused(), key, modifier)
            settle()
            self.seconds += time.perf_counter() - started

    def done(self) -> None:
        """Say what it took, and hold it down."""
        print(f"{self.task}: {self.pressed} keys beside text, {self.seconds * 1000:.0f} ms of the app")  # noqa: T201
        assert self.pressed <= self.most, self.task


def test_log_an_update_on_the_selected_action(filled: MainWindow) -> None:
    hands = Hands("log an update", 3)
    action_id = go_to(filled, "DA-05")
    page_of(filled).grid.setFocus()
    hands.press(Qt.Key.Key_U, CTRL)
    type_text("Met the three councils")
    hands.press(Qt.Key.Key_Return, CTRL)
    assert session_of(filled).action(action_id).updates[0].text == "Met the three councils"
    hands.done()


def test_log_an_update_from_anywhere(filled: MainWindow) -> None:
    hands = Hands("log an update from anywhere", 3)
    filled.run("page:dashboard")
    hands.press(Qt.Key.Key_K, CTRL)
    type_text("u DA-05 Met the three councils")
    hands.press(Qt.Key.Key_Return)
    action_id = go_to(filled, "DA-05")
    assert session_of(filled).action(action_id).updates[0].text == "Met the three councils"
    hands.done()


def test_say_that_an_action_is_off_track(filled: MainWindow) -> None:
    hands = Hands("update with a rating", 4)
    action_id = go_to(filled, "DA-02")
    page_of(filled).grid.setFocus()
    hands.press(Qt.Key.Key_U, CTRL)
    type_text("Funding was withdrawn")
    hands.press(Qt.Key.Key_R, ALT)
    hands.press(Qt.Key.Key_1)
    hands.press(Qt.Key.Key_Return, CTRL)
    action = session_of(filled).action(action_id)
    assert (action.rag, action.brag) == (Rag.RED, Brag.RED)
    hands.done()


def test_add_an_action_in_one_line(filled: MainWindow) -> None:
    hands = Hands("add an action", 2)
    hands.press(Qt.Key.Key_K, CTRL)
    type_text("n Light the underpass @Burnley due:+14 #road")
    hands.press(Qt.Key.Key_Return)
    (added,) = [one for one in session_of(filled).actions() if one.title == "Light the underpass"]
    assert (added.key_issue, added.due) == ("road-safety", dt.date(2026, 10, 16))
    hands.done()


def test_bring_a_due_date_forward_in_the_list(filled: MainWindow) -> None:
    hands = Hands("change a due date in the list", 4)
    action_id = go_to(filled, "DA-03")
    page = page_of(filled)
    page.grid.setFocus()
    page.grid.go_to_cell(page.model.index(page.grid.currentIndex().row(), DUE))
    hands.press(Qt.Key.Key_F2)
    hands.press(Qt.Key.Key_A, CTRL)
    type_text("20/10/2026")
    hands.press(Qt.Key.Key_Return)
    assert session_of(filled).action(action_id).due == dt.date(2026, 10, 20)
    hands.done()


def test_find_the_red_ones_of_an_area(qtbot: QtBot, filled: MainWindow) -> None:
    hands = Hands("filter the list", 1)
    page_of(filled).grid.setFocus()
    hands.press(Qt.Key.Key_F, CTRL)
    type_text("rating:red area:pan")
    page = page_of(filled)
    qtbot.waitUntil(lambda: 0 < page.model.total < 8, timeout=3000)
    assert {row.brag for number in range(page.model.total) if (row := page.model.row(number))} == {Brag.RED}
    hands.done()


def test_take_back_what_was_done(filled: MainWindow) -> None:
    hands = Hands("move to the Bin, and take it back", 2)
    go_to(filled, "DA-05")
    page_of(filled).grid.setFocus()
    hands.press(Qt.Key.Key_Delete)
    assert page_of(filled).model.total == 59
    hands.press(Qt.Key.Key_Z, CTRL)
    assert page_of(filled).model.total == 60
    hands.done()


def test_give_three_actions_one_lead(filled: MainWindow) -> None:
    hands = Hands("change three actions together", 4)
    go_to(filled, "DA-05")
    page_of(filled).grid.setFocus()
    hands.press(Qt.Key.Key_Down, SHIFT, times=2)
    chosen = page_of(filled).selected_ids()
    hands.press(Qt.Key.Key_E, CTRL)
    type_text("Youth Justice Service")
    hands.press(Qt.Key.Key_Return, CTRL)
    assert len(chosen) == 3
    assert {session_of(filled).action(one).lead for one in chosen} == {"Youth Justice Service"}
    hands.done()


def test_go_through_what_owes_an_update(filled: MainWindow) -> None:
    hands = Hands("two updates of the round", 3)
    plan = session_of(filled).plan
    first, second = (one.id for one in owing(plan)[:2])
    hands.press(Qt.Key.Key_U, CTRL | SHIFT)
    type_text("As planned")
    hands.press(Qt.Key.Key_Return, CTRL)
    type_text("Two weeks behind")
    hands.press(Qt.Key.Key_Return, CTRL)
    said = [session_of(filled).action(one).updates[0].text for one in (first, second)]
    assert said == ["As planned", "Two weeks behind"]
    hands.done()


def test_keep_a_list_as_a_view(qtbot: QtBot, filled: MainWindow) -> None:
    hands = Hands("save a view", 3)
    page_of(filled).grid.setFocus()
    hands.press(Qt.Key.Key_F, CTRL)
    type_text("rating:red")
    qtbot.waitUntil(lambda: page_of(filled).model.total == 8, timeout=3000)
    hands.press(Qt.Key.Key_S, CTRL | SHIFT)
    type_text("Red ones")
    hands.press(Qt.Key.Key_Return)
    assert filled.view is not None
    assert filled.view.view == "Red ones"
    hands.done()


def test_import_a_clear_spreadsheet(qtbot: QtBot, filled: MainWindow, tmp_path: Path) -> None:
    hands = Hands("import a spreadsheet", 6)
    file = tmp_path / "plan.csv"
    file.write_text("Ref,Key issue,Action\nA1,Road Safety,Light the underpass\n", encoding="utf-8")
    filled.run("import")
    sheet = sheet_of(filled, ImportWizard)
    filled.ask.files.append([file])  # type: ignore[attr-defined]
    hands.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: sheet.previews.now is not None, timeout=30_000)
    hands.press(Qt.Key.Key_Return, times=4)
    qtbot.waitUntil(lambda: sheet.at == 4, timeout=30_000)
    hands.press(Qt.Key.Key_Return)
    assert filled.overlay is None
    assert "Light the underpass" in {one.title for one in session_of(filled).actions()}
    hands.done()


def test_a_manager_opens_what_is_off_track(filled: MainWindow) -> None:
    hands = Hands("from the dashboard to what is off track", 2)
    hands.press(Qt.Key.Key_1, CTRL)
    hands.press(Qt.Key.Key_Return)
    page = page_of(filled)
    assert filled.view is not None
    assert filled.view.current == "actions"
    assert page.model.total == 8
    hands.done()


def test_a_manager_reads_why_an_action_is_red(filled: MainWindow) -> None:
    hands = Hands("why it is red", 2)
    hands.press(Qt.Key.Key_K, CTRL)
    type_text("DA-05")
    hands.press(Qt.Key.Key_Return)
    pane = page_of(filled).pane
    assert pane.isVisible()
    assert session_of(filled).action(pane.action_id).ref == "DA-05"
    assert "2 days overdue" in session_of(filled).action(pane.action_id).why
    hands.done()


def test_a_manager_opens_the_overdue_list_by_its_name(filled: MainWindow) -> None:
    hands = Hands("open a view", 2)
    hands.press(Qt.Key.Key_K, CTRL)
    type_text("Overdue")
    hands.press(Qt.Key.Key_Return)
    assert page_of(filled).model.total == 8
    hands.done()


def test_a_manager_sees_who_changed_an_action(filled: MainWindow) -> None:
    hands = Hands("history of an action", 2)
    go_to(filled, "DA-05")
    page_of(filled).grid.setFocus()
    hands.press(Qt.Key.Key_H, CTRL)
    sheet = sheet_of(filled, HistorySheet)
    assert sheet.isVisible()
    hands.press(Qt.Key.Key_Escape)
    assert not is_alive(sheet) or not sheet.isVisible()
    hands.done()


def test_a_manager_saves_the_board_paper(qtbot: QtBot, filled: MainWindow, tmp_path: Path) -> None:
    hands = Hands("save the board paper", 1)
    target = tmp_path / "board.pdf"
    filled.ask.targets.append(target)  # type: ignore[attr-defined]
    page_of(filled).grid.setFocus()
    hands.press(Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(target.is_file, timeout=60_000)
    qtbot.waitUntil(lambda: "board.pdf" in toast_of(filled).words, timeout=60_000)
    assert target.read_bytes().startswith(b"%PDF-")
    hands.done()
