"""The shell is painted before any service is loaded; the plan follows by itself."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from csa_tracker.clock import Clock
from csa_tracker.profile import Profile
from tests.ui.acting import page_of, settle, wait_for_sheet
from tests.ui.conftest import NOW
from ui.ask import ScriptedAsk
from ui.shell.looks import Looks
from ui.shell.problem_sheet import ProblemSheet
from ui.shell.window import MainWindow
from ui.start.beginning import Beginning
from ui.start.opening_page import OpeningPage
from ui.start.start_page import StartPage

FIRST_PAINT = """
import sys
from pathlib import Path
from csa_tracker.clock import Clock
from csa_tracker.profile import Profile
from ui.app import application, open_window
app = application()
path = Path(sys.argv[2]) if len(sys.argv) > 2 else None
window = open_window(app, Profile(Path(sys.argv[1])), Clock(), opening=path)
window.show()
assert not window.grab().isNull()
heavy = {"sqlalchemy", "sqlmodel", "pandas", "numpy", "reportlab", "typer", "rich", "asyncio"}
print(sorted(heavy & set(sys.modules)))
"""


def _opening(qtbot: QtBot, profile: Profile, looks: Looks, path: Path) -> MainWindow:
    window = MainWindow(profile, Clock(NOW), ask=ScriptedAsk(), looks=looks, opening=path)
    qtbot.addWidget(window)
    Beginning(window, path)
    window.show()
    qtbot.waitExposed(window)
    return window


@pytest.mark.parametrize("names_a_plan", [False, True], ids=["first screen", "plan"])
def test_nothing_heavy_is_loaded_before_the_first_paint(tmp_path: Path, plan_file: Path, *, names_a_plan: bool) -> None:
    arguments = [str(tmp_path / "empty-profile"), *([str(plan_file)] if names_a_plan else [])]
    command = [sys.executable, "-c", FIRST_PAINT, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"


def test_the_plan_is_opened_after_the_shell_is_painted(
    qtbot: QtBot, profile: Profile, looks: Looks, plan_file: Path
) -> None:
    window = _opening(qtbot, profile, looks, plan_file)
    page = window.centralWidget()
    assert isinstance(page, OpeningPage)
    assert page.accessibleName() == "Opening plan"
    qtbot.waitUntil(lambda: window.session is not None, timeout=30_000)
    settle()
    assert page_of(window).model.rowCount() == 60
    assert window.focusWidget() is page_of(window).grid


def test_a_plan_that_does_not_open_leads_to_the_first_screen_with_the_reason(
    qtbot: QtBot, profile: Profile, looks: Looks, tmp_path: Path
) -> None:
    window = _opening(qtbot, profile, looks, tmp_path / "gone.csplan")
    assert wait_for_sheet(qtbot, window, ProblemSheet).windowTitle() == "The plan was not opened"
    assert isinstance(window.centralWidget(), StartPage)


def test_a_window_closed_while_it_opens_a_plan_ends_quietly(
    qtbot: QtBot, profile: Profile, looks: Looks, plan_file: Path
) -> None:
    window = _opening(qtbot, profile, looks, plan_file)
    assert window.close()
    settle()
    assert not window.isVisible()
