"""Change an action by hand: moves of its life and a later due date need a reason, and their consequences are written.

An import says how things stand rather than moving them, so it goes straight to `save`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from csa_tracker.errors import UserError
from csa_tracker.plan.drafts import ActionDraft, UpdateDraft, Value
from csa_tracker.plan.read import read_these
from csa_tracker.plan.save import save_actions
from csa_tracker.rules.lifecycle import check_completion, check_move, move_effect
from csa_tracker.rules.slip import change_due, change_note, check_due_change
from csa_tracker.values import Action, Lifecycle
from csa_tracker.workspace import OpenPlan

REASON_NEEDED = "reason-needed"
"""Code of the refusal that asks for a reason: the window then asks, the command line names --reason."""


def change_actions(
    plan: OpenPlan, drafts: Sequence[ActionDraft], *, reason: str = "", deed: str, notes: bool = True
) -> None:
    """Save changes made by hand as one step; a move or a slip that needs a reason takes `reason`.

    `notes` adds an update that tells the reason; an update that gives it already needs none.

    Raises UserError(REASON_NEEDED) where one is missing, and as `save_actions` does; then nothing is saved.
    """
    save_actions(plan, with_consequences(plan, drafts, reason=reason, notes=notes), label=deed)


def with_consequences(plan: OpenPlan, drafts: Sequence[ActionDraft], *, reason: str, notes: bool) -> list[ActionDraft]:
    """The drafts with what their moves also write: completion date, reasons, and a note of a due date that slipped."""
    stored = read_these(plan, [draft.id for draft in drafts if draft.id is not None and _moves(draft)])
    return [
        _moved(plan, draft, stored[draft.id], reason=reason, notes=notes) if draft.id in stored else draft
        for draft in drafts
    ]


def _moves(draft: ActionDraft) -> bool:
    return bool(draft.fields.keys() & {"lifecycle", "due_on", "completed_on"})


def _moved(plan: OpenPlan, draft: ActionDraft, action: Action, *, reason: str, notes: bool) -> ActionDraft:
    fields: dict[str, Value] = {}
    told: list[str] = []
    _move(action, draft, reason, plan.today, fields, told)
    _slip(action, draft, reason, told)
    if not fields and not (told and notes):
        return draft
    identity = plan.profile.read_identity()
    updates = tuple(
        UpdateDraft(text=note, made_on=plan.today, author=identity.name or identity.role, role=identity.role)
        for note in (told if notes else ())
    )
    return replace(draft, fields={**fields, **draft.fields}, updates=(*draft.updates, *updates))


def _move(
    action: Action, draft: ActionDraft, reason: str, today: dt.date, fields: dict[str, Value], notes: list[str]
) -> None:
    completed = draft.fields.get("completed_on")
    if isinstance(completed, dt.date):
        _raise(check_completion(completed, today))
    if "lifecycle" not in draft.fields:
        return
    word = draft.fields["lifecycle"]
    after = Lifecycle(str(word)) if word is not None else None
    _raise(check_move(action.status, after, reason))
    if after is None or after is action.status:
        return
    effect = move_effect(action.status, after, today=today, reason=reason, percent=action.percent)
    fields |= effect.fields
    if effect.update_text:
        notes.append(effect.update_text)


def _slip(action: Action, draft: ActionDraft, reason: str, notes: list[str]) -> None:
    if "due_on" not in draft.fields:
        return
    after = draft.fields["due_on"]
    change = change_due(
        original=action.original_due, before=action.due, after=after if isinstance(after, dt.date) else None
    )
    if change.before == change.after:
        return
    _raise(check_due_change(change, reason))
    if change.needs_reason:
        notes.append(change_note(change, reason))


def _raise(refusal: UserError | None) -> None:
    if refusal is not None:
        raise refusal
