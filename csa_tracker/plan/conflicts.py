"""Conflicts: fields that partners changed without knowing of each other, and deletes that met such a change.

Nothing is lost: every value stays in the history, whichever is taken (docs/change-log.md, "Which value is shown").
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from csa_tracker.errors import UserError
from csa_tracker.plan.authors import Authors, read_authors
from csa_tracker.plan.entry import read_entry
from csa_tracker.plan.names import BY_LOG, json_name
from csa_tracker.plan.shown_values import Labels, read_labels, shown_value
from csa_tracker.values import Head
from csa_tracker.workspace import OpenPlan
from db.engine import Connection
from db.log.clock import instant_of
from db.log.redact import REMOVED, removed_words
from db.log.values import Value, decode_value
from db.log.winner import DELETED_FIELD
from db.log.write import Edit
from db.queries import conflicts as sql
from db.queries import dashboard
from db.queries.moments import value_of

DELETED = "deleted"
"""Name of the field of a conflict that is about the action's being there at all."""
RESOLVE = "resolve-conflict"


@dataclass(frozen=True, slots=True)
class ConflictValue:
    """One of the values: `n` counts from 1, the one shown first. `text` is for people, `value` as JSON.

    One that was `removed` for good cannot be taken; its text says when.
    """

    n: int
    text: str
    value: object
    by: str
    member: str
    at: dt.datetime
    shown: bool
    head: Head
    removed: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field of an action, update or milestone with several values, and the value they all came after ("" for none).

    `field` is the JSON name of an action's field, ENTITY.FIELD for what belongs to it, or DELETED.
    """

    action_id: str
    ref: str
    title: str
    entity: str
    row: str
    field: str
    label: str
    values: tuple[ConflictValue, ...]
    base: str

    @property
    def is_text(self) -> bool:
        """Whether the values are words that can be combined."""
        return self.field != DELETED and all(isinstance(value.value, str | None) for value in self.values)


def read_conflicts(plan: OpenPlan, action_id: str | None = None) -> list[Conflict]:
    """Everything to decide in the plan, or on one action, by reference and field."""
    with plan.store.reading() as connection:
        found = sql.open_conflicts(connection, action_id)
        named = dashboard.name_actions(connection, [one.action for one in found])
        names = read_labels(connection)
        authors = read_authors(connection, plan.profile)
        return [_conflict(connection, one, named[one.action], names, authors) for one in found]


def count_conflicts(plan: OpenPlan, action_id: str | None = None) -> int:
    """How many fields are to be decided in the plan, or on one action."""
    with plan.store.reading() as connection:
        return len(sql.open_conflicts(connection, action_id))


def take_value(plan: OpenPlan, conflict: Conflict, n: int) -> None:
    """Decide for the value with this number. Raises UserError for no such number, or a value removed for good."""
    chosen = next((value for value in conflict.values if value.n == n), None)
    if chosen is None:
        raise UserError(
            "no-such-value", f"There is no value {n}.", f"Choose a number from 1 to {len(conflict.values)}."
        )
    decide(plan, [(conflict, chosen)])


def decide(plan: OpenPlan, choices: Sequence[tuple[Conflict, ConflictValue | str]]) -> None:
    """Decide conflicts as one step, each for one of its values or for what was typed, as in a form.

    Raises UserError for a value removed for good, and for what the field cannot take; nothing is changed.
    """
    typed = [edit for conflict, chosen in choices if isinstance(chosen, str) for edit in _typed(plan, conflict, chosen)]
    with plan.store.writing() as connection:
        taken = [
            edit
            for conflict, chosen in choices
            if isinstance(chosen, ConflictValue)
            for edit in _taken(connection, conflict, chosen)
        ]
        plan.store.write(connection, [*taken, *typed], author=plan.author, deed=RESOLVE)


def write_value(plan: OpenPlan, conflict: Conflict, text: str) -> None:
    """Decide for what was typed. Raises UserError as `decide` does."""
    decide(plan, [(conflict, text)])


def _typed(plan: OpenPlan, conflict: Conflict, text: str) -> list[Edit]:
    if conflict.field == DELETED:
        raise UserError("no-value", "Whether an action is in the Bin is not typed.", "Take one of the two.")
    values: Mapping[str, Value] = (
        read_entry(plan, conflict.field, text) if conflict.entity == "action" else {_log_field(conflict): text.strip()}
    )
    base = tuple(value.head for value in conflict.values)
    return [
        Edit(conflict.entity, conflict.row, field, value, base=base if field == _log_field(conflict) else None)
        for field, value in values.items()
    ]


def find_conflict(plan: OpenPlan, action_id: str, field: str) -> Conflict:
    """The conflict of a field of an action. Raises UserError when there is none."""
    found = [one for one in read_conflicts(plan, action_id) if one.field == field]
    if not found:
        raise UserError(
            "no-conflict", f"There is nothing to decide about {field[:40]}.", "List what is to be decided: `conflicts`."
        )
    return found[0]


def _taken(connection: Connection, conflict: Conflict, chosen: ConflictValue) -> list[Edit]:
    base = tuple(value.head for value in conflict.values)
    if conflict.field == DELETED:
        # A delete covers what is there now, this time knowingly; keeping it restores.
        return [Edit(conflict.entity, conflict.row, DELETED_FIELD, chosen.value is True)]
    if chosen.removed:
        raise UserError("removed", "That value was removed for good.", "Take another value, or type one.")
    found = value_of(connection, chosen.head)
    value = decode_value(found[3]) if found is not None and found[3] is not None else None
    return [Edit(*_cell(conflict), value, base=base)]


def _cell(conflict: Conflict) -> tuple[str, str, str]:
    return conflict.entity, conflict.row, _log_field(conflict)


def _log_field(conflict: Conflict) -> str:
    if conflict.entity != "action":
        return conflict.field.partition(".")[2]
    return next((name.log for name in BY_LOG.values() if name.json == conflict.field), conflict.field)


def _conflict(
    connection: Connection,
    found: sql.OpenConflict,
    action: dashboard.NamedAction,
    names: Labels,
    authors: Authors,
) -> Conflict:
    if found.kind == sql.DELETE:
        return _delete_conflict(connection, found, action, authors)
    heads = sql.heads_of_cell(connection, found.entity, found.row, found.field)
    agreed, base = sql.last_agreed(connection, heads)
    own = found.entity == "action"
    field = json_name(found.field) if own else f"{found.entity}.{found.field}"
    known = BY_LOG.get(found.field) if own else None
    return Conflict(
        action.id, action.ref or "", action.title or "", found.entity, found.row, field,
        known.spoken if known is not None else _part(found),
        tuple(_value(n, head, found.field, names, authors) for n, head in enumerate(heads, start=1)),
        (shown_value(found.field, base, names) if base is not None else REMOVED) if agreed else "",
    )  # fmt: skip


_THINGS = {"progress_update": "Update", "milestone": "Milestone"}


def _part(found: sql.OpenConflict) -> str:
    """What belongs to an action, and which of its fields: "Milestone: due"."""
    return f"{_THINGS.get(found.entity, found.entity)}: {found.field.removesuffix('_on').replace('_', ' ')}"


def _delete_conflict(
    connection: Connection, found: sql.OpenConflict, action: dashboard.NamedAction, authors: Authors
) -> Conflict:
    """Two sides: who goes on with it (the latest change that the delete had not seen), and who moved it to the Bin."""
    (deleted, *_) = [
        head for head in sql.heads_of_cell(connection, found.entity, found.row, DELETED_FIELD) if head.value == "true"
    ]
    alive = sql.latest_uncovered(connection, found.entity, found.row)
    kept = ConflictValue(
        1, "Keep it", False, authors(alive.member), alive.member, instant_of(alive.hlc), shown=True, head=alive.ref
    )
    gone = ConflictValue(
        2, "Move it to the Bin", True, authors(deleted.member), deleted.member, instant_of(deleted.hlc), shown=False,
        head=deleted.ref,
    )  # fmt: skip
    return Conflict(
        action.id,
        action.ref or "",
        action.title or "",
        found.entity,
        found.row,
        DELETED,
        "In the Bin",
        (kept, gone),
        "",
    )


def _value(n: int, head: sql.Head, field: str, names: Labels, authors: Authors) -> ConflictValue:
    value = decode_value(head.value) if head.value is not None else None
    plain = value.isoformat() if isinstance(value, dt.date) else value
    removed = head.value is None
    text = removed_words(head.removed) if removed else shown_value(field, head.value, names)
    return ConflictValue(
        n, text, plain, authors(head.member), head.member, instant_of(head.hlc), shown=head.shown, head=head.ref,
        removed=removed,
    )  # fmt: skip
