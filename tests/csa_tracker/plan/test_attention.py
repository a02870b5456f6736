"""What needs attention is told while it does, and no longer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from csa_tracker.errors import UserError
from csa_tracker.plan.attention import read_attention, renumber
from csa_tracker.plan.conflicts import read_conflicts, take_value
from csa_tracker.plan.read import read_action, read_actions
from csa_tracker.workspace import OpenPlan
from tests.csa_tracker.exchange.offices import pass_on, two_offices
from tests.csa_tracker.plan.drafting import add, change


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[tuple[OpenPlan, OpenPlan]]:
    """Two offices with the same plan."""
    with two_offices(tmp_path) as both:
        yield both


def kinds(plan: OpenPlan) -> list[str]:
    """What there is to look at."""
    return [item.kind for item in read_attention(plan)]


def test_a_plan_of_one_office_needs_none(offices: tuple[OpenPlan, OpenPlan]) -> None:
    add(offices[0], title="Patrols")
    assert read_attention(offices[0]) == []


def test_two_actions_with_one_reference_stay_and_the_later_one_gets_a_number(
    offices: tuple[OpenPlan, OpenPlan],
) -> None:
    one, other = offices
    first, second = add(one, title="First"), add(other, title="Second")
    pass_on(other, one)
    pass_on(one, other)
    for plan in offices:
        (item,) = read_attention(plan)
        assert (item.kind, item.action_id) == ("shared-ref", second)
        assert item.sentence == "BUR-0001 is also “First”: give “Second” a number of its own."
    assert renumber(one, second) == "BUR-0002"
    pass_on(one, other)
    for plan in offices:
        assert read_attention(plan) == []
        assert {action.ref: action.title for action in read_actions(plan)} == {
            "BUR-0001": "First",
            "BUR-0002": "Second",
        }
    with pytest.raises(UserError, match="for itself"):
        renumber(one, first)


def test_conflicts_are_counted_until_they_are_decided(offices: tuple[OpenPlan, OpenPlan]) -> None:
    one, other = offices
    action = add(one, title="Patrols")
    pass_on(one, other)
    change(one, action, title="Evening patrols")
    change(other, action, title="Weekly patrols")
    pass_on(other, one)
    assert kinds(one) == ["conflict"]
    assert read_attention(one)[0].sentence.startswith("1 field changed in two offices")
    take_value(one, read_conflicts(one)[0], 1)
    assert kinds(one) == []
    assert read_action(one, action).conflicts == ()
