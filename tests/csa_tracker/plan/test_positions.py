"""Positions of milestones always leave room, and never need renumbering."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from csa_tracker.plan.drafts import MilestoneDraft
from csa_tracker.plan.positions import DIGITS, position_between, positions_after
from csa_tracker.plan.progress import save_milestone
from csa_tracker.plan.read import read_action
from csa_tracker.workspace import OpenPlan
from tests.csa_tracker.plan.drafting import TODAY, add

POSITIONS = st.text(DIGITS, min_size=1, max_size=8).filter(lambda text: not text.endswith("0"))


@given(POSITIONS, POSITIONS)
def test_between_two_positions_there_is_always_one_more(one: str, other: str) -> None:
    low, high = sorted((one, other))
    if low != high:
        assert low < position_between(low, high) < high


@given(POSITIONS)
def test_there_is_room_before_the_first_and_after_the_last(position: str) -> None:
    assert position_between("", position) < position < position_between(position, "")


@given(st.lists(st.integers(0, 200), max_size=80))
def test_any_order_of_insertions_keeps_its_order(places: list[int]) -> None:
    made: list[str] = []
    for place in places:
        at = place % (len(made) + 1)
        before, after = made[at - 1] if at else "", made[at] if at < len(made) else ""
        made.insert(at, position_between(before, after))
    assert made == sorted(set(made))
    assert not [position for position in made if position.endswith("0")]


@given(st.one_of(st.just(""), POSITIONS), st.integers(0, 300))
def test_many_at_once_come_in_order_after_the_last(last: str, count: int) -> None:
    made = positions_after(last, count)
    assert len(made) == count
    assert [last, *made] == sorted({last, *made})


def test_ten_thousand_at_once_stay_short() -> None:
    made = positions_after("", 10_000)
    assert made == sorted(set(made))
    assert max(map(len, made)) <= 4


def test_two_people_adding_in_one_place_seldom_meet() -> None:
    assert len({position_between("A", "B") for _ in range(50)}) > 25


def test_milestones_stay_in_the_order_they_were_added_and_keep_it_when_changed(plan: OpenPlan) -> None:
    action = add(plan)
    ids = [save_milestone(plan, action, MilestoneDraft(title=f"step {n}")) for n in range(12)]
    save_milestone(plan, action, MilestoneDraft(id=ids[3], title="step 3 done", done=TODAY, owner_role="Sgt"))
    shown = read_action(plan, action).milestones
    assert [milestone.id for milestone in shown] == ids
    assert (shown[3].title, shown[3].done, shown[3].owner_role) == ("step 3 done", TODAY, "Sgt")
