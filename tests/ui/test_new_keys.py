"""A file with changes by a colleague on a new computer: the words are compared, then it is looked through."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from csa_tracker.exchange.trust import Status, list_members
from csa_tracker.plan.read import read_actions
from csa_tracker.workspace import open_plan
from tests.csa_tracker.exchange.test_changed_keys import Way
from tests.csa_tracker.exchange.test_changed_keys import way as way  # the fixture
from tests.ui.acting import CTRL, focused, press, session_of, wait_for_sheet
from tests.ui.exchanging import go_back_to
from ui.exchange.new_keys import NewKeys
from ui.exchange.passing import receive_file
from ui.exchange.receive_sheet import ReceiveSheet
from ui.shell.window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # popups, offscreen


@pytest.fixture
def county(window: MainWindow, way: Way) -> MainWindow:
    """The county's window."""
    plan = way.county
    window.show_plan(open_plan(plan.path, profile=plan.profile, clock=plan.clock))
    return window


def asked(qtbot: QtBot, window: MainWindow, way: Way) -> NewKeys:
    """The question about the new keys."""
    receive_file(window, way.file)
    return wait_for_sheet(qtbot, window, NewKeys)


def titles(window: MainWindow) -> list[str]:
    """What the plan shows."""
    return sorted(action.title for action in read_actions(session_of(window).plan))


def known(window: MainWindow) -> dict[str, Status]:
    """How far each is believed."""
    return {one.member: one.status for one in list_members(session_of(window).plan)}


def test_escape_receives_nothing_and_trusts_nobody(qtbot: QtBot, county: MainWindow, way: Way) -> None:
    before = known(county)
    sheet = asked(qtbot, county, way)
    assert sheet.words.words == way.new.words
    assert focused() is sheet.cancel
    press(Qt.Key.Key_Escape)
    assert county.overlay is None
    assert (titles(county), known(county)) == ([], before)


def test_going_on_without_having_heard_the_words_is_stopped(qtbot: QtBot, county: MainWindow, way: Way) -> None:
    sheet = asked(qtbot, county, way)
    press(Qt.Key.Key_Return, CTRL)
    assert county.overlay is not None
    assert sheet.problem() == "Compare the six words first, and tick that you heard them."
    assert focused() is sheet.heard


@pytest.mark.parametrize("replaced", [False, True])
def test_once_heard_the_file_is_looked_through_and_comes_in_whole(
    qtbot: QtBot, county: MainWindow, way: Way, replaced: bool
) -> None:
    sheet = asked(qtbot, county, way)
    go_back_to(sheet.heard)
    press(Qt.Key.Key_Space)
    if replaced:
        press(Qt.Key.Key_Tab)
        assert focused() is sheet.replaced
        press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Return, CTRL)
    offer = wait_for_sheet(qtbot, county, ReceiveSheet)
    assert len(offer.view.lines()) == 2
    assert way.new.member not in known(county)
    press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: county.overlay is None, timeout=30_000)
    assert titles(county) == ["From the new computer", "From the old computer"]
    old, new = (Status.REVOKED, Status.TRUSTED) if replaced else (Status.TRUSTED, Status.INTRODUCED)
    assert (known(county)[way.old.member], known(county)[way.new.member]) == (old, new)
