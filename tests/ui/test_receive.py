"""A partner's file is looked at, brought in, refused or undone, by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from csa_tracker.clock import Clock
from csa_tracker.exchange.cards import make_card
from csa_tracker.exchange.joining import join
from csa_tracker.exchange.sending import send
from csa_tracker.exchange.trust import EVERYTHING, Status, add_member, list_members
from csa_tracker.plan.read import find_action
from csa_tracker.workspace import open_plan
from tests.csa_tracker.exchange.offices import an_office
from tests.csa_tracker.plan.drafting import add, change
from tests.ui.acting import CTRL, focused, press, session_of, sheet_of, toast_of, type_text, wait_for_sheet
from tests.ui.conftest import NOW
from tests.ui.exchanging import (
    LATER,
    Office,
    bring_in,
    burnley_office,
    county_office,
    exchange_page,
    go_back_to,
    receive,
    sent_file,
    texts,
    titles,
)
from ui.ask import ScriptedAsk
from ui.exchange.add_partner import AddPartner
from ui.exchange.page import ExchangePage
from ui.exchange.receipt_sheet import ReceiptSheet
from ui.exchange.receive_sheet import ReceiveSheet
from ui.exchange.undo_sheet import UndoFileSheet
from ui.shell.doors import open_file
from ui.shell.looks import Looks
from ui.shell.problem_sheet import ProblemSheet
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


def test_cancel_leaves_the_plan_as_it_was(qtbot: QtBot, county: Office, burnley: Office, tmp_path: Path) -> None:
    add(session_of(burnley.window).plan, title="Burnley patrols")
    receive(qtbot, county, sent_file(burnley, "Asha Patel", tmp_path))
    press(Qt.Key.Key_Escape)
    assert county.window.overlay is None
    assert titles(county) == ["County patrols"]


def test_the_same_file_again_says_that_nothing_is_new(
    qtbot: QtBot, county: Office, burnley: Office, tmp_path: Path
) -> None:
    add(session_of(burnley.window).plan, title="Burnley patrols")
    file = sent_file(burnley, "Asha Patel", tmp_path)
    receive(qtbot, county, file)
    bring_in(qtbot, county)
    assert open_file(county.window, file)
    told = wait_for_sheet(qtbot, county.window, ReceiptSheet)
    assert "Everything in this file was here already" in texts(told)
    assert not told.undo.isVisible()


def test_what_a_file_confirms_is_noted_also_when_it_brings_nothing(
    qtbot: QtBot, county: Office, burnley: Office, tmp_path: Path
) -> None:
    page = exchange_page(qtbot, county)
    line = page.partners.current()
    assert line is not None
    assert line.end.endswith("not confirmed")
    open_file(county.window, sent_file(burnley, "Asha Patel", tmp_path))
    wait_for_sheet(qtbot, county.window, ReceiptSheet)
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: _end_of_first(page) == "All confirmed", timeout=30_000)


def _end_of_first(page: ExchangePage) -> str:
    line = page.partners.lines.line(0)
    return line.end if line is not None else ""


def test_a_stranger_is_checked_first_and_then_the_file_goes_on(
    qtbot: QtBot, county: Office, burnley: Office, tmp_path: Path
) -> None:
    plan, third = session_of(burnley.window).plan, an_office(tmp_path, "Priya", "Pendle")
    add_member(plan, make_card(third, "PEN"), scopes=EVERYTHING)
    first = send(plan, ["Priya"], tmp_path)
    path, clock = tmp_path / "pendle.csplan", Clock(NOW + 2 * LATER)
    join(first.path, path, partnership="PEN", sender=make_card(plan.profile, "BUR"), profile=third, clock=clock)
    with open_plan(path, profile=third, clock=clock) as pendle:
        add(pendle, title="Pendle patrols")
        add_member(pendle, make_card(county.window.profile, "PAN"), scopes=EVERYTHING)
        file = send(pendle, ["Asha Patel"], tmp_path / "third.cspx").path
    county.to_front()
    open_file(county.window, file)
    sheet = wait_for_sheet(qtbot, county.window, AddPartner)
    assert make_card(third, "PEN").words.split("-")[0] in texts(sheet)
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Return, CTRL)
    wait_for_sheet(qtbot, county.window, ReceiveSheet)
    bring_in(qtbot, county)
    assert sorted(titles(county)) == ["County patrols", "Pendle patrols"]
    trusted = {one.name for one in list_members(session_of(county.window).plan) if one.status is Status.TRUSTED}
    assert trusted == {"Tom", "Priya"}


@pytest.mark.parametrize("harm", ["damaged", "not for me", "no bundle"])
def test_a_file_that_cannot_be_received_is_refused_in_plain_words(
    qtbot: QtBot, county: Office, burnley: Office, tmp_path: Path, harm: str
) -> None:
    file = sent_file(burnley, "Asha Patel", tmp_path)
    if harm == "damaged":
        content = bytearray(file.read_bytes())
        content[len(content) // 2] ^= 1
        file.write_bytes(content)
    elif harm == "no bundle":
        file.write_bytes(b"Dear all")
    taker = burnley if harm == "not for me" else county
    taker.to_front()
    open_file(taker.window, file)
    told = texts(wait_for_sheet(qtbot, taker.window, ProblemSheet))
    assert "The file was not received" in told
    assert titles(taker) == ["County patrols"]


def test_a_whole_file_is_undone_after_saying_what_partners_will_receive(
    qtbot: QtBot, county: Office, burnley: Office, tmp_path: Path
) -> None:
    plan = session_of(burnley.window).plan
    change(plan, find_action(plan, "PAN-0001"), title="Weekly patrols", lead_role="Analyst")
    receive(qtbot, county, sent_file(burnley, "Asha Patel", tmp_path))
    bring_in(qtbot, county)
    page = exchange_page(qtbot, county)
    press(Qt.Key.Key_Tab)
    while focused() is not page.files:
        press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Home)
    while (line := page.files.current()) is not None and not line.upper.startswith("From"):
        press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    receipt = sheet_of(county.window, ReceiptSheet)
    assert [line.after for line in receipt.view.lines()] == ["Analyst", "Weekly patrols"]
    go_back_to(receipt.undo)
    press(Qt.Key.Key_Space)
    asked = wait_for_sheet(qtbot, county.window, UndoFileSheet)
    assert "2 changes of yours. Your partners receive them with your next file." in texts(asked)
    assert titles(county) == ["Weekly patrols"]
    bring_in(qtbot, county)
    assert titles(county) == ["County patrols"]
    press(Qt.Key.Key_Z, CTRL)
    assert titles(county) == ["Weekly patrols"]


def test_a_conflict_offers_to_decide(qtbot: QtBot, county: Office, burnley: Office, tmp_path: Path) -> None:
    for office, title in ((county, "Evening patrols"), (burnley, "Weekly patrols")):
        plan = session_of(office.window).plan
        change(plan, find_action(plan, "PAN-0001"), title=title)
    offer = receive(qtbot, county, sent_file(burnley, "Asha Patel", tmp_path))
    assert "To decide" in texts(offer)
    bring_in(qtbot, county)
    toast = toast_of(county.window)
    assert "1 to decide" in toast.words
    assert "Decide" in [part.text() for part in toast.findChildren(QPushButton)]


def test_a_conflict_in_which_ones_own_value_stays_is_told_without_a_list(
    qtbot: QtBot, county: Office, burnley: Office, tmp_path: Path
) -> None:
    plan = session_of(county.window).plan
    change(plan, find_action(plan, "PAN-0001"), title="Evening patrols")
    theirs = session_of(burnley.window).plan
    change(theirs, find_action(theirs, "PAN-0001"), title="Weekly patrols")
    exchange_page(qtbot, burnley)
    before = {window for window in QApplication.topLevelWidgets() if window.isVisible()}
    open_file(burnley.window, sent_file(county, "Tom", tmp_path))
    offer = wait_for_sheet(qtbot, burnley.window, ReceiveSheet)
    assert offer.view.lines() == []
    assert "1 field was changed on both sides." in texts(offer)
    assert focused() is offer.bring
    assert {window for window in QApplication.topLevelWidgets() if window.isVisible()} == before


def test_changes_are_filtered_by_typing(qtbot: QtBot, county: Office, burnley: Office, tmp_path: Path) -> None:
    for number in range(8):
        add(session_of(burnley.window).plan, title=f"Burnley patrol no{number}")
    offer = receive(qtbot, county, sent_file(burnley, "Asha Patel", tmp_path))
    assert offer.view.list.lines.rowCount() == 8
    go_back_to(offer.view.search)
    type_text("burnley no5")
    assert offer.view.list.lines.rowCount() == 1
    press(Qt.Key.Key_Down)
    assert focused() is offer.view.list
    line = offer.view.list.current()
    assert line is not None
    assert line.upper.endswith("Burnley patrol no5")


def test_a_file_that_comes_while_a_sheet_is_open_waits_for_it(
    qtbot: QtBot, county: Office, burnley: Office, tmp_path: Path
) -> None:
    add(session_of(burnley.window).plan, title="Burnley patrols")
    file = sent_file(burnley, "Asha Patel", tmp_path)
    county.to_front()
    county.window.run("card")
    assert open_file(county.window, file)
    press(Qt.Key.Key_Escape)
    offer = wait_for_sheet(qtbot, county.window, ReceiveSheet)
    assert [line.upper for line in offer.view.lines()] == ["BUR-0001  Burnley patrols"]
