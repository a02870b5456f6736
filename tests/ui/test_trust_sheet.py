"""The list of partners by keyboard: what each is sent is chosen, a key is revoked, an author is checked."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from csa_tracker.exchange.cards import Card
from csa_tracker.exchange.trust import EVERYTHING, Status, add_member, introduce, revoke
from csa_tracker.workspace import open_plan
from tests.csa_tracker.exchange.people import card_of
from tests.ui.acting import CTRL, focused, press, session_of, settle, sheet_of
from tests.ui.conftest import NOW
from tests.ui.trusting import NAME, known, partners, sent, shown
from ui.exchange.add_partner import AddPartner
from ui.exchange.opening import add_partner
from ui.exchange.scope_choices import ScopeChoices
from ui.exchange.trust_sheet import TrustSheet
from ui.shell.window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # popups, offscreen


@pytest.fixture
def ben(tmp_path: Path) -> Card:
    """The card of a partner in Pendle, with a name that would be markup."""
    return card_of(tmp_path, NAME)


def test_what_cannot_be_stored_is_said_and_changes_nothing(filled: MainWindow, ben: Card) -> None:
    plan = session_of(filled).plan
    add_member(plan, ben)
    sheet = partners(filled)
    revoke(plan, ben.member)  # meanwhile, in another window
    sheet.steps[ben.member, "sent"].click()
    popup = filled.findChildren(ScopeChoices)[-1]
    popup.list.setFocus()
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Return)
    assert any("their key is not trusted here" in text for text in shown(sheet))
    assert sent(filled) == ("PAN", "PEN")
    assert not sheet.steps


def test_what_a_partner_is_sent_is_changed_with_the_keyboard(filled: MainWindow, ben: Card, spoken: list[str]) -> None:
    add_member(session_of(filled).plan, ben)
    sheet = partners(filled)
    sheet.steps[ben.member, "sent"].setFocus()
    assert sheet.steps[ben.member, "sent"].text().strip() == "Sent Lancashire and Pendle"
    press(Qt.Key.Key_Space)
    popup = filled.findChildren(ScopeChoices)[-1]
    assert popup.picked() == {"PAN", "PEN"}
    press(Qt.Key.Key_Space)  # the first line, everything, puts the others out
    assert popup.picked() == set(EVERYTHING)
    press(Qt.Key.Key_Return)
    assert sent(filled) == EVERYTHING
    assert sheet.steps[ben.member, "sent"].text().strip() == "Sent everything"
    assert focused() is sheet.steps[ben.member, "sent"]
    assert f"{NAME} is sent everything from now on." in spoken


def test_ticking_a_partnership_ends_everything_and_no_tick_leaves_the_shared_lists(
    filled: MainWindow, ben: Card
) -> None:
    add_member(session_of(filled).plan, ben, EVERYTHING)
    sheet = partners(filled)
    for scopes, words in ((("BUR",), "Sent Burnley"), ((), "Sent the shared lists")):
        sheet.steps[ben.member, "sent"].setFocus()
        press(Qt.Key.Key_Space)
        press(Qt.Key.Key_Down)
        press(Qt.Key.Key_Space)
        press(Qt.Key.Key_Return)
        assert sent(filled) == scopes
        assert sheet.steps[ben.member, "sent"].text().strip() == words


def test_escape_leaves_what_is_sent_as_it_was(filled: MainWindow, ben: Card) -> None:
    add_member(session_of(filled).plan, ben)
    sheet = partners(filled)
    sheet.steps[ben.member, "sent"].setFocus()
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Space, Qt.Key.Key_Escape):
        press(key)
    assert sent(filled) == ("PAN", "PEN")
    assert sheet_of(filled, TrustSheet) is sheet


def test_revoking_is_asked_for_in_the_line_and_can_be_thought_better_of(
    filled: MainWindow, ben: Card, spoken: list[str]
) -> None:
    add_member(session_of(filled).plan, ben)
    sheet = partners(filled)
    sheet.steps[ben.member, "revoke"].setFocus()
    press(Qt.Key.Key_Space)
    assert focused() is sheet.steps[ben.member, "keep"]
    press(Qt.Key.Key_Space)
    assert focused() is sheet.steps[ben.member, "revoke"]
    assert known(filled) == {ben.member: Status.TRUSTED}
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Tab)
    assert focused() is sheet.steps[ben.member, "sure"]
    press(Qt.Key.Key_Space)
    assert known(filled) == {ben.member: Status.REVOKED}
    assert f"{NAME} is revoked." in spoken
    assert "Revoked on 2 Oct 2026" in shown(sheet)
    assert not sheet.steps
    assert focused() is sheet.shut


def test_pages_hear_at_once_who_is_trusted(filled: MainWindow, ben: Card, qtbot: QtBot) -> None:
    session = session_of(filled)
    add_partner(filled, ben)
    sheet_of(filled, AddPartner).heard.setChecked(True)
    with qtbot.waitSignal(session.saved):
        press(Qt.Key.Key_Return, CTRL)
    sheet = partners(filled)
    sheet.steps[ben.member, "revoke"].click()
    with qtbot.waitSignal(session.saved):
        sheet.steps[ben.member, "sure"].click()


def test_the_sheet_is_as_tall_as_the_question_needs(filled: MainWindow, ben: Card) -> None:
    add_member(session_of(filled).plan, ben)
    sheet = partners(filled)
    before = sheet.height()
    sheet.steps[ben.member, "revoke"].click()
    asked = sheet.steps[ben.member, "sure"]
    assert sheet.height() > before
    assert not asked.visibleRegion().isEmpty()
    assert sheet.scroller.verticalScrollBar().maximum() == 0


def test_an_introduced_author_can_be_checked_and_trusted(filled: MainWindow, ben: Card, tmp_path: Path) -> None:
    plan = session_of(filled).plan
    county = add_member(plan, card_of(tmp_path, "Tom Ellis", "PAN"))
    with plan.store.writing() as connection:
        introduce(connection, ben, by=county.member, now=NOW)
    sheet = partners(filled)
    assert "Introduced by Tom Ellis" in shown(sheet)
    sheet.steps[ben.member, "check"].setFocus()
    press(Qt.Key.Key_Space)
    assert NAME in shown(sheet_of(filled, AddPartner))
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Return, CTRL)
    assert known(filled)[ben.member] is Status.TRUSTED


def test_a_plan_that_can_only_be_read_shows_partners_and_changes_none(
    window: MainWindow, plan_file: Path, ben: Card, tmp_path: Path
) -> None:
    with open_plan(plan_file, profile=window.profile, clock=window.clock) as plan:
        add_member(plan, ben)
    backup = Path(shutil.copyfile(plan_file, tmp_path / "kept.cspbak"))
    window.show_plan(open_plan(backup, profile=window.profile, clock=window.clock))
    assert session_of(window).read_only
    sheet = partners(window)
    assert NAME in shown(sheet)
    assert not any(step.isEnabled() for step in [sheet.add, *sheet.steps.values()])
    assert focused() is sheet.shut


def test_a_revoked_partner_stays_on_the_list(filled: MainWindow, ben: Card) -> None:
    plan = session_of(filled).plan
    add_member(plan, ben)
    revoke(plan, ben.member)
    sheet = partners(filled)
    settle()
    assert not sheet.steps
    assert NAME in shown(sheet)
