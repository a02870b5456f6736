"""A run that was never closed is told at the next start: plainly, without anybody's words, and in nobody's way."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QThread
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from csa_tracker.clock import Clock
from csa_tracker.plan.read import find_action
from csa_tracker.plan.written import keep_written, update_key
from csa_tracker.profile import Profile
from csa_tracker.workspace import open_plan
from tests.ui.acting import CTRL, focused, page_of, press, session_of, settle, sheet_of, toast_of
from tests.ui.conftest import NOW
from ui.ask import ScriptedAsk
from ui.crash import FAULT_NAME, RUNNING_NAME, CrashGuard, LastEnd, without_folders
from ui.history.recovered import RecoveredSheet, offer_recovered
from ui.shell.last_end import HEADLINE, LastEndCard, end_words, show_last_end, tell_once_opened
from ui.shell.looks import Looks
from ui.shell.window import MainWindow
from ui.start.beginning import Beginning

BEGAN = dt.datetime(2026, 10, 2, 9, 5, tzinfo=dt.UTC)
DIES = """
import os, sys
from pathlib import Path
from ui.app import application
from ui.crash import CrashGuard
app = application()
secret = "Mrs Smith of 4 Mill Lane"
guard = CrashGuard(Path(sys.argv[1]))
guard.install()
if sys.argv[2] == "fault":
    import ctypes
    ctypes.string_at(0)
os._exit(9)
"""


def start_and_die(folder: Path, how: str) -> None:
    """Run a window's process that ends without being closed."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    run = subprocess.run([sys.executable, "-c", DIES, folder, how], env=environment, capture_output=True, check=False)
    assert run.returncode not in (0, 1), run.stderr


def next_start(folder: Path) -> LastEnd | None:
    """How the last run ended, as the next one sees it, which is closed as it should be."""
    guard = CrashGuard(folder)
    guard.install()
    guard.remove()
    return guard.ended


@pytest.mark.expects_log
@pytest.mark.usefixtures("dressed")
def test_a_run_that_was_killed_is_known_at_the_next_start_and_only_then(tmp_path: Path) -> None:
    assert next_start(tmp_path) is None
    start_and_die(tmp_path, "kill")
    ended = next_start(tmp_path)
    assert ended is not None
    assert ended.began is not None
    assert abs(dt.datetime.now(dt.UTC) - ended.began) < dt.timedelta(hours=1)
    assert "was never closed" in ended.log.read_text(encoding="utf-8")
    assert next_start(tmp_path) is None


@pytest.mark.expects_log
@pytest.mark.usefixtures("dressed")
def test_a_fault_of_the_machine_leaves_its_place_in_the_log_and_nobodys_words(tmp_path: Path) -> None:
    start_and_die(tmp_path, "fault")
    ended = next_start(tmp_path)
    assert ended is not None
    logged = ended.log.read_text(encoding="utf-8")
    assert "Segmentation fault" in logged or "access violation" in logged
    assert "in string_at" in logged
    assert "Smith" not in logged
    assert str(Path(sys.executable).parent.parent) not in logged
    assert not (tmp_path / "logs" / FAULT_NAME).exists()


def test_folders_are_taken_out_of_what_the_interpreter_wrote() -> None:
    assert without_folders('  File "/home/asha/app/ui/page.py", line 3 in act') == '  File "page.py", line 3 in act'
    assert without_folders('  File "C:\\Users\\Asha\\page.py", line 3') == '  File "page.py", line 3'
    assert without_folders('  File "<string>", line 3') == '  File "<string>", line 3'


@pytest.mark.expects_log
@pytest.mark.usefixtures("dressed")
def test_a_marker_nobody_can_read_still_counts(tmp_path: Path) -> None:
    marker = tmp_path / "logs" / RUNNING_NAME
    marker.parent.mkdir()
    marker.write_bytes(b"\xff\xfe half a")
    ended = next_start(tmp_path)
    assert ended is not None
    assert ended.began is None
    assert "It was opened" not in end_words(ended)


@pytest.mark.usefixtures("dressed")
def test_a_second_window_leaves_the_marker_of_the_first_alone(tmp_path: Path) -> None:
    first, second = CrashGuard(tmp_path), CrashGuard(tmp_path)
    first.install()
    second.install(alone=False)
    assert second.ended is None
    second.remove()
    assert (tmp_path / "logs" / RUNNING_NAME).exists()
    first.remove()
    assert not (tmp_path / "logs" / RUNNING_NAME).exists()


@pytest.mark.usefixtures("dressed")
def test_the_computer_switched_off_with_the_window_open_is_no_crash(tmp_path: Path) -> None:
    guard = CrashGuard(tmp_path)
    guard.install()
    application = QGuiApplication.instance()
    assert application is not None
    application.aboutToQuit.emit()
    assert not (tmp_path / "logs" / RUNNING_NAME).exists()
    guard.remove()


