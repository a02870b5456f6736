"""Changes made by hand: moves of an action's life and a later due date say why, and their consequences are written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from csa_tracker.care.check import plan_digest
from csa_tracker.clock import Clock
from csa_tracker.errors import UserError
from csa_tracker.plan.change import REASON_NEEDED, change_actions
from csa_tracker.plan.drafts import ActionDraft, UpdateDraft, Value
from csa_tracker.plan.progress import log_update
from csa_tracker.plan.read import read_action
from csa_tracker.plan.save import save_actions
from csa_tracker.plan.undo import undo
from csa_tracker.plan.vocabulary import read_vocabulary
from csa_tracker.profile import Profile
from csa_tracker.values import Lifecycle, Rag
from csa_tracker.workspace import OpenPlan, create_plan

TODAY = dt.date(2026, 10, 2)


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[OpenPlan]:
    """A plan with one action in progress, due on 30 November 2026."""
    clock = Clock(dt.datetime(2026, 10, 2, 14, 32, tzinfo=dt.UTC))
    with create_plan(
        tmp_path / "p.csplan", partnership="BUR", name="P", profile=Profile(tmp_path / "profile"), clock=clock
    ) as made:
        made.profile.set_identity(name="Jo", role="Coordinator")
        fields: dict[str, Value] = {
            "title": "Open a drop-in",
            "key_issue": read_vocabulary(made).key_issues[0].id,
            "lifecycle": "in_progress",
            "due_on": dt.date(2026, 11, 30),
            "percent": 40,
        }
        save_actions(made, [ActionDraft(ref="A", fields=fields)], label="add-action")
        yield made


@pytest.fixture
def action(plan: OpenPlan) -> str:
    """Its id."""
    from csa_tracker.plan.read import find_action

    return find_action(plan, "A")


def change(plan: OpenPlan, action: str, reason: str = "", **fields: Value) -> None:
    change_actions(plan, [ActionDraft(id=action, fields=fields)], reason=reason, deed="change-action")


@pytest.mark.parametrize(
    "fields",
    [
        {"lifecycle": "withdrawn"},
        {"lifecycle": "carried_forward"},
        {"due_on": dt.date(2026, 12, 31)},
        {"due_on": None},
    ],
)
def test_leaving_the_plan_and_slipping_need_a_reason(plan: OpenPlan, action: str, fields: dict[str, Value]) -> None:
    draft = ActionDraft(id=action, fields=fields)
    before = plan_digest(plan)
    with pytest.raises(UserError) as refusal:
        change_actions(plan, [draft], deed="change-action")
    assert refusal.value.code == REASON_NEEDED
    assert plan_digest(plan) == before
    change_actions(plan, [draft], reason="The hub closed", deed="change-action")
    assert plan_digest(plan) != before


def test_a_slip_keeps_the_first_date_and_says_why(plan: OpenPlan, action: str) -> None:
    change(plan, action, "two posts are vacant", due_on=dt.date(2026, 12, 30))
    after = read_action(plan, action)
    assert (after.original_due, after.due) == (dt.date(2026, 11, 30), dt.date(2026, 12, 30))
    assert after.latest_update == "Due date moved from 30 Nov 2026 to 30 Dec 2026, because two posts are vacant."
    assert after.updates[0].author == "Jo"


def test_an_earlier_date_needs_none(plan: OpenPlan, action: str) -> None:
    change(plan, action, due_on=dt.date(2026, 10, 30))
    assert read_action(plan, action).updates == ()


def test_withdrawing_keeps_the_reason_and_opening_again_clears_it(plan: OpenPlan, action: str) -> None:
    change(plan, action, "No longer funded", lifecycle="withdrawn")
    assert read_action(plan, action).closure_reason == "No longer funded"
    with pytest.raises(UserError, match="cannot be completed"):
        change(plan, action, lifecycle="complete")
    change(plan, action, "Funding came back", lifecycle="in_progress")
    after = read_action(plan, action)
    assert (after.status, after.closure_reason) == (Lifecycle.IN_PROGRESS, "")
    assert after.latest_update == "Opened again: Funding came back"


def test_completing_writes_the_day_and_fills_the_progress(plan: OpenPlan, action: str) -> None:
    change(plan, action, lifecycle="complete")
    after = read_action(plan, action)
    assert (after.completed_on, after.percent) == (TODAY, 100)


def test_nothing_is_completed_tomorrow(plan: OpenPlan, action: str) -> None:
    with pytest.raises(UserError, match="today or earlier"):
        change(plan, action, lifecycle="complete", completed_on=TODAY + dt.timedelta(days=1))


def test_a_move_with_its_consequences_is_one_step(plan: OpenPlan, action: str) -> None:
    before = plan_digest(plan).view
    change(plan, action, "Two posts are vacant", due_on=dt.date(2026, 12, 30), lifecycle="paused")
    undo(plan)
    assert plan_digest(plan).view == before


def test_an_update_is_its_own_reason(plan: OpenPlan, action: str) -> None:
    draft = UpdateDraft(text="The provider left", made_on=TODAY, author="Jo")
    log_update(plan, action, draft, lifecycle=Lifecycle.WITHDRAWN)
    assert read_action(plan, action).closure_reason == "The provider left"


def test_a_blue_update_completes_the_action(plan: OpenPlan, action: str) -> None:
    log_update(plan, action, UpdateDraft(text="Handed over", made_on=TODAY, author="Jo", rag=Rag.BLUE))
    after = read_action(plan, action)
    assert (after.status, after.rag, after.completed_on, after.percent) == (Lifecycle.COMPLETE, None, TODAY, 100)


def test_an_update_that_opens_an_action_again_is_told_once(plan: OpenPlan, action: str) -> None:
    change(plan, action, lifecycle="complete")
    draft = UpdateDraft(text="Two sites came back", made_on=TODAY, author="Jo", rag=Rag.AMBER)
    log_update(plan, action, draft, lifecycle=Lifecycle.IN_PROGRESS)
    after = read_action(plan, action)
    assert [update.text for update in after.updates] == ["Two sites came back"]
    assert (after.status, after.completed_on) == (Lifecycle.IN_PROGRESS, None)
