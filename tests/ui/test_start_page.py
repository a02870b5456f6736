"""The first screen asks who is there, and offers four ways to begin."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from csa_tracker.clock import Clock
from csa_tracker.profile import Profile
from tests.ui.acting import press, settle, type_text
from tests.ui.conftest import NOW
from ui.ask import ScriptedAsk
from ui.shell.looks import Looks
from ui.shell.window import MainWindow
from ui.start.new_plan import NewPlan
from ui.start.start_page import CHOICES, StartPage


def _page(qtbot: QtBot, looks: Looks, profile: Profile) -> StartPage:
    window = MainWindow(profile, Clock(NOW), ask=ScriptedAsk(), looks=looks)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    page = window.centralWidget()
    assert isinstance(page, StartPage)
    page.chosen.disconnect()  # these tests hear what is chosen; others open it
    page.focus_first()
    settle()
    return page


def test_without_a_name_it_says_so_beside_the_field_and_stays(qtbot: QtBot, looks: Looks, tmp_path: Path) -> None:
    page = _page(qtbot, looks, Profile(tmp_path / "nobody"))
    chosen: list[str] = []
    page.chosen.connect(chosen.append)
    press(Qt.Key.Key_Return)
    assert chosen == []
    assert page.role_field.error() == "Enter your name so colleagues can see who made each change."
    assert page.role.accessibleDescription() == page.role_field.error()


def test_name_and_organisation_are_kept(qtbot: QtBot, looks: Looks, tmp_path: Path) -> None:
    profile = Profile(tmp_path / "somebody")
    page = _page(qtbot, looks, profile)
    type_text("Jo Whittle")
    press(Qt.Key.Key_Tab)
    type_text("Pendle Borough Council")
    press(Qt.Key.Key_Return)
    identity = profile.read_identity()
    assert (identity.name, identity.role, identity.organisation) == (
        "Jo Whittle", "Jo Whittle", "Pendle Borough Council",
    )  # fmt: skip
    assert page.role_field.error() == ""


def test_digits_choose_and_begin(qtbot: QtBot, looks: Looks, profile: Profile) -> None:
    page = _page(qtbot, looks, profile)
    chosen: list[str] = []
    page.chosen.connect(chosen.append)
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4):
        press(key)
    assert chosen == [name for name, *_ in CHOICES]


def test_arrows_move_between_the_choices_without_beginning_and_enter_begins(
    qtbot: QtBot, looks: Looks, profile: Profile
) -> None:
    page = _page(qtbot, looks, profile)
    chosen: list[str] = []
    page.chosen.connect(chosen.append)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Down)
    assert chosen == []
    assert page.current().title == "Open a plan file"
    assert page.begin.accessibleName() == "Open a plan file"
    press(Qt.Key.Key_Return)
    assert chosen == ["open"]


def test_digits_typed_into_a_name_choose_nothing(qtbot: QtBot, looks: Looks, tmp_path: Path) -> None:
    page = _page(qtbot, looks, Profile(tmp_path / "nobody"))
    chosen: list[str] = []
    page.chosen.connect(chosen.append)
    type_text("Team 2")
    assert chosen == []
    assert page.role.text() == "Team 2"


def test_a_new_plan_is_made_and_shown_empty_with_the_next_step(window: MainWindow) -> None:
    window.run("begin:new")
    assert window.overlay is not None
    sheet = window.overlay.sheet
    assert isinstance(sheet, NewPlan)
    assert sheet.name.text() == "Burnley plan 2025 to 2028"
    sheet.try_start()
    settle()
    assert window.session is not None
    assert window.session.info().partnership == "BUR"
    assert window.view is not None
    assert window.view.page.model.rowCount() == 0
    assert window.windowTitle() == "Burnley plan 2025 to 2028 – CSA Tracker"


def test_a_plan_without_a_name_is_refused_beside_the_name(window: MainWindow) -> None:
    window.run("begin:new")
    assert window.overlay is not None
    sheet = window.overlay.sheet
    assert isinstance(sheet, NewPlan)
    sheet.name.setText("   ")
    sheet.try_start()
    assert sheet.name_field.error().startswith("A plan needs a name.")
    assert window.session is None


def test_a_file_that_is_no_plan_is_refused_in_plain_words(window: MainWindow, tmp_path: Path) -> None:
    wrong = tmp_path / "letter.csplan"
    wrong.write_bytes(b"Dear all, " * 200)
    window.ask.files.append([wrong])  # type: ignore[attr-defined]
    window.run("begin:open")
    assert window.session is None
    assert window.overlay is not None
    assert window.overlay.sheet.windowTitle() == "The plan was not opened"