@pytest.mark.usefixtures("dressed")
def test_a_profile_that_cannot_be_written_to_does_not_stop_the_start(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file where the folder should be", encoding="utf-8")
    assert next_start(tmp_path) is None


def show(window: MainWindow) -> LastEndCard:
    """The card over a window."""
    card = show_last_end(window, LastEnd(BEGAN, window.profile.folder / "logs" / "csa-tracker.log"))
    settle()
    return card


def cards_of(window: MainWindow) -> list[LastEndCard]:
    """The cards that can be seen."""
    settle()
    return [card for card in window.findChildren(LastEndCard) if card.isVisible()]


def test_the_card_says_what_is_kept_and_esc_gives_the_list_its_keyboard_back(
    filled: MainWindow, spoken: list[str]
) -> None:
    grid = page_of(filled).grid
    grid.setFocus()
    card = show(filled)
    assert focused() is card.shut
    assert spoken == [f"{HEADLINE}. {end_words(LastEnd(BEGAN, Path()))}"]
    assert "2 Oct 2026" in spoken[0]
    assert "Everything you saved is kept." in spoken[0]
    press(Qt.Key.Key_Escape)
    assert cards_of(filled) == []
    assert focused() is grid


def test_the_page_works_on_while_the_card_is_there(filled: MainWindow) -> None:
    show(filled)
    press(Qt.Key.Key_2, CTRL)
    assert focused() is page_of(filled).grid
    row = page_of(filled).grid.currentIndex().row()
    press(Qt.Key.Key_Down)
    assert page_of(filled).grid.currentIndex().row() == row + 1
    assert len(cards_of(filled)) == 1


def test_the_log_is_shown_in_its_folder_and_its_path_copied(filled: MainWindow) -> None:
    card = show(filled)
    path = filled.profile.folder / "logs" / "csa-tracker.log"
    press(Qt.Key.Key_Tab)
    assert focused() is card.show_button
    press(Qt.Key.Key_Space)
    assert isinstance(filled.ask, ScriptedAsk)
    assert filled.ask.shown == [path]
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)
    assert QGuiApplication.clipboard().text() == str(path)
    assert toast_of(filled).words == "The path of the log was copied."


def test_unsaved_notes_come_first_and_the_card_after_them(filled: MainWindow) -> None:
    plan = session_of(filled).plan
    keep_written(plan, update_key(find_action(plan, "DA-03")), "Half a thought")
    assert offer_recovered(filled)
    sheet = sheet_of(filled, RecoveredSheet)
    card = show(filled)
    assert sheet.isAncestorOf(focused())
    press(Qt.Key.Key_Escape)
    assert filled.overlay is None
    assert focused() is card.shut


def test_the_card_stays_over_the_next_page_and_in_another_look(window: MainWindow, plan_file: Path) -> None:
    card = show(window)
    window.show_plan(open_plan(plan_file, profile=window.profile, clock=window.clock))
    settle()
    assert window.childAt(card.geometry().center()) in [card, *card.findChildren(QWidget)]
    window.run("larger")
    (again,) = cards_of(window)
    assert again is not card
    assert window.rect().contains(again.geometry())
    window.run("normal")
    window.resize(640, 480)
    (last,) = cards_of(window)
    assert window.rect().contains(last.geometry())


@pytest.mark.parametrize("has_note", [True, False])
def test_at_the_next_start_the_card_stands_over_the_plan(
    qtbot: QtBot, profile: Profile, looks: Looks, plan_file: Path, *, has_note: bool
) -> None:
    if has_note:
        with open_plan(plan_file, profile=profile, clock=Clock(NOW)) as plan:
            keep_written(plan, update_key(find_action(plan, "DA-03")), "Half a thought")
    window = MainWindow(profile, Clock(NOW), ask=ScriptedAsk(), looks=looks, opening=plan_file)
    qtbot.addWidget(window)
    Beginning(window, plan_file)
    tell_once_opened(window, LastEnd(BEGAN, profile.folder / "logs" / "csa-tracker.log"))
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: bool(window.findChildren(LastEndCard)), timeout=30_000)
    if has_note:  # what was being typed is offered first
        assert sheet_of(window, RecoveredSheet).isAncestorOf(focused())
        press(Qt.Key.Key_Escape)
    (card,) = cards_of(window)
    assert focused() is card.shut
    press(Qt.Key.Key_Escape)
    assert cards_of(window) == []
    assert focused() is page_of(window).grid
    qtbot.waitUntil(lambda: not window.findChildren(QThread), timeout=30_000)
