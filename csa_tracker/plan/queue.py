"""The quarter queue: which actions owe an update this financial quarter, and one update with all it brings.

A quarter is the update interval of the rating rule (docs/rating.md): an open action says once in each how it stands.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from csa_tracker.plan.change import change_actions
from csa_tracker.plan.checks import check_update
from csa_tracker.plan.drafts import ActionDraft, MilestoneDraft, UpdateDraft, Value
from csa_tracker.plan.read import as_action, read_action, topic_rows
from csa_tracker.rules.years import Span, quarter_of
from csa_tracker.values import Action, Brag, Lifecycle, MilestoneView, Rag
from csa_tracker.workspace import OpenPlan
from db.queries import details
from db.queries.queue import Wanted, wanted_actions


@dataclass(frozen=True, slots=True)
class Owing:
    """An open action that owes an update this quarter, is past its due date, or both."""

    id: str
    ref: str
    title: str
    lead: str
    lead_role: str
    due: dt.date | None
    due_text: str
    status: Lifecycle | None
    brag: Brag | None
    rating_word: str
    percent: int | None
    last_text: str
    last_on: dt.date | None
    milestones: tuple[MilestoneView, ...]  # not done and due by the end of the quarter, in order
    owes: bool
    overdue: bool


def this_quarter(plan: OpenPlan) -> Span:
    """The financial quarter that updates are owed for: the one today falls in."""
    return quarter_of(plan.today)


def owing(plan: OpenPlan) -> list[Owing]:
    """The actions that owe an update this quarter: live, unfinished, begun by its end, with no update dated in it.

    By lead organisation, those without one at the end, then by reference.
    """
    return [one for one in wanting(plan) if one.owes]


def wanting(plan: OpenPlan) -> list[Owing]:
    """The actions that owe an update this quarter and those past their due date, in the order of `owing`."""
    plan.refresh_day()
    span = this_quarter(plan)
    with plan.store.reading() as connection:
        wanted = wanted_actions(connection, span.first, span.last, plan.today)
        stored = details.stored_actions(connection, [one.id for one in wanted], deleted=False)
        topics = topic_rows(connection)
    actions = {action.id: action for action in (as_action(row, topics, plan.today) for row in stored)}
    return [_owing(actions[one.id], one, span) for one in wanted]


def _owing(action: Action, wanted: Wanted, span: Span) -> Owing:
    return Owing(
        id=action.id,
        ref=action.ref,
        title=action.title,
        lead=action.lead.strip(),
        lead_role=action.lead_role.strip(),
        due=action.due,
        due_text=action.due_text,
        status=action.status,
        brag=action.brag,
        rating_word=action.rating_word,
        percent=action.percent,
        last_text=action.latest_update,
        last_on=action.latest_update_on,
        milestones=open_milestones(action.milestones, span.last),
        owes=wanted.owes,
        overdue=wanted.overdue,
    )


def open_milestones(milestones: Sequence[MilestoneView], last: dt.date) -> tuple[MilestoneView, ...]:
    """The milestones not done that are due by `last`, late ones included; a pure function."""
    return tuple(one for one in milestones if one.done is None and one.due is not None and one.due <= last)


def report_progress(
    plan: OpenPlan,
    action_id: str,
    draft: UpdateDraft,
    *,
    lifecycle: Lifecycle | None = None,
    rated: bool = True,
    done: Collection[str] = (),
) -> None:
    """Log an update with its rating, progress and status, and tick the milestones `done` (ids): one step to undo.

    A rating of None takes the owner's word back when `rated`. Raises UserError for an empty update, a progress outside
    0 to 100, and a milestone of another action; then nothing is saved.
    """
    check_update(draft)
    action = read_action(plan, action_id)
    fields: dict[str, Value] = {}
    if draft.rag is Rag.BLUE:
        fields |= {"lifecycle": Lifecycle.COMPLETE.value, "owner_rag": None}
    elif rated:
        fields["owner_rag"] = draft.rag.value if draft.rag is not None else None
    if draft.percent is not None:
        fields["percent"] = draft.percent
    if lifecycle is not None and draft.rag is not Rag.BLUE:
        fields["lifecycle"] = lifecycle.value
    ticked = tuple(
        MilestoneDraft(id=one.id, title=one.title, due=one.due, done=plan.today, owner_role=one.owner_role)
        for one in action.milestones
        if one.id in done and one.done is None
    )
    change = ActionDraft(id=action_id, fields=fields, updates=(draft,), milestones=ticked)
    change_actions(plan, [change], reason=draft.text, deed="log-update", notes=False)
