"""History of an action: who changed what and when, from the log, in words people read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from csa_tracker.errors import UserError
from csa_tracker.plan.authors import read_authors
from csa_tracker.plan.names import json_name
from csa_tracker.values import HistoryEntry
from csa_tracker.workspace import OpenPlan
from db.engine import Connection
from db.log.redact import removed_words
from db.log.values import decode_value
from db.log.write import Edit
from db.queries import history, reference
from db.queries.moments import value_of

_CHILD_FIELDS = {
    ("progress_update", "text"): "update",
    ("milestone", "title"): "milestone",
    ("milestone", "due_on"): "milestone due",
    ("milestone", "done_on"): "milestone done",
}
_LINK_TARGETS = {
    "action_topic": ("topic", "topic"),
    "action_area": ("area", "area"),
    "action_partner": ("partner", "name"),
}
GONE = "removed for good"
"""The field of a history entry that tells of a removal; its text after is the reason."""
_PERMANENT = frozenset({"ref", "source_ref", "partnership"})


class _Names(NamedTuple):
    """What row ids are called: topics and areas by label, and the far end of each link row."""

    of: Mapping[str, str]
    link: Mapping[str, str]


def action_history(plan: OpenPlan, action_id: str) -> list[HistoryEntry]:
    """Every change of an action, its updates, milestones and links, and what was removed of them; oldest first."""
    with plan.store.reading() as connection:
        rows = history.row_ids(connection, action_id)
        changes, removals = history.changes_of(connection, rows), history.removals_of(connection, rows)
        names = _read_names(connection, changes)
        authors = read_authors(connection, plan.profile)
    entries = []
    for change in changes:
        told = _tell(change, names)
        if told is not None:
            entries.append(
                HistoryEntry(change.at, authors(change.member), *told, change.ref, removed=change.value is None)
            )
    entries += [HistoryEntry(one.at, authors(one.member), GONE, "", one.reason, one.ref) for one in removals]
    return sorted(entries, key=lambda entry: entry.at)


def _read_names(connection: Connection, changes: list[history.FieldChange]) -> _Names:
    names = {row["id"]: row["label"] for row in reference.rows_of(connection, "topic")}
    names |= {row["id"]: row["name"] for row in reference.rows_of(connection, "area")}
    ends = {}
    for change in changes:
        target = _LINK_TARGETS.get(change.entity)
        if target is not None and change.field == target[1] and change.value is not None:
            text = str(decode_value(change.value))
            ends[change.row] = names.get(text, text)
    return _Names(names, ends)


def _tell(change: history.FieldChange, names: _Names) -> tuple[str, str, str] | None:
    """(field, before, after), or None for what only the machinery needs."""
    if change.entity in _LINK_TARGETS:
        if change.field != "_in":
            return None
        end = names.link.get(change.row, "")
        return (_LINK_TARGETS[change.entity][0], *(("", end) if change.value == "true" else (end, "")))
    if change.field == "_deleted":
        return "in the Bin" if change.entity == "action" else f"{change.entity} removed", *_both(change, _yes_or_no)
    if change.entity == "action":
        return json_name(change.field), *_both(change, lambda text: _shown(text, names.of))
    field = _CHILD_FIELDS.get((change.entity, change.field))
    return None if field is None else (field, *_both(change, lambda text: _shown(text, names.of)))


def _both(change: history.FieldChange, show: Callable[[str | None], str]) -> tuple[str, str]:
    """The values before and after, or since when they are gone."""
    if change.before is not None:
        before = show(change.before)
    else:
        before = removed_words(change.before_removed) if change.before_removed is not None else ""
    return before, removed_words(change.removed) if change.value is None else show(change.value)


def _shown(text: str | None, names: Mapping[str, str]) -> str:
    value = decode_value(text) if text is not None else None
    plain = "" if value is None else str(value)
    return names.get(plain, plain)


def _yes_or_no(text: str | None) -> str:
    return "yes" if text == "true" else "no"


def restore_value(plan: OpenPlan, action_id: str, entry: HistoryEntry) -> None:
    """Write the value a field had after this change again, as a new change.

    Raises UserError for a change that was not one of the action's own fields, or whose value was removed for good.
    """
    with plan.store.writing() as connection:
        found = value_of(connection, entry.head)
        if found is None or found[:2] != ("action", action_id) or found[2].startswith("_") or found[2] in _PERMANENT:
            raise UserError(
                "not-restorable", "That change is not a value that can be brought back.", "Choose a change of a field."
            )
        if found[3] is None:
            raise UserError("removed", "That value was removed for good.", "Type the value you want instead.")
        edit = Edit("action", action_id, found[2], decode_value(found[3]))
        plan.store.write(connection, [edit], author=plan.author, deed="restore-value")
