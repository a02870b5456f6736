"""Save actions: drafts become typed edits, recorded as one gesture, all or nothing."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence

from csa_tracker.errors import UserError
from csa_tracker.plan.checks import check_distinct, check_draft
from csa_tracker.plan.drafts import ActionDraft, MilestoneDraft, UpdateDraft, Value
from csa_tracker.plan.links import link_edits
from csa_tracker.plan.names import json_name
from csa_tracker.plan.positions import positions_after
from csa_tracker.plan.vocabulary import read_vocabulary
from csa_tracker.values import Head, Lifecycle
from csa_tracker.workspace import OpenPlan
from db.collector import let_go
from db.engine import Connection
from db.log.sharedrefs import MARK
from db.log.write import Edit
from db.queries import details, reference


def save_actions(plan: OpenPlan, drafts: Sequence[ActionDraft], *, label: str) -> list[str]:
    """Save drafts in one transaction group; `label` is the gesture's stable word ("add-action", "import" ...).

    Returns the action ids, in order. A draft that changes nothing writes nothing.
    Raises UserError when any draft does not make an action, or the plan cannot be written; then nothing is saved.
    """
    check_distinct(drafts)
    vocabulary = read_vocabulary(plan, used=False)
    with plan.store.writing() as connection:
        stored = _stored(connection, [draft.id for draft in drafts if draft.id is not None])
        mint = _reference_mint(connection, plan.meta.partnership)
        edits: list[Edit] = []
        ids = []
        for draft in drafts:
            known = stored[draft.id] if draft.id is not None else {}
            check_draft(draft, known, vocabulary)
            if draft.id is None:
                action = str(uuid.uuid4())
                edits += _new_action(draft, action, plan, mint)
            else:
                action = draft.id
                edits += _changed_fields(draft, action, known, plan)
            edits += _children(connection, draft, action, plan)
            ids.append(action)
        plan.store.write(connection, edits, author=plan.author, deed=label)
        let_go(edits)
    return ids


def delete_actions(plan: OpenPlan, ids: Sequence[str]) -> None:
    """Move actions to the Bin; everything about them stays and comes back with them."""
    _set_deleted(plan, ids, deleted=True, deed="delete-action")


def restore_actions(plan: OpenPlan, ids: Sequence[str]) -> None:
    """Take actions out of the Bin."""
    _set_deleted(plan, ids, deleted=False, deed="restore-action")


def _set_deleted(plan: OpenPlan, ids: Sequence[str], *, deleted: bool, deed: str) -> None:
    with plan.store.writing() as connection:
        stored = _stored(connection, ids)
        edits = [
            Edit("action", action, "_deleted", deleted) for action in ids if bool(stored[action]["deleted"]) != deleted
        ]
        plan.store.write(connection, edits, author=plan.author, deed=deed)


def _stored(connection: Connection, ids: Sequence[str]) -> dict[str, dict[str, Value]]:
    found = details.stored_columns(connection, ids)
    if set(ids) - found.keys():
        raise UserError("unknown-action", "The action is not in this plan.", "List the actions again, then choose one.")
    return found


def _reference_mint(connection: Connection, code: str) -> Callable[[str | None], str]:
    """Gives each new action its reference: the wanted one when free, else the next CODE-NNNN. Never used twice."""
    taken: set[str] | None = None
    number = 0

    def mint(wanted: str | None) -> str:
        nonlocal number, taken
        if taken is None:  # asked for only when something new is saved
            taken = reference.taken_refs(connection)
            number = reference.highest_number(connection, code)
        ref = wanted.strip() if wanted else ""
        if MARK in ref:  # how another plan told apart what shares a number: none of our own
            ref = ""
        while not ref or ref in taken:
            number += 1
            ref = f"{code}-{number:04d}"
        taken.add(ref)
        return ref

    return mint


def _new_action(draft: ActionDraft, action: str, plan: OpenPlan, mint: Callable[[str | None], str]) -> Iterator[Edit]:
    scope = plan.meta.partnership
    fields: dict[str, Value] = {
        "ref": mint(draft.ref),
        "partnership": scope,
        "lifecycle": Lifecycle.NOT_STARTED.value,
        **draft.fields,
    }
    if fields.get("due_on") is not None:
        fields.setdefault("original_due_on", fields["due_on"])
    for field, value in fields.items():
        if value is not None and value != "":
            yield Edit("action", action, field, value, scope=scope)


def _changed_fields(draft: ActionDraft, action: str, stored: Mapping[str, Value], plan: OpenPlan) -> Iterator[Edit]:
    fields = dict(draft.fields)
    if fields.get("due_on") is not None and stored["original_due_on"] is None:
        fields.setdefault("original_due_on", stored["due_on"] or fields["due_on"])
    if fields.get("lifecycle") == Lifecycle.COMPLETE and stored["completed_on"] is None:
        fields.setdefault("completed_on", plan.today)
    for field, value in fields.items():
        base = _base(draft.base, field)
        yield Edit("action", action, field, None if value == "" else value, base=base)


def _base(bases: Mapping[str, tuple[Head, ...]] | None, field: str) -> tuple[Head, ...] | None:
    if bases is None or json_name(field) not in bases:
        return None
    return tuple(bases[json_name(field)])


def _children(connection: Connection, draft: ActionDraft, action: str, plan: OpenPlan) -> Iterator[Edit]:
    scope = _scope(connection, draft, plan)
    yield from link_edits(draft, action, scope)
    for update in draft.updates:
        yield from update_edits(update, action, scope)
    new = [milestone for milestone in draft.milestones if milestone.id is None]
    last = details.last_position(connection, action) if draft.id is not None and new else ""
    for milestone, position in zip(new, positions_after(last, len(new)), strict=True):
        yield from milestone_edits(milestone, action, scope, position=position)
    changed = [milestone for milestone in draft.milestones if milestone.id is not None]
    if changed and not {milestone.id for milestone in changed} <= details.milestone_ids(connection, action):
        raise UserError("unknown-milestone", "The milestone is not part of this action.", "List its milestones again.")
    for milestone in changed:
        yield from milestone_edits(milestone, action, scope, position=None)


def _scope(connection: Connection, draft: ActionDraft, plan: OpenPlan) -> str:
    if draft.id is None:
        return plan.meta.partnership
    return details.scope_of(connection, draft.id)


def update_edits(update: UpdateDraft, action: str, scope: str) -> Iterator[Edit]:
    """The edits of a new progress update."""
    row = update.new_id or str(uuid.uuid4())
    fields: dict[str, Value] = {
        "action": action,
        "made_on": update.made_on,
        "author": update.author,
        "role": update.role,
        "text": update.text,
        "rag": update.rag.value if update.rag is not None else None,
        "percent": update.percent,
    }
    for field, value in fields.items():
        if value is not None and value != "":
            yield Edit("progress_update", row, field, value, scope=scope)


def milestone_edits(milestone: MilestoneDraft, action: str, scope: str, *, position: str | None) -> Iterator[Edit]:
    """The edits of a milestone: new at `position`, or (None) a change of the one it names."""
    row = milestone.id or milestone.new_id or str(uuid.uuid4())
    fields: dict[str, Value] = {
        "title": milestone.title,
        "due_on": milestone.due,
        "done_on": milestone.done,
        "owner_role": milestone.owner_role or None,
    }
    if milestone.id is None:
        fields |= {"action": action, "position": position}
    for field, value in fields.items():
        if value is not None or milestone.id is not None:
            yield Edit("milestone", row, field, value, scope=scope)
