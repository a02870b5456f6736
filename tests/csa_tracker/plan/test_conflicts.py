"""What two offices changed apart is shown to both, decided once, and nothing of it is lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from csa_tracker.errors import UserError
from csa_tracker.plan.conflicts import (
    DELETED,
    count_conflicts,
    decide,
    find_conflict,
    read_conflicts,
    take_value,
    write_value,
)
from csa_tracker.plan.drafts import ActionDraft
from csa_tracker.plan.history import action_history
from csa_tracker.plan.read import read_action
from csa_tracker.plan.save import delete_actions, save_actions
from csa_tracker.workspace import OpenPlan
from tests.csa_tracker.exchange.offices import pass_on, two_offices
from tests.csa_tracker.plan.drafting import add, change

Offices = tuple[OpenPlan, OpenPlan]


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    """Burnley and the county, both with the action BUR-0001."""
    with two_offices(tmp_path) as (burnley, county):
        add(burnley, ref="BUR-0001", title="Patrols", due_on=dt.date(2026, 12, 1))
        pass_on(burnley, county)
        yield burnley, county


def the_action(plan: OpenPlan) -> str:
    """The id of the one action there is."""
    from csa_tracker.plan.read import find_action

    return find_action(plan, "BUR-0001")


def disagree(offices: Offices, *, theirs: str = "Weekly patrols") -> None:
    """Both change the title, then hear of each other."""
    burnley, county = offices
    change(burnley, the_action(burnley), title="Evening patrols")
    change(county, the_action(county), title=theirs)
    pass_on(burnley, county)
    pass_on(county, burnley)


def test_both_see_both_values_who_wrote_them_and_what_was_before(offices: Offices) -> None:
    disagree(offices)
    for plan in offices:
        (found,) = read_conflicts(plan)
        assert (found.ref, found.field, found.label, found.base) == ("BUR-0001", "title", "Title", "Patrols")
        assert [(value.n, value.text, value.shown) for value in found.values] == [
            (1, "Weekly patrols", True),
            (2, "Evening patrols", False),
        ]
        assert found.is_text
    assert read_conflicts(offices[1])[0].values[0].by == "Tom"
    assert read_conflicts(offices[0])[0].values[1].by == "Asha"


def test_the_same_value_typed_twice_is_no_conflict(offices: Offices) -> None:
    disagree(offices, theirs="Evening patrols")
    assert [count_conflicts(plan) for plan in offices] == [0, 0]


@pytest.mark.parametrize("n", [1, 2])
def test_what_one_office_decides_is_decided_for_both(offices: Offices, n: int) -> None:
    disagree(offices)
    burnley, county = offices
    found = find_conflict(burnley, the_action(burnley), "title")
    take_value(burnley, found, n)
    pass_on(burnley, county)
    wanted = found.values[n - 1].text
    for plan in offices:
        assert count_conflicts(plan) == 0
        action = read_action(plan, the_action(plan))
        assert action.title == wanted
        assert len(action.heads["title"]) == 1
        assert {entry.after for entry in action_history(plan, action.id) if entry.field == "title"} == {
            "Patrols", "Evening patrols", "Weekly patrols",
        }  # fmt: skip


def test_both_decide_the_same_and_it_stays_decided(offices: Offices) -> None:
    disagree(offices)
    for plan in offices:
        take_value(plan, find_conflict(plan, the_action(plan), "title"), 2)
    pass_on(*offices)
    pass_on(*reversed(offices))
    assert [count_conflicts(plan) for plan in offices] == [0, 0]


def test_a_value_of_ones_own_can_be_typed(offices: Offices) -> None:
    disagree(offices)
    burnley, county = offices
    write_value(burnley, find_conflict(burnley, the_action(burnley), "title"), "Evening and weekly patrols")
    pass_on(burnley, county)
    assert [read_action(plan, the_action(plan)).title for plan in offices] == ["Evening and weekly patrols"] * 2
    assert [count_conflicts(plan) for plan in offices] == [0, 0]


def test_what_the_field_cannot_take_decides_nothing(offices: Offices) -> None:
    burnley, county = offices
    change(burnley, the_action(burnley), percent=10)
    change(county, the_action(county), percent=20)
    pass_on(county, burnley)
    found = find_conflict(burnley, the_action(burnley), "percent")
    assert [value.value for value in found.values] == [20, 10]
    with pytest.raises(UserError, match="between 0 and 100"):
        write_value(burnley, found, "250")
    assert count_conflicts(burnley) == 1


def test_a_third_value_that_came_meanwhile_is_not_decided_unseen(offices: Offices) -> None:
    disagree(offices)
    burnley, county = offices
    seen = find_conflict(burnley, the_action(burnley), "title")
    save_actions(county, [ActionDraft(id=the_action(county), fields={"title": "A third"})], label="change-action")
    pass_on(county, burnley)
    take_value(burnley, seen, 2)
    assert {value.text for value in find_conflict(burnley, the_action(burnley), "title").values} == {
        "A third",
        "Evening patrols",
    }


@pytest.mark.parametrize(("n", "gone"), [(1, False), (2, True)])
def test_a_delete_that_met_an_edit_is_asked_about(offices: Offices, n: int, *, gone: bool) -> None:
    burnley, county = offices
    delete_actions(county, [the_action(county)])
    change(burnley, the_action(burnley), title="Evening patrols")
    pass_on(burnley, county)
    pass_on(county, burnley)
    for plan in offices:
        (found,) = read_conflicts(plan)
        assert (found.field, [value.text for value in found.values]) == (DELETED, ["Keep it", "Move it to the Bin"])
        assert not found.is_text
        assert read_action(plan, the_action(plan)).deleted is False
    take_value(burnley, find_conflict(burnley, the_action(burnley), DELETED), n)
    pass_on(burnley, county)
    for plan in offices:
        assert count_conflicts(plan) == 0
        assert read_action(plan, the_action(plan)).deleted is gone


def test_several_are_decided_as_one_step(offices: Offices) -> None:
    from csa_tracker.plan.undo import redo, undo

    burnley, county = offices
    for plan, percent, title in ((burnley, 10, "Evening patrols"), (county, 20, "Weekly patrols")):
        change(plan, the_action(plan), percent=percent, title=title)
    pass_on(county, burnley)
    found = read_conflicts(burnley)
    assert [one.field for one in found] == ["percent", "title"]
    decide(burnley, [(one, value) for one in found for value in one.values if value.by == "Asha"])
    assert count_conflicts(burnley) == 0
    undo(burnley)
    assert count_conflicts(burnley) == 2
    redo(burnley)
    assert count_conflicts(burnley) == 0
    assert read_action(burnley, the_action(burnley)).title == "Evening patrols"


def test_there_is_nothing_to_decide_where_nobody_disagrees(offices: Offices) -> None:
    with pytest.raises(UserError, match="nothing to decide"):
        find_conflict(offices[0], the_action(offices[0]), "title")
    disagree(offices)
    found = read_conflicts(offices[0])[0]
    with pytest.raises(UserError, match="no value 3"):
        take_value(offices[0], found, 3)
