"""What nobody can join with is refused, and no plan is left behind."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from csa_tracker.clock import Clock
from csa_tracker.errors import UserError
from csa_tracker.exchange.cards import make_card
from csa_tracker.exchange.joining import join, look_at, sender_to_check
from csa_tracker.exchange.receiving import receive
from csa_tracker.exchange.sending import send
from tests.csa_tracker.exchange.offices import NOW, an_office
from tests.csa_tracker.exchange.test_inbox import Desk
from tests.csa_tracker.exchange.test_inbox import desk as desk  # the fixture


def joined(desk: Desk, file: Path, target: Path, *, sender: str = "PAN") -> str:
    """The code with which joining is refused."""
    who = desk.plan.profile if sender == "PAN" else an_office(desk.folder, "Jo", "Wyre")
    card, asha = make_card(who, sender), desk.burnley.profile
    with pytest.raises(UserError) as caught:
        join(file, target, partnership="BUR", sender=card, profile=asha, clock=Clock(NOW))
    return caught.value.code


def test_a_file_of_the_latest_changes_is_not_joined_with(desk: Desk, tmp_path: Path) -> None:
    receive(desk.plan, desk.file())
    latest = send(desk.plan, ["Asha"], tmp_path / "latest.cspx").path
    assert joined(desk, latest, tmp_path / "new.csplan") == "not-full"
    with pytest.raises(UserError) as caught:
        sender_to_check(look_at(latest, desk.burnley.profile))
    assert caught.value.code == "not-full"
    assert not (tmp_path / "new.csplan").exists()


def test_a_file_without_its_sender_s_card_leaves_nothing_to_compare(desk: Desk, tmp_path: Path) -> None:
    seen = look_at(tmp_path / "full.cspx", desk.burnley.profile)
    assert sender_to_check(seen) == make_card(desk.plan.profile, "PAN")
    with pytest.raises(UserError) as caught:
        sender_to_check(replace(seen, sender=None))
    assert caught.value.code == "no-card"


def test_only_the_sender_whose_words_were_compared_is_joined(desk: Desk, tmp_path: Path) -> None:
    assert joined(desk, tmp_path / "full.cspx", tmp_path / "new.csplan", sender="WYR") == "other-sender"
    assert not (tmp_path / "new.csplan").exists()


def test_a_plan_that_is_there_is_never_replaced(desk: Desk, tmp_path: Path) -> None:
    there = tmp_path / "b.csplan"
    before = there.read_bytes()
    assert joined(desk, tmp_path / "full.cspx", there) == "exists"
    assert there.read_bytes() == before
