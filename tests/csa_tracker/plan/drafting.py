"""Short ways to save actions in tests."""

from __future__ import annotations

import datetime as dt

from csa_tracker.plan.drafts import ActionDraft, UpdateDraft, Value
from csa_tracker.plan.read import read_action
from csa_tracker.plan.save import save_actions
from csa_tracker.plan.vocabulary import read_vocabulary
from csa_tracker.values import Action, Rag
from csa_tracker.workspace import OpenPlan

TODAY = dt.date(2026, 10, 2)


def a_draft(plan: OpenPlan, *, ref: str | None = None, **fields: Value) -> ActionDraft:
    """A new action with these fields, and a title and key issue if none are given."""
    issue = read_vocabulary(plan).key_issues[0].id
    return ActionDraft(ref=ref, fields={"title": "Patrols", "key_issue": issue, **fields})


def add(plan: OpenPlan, *, ref: str | None = None, **fields: Value) -> str:
    """Save a new action; returns its id."""
    (action,) = save_actions(plan, [a_draft(plan, ref=ref, **fields)], label="add-action")
    return action


def change(plan: OpenPlan, action: str, **fields: Value) -> Action:
    """Change fields of an action; returns it as it then is."""
    save_actions(plan, [ActionDraft(id=action, fields=fields)], label="change-action")
    return read_action(plan, action)


def an_update(
    text: str = "Done so far", *, made_on: dt.date = TODAY, rag: Rag | None = None, percent: int | None = None
) -> UpdateDraft:
    """An update."""
    return UpdateDraft(text=text, made_on=made_on, author="Asha", rag=rag, percent=percent)


def entries(plan: OpenPlan) -> int:
    """How many entries the change log has."""
    with plan.store.reading() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM txn").scalar_one())
