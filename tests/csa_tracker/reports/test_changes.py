"""What changed between two moments: each action in one list, each slip with its reason."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from csa_tracker.reports.parts.change import changes_since
from csa_tracker.reports.source import Earlier, Move
from csa_tracker.values import Action, Brag
from tests.csa_tracker.reports.builders import BLUE, GREEN, ONE_OF_EACH, RED, WITHDRAWN, numbered


def since(*actions: Action) -> Earlier:
    return Earlier("report 1 of 1 July 2026", dt.date(2026, 7, 1), actions)


def test_changes_sort_every_action_into_the_list_it_belongs_to() -> None:
    new, done, closed, better, worse, same = numbered([GREEN, BLUE, WITHDRAWN, GREEN, RED, GREEN])
    gone = replace(GREEN, id="gone", ref="BUR-0099")
    before = since(
        replace(done, brag=Brag.GREEN), replace(closed, brag=Brag.AMBER), replace(better, brag=Brag.RED),
        replace(worse, brag=Brag.GREEN), same, gone,
    )  # fmt: skip
    found = changes_since(before, [new, done, closed, better, worse, same], {})
    assert [action.ref for action in found.new] == [new.ref]
    assert [one.now.ref for one in found.completed] == [done.ref]
    assert [(was.ref, now is None) for was, now in found.closed] == [(closed.ref, False), ("BUR-0099", True)]
    assert [one.now.ref for one in found.improved] == [better.ref]
    assert [one.now.ref for one in found.worsened] == [worse.ref]
    assert not found.slipped


def test_a_slip_tells_the_first_date_the_days_the_reason_and_who() -> None:
    before = replace(GREEN, due=dt.date(2026, 12, 1))
    now = replace(GREEN, due=dt.date(2027, 1, 1), original_due=dt.date(2026, 11, 1))
    (slip,) = changes_since(since(before), [now], {now.id: Move("The contractor withdrew", "Asha Khan")}).slipped
    assert (slip.first, slip.words, slip.move.by) == (dt.date(2026, 11, 1), "+61 days", "Asha Khan")
    (gone,) = changes_since(since(before), [replace(now, due=None)], {}).slipped
    assert gone.words == "No due date any more"
    assert not changes_since(since(before), [replace(now, due=dt.date(2026, 11, 30))], {}).slipped


@given(
    st.lists(st.sampled_from((*ONE_OF_EACH, None)), max_size=20), st.lists(st.sampled_from(ONE_OF_EACH), max_size=20)
)
def test_no_action_is_in_two_lists_of_changes_and_none_is_lost(then: list[Action | None], now: list[Action]) -> None:
    actions = numbered(now)
    before = [replace(one, id=f"a{n}", ref=f"BUR-{n:04d}") for n, one in enumerate(then, start=1) if one is not None]
    found = changes_since(since(*before), actions, {})
    listed = [action.id for action in found.new] + [was.id for was, _ in found.closed]
    listed += [one.now.id for one in (*found.completed, *found.improved, *found.worsened)]
    assert len(listed) == len(set(listed))
    old = {action.id: action for action in before}
    moved = {action.id for action in actions if action.brag is not (old[action.id].brag if action.id in old else None)}
    # From red into silence is no movement: silence never improves anything.
    quiet = {a.id for a in actions if a.brag is Brag.GREY and a.id in old and old[a.id].brag is Brag.RED}
    gone = {action.id for action in before if action.brag is not None} - {action.id for action in actions}
    assert set(listed) == (moved - quiet) | gone


def test_an_action_taken_up_again_counts_as_new() -> None:
    again = numbered([GREEN])[0]
    found = changes_since(since(replace(WITHDRAWN, id=again.id, ref=again.ref)), [again], {})
    assert [action.ref for action in found.new] == [again.ref]
