"""Any action or list as it stood, named snapshots, and what changed between two."""

from __future__ import annotations

import datetime as dt

import pytest

from csa_tracker.care.check import check_plan
from csa_tracker.errors import UserError
from csa_tracker.plan.drafts import ActionDraft, MilestoneDraft, UpdateDraft, Value
from csa_tracker.plan.moments import (
    Change,
    action_on,
    actions_at,
    actions_on,
    changes_between,
    find_snapshot,
    list_snapshots,
    take_snapshot,
)
from csa_tracker.plan.progress import log_update, save_milestone
from csa_tracker.plan.read import read_action, read_actions
from csa_tracker.plan.save import delete_actions, restore_actions, save_actions
from csa_tracker.plan.undo import undo
from csa_tracker.plan.vocabulary import read_vocabulary
from csa_tracker.values import Brag, Rag
from csa_tracker.workspace import OpenPlan
from tests.csa_tracker.memory.conftest import NOW, reopened

TODAY = NOW.date()


def add(plan: OpenPlan, title: str = "Open a drop-in", **fields: object) -> str:
    words = read_vocabulary(plan)
    given = {"title": title, "key_issue": words.key_issues[0].id, "lifecycle": "in_progress", **fields}
    draft = ActionDraft(
        fields=given,  # type: ignore[arg-type]
        areas=frozenset({words.areas[0].id}),
        topics=frozenset({words.themes[0].id}),
        partners=("Police",),
        milestones=(MilestoneDraft(title="First"),),
    )
    return save_actions(plan, [draft], label="add-action")[0]


def without_heads(plan: OpenPlan, action: str) -> object:
    from dataclasses import replace

    return replace(read_action(plan, action), heads={})


def test_today_reads_the_same_through_both_doors(plan: OpenPlan) -> None:
    first, second = add(plan), add(plan, "Another", due_on=dt.date(2026, 12, 1))
    log_update(plan, first, UpdateDraft(text="Began", made_on=TODAY, author="Me", rag=Rag.AMBER, percent=20))
    gone = add(plan, "Gone")
    delete_actions(plan, [gone])
    back = add(plan, "Back")
    delete_actions(plan, [back])
    restore_actions(plan, [back])
    assert actions_on(plan, TODAY) == read_actions(plan)
    assert action_on(plan, TODAY, second) == without_heads(plan, second)


def test_a_later_change_does_not_reach_back(plan: OpenPlan) -> None:
    action = add(plan)
    then = without_heads(plan, action)
    plan.close()
    with reopened(plan, days=1) as later:
        save_actions(later, [ActionDraft(id=action, fields={"title": "Renamed", "owner_rag": "red"})], label="change")
        log_update(later, action, UpdateDraft(text="News", made_on=later.today, author="Me"))
        milestone = read_action(later, action).milestones[0]
        done = MilestoneDraft(id=milestone.id, title=milestone.title, done=later.today)
        save_milestone(later, action, done)
        words = read_vocabulary(later)
        save_actions(later, [ActionDraft(id=action, unlink_areas=frozenset({words.areas[0].id}))], label="unlink")
        delete_actions(later, [action])
        assert action_on(later, TODAY, action) == then
        assert actions_on(later, later.today) == []


def test_an_action_is_rated_as_on_that_day(plan: OpenPlan) -> None:
    action = add(plan, due_on=TODAY)
    plan.close()
    with reopened(plan, days=5) as later:
        assert action_on(later, TODAY, action).brag is not Brag.RED
        assert action_on(later, later.today, action).brag is Brag.RED


def test_before_it_was_added_an_action_was_not_there(plan: OpenPlan) -> None:
    action = add(plan)
    with pytest.raises(UserError, match="not in the plan on that day"):
        action_on(plan, TODAY - dt.timedelta(days=1), action)


def test_an_undone_step_counts_until_it_was_undone(plan: OpenPlan) -> None:
    action = add(plan)
    save_actions(plan, [ActionDraft(id=action, fields={"title": "Renamed"})], label="change-action")
    plan.close()
    with reopened(plan, days=2) as later:
        undo(later)
        assert action_on(later, TODAY, action).title == "Renamed"
        assert action_on(later, later.today, action).title == "Open a drop-in"


def test_a_snapshot_keeps_what_the_plan_held(plan: OpenPlan) -> None:
    action = add(plan)
    before = read_actions(plan)
    taken = take_snapshot(plan, "Q2 board")
    save_actions(plan, [ActionDraft(id=action, fields={"title": "Renamed"})], label="change-action")
    add(plan, "New one")
    assert actions_at(plan, find_snapshot(plan, "q2 BOARD")) == before
    assert [known.name for known in list_snapshots(plan)] == ["Q2 board"]
    assert len(taken.fingerprint) == 8
    assert check_plan(plan).ok


@pytest.mark.parametrize("name", ["", "   "])
def test_a_snapshot_needs_a_name(plan: OpenPlan, name: str) -> None:
    with pytest.raises(UserError, match="Enter a name"):
        take_snapshot(plan, name)


def test_a_snapshot_name_is_used_once(plan: OpenPlan) -> None:
    take_snapshot(plan, "Q2 board")
    with pytest.raises(UserError, match="already a snapshot"):
        take_snapshot(plan, "q2  board")


def test_an_unknown_snapshot_is_refused(plan: OpenPlan) -> None:
    with pytest.raises(UserError, match="no snapshot named Q9"):
        find_snapshot(plan, "Q9")


def test_changes_between_two_moments_name_each_difference_once(plan: OpenPlan) -> None:
    kept, gone = add(plan, due_on=dt.date(2026, 12, 1)), add(plan, "Going")
    before = read_actions(plan)
    fields: dict[str, Value] = {"due_on": dt.date(2027, 1, 31), "owner_rag": "red"}
    save_actions(plan, [ActionDraft(id=kept, fields=fields)], label="change-action")
    log_update(plan, kept, UpdateDraft(text="Slipped", made_on=TODAY, author="Me"))
    delete_actions(plan, [gone])
    add(plan, "New")
    assert changes_between(before, read_actions(plan)) == [
        Change("BUR-0001", "due", "2026-12-01", "2027-01-31"),
        Change("BUR-0001", "rag", "", "red"),
        Change("BUR-0001", "rating", "On track", "Off track"),
        Change("BUR-0001", "update", "", "Slipped"),
        Change("BUR-0002", "action", "Going", ""),
        Change("BUR-0003", "action", "", "New"),
    ]


def test_nothing_changed_is_an_empty_list(plan: OpenPlan) -> None:
    add(plan)
    assert changes_between(read_actions(plan), read_actions(plan)) == []
