"""The Exchange page and what is sent from it, from one window to another, by keyboard."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from csa_tracker.clock import Clock
from csa_tracker.exchange.cards import make_card
from csa_tracker.exchange.standing import Rhythm, read_rhythm
from csa_tracker.exchange.trust import add_member
from csa_tracker.plan.read import find_action
from csa_tracker.workspace import open_plan
from tests.csa_tracker.exchange.offices import an_office
from tests.csa_tracker.plan.drafting import change
from tests.ui.acting import CTRL, focused, press, session_of, sheet_of, toast_of, wait_for_sheet
from tests.ui.conftest import NOW
from tests.ui.exchanging import (
    Office,
    bring_in,
    burnley_office,
    county_office,
    exchange_page,
    go_back_to,
    receive,
    titles,
)
from ui.ask import ScriptedAsk
from ui.exchange.send_sheet import SendSheet
from ui.exchange.sent_sheet import SentSheet
from ui.shell.looks import Looks
from ui.shell.window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # popups, offscreen


@pytest.fixture
def county(window: MainWindow, ask: ScriptedAsk, tmp_path: Path) -> Office:
    """The county team at work."""
    return county_office(window, ask, tmp_path)


@pytest.fixture
def burnley(county: Office, looks: Looks, qtbot: QtBot, tmp_path: Path) -> Iterator[Office]:
    """Tom in Burnley at work."""
    with burnley_office(county, looks, qtbot, tmp_path) as office:
        yield office


def test_a_change_goes_from_one_window_to_another(qtbot: QtBot, county: Office, burnley: Office) -> None:
    plan = session_of(county.window).plan
    change(plan, find_action(plan, "PAN-0001"), title="County evening patrols")
    page = exchange_page(qtbot, county)
    assert focused() is page.partners
    line = page.partners.current()
    assert line is not None
    assert "Tom" in line.spoken
    press(Qt.Key.Key_Return)
    sheet = sheet_of(county.window, SendSheet)
    assert [tick.isChecked() for tick in sheet.ticks.values()] == [True]
    press(Qt.Key.Key_Return, CTRL)
    made = wait_for_sheet(qtbot, county.window, SentSheet)
    assert toast_of(county.window).words == "1 file made for Tom."
    go_back_to(made.copy)
    press(Qt.Key.Key_Space)
    file = Path(QGuiApplication.clipboard().text())
    assert file.parent == county.path.parent
    go_back_to(made.folder)
    press(Qt.Key.Key_Space)
    assert county.ask.shown == [file]
    press(Qt.Key.Key_Escape)
    assert county.window.overlay is None

    offer = receive(qtbot, burnley, file)
    assert focused() is offer.view.list
    shown = offer.view.list.current()
    assert shown is not None
    assert (shown.before, shown.after) == ("County patrols", "County evening patrols")
    assert "Asha Patel" in shown.end
    assert titles(burnley) == ["County patrols"]
    bring_in(qtbot, burnley)
    assert titles(burnley) == ["County evening patrols"]
    assert toast_of(burnley.window).words == "From Asha Patel: 1 changed."


def test_nobody_ticked_is_said_and_the_keyboard_goes_to_the_first(
    qtbot: QtBot, county: Office, burnley: Office
) -> None:
    exchange_page(qtbot, county)
    press(Qt.Key.Key_G, CTRL)
    sheet = sheet_of(county.window, SendSheet)
    (tick,) = sheet.ticks.values()
    go_back_to(tick)
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Return, CTRL)
    assert sheet.work.problem.text() == "Nobody is ticked. Tick who the file is for."
    assert focused() is tick
    assert list(county.path.parent.glob("*.cspx")) == []


def test_one_command_makes_a_file_for_each_partner(
    qtbot: QtBot, county: Office, burnley: Office, tmp_path: Path
) -> None:
    third = an_office(tmp_path, "Priya", "Pendle")
    add_member(session_of(county.window).plan, make_card(third, "PEN"))
    county.to_front()
    county.window.run("send-all")
    wait_for_sheet(qtbot, county.window, SentSheet)
    assert toast_of(county.window).words == "2 files made for Tom and Priya."
    assert len(list(county.path.parent.glob("*.cspx"))) == 2


def test_a_partner_who_heard_nothing_for_a_month_is_due_until_the_reminder_is_put_off(
    qtbot: QtBot, county: Office, burnley: Office
) -> None:
    late = Clock(NOW + dt.timedelta(days=40))
    profile = county.window.profile
    county.window.show_plan(open_plan(county.path, profile=profile, clock=late))
    plan = session_of(county.window).plan
    change(plan, find_action(plan, "PAN-0001"), title="County evening patrols")
    page = exchange_page(qtbot, county)
    line = page.partners.current()
    assert line is not None
    assert line.under.startswith("A file is due.")
    assert county.window.view is not None
    places = county.window.view.sidebar.pages.places
    assert places.place(places.row_of("exchange")).count == 1
    page.rhythm.setFocus()
    press(Qt.Key.Key_End)
    qtbot.waitUntil(lambda: places.place(places.row_of("exchange")).count == 0, timeout=30_000)
    assert read_rhythm(profile) is Rhythm.NEVER


def test_an_empty_page_leads_to_the_first_partner(qtbot: QtBot, county: Office) -> None:
    page = exchange_page(qtbot, county)
    assert focused() is page.nobody.step
    press(Qt.Key.Key_Space)
    assert county.ask.asked == ["Add a partner’s card"]
