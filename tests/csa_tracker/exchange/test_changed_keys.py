"""A colleague with a new computer: their changes come in by way of a partner only once their new words were heard."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from csa_tracker.clock import Clock
from csa_tracker.exchange.cards import Card, make_card
from csa_tracker.exchange.joining import join
from csa_tracker.exchange.receiving import preview, receive
from csa_tracker.exchange.sending import send
from csa_tracker.exchange.trust import ChangedKey, Status, add_member, list_members
from csa_tracker.plan.read import read_actions
from csa_tracker.profile import Profile
from csa_tracker.workspace import OpenPlan, create_plan, open_plan
from db.log.digest import log_digest
from tests.csa_tracker.exchange.offices import NOW, an_office
from tests.csa_tracker.plan.drafting import add


@dataclass
class Way:
    """A file for the county from Priya, with what Asha wrote on her old and her new computer."""

    county: OpenPlan
    file: Path
    old: Card
    new: Card


def joined(giver: OpenPlan, who: Profile, code: str, folder: Path, *, minutes: int) -> OpenPlan:
    """Somebody's plan, made of a full file of the giver, in which both trust each other."""
    add_member(giver, make_card(who, code), scopes=("all",))
    full = send(giver, [make_card(who, code).member], folder, full=True).path
    path, clock = folder / f"{minutes}.csplan", Clock(NOW + dt.timedelta(minutes=minutes))
    card = make_card(giver.profile, giver.meta.partnership)
    join(full, path, partnership=code, sender=card, profile=who, clock=clock)
    return open_plan(path, profile=who, clock=clock)


@pytest.fixture
def way(tmp_path: Path) -> Iterator[Way]:
    """Asha is trusted by the county; on a new computer she began again with Priya, who passes it on."""
    tom, priya = an_office(tmp_path, "Tom", "County"), an_office(tmp_path, "Priya", "Pendle")
    asha, again = an_office(tmp_path, "Asha", "Burnley"), an_office(tmp_path / "new", "Asha", "Burnley")
    old, new = make_card(asha, "BUR"), make_card(again, "BUR")
    with ExitStack() as opened:
        county = opened.enter_context(
            create_plan(tmp_path / "c.csplan", partnership="PAN", name="All", profile=tom, clock=Clock(NOW))
        )
        pendle = opened.enter_context(joined(county, priya, "PEN", tmp_path, minutes=1))
        first = opened.enter_context(joined(county, asha, "BUR", tmp_path, minutes=2))
        add(first, title="From the old computer")
        add_member(first, make_card(priya, "PEN"), scopes=("all",))
        add_member(pendle, old, scopes=("all",))
        receive(pendle, send(first, ["Priya"], tmp_path).path)
        add_member(pendle, new, scopes=("all",), replaces=old.member)
        second = opened.enter_context(joined(pendle, again, "BUR", tmp_path, minutes=3))
        add(second, title="From the new computer")
        add_member(second, make_card(priya, "PEN"), scopes=("all",))
        receive(pendle, send(second, ["Priya"], tmp_path).path)
        yield Way(county, send(pendle, ["Tom"], tmp_path).path, old, new)


def titles(plan: OpenPlan) -> list[str]:
    """What a plan shows."""
    return sorted(action.title for action in read_actions(plan))


def trusted(plan: OpenPlan) -> dict[str, Status]:
    """How far each is believed."""
    return {one.member: one.status for one in list_members(plan)}


@pytest.mark.parametrize("heard", [(), ("one-two-three-four-five-six",)])
def test_nothing_comes_in_before_the_new_words_were_heard(way: Way, heard: tuple[str, ...]) -> None:
    before = trusted(way.county)
    with way.county.store.reading() as connection:
        held = log_digest(connection)
    for step in (preview, receive):
        with pytest.raises(ChangedKey) as caught:
            step(way.county, way.file, heard=heard)
        assert (caught.value.card, caught.value.doubt.known.member) == (way.new, way.old.member)
    with way.county.store.reading() as connection:
        assert log_digest(connection) == held
    assert trusted(way.county) == before


def test_once_heard_the_file_comes_in_with_what_both_computers_wrote(way: Way) -> None:
    assert preview(way.county, way.file, heard=[way.new.words]).receipt.counts["added"] == 2
    done = receive(way.county, way.file, heard=[way.new.words])
    assert (done.receipt.met, done.receipt.held_back) == (("Asha",), 0)
    assert titles(way.county) == ["From the new computer", "From the old computer"]
    known = trusted(way.county)
    assert (known[way.old.member], known[way.new.member]) == (Status.TRUSTED, Status.INTRODUCED)


def test_the_next_file_asks_no_more_and_the_new_card_can_take_the_old_one_s_place(way: Way) -> None:
    receive(way.county, way.file, heard=[way.new.words])
    assert receive(way.county, way.file).receipt.nothing_new
    add_member(way.county, way.new, replaces=way.old.member)
    known = trusted(way.county)
    assert (known[way.old.member], known[way.new.member]) == (Status.REVOKED, Status.TRUSTED)


def test_a_card_added_in_place_of_the_old_one_first_needs_no_words_again(way: Way) -> None:
    add_member(way.county, way.new, replaces=way.old.member)
    done = receive(way.county, way.file)
    assert done.receipt.held_back > 0  # what the revoked key wrote and had not come here before
    assert titles(way.county) == ["From the new computer"]
