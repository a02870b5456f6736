"""A whole file is undone by changes of our own, which partners receive; what was changed since stays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from csa_tracker.clock import Clock
from csa_tracker.errors import UserError
from csa_tracker.exchange.cards import make_card
from csa_tracker.exchange.joining import join
from csa_tracker.exchange.receiving import receive
from csa_tracker.exchange.sending import send
from csa_tracker.exchange.trust import EVERYTHING, add_member
from csa_tracker.exchange.undoing import look_at_undoing, undo_receive
from csa_tracker.plan.read import find_action, read_action, read_actions
from csa_tracker.plan.undo import undo
from csa_tracker.workspace import OpenPlan, create_plan, open_plan
from tests.csa_tracker.exchange.offices import NOW, an_office
from tests.csa_tracker.plan.drafting import add, change


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[tuple[OpenPlan, OpenPlan]]:
    """The county with one action, and Burnley that joined."""
    tom, asha = an_office(tmp_path, "Tom", "County"), an_office(tmp_path, "Asha", "Burnley")
    later, path = Clock(NOW + dt.timedelta(minutes=5)), tmp_path / "burnley.csplan"
    with create_plan(
        tmp_path / "county.csplan", partnership="PAN", name="Lancashire", profile=tom, clock=Clock(NOW)
    ) as county:
        add(county, title="County patrols", lead_role="Sergeant")
        add_member(county, make_card(asha, "BUR"), scopes=EVERYTHING)
        first = send(county, ["Asha"], tmp_path)
        join(first.path, path, partnership="BUR", sender=make_card(tom, "PAN"), profile=asha, clock=later)
        with open_plan(path, profile=asha, clock=later) as burnley:
            yield county, burnley


def titles(plan: OpenPlan) -> list[str]:
    """What a plan shows."""
    return sorted(action.title for action in read_actions(plan))


def passed(giver: OpenPlan, taker: OpenPlan, name: str, folder: Path) -> str:
    """Send and receive; the bundle's id."""
    return receive(taker, send(giver, [name], folder).path).receipt.bundle


def test_everything_a_file_brought_is_taken_back_here_and_at_the_partners(
    offices: tuple[OpenPlan, OpenPlan], tmp_path: Path
) -> None:
    county, burnley = offices
    add(burnley, title="Burnley patrols")
    change(burnley, find_action(burnley, "PAN-0001"), title="Weekly patrols")
    bundle = passed(burnley, county, "Tom", tmp_path)
    assert titles(county) == ["Burnley patrols", "Weekly patrols"]
    told = look_at_undoing(county, bundle)
    assert titles(county) == ["Burnley patrols", "Weekly patrols"]
    assert undo_receive(county, bundle) == told
    assert (told.changes, told.kept) == (2, 0)
    assert titles(county) == ["County patrols"]
    passed(county, burnley, "Asha", tmp_path)
    assert titles(burnley) == ["County patrols"]


def test_what_was_changed_since_stays(offices: tuple[OpenPlan, OpenPlan], tmp_path: Path) -> None:
    county, burnley = offices
    action = find_action(burnley, "PAN-0001")
    change(burnley, action, title="Weekly patrols", lead_role="Analyst")
    bundle = passed(burnley, county, "Tom", tmp_path)
    change(county, action, title="Nightly patrols")
    undone = undo_receive(county, bundle)
    assert (undone.changes, undone.kept) == (1, 1)
    now = read_action(county, action)
    assert (now.title, now.lead_role) == ("Nightly patrols", "Sergeant")


def test_undo_takes_the_undoing_back_as_one_step_and_it_can_be_done_again(
    offices: tuple[OpenPlan, OpenPlan], tmp_path: Path
) -> None:
    county, burnley = offices
    change(burnley, find_action(burnley, "PAN-0001"), title="Weekly patrols", lead_role="Analyst")
    bundle = passed(burnley, county, "Tom", tmp_path)
    undo_receive(county, bundle)
    undo(county)
    assert titles(county) == ["Weekly patrols"]
    assert undo_receive(county, bundle).changes == 2
    assert titles(county) == ["County patrols"]


def test_a_file_that_was_undone_is_not_undone_again(offices: tuple[OpenPlan, OpenPlan], tmp_path: Path) -> None:
    county, burnley = offices
    change(burnley, find_action(burnley, "PAN-0001"), title="Weekly patrols")
    bundle = passed(burnley, county, "Tom", tmp_path)
    undo_receive(county, bundle)
    with pytest.raises(UserError, match="undone or changed since"):
        look_at_undoing(county, bundle)


def test_a_file_that_brought_nothing_has_nothing_to_undo(offices: tuple[OpenPlan, OpenPlan], tmp_path: Path) -> None:
    county, burnley = offices
    with pytest.raises(UserError, match="brought nothing"):
        undo_receive(county, passed(burnley, county, "Tom", tmp_path))
