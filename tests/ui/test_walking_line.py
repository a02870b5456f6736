"""From the first screen to the board's PDF by key events only."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from csa_tracker.clock import Clock
from csa_tracker.plan.read import find_action
from csa_tracker.profile import Profile
from tests.ui.acting import CTRL, focused, page_of, press, session_of, settle, toast_of, type_text
from tests.ui.conftest import NOW
from ui.ask import ScriptedAsk
from ui.kit.growing_text import GrowingText
from ui.shell.looks import Looks
from ui.shell.toast import Toast
from ui.shell.window import MainWindow


def test_first_run_to_logged_update_to_board_pdf_by_keys_only(qtbot: QtBot, tmp_path: Path, looks: Looks) -> None:
    target = tmp_path / "board"
    ask = ScriptedAsk(targets=[target])
    window = MainWindow(Profile(tmp_path / "new-profile"), Clock(NOW), ask=ask, looks=looks)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    settle()

    type_text("Community Safety Coordinator")  # the first question has the keyboard
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_3)  # the sample plan, on its dashboard
    settle()
    press(Qt.Key.Key_2, CTRL)
    assert page_of(window).model.rowCount() == 60
    first = page_of(window).action_id

    press(Qt.Key.Key_U, CTRL)
    assert isinstance(focused(), GrowingText)
    type_text("Met the lead, four sites agreed")
    press(Qt.Key.Key_Return, CTRL)

    assert window.overlay is None
    action = session_of(window).action(first)
    assert action.latest_update == "Met the lead, four sites agreed"
    assert action.updates[0].author == "Community Safety Coordinator"
    assert [toast.words for toast in window.findChildren(Toast)] == [f"Update added to {action.ref}."]

    press(Qt.Key.Key_P, CTRL)
    written = target.with_name("board.pdf")
    qtbot.waitUntil(lambda: "board.pdf" in toast_of(window).words, timeout=60_000)
    assert written.read_bytes().startswith(b"%PDF-")
    assert ask.asked == ["Save board progress report"]


def test_what_was_logged_is_there_after_opening_again(filled: MainWindow, plan_file: Path) -> None:
    page = page_of(filled)
    page.go_to(find_action(session_of(filled).plan, "DA-05"))
    press(Qt.Key.Key_U, CTRL)
    type_text("Agreed at last")
    press(Qt.Key.Key_Return, CTRL)
    filled.show_start()
    filled.run("begin:open")  # nothing prepared: stays on the first screen
    assert filled.view is None
    filled.ask.files.append([plan_file])  # type: ignore[attr-defined]
    filled.run("begin:open")
    session = session_of(filled)
    assert session.action(find_action(session.plan, "DA-05")).latest_update == "Agreed at last"
