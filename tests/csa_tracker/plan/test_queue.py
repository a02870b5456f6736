"""Who owes an update this quarter, and one report that saves everything in one step."""

from __future__ import annotations

import datetime as dt

import pytest

from csa_tracker.clock import Clock
from csa_tracker.errors import UserError
from csa_tracker.plan.drafts import MilestoneDraft
from csa_tracker.plan.progress import log_update, save_milestone
from csa_tracker.plan.queue import Owing, owing, report_progress, this_quarter, wanting
from csa_tracker.plan.read import read_action
from csa_tracker.plan.save import delete_actions
from csa_tracker.plan.undo import next_steps, undo
from csa_tracker.values import Lifecycle, Rag
from csa_tracker.workspace import OpenPlan, open_plan
from tests.csa_tracker.plan.drafting import TODAY, add, an_update, change, entries

FIRST, LAST = dt.date(2026, 10, 1), dt.date(2026, 12, 31)
DAY = dt.timedelta(days=1)


def refs(found: list[Owing]) -> list[str]:
    return [one.ref for one in found]


def test_the_quarter_is_the_financial_one(plan: OpenPlan) -> None:
    span = this_quarter(plan)
    assert (span.label, span.first, span.last) == ("Q3 2026/27", FIRST, LAST)


@pytest.mark.parametrize(
    ("made_on", "owes"), [(FIRST - DAY, True), (FIRST, False), (TODAY, False), (LAST, False), (LAST + DAY, True)]
)
def test_an_update_counts_from_the_first_to_the_last_day_of_the_quarter(
    plan: OpenPlan, made_on: dt.date, owes: bool
) -> None:
    action = add(plan)
    log_update(plan, action, an_update(made_on=made_on))
    assert refs(owing(plan)) == (["BUR-0001"] if owes else [])


@pytest.mark.parametrize(
    ("state", "owes"),
    [
        (Lifecycle.NOT_STARTED, True),
        (Lifecycle.IN_PROGRESS, True),
        (Lifecycle.PAUSED, True),
        (Lifecycle.COMPLETE, False),
        (Lifecycle.WITHDRAWN, False),
        (Lifecycle.CARRIED_FORWARD, False),
    ],
)
def test_finished_work_owes_nothing(plan: OpenPlan, state: Lifecycle, owes: bool) -> None:
    add(plan, lifecycle=state.value, due_on=TODAY - DAY)
    assert bool(owing(plan)) is owes
    assert bool(wanting(plan)) is owes


def test_what_begins_after_the_quarter_and_what_is_in_the_bin_owes_nothing(plan: OpenPlan) -> None:
    add(plan, ref="A", start_on=LAST)
    add(plan, ref="B", start_on=LAST + DAY)
    delete_actions(plan, [add(plan, ref="C")])
    assert refs(owing(plan)) == ["A"]


def test_by_lead_then_reference_and_those_without_a_lead_last(plan: OpenPlan) -> None:
    add(plan, ref="Z-1")
    add(plan, ref="B-2", lead_organisation="police")
    add(plan, ref="A-9", lead_organisation="Probation")
    add(plan, ref="B-1", lead_organisation="Police")
    assert refs(owing(plan)) == ["B-1", "B-2", "A-9", "Z-1"]


def test_an_overdue_action_with_an_update_is_wanted_but_owes_none(plan: OpenPlan) -> None:
    action = add(plan, due_on=TODAY - DAY)
    log_update(plan, action, an_update())
    assert owing(plan) == []
    (one,) = wanting(plan)
    assert (one.owes, one.overdue) == (False, True)
    change(plan, action, due_on=TODAY)
    assert wanting(plan) == []


def test_it_says_what_was_last_said_and_which_milestones_fall_due(plan: OpenPlan) -> None:
    action = add(plan, title="Patrols", percent=40)
    log_update(plan, action, an_update("Went well", made_on=FIRST - DAY, rag=Rag.AMBER))
    late = save_milestone(plan, action, MilestoneDraft(title="late", due=FIRST - DAY))
    soon = save_milestone(plan, action, MilestoneDraft(title="soon", due=LAST))
    save_milestone(plan, action, MilestoneDraft(title="later", due=LAST + DAY))
    save_milestone(plan, action, MilestoneDraft(title="done", due=TODAY, done=TODAY))
    save_milestone(plan, action, MilestoneDraft(title="no date"))
    (one,) = owing(plan)
    assert (one.last_text, one.last_on, one.percent) == ("Went well", FIRST - DAY, 40)
    assert [step.id for step in one.milestones] == [late, soon]


def test_a_report_is_one_step_with_rating_progress_status_and_milestones(plan: OpenPlan) -> None:
    action = add(plan)
    step = save_milestone(plan, action, MilestoneDraft(title="First", due=LAST, owner_role="Sergeant"))
    before = entries(plan)
    report_progress(
        plan, action, an_update("Begun", rag=Rag.GREEN, percent=30), lifecycle=Lifecycle.IN_PROGRESS, done={step}
    )
    assert entries(plan) == before + 1
    now = read_action(plan, action)
    assert (now.rag, now.percent, now.status, now.latest_update) == (Rag.GREEN, 30, Lifecycle.IN_PROGRESS, "Begun")
    assert (now.milestones[0].done, now.milestones[0].due, now.milestones[0].owner_role) == (TODAY, LAST, "Sergeant")
    assert owing(plan) == []
    assert next_steps(plan).undo == "update on 1 action"
    undo(plan)
    then = read_action(plan, action)
    assert (then.rag, then.percent, then.status, then.updates) == (None, None, Lifecycle.NOT_STARTED, ())
    assert then.milestones[0].done is None
    assert refs(owing(plan)) == ["BUR-0001"]


def test_complete_in_a_report_completes_the_action(plan: OpenPlan) -> None:
    action = add(plan, lifecycle="in_progress", owner_rag="green", percent=80)
    report_progress(plan, action, an_update("All done", rag=Rag.BLUE))
    now = read_action(plan, action)
    assert (now.status, now.rag, now.percent, now.completed_on) == (Lifecycle.COMPLETE, None, 100, TODAY)


def test_no_rating_takes_the_owners_word_back(plan: OpenPlan) -> None:
    action = add(plan, owner_rag="green")
    report_progress(plan, action, an_update("Not sure"))
    assert read_action(plan, action).rag is None


def test_a_report_without_words_is_refused_and_ticks_nothing(plan: OpenPlan) -> None:
    action = add(plan)
    step = save_milestone(plan, action, MilestoneDraft(title="First", due=LAST))
    before = entries(plan)
    with pytest.raises(UserError) as refused:
        report_progress(plan, action, an_update("  "), done={step})
    assert refused.value.code == "empty-update"
    assert entries(plan) == before


def test_the_next_quarter_asks_again(plan: OpenPlan) -> None:
    action = add(plan)
    log_update(plan, action, an_update())
    plan.close()
    later = Clock(dt.datetime(2027, 1, 4, 9, 0, tzinfo=dt.UTC))
    with open_plan(plan.path, profile=plan.profile, clock=later) as again:
        assert refs(owing(again)) == ["BUR-0001"]
