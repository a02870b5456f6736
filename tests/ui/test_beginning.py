"""The shell is painted before any service is loaded; the plan follows by itself."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from csa_tracker.clock import Clock
from csa_tracker.profile import Profile
from tests.ui.acting import page_of, settle, wait_for_sheet
from tests.ui.conftest import NOW
from ui.ask import ScriptedAsk
from ui.shell.doors import open_file
from ui.shell.looks import Looks
from ui.shell.problem_sheet import ProblemSheet
from ui.shell.sidebar import PlacesList
from ui.shell.window import MainWindow
from ui.start.beginning import Beginning, glance
from ui.start.opening_page import OpeningPage
from ui.start.start_page import StartPage

FIRST_PAINT = """
import os, sys
from pathlib import Path
from csa_tracker.clock import clock_from
from csa_tracker.profile import Profile
from ui.app import application, open_window
app = application()
path = Path(sys.argv[2]) if len(sys.argv) > 2 else None
window = open_window(app, Profile(Path(sys.argv[1])), clock_from(os.environ), opening=path)
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


GLANCE = FIRST_PAINT.replace(
    "assert not window.grab().isNull()",
    "app.processEvents(); window.centralWidget().removeEventFilter(window.findChild(Beginning))\n"
    "glance(window, window.centralWidget(), path)\n"
    "print(window.centralWidget().glance.rows.model().rowCount())",
).replace("from ui.app", "from ui.start.beginning import Beginning, glance\nfrom ui.app")


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


def test_the_first_actions_are_shown_before_any_service_is_loaded(profile: Profile, plan_file: Path) -> None:
    environment = os.environ | {"CSA_NOW": NOW.isoformat()}
    command = [sys.executable, "-c", GLANCE, str(profile.folder), str(plan_file)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60, env=environment)
    assert done.stdout.split() == ["60", "[]"]


def _glancing(qtbot: QtBot, profile: Profile, looks: Looks, path: Path) -> tuple[MainWindow, OpeningPage]:
    """A window in its first moments, which last until the test goes on: `open_file`."""
    window = MainWindow(profile, Clock(NOW), ask=ScriptedAsk(), looks=looks, opening=path)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    page = window.centralWidget()
    assert isinstance(page, OpeningPage)
    glance(window, page, path)
    return window, page


def test_the_action_one_went_to_in_the_first_moments_is_still_the_current_one(
    qtbot: QtBot, profile: Profile, looks: Looks, plan_file: Path
) -> None:
    window, page = _glancing(qtbot, profile, looks, plan_file)
    assert page.glance is not None
    rows = page.glance.rows
    assert window.focusWidget() is rows
    QTest.keyClick(rows, Qt.Key.Key_Down)
    QTest.keyClick(rows, Qt.Key.Key_Down)
    third = rows.action_id
    assert open_file(window, plan_file)
    settle()
    assert third
    assert page_of(window).action_id == third
    assert page_of(window).grid.currentIndex().row() == 2


def test_the_page_asked_for_in_the_first_moments_is_the_one_shown(
    qtbot: QtBot, profile: Profile, looks: Looks, plan_file: Path
) -> None:
    window, page = _glancing(qtbot, profile, looks, plan_file)
    assert page.glance is not None
    pages = page.glance.findChild(PlacesList, "pages")
    assert pages is not None
    QTest.keyClick(pages, Qt.Key.Key_Up)
    QTest.keyClick(pages, Qt.Key.Key_Return)
    assert open_file(window, plan_file)
    assert window.view is not None
    assert window.view.current == "dashboard"


@pytest.mark.parametrize(
    "settings", [{"page": "dashboard"}, {"actions_grid": {"group": "lead"}}], ids=["another page", "groups"]
)
def test_what_the_first_rows_alone_cannot_show_is_waited_for(
    qtbot: QtBot, profile: Profile, looks: Looks, plan_file: Path, settings: dict[str, object]
) -> None:
    profile.change_settings(settings)
    _, page = _glancing(qtbot, profile, looks, plan_file)
    assert page.glance is None


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
