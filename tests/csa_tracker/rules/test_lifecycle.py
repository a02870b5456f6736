"""Moves between the six states: which, with what reason, and what they write."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csa_tracker.rules.lifecycle import (
    CLOSED,
    MoveEffect,
    ReasonFor,
    allowed_moves,
    check_completion,
    check_move,
    is_closed,
    is_reason,
    move_effect,
    reason_needed,
)
from csa_tracker.values import Lifecycle

TODAY = dt.date(2026, 11, 22)
STATES = st.sampled_from(Lifecycle)
NOT_STARTED, IN_PROGRESS, PAUSED, COMPLETE, WITHDRAWN, CARRIED = Lifecycle


def code(before: Lifecycle | None, after: Lifecycle | None, reason: str = "") -> str:
    refusal = check_move(before, after, reason)
    return refusal.code if refusal is not None else ""


@given(STATES, STATES, st.text(max_size=5))
def test_a_move_is_refused_exactly_when_it_is_not_allowed_or_lacks_its_reason(
    before: Lifecycle, after: Lifecycle, reason: str
) -> None:
    allowed = before is after or after in allowed_moves(before)
    explained = reason_needed(before, after) is None or is_reason(reason)
    assert (check_move(before, after, reason) is None) == (allowed and explained)


@given(st.none() | STATES)
def test_every_state_can_be_left_and_never_for_itself(before: Lifecycle | None) -> None:
    moves = allowed_moves(before)
    assert moves
    assert before not in moves
    assert check_move(before, before) is None


def test_every_state_can_be_reached_from_every_other_in_two_moves() -> None:
    for before in Lifecycle:
        reached = {*allowed_moves(before), *(after for step in allowed_moves(before) for after in allowed_moves(step))}
        assert reached >= set(Lifecycle) - {before}


@pytest.mark.parametrize("before", sorted(CLOSED))
def test_a_closed_action_is_opened_again_before_anything_else(before: Lifecycle) -> None:
    assert is_closed(before)
    assert allowed_moves(before) == (NOT_STARTED, IN_PROGRESS)
    assert reason_needed(before, IN_PROGRESS) is ReasonFor.REOPEN
    assert code(before, IN_PROGRESS) == "reason-needed"
    assert code(before, IN_PROGRESS, "The work was not accepted") == ""


def test_the_refusal_of_a_move_says_what_to_do() -> None:
    refusal = check_move(COMPLETE, PAUSED)
    assert refusal is not None
    assert refusal.message == "A complete action cannot be paused."
    assert refusal.next_step == "Put it in progress again first and say why."


@pytest.mark.parametrize("before", [None, NOT_STARTED, IN_PROGRESS, PAUSED])
def test_leaving_the_plan_needs_a_reason_and_work_on_it_does_not(before: Lifecycle | None) -> None:
    assert reason_needed(before, WITHDRAWN) is ReasonFor.WITHDRAW
    assert reason_needed(before, CARRIED) is ReasonFor.CARRY_FORWARD
    assert code(before, WITHDRAWN) == code(before, CARRIED, " - . ") == "reason-needed"
    assert code(before, CARRIED, "2028 plan") == ""
    assert code(before, COMPLETE) == ""
    assert not is_closed(before)


def test_a_status_cannot_be_emptied() -> None:
    assert code(IN_PROGRESS, None) == "status-missing"


def test_completing_sets_the_day_and_full_progress_where_it_is_tracked() -> None:
    assert move_effect(IN_PROGRESS, COMPLETE, today=TODAY).fields == {"completed_on": TODAY}
    assert move_effect(PAUSED, COMPLETE, today=TODAY, percent=40).fields == {"completed_on": TODAY, "percent": 100}


@pytest.mark.parametrize("after", [WITHDRAWN, CARRIED])
def test_leaving_the_plan_keeps_the_reason(after: Lifecycle) -> None:
    effect = move_effect(IN_PROGRESS, after, today=TODAY, reason=" No \n funding ")
    assert effect == MoveEffect({"closure_reason": "No funding"})


@given(st.sampled_from(sorted(CLOSED)), st.sampled_from([NOT_STARTED, IN_PROGRESS]), st.none() | st.integers(0, 100))
def test_opening_again_clears_what_closing_wrote_and_says_so(
    before: Lifecycle, after: Lifecycle, percent: int | None
) -> None:
    closed = move_effect(IN_PROGRESS, before, today=TODAY, reason="Done", percent=percent).fields
    shown = 100 if closed.get("percent") == 100 else percent
    effect = move_effect(before, after, today=TODAY, reason="Not accepted", percent=shown)
    assert set(closed) <= set(effect.fields)
    assert all(value is None for value in effect.fields.values())
    assert effect.update_text == "Opened again: Not accepted"


@pytest.mark.parametrize(
    ("before", "after"), [(IN_PROGRESS, PAUSED), (None, NOT_STARTED), (IN_PROGRESS, IN_PROGRESS), (COMPLETE, COMPLETE)]
)
def test_other_moves_write_only_the_state(before: Lifecycle | None, after: Lifecycle) -> None:
    assert move_effect(before, after, today=TODAY, reason="x", percent=50) == MoveEffect()


def test_nothing_is_completed_tomorrow() -> None:
    assert check_completion(TODAY, TODAY) is None
    refusal = check_completion(TODAY + dt.timedelta(days=1), TODAY)
    assert refusal is not None
    assert refusal.code == "completed-in-future"


def test_the_article_fits_the_state() -> None:
    refusals = [str(check_move(state, COMPLETE if state is not COMPLETE else PAUSED)) for state in sorted(CLOSED)]
    assert [text.split(" action")[0] for text in refusals] == ["A carried forward", "A complete", "A withdrawn"]
