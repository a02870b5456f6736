"""Any value a field ever had can be brought back from its history."""

from __future__ import annotations

import datetime as dt

import pytest

from csa_tracker.errors import UserError
from csa_tracker.plan.drafts import ActionDraft, UpdateDraft
from csa_tracker.plan.history import action_history, restore_value
from csa_tracker.plan.progress import log_update
from csa_tracker.plan.read import read_action
from csa_tracker.plan.save import save_actions
from csa_tracker.plan.undo import next_steps, undo
from csa_tracker.plan.vocabulary import read_vocabulary
from csa_tracker.workspace import OpenPlan


@pytest.fixture
def action(plan: OpenPlan) -> str:
    """An action whose title changed twice."""
    issue = read_vocabulary(plan).key_issues[0].id
    (made,) = save_actions(plan, [ActionDraft(fields={"title": "First", "key_issue": issue})], label="add-action")
    for title in ("Second", "Third"):
        save_actions(plan, [ActionDraft(id=made, fields={"title": title})], label="change-action")
    return made


def test_an_earlier_value_comes_back_as_a_new_change(plan: OpenPlan, action: str) -> None:
    (first,) = [entry for entry in action_history(plan, action) if entry.after == "First"]
    restore_value(plan, action, first)
    assert read_action(plan, action).title == "First"
    last = action_history(plan, action)[-1]
    assert (last.field, last.before, last.after) == ("title", "Third", "First")


def test_bringing_a_value_back_can_be_undone(plan: OpenPlan, action: str) -> None:
    (first,) = [entry for entry in action_history(plan, action) if entry.after == "First"]
    restore_value(plan, action, first)
    assert next_steps(plan).undo == "change of title of 1 action"
    undo(plan)
    assert read_action(plan, action).title == "Third"


def test_what_is_no_field_of_the_action_cannot_be_brought_back(plan: OpenPlan, action: str) -> None:
    log_update(plan, action, UpdateDraft(text="News", made_on=dt.date(2026, 10, 1), author="Me"))
    entries = [entry for entry in action_history(plan, action) if entry.field in ("update", "ref", "partnership")]
    assert len(entries) == 3
    for entry in entries:
        with pytest.raises(UserError, match="that can be brought back"):
            restore_value(plan, action, entry)
