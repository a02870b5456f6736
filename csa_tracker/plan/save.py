"""Save actions: drafts become typed edits, recorded as one gesture, all or nothing."""

from __future__ import annotations

import os
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
from csa_tracker.watch import Watch, unwatched
from csa_tracker.workspace import OpenPlan
from db.collector import let_go
from db.engine import Connection
from db.log.sharedrefs import MARK
from db.log.write import Edit, Part
from db.queries import details, reference

AT_ONCE = 1_000
"""Drafts that are written in one go: a large import says how far it is, can be stopped, and never fills the memory."""


def save_actions(
    plan: OpenPlan, drafts: Sequence[ActionDraft], *, label: str, about: str = "", watch: Watch = unwatched
) -> list[str]:
    """Save drafts in one transaction group; `label` is the gesture's stable word ("add-action", "import" ...), `about`
    what it is about (a file's name).

    Returns the action ids, in order. A draft that changes nothing writes nothing. `watch` is told of drafts written and
    drafts in all, the last time before anything is final; whatever it raises leaves the plan as it was.
    Raises UserError when any draft does not make an action, or the plan cannot be written; then nothing is saved.
    """
    check_distinct(drafts)
    vocabulary = read_vocabulary(plan, used=False)
    fresh = _fresh_ids(drafts)
    part = Part(os.urandom(16).hex(), len(drafts), about) if about or len(drafts) > AT_ONCE else None
    with plan.store.writing() as connection:
        stored = _stored(connection, [draft.id for draft in drafts if draft.id is not None])
        mint = _reference_mint(connection, plan.meta.partnership)
        ids = []
        for start in range(0, len(drafts), AT_ONCE):
            watch(start, len(drafts))
            edits: list[Edit] = []
            for draft in drafts[start : start + AT_ONCE]:
                known = stored[draft.id] if draft.id is not None else {}
                check_draft(draft, known, vocabulary)
                if draft.id is None:
                    action, scope = next(fresh), plan.meta.partnership
                    edits += _new_action(draft, action, plan, mint)
                else:
                    action, scope = draft.id, str(known["scope"])
                    edits += _changed_fields(draft, action, known, plan)
                edits += _children(connection, draft, action, scope, fresh)
                ids.append(action)
            plan.store.write(connection, edits, author=plan.author, deed=label, part=part)
            let_go(edits)
        watch(len(drafts), len(drafts))
    return ids


def _fresh_ids(drafts: Sequence[ActionDraft]) -> Iterator[str]:
    """Row ids for what is new, enough of them, in order: what follows each other lies side by side in every index."""
    children = sum(len(draft.updates) + len(draft.milestones) for draft in drafts)
    return iter(sorted(str(uuid.uuid4()) for _ in range(len(drafts) + children)))


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


def _children(
    connection: Connection, draft: ActionDraft, action: str, scope: str, fresh: Iterator[str]
) -> Iterator[Edit]:
    yield from link_edits(draft, action, scope)
    for update in draft.updates:
        yield from update_edits(update, update.new_id or next(fresh), action, scope)
    new = [milestone for milestone in draft.milestones if milestone.id is None]
    last = details.last_position(connection, action) if draft.id is not None and new else ""
    for milestone, position in zip(new, positions_after(last, len(new)), strict=True):
        yield from milestone_edits(milestone, milestone.new_id or next(fresh), action, scope, position=position)
    changed = [milestone for milestone in draft.milestones if milestone.id is not None]
    if changed and not {milestone.id for milestone in changed} <= details.milestone_ids(connection, action):
        raise UserError("unknown-milestone", "The milestone is not part of this action.", "List its milestones again.")
    for milestone in changed:
        yield from milestone_edits(milestone, str(milestone.id), action, scope, position=None)


def update_edits(update: UpdateDraft, row: str, action: str, scope: str) -> Iterator[Edit]:
    """The edits of a new progress update."""
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


def milestone_edits(
    milestone: MilestoneDraft, row: str, action: str, scope: str, *, position: str | None
) -> Iterator[Edit]:
    """The edits of a milestone: new at `position`, or (None) a change of the one it names."""
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
