"""A partner is added by keyboard once their words were heard; changed keys stop; one's own card is saved."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from csa_tracker.exchange.cards import Card, make_card, read_card, write_card
from csa_tracker.exchange.trust import Status, add_member
from tests.csa_tracker.exchange.people import card_of
from tests.ui.acting import CTRL, focused, press, session_of, sheet_of, toast_of
from tests.ui.trusting import NAME, known, shown
from ui.ask import ScriptedAsk
from ui.exchange.add_partner import AddPartner
from ui.exchange.card_sheet import CardSheet
from ui.exchange.opening import add_partner, ask_for_card, open_card, open_partners
from ui.exchange.trust_sheet import TrustSheet
from ui.shell.problem_sheet import ProblemSheet
from ui.shell.window import MainWindow


@pytest.fixture
def ben(tmp_path: Path) -> Card:
    """The card of a partner in Pendle, with a name that would be markup."""
    return card_of(tmp_path, NAME)


def test_a_card_is_added_by_keyboard_once_the_words_were_heard(
    filled: MainWindow, ask: ScriptedAsk, ben: Card, tmp_path: Path
) -> None:
    write_card(tmp_path / "ben.cspid", ben)
    ask.files.append([tmp_path / "ben.cspid"])
    open_partners(filled)
    assert focused() is sheet_of(filled, TrustSheet).add
    press(Qt.Key.Key_Space)
    sheet = sheet_of(filled, AddPartner)
    texts = shown(sheet)
    assert NAME in texts
    assert [word for word in texts if word in ben.words.split("-")] == ben.words.split("-")
    press(Qt.Key.Key_Return, CTRL)
    assert known(filled) == {}
    assert sheet.problem() == "Compare the six words first, and tick that you heard them."
    assert focused() is sheet.heard
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Return, CTRL)
    assert known(filled) == {ben.member: Status.TRUSTED}
    assert filled.overlay is None
    assert NAME in toast_of(filled).accessibleName() + " ".join(
        part.text() for part in toast_of(filled).findChildren(QLabel)
    )


def test_a_screen_reader_is_told_who_it_is_and_hears_the_words_at_the_tick(
    filled: MainWindow, ben: Card, spoken: list[str]
) -> None:
    add_partner(filled, ben)
    sheet = sheet_of(filled, AddPartner)
    assert any(NAME in said for said in spoken)
    assert ben.words.replace("-", ", ") in sheet.heard.accessibleDescription()


def test_other_keys_in_a_known_name_ask_twice_and_start_at_cancel(
    filled: MainWindow, ben: Card, tmp_path: Path
) -> None:
    plan = session_of(filled).plan
    add_member(plan, ben)
    again = card_of(tmp_path, NAME)
    add_partner(filled, again)
    sheet = sheet_of(filled, AddPartner)
    assert f"{NAME} has used other keys until now." in shown(sheet)
    assert focused() is sheet.cancel
    sheet.heard.setChecked(True)
    press(Qt.Key.Key_Return, CTRL)
    assert known(filled) == {ben.member: Status.TRUSTED}
    assert focused() is sheet.replaced
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Return, CTRL)
    assert known(filled) == {ben.member: Status.REVOKED, again.member: Status.TRUSTED}


def test_escape_adds_nobody(filled: MainWindow, ben: Card) -> None:
    add_partner(filled, ben)
    sheet_of(filled, AddPartner).heard.setChecked(True)
    press(Qt.Key.Key_Escape)
    assert filled.overlay is None
    assert known(filled) == {}


@pytest.mark.parametrize("content", [b"", b"{}", b"not a card"])
def test_a_damaged_card_is_said_to_be_so(filled: MainWindow, ask: ScriptedAsk, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "odd.cspid").write_bytes(content)
    ask.files.append([tmp_path / "odd.cspid"])
    ask_for_card(filled)
    assert sheet_of(filled, ProblemSheet).accessibleName() == "The card was not added"


def test_cards_are_added_one_at_a_time(filled: MainWindow, ask: ScriptedAsk, ben: Card, tmp_path: Path) -> None:
    write_card(tmp_path / "ben.cspid", ben)
    ask.files.append([tmp_path / "ben.cspid"] * 2)
    ask_for_card(filled)
    assert sheet_of(filled, ProblemSheet).accessibleName() == "The card was not added"
    assert known(filled) == {}


def test_thinking_better_of_it_leaves_the_page_as_it_was(filled: MainWindow, ask: ScriptedAsk) -> None:
    ask_for_card(filled)
    assert ask.asked == ["Add a partner’s card"]
    assert filled.overlay is None
    ask.targets.append(None)
    open_card(filled)
    press(Qt.Key.Key_S, CTRL)
    assert not sheet_of(filled, CardSheet).told.isVisible()


def test_a_card_that_cannot_be_written_is_said_so(filled: MainWindow, ask: ScriptedAsk, tmp_path: Path) -> None:
    ask.targets.append(tmp_path / "gone" / "me.cspid")
    open_card(filled)
    press(Qt.Key.Key_S, CTRL)
    assert any("does not exist" in text for text in shown(sheet_of(filled, CardSheet)))


def test_one_s_own_card_opens_no_sheet_to_add_it(filled: MainWindow) -> None:
    plan = session_of(filled).plan
    add_partner(filled, make_card(plan.profile, "BUR"))
    sheet_of(filled, ProblemSheet)


def test_one_s_card_is_saved_and_reads_back(filled: MainWindow, ask: ScriptedAsk, tmp_path: Path) -> None:
    ask.targets.append(tmp_path / "me")
    open_card(filled)
    sheet = sheet_of(filled, CardSheet)
    identity = filled.profile.read_identity()
    assert identity.name in shown(sheet)
    press(Qt.Key.Key_S, CTRL)
    card = read_card(tmp_path / "me.cspid")
    assert (card.member, card.words) == (identity.member, identity.fingerprint)
    assert card.partnership == session_of(filled).plan.meta.partnership
    assert "Saved as me.cspid." in shown(sheet)


def test_the_words_can_be_copied(filled: MainWindow) -> None:
    open_card(filled)
    sheet = sheet_of(filled, CardSheet)
    sheet.copy.setFocus()
    press(Qt.Key.Key_Space)
    assert QGuiApplication.clipboard().text() == filled.profile.read_identity().fingerprint


def test_a_card_without_a_name_says_where_to_give_it(filled: MainWindow, ask: ScriptedAsk) -> None:
    filled.profile.set_identity(name="")
    open_card(filled)
    sheet = sheet_of(filled, CardSheet)
    press(Qt.Key.Key_Space)
    assert any("your name is missing" in text and "Settings" in text for text in shown(sheet))
    assert ask.asked == []
