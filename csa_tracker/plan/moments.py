"""The plan at another moment: on a date, or as a named snapshot saw it, and what changed between two."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import orjson

from csa_tracker.errors import UserError
from csa_tracker.plan.checks import refuse
from csa_tracker.plan.read import as_action, topic_rows
from csa_tracker.rules.fields import check_field
from csa_tracker.values import Action
from csa_tracker.workspace import OpenPlan
from db.engine import Connection
from db.log.clock import instant_of, last_hlc_before
from db.log.digest import log_digest
from db.log.opening import SHARED
from db.log.write import Edit
from db.queries import moments, reference
from db.queries.then import stored_actions_then


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A named moment. `fingerprint` is the first 8 hex digits of the log digest it had."""

    id: str
    name: str
    taken_at: dt.datetime
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two moments, as people read it: a field of an action, or the action as a whole."""

    ref: str
    field: str
    before: str
    after: str


def actions_on(plan: OpenPlan, day: dt.date, *, action_id: str | None = None) -> list[Action]:
    """The actions (or the one) as they stood at the end of `day`, rated as on that day.

    Changes written on that day by others count from when they were written, also when they arrived later.
    """
    with plan.store.reading() as connection:
        moments.know_until(connection, last_hlc_before(_end_of(day)))
        return _read(connection, day, action_id)


def action_on(plan: OpenPlan, day: dt.date, action_id: str) -> Action:
    """One action as it stood at the end of `day`. Raises UserError when it was not in the plan then."""
    found = actions_on(plan, day, action_id=action_id)
    if not found:
        raise UserError(
            "not-there-then",
            "That action was not in the plan on that day.",
            "Choose a later day, or look at its history.",
        )
    return found[0]


def take_snapshot(plan: OpenPlan, name: str) -> Snapshot:
    """Keep this moment under a name. Raises UserError for an empty name or one already used."""
    wanted = " ".join(name.split())
    if not wanted:
        raise refuse("empty-name", "Enter a name for the snapshot.", "Say what it stands for, such as “Q2 board”.")
    if any(known.name.casefold() == wanted.casefold() for known in list_snapshots(plan)):
        raise refuse("snapshot-exists", f"There is already a snapshot named {wanted[:60]}.", "Choose another name.")
    row = str(uuid.uuid4())
    with plan.store.writing() as connection:
        vector, digest = moments.current_vector(connection), log_digest(connection)
        edits = snapshot_edits(row, wanted, vector=vector, digest=digest)
        plan.store.write(connection, edits, author=plan.author, deed="take-snapshot")
    return next(known for known in list_snapshots(plan) if known.id == row)


def list_snapshots(plan: OpenPlan) -> list[Snapshot]:
    """Every snapshot, the oldest first."""
    with plan.store.reading() as connection:
        rows = reference.rows_of(connection, "snapshot", "created_hlc")
    return [
        Snapshot(row["id"], row["name"] or "", instant_of(row["created_hlc"]), (row["digest"] or "")[:8])
        for row in rows
    ]


def find_snapshot(plan: OpenPlan, name: str) -> Snapshot:
    """The snapshot with this name. Raises UserError when there is none."""
    for known in list_snapshots(plan):
        if known.name.casefold() == " ".join(name.split()).casefold():
            return known
    raise UserError(
        "unknown-snapshot", f"There is no snapshot named {name[:60]}.", "List them with `csa-tracker snapshot list`."
    )


def actions_at(plan: OpenPlan, snapshot: Snapshot) -> list[Action]:
    """The actions as a snapshot saw them, rated as on the day it was taken."""
    with plan.store.reading() as connection:
        row = next(row for row in reference.rows_of(connection, "snapshot") if row["id"] == snapshot.id)
        moments.know_vector(connection, orjson.loads(row["vector"]))
        return _read(connection, snapshot.taken_at.astimezone().date(), None)


def actions_known(plan: OpenPlan, snapshot: str, day: dt.date) -> list[Action]:
    """The actions as they stood at the end of `day` by what the snapshot (its row id) knew, rated as on that day."""
    with plan.store.reading() as connection:
        row = next(row for row in reference.rows_of(connection, "snapshot") if row["id"] == snapshot)
        vector = orjson.loads(row["vector"])
        if day < instant_of(row["created_hlc"]).astimezone().date():
            moments.know_vector_until(connection, vector, last_hlc_before(_end_of(day)))
        else:
            moments.know_vector(connection, vector)
        return _read(connection, day, None)


def snapshot_edits(row: str, name: str, *, vector: Mapping[str, int], digest: str) -> list[Edit]:
    """The edits that keep a moment under a name."""
    facts = {
        "name": name,
        "vector": orjson.dumps(vector, option=orjson.OPT_SORT_KEYS).decode(),
        "digest": digest,
    }
    return [Edit("snapshot", row, field, value, scope=SHARED) for field, value in facts.items()]


def _end_of(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day + dt.timedelta(days=1), dt.time()).astimezone()


def _read(connection: Connection, day: dt.date, action_id: str | None) -> list[Action]:
    topics = topic_rows(connection)
    return [as_action(stored, topics, day) for stored in stored_actions_then(connection, action_id, check_field)]


_COMPARED = (
    "title", "description", "key_issue_label", "also_key_issues", "themes", "causes", "commitments", "areas", "lead",
    "lead_role", "partners", "board", "start", "due", "due_text", "status", "rag", "percent", "measure", "marking",
)  # fmt: skip


def plain(_field: str, value: object) -> str:
    """A value as scripts read it: dates as 2026-12-01, codes, lists with semicolons between."""
    if isinstance(value, tuple):
        return "; ".join(str(part) for part in value)
    return "" if value is None else str(value)


def changes_between(
    before: Sequence[Action], after: Sequence[Action], *, show: Callable[[str, object], str] = plain
) -> list[Change]:
    """What changed from one moment to the other: actions added and gone, each field before and after, and the rating.

    `show` writes the value of a field. Pure: in reference order, then in the order of the fields.
    """
    then = {action.id: action for action in before}
    now = {action.id: action for action in after}
    changes: list[Change] = []
    for action in sorted({**then, **now}.values(), key=lambda known: (known.ref, known.id)):
        if action.id not in then:
            changes.append(Change(action.ref, "action", "", action.title))
        elif action.id not in now:
            changes.append(Change(action.ref, "action", action.title, ""))
        else:
            changes += _differences(then[action.id], now[action.id], show)
    return changes


def _differences(then: Action, now: Action, show: Callable[[str, object], str]) -> list[Change]:
    values = ((field.removesuffix("_label"), getattr(then, field), getattr(now, field)) for field in _COMPARED)
    changes = [
        Change(now.ref, field, show(field, first), show(field, last))
        for field, first, last in values
        if plain(field, first) != plain(field, last)
    ]
    if then.rating_word != now.rating_word:
        changes.append(Change(now.ref, "rating", then.rating_word, now.rating_word))
    new = [update for update in now.updates if update.id not in {known.id for known in then.updates}]
    changes += [Change(now.ref, "update", "", update.text) for update in reversed(new)]
    old = {milestone.id: milestone for milestone in then.milestones}
    for milestone in now.milestones:
        known = old.get(milestone.id)
        if known is None:
            changes.append(Change(now.ref, "milestone", "", milestone.title))
        elif known.done is None and milestone.done is not None:
            changes.append(Change(now.ref, "milestone done", "", milestone.title))
    return changes
