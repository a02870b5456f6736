"""History of an action: who changed what and when, from the log, in words people read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from csa_tracker.plan.names import json_name
from csa_tracker.values import HistoryEntry
from csa_tracker.workspace import OpenPlan
from db.engine import Connection
from db.log.values import decode_value
from db.queries import history, reference

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
REMOVED = "[removed]"


class _Names(NamedTuple):
    """What row ids are called: topics and areas by label, and the far end of each link row."""

    of: Mapping[str, str]
    link: Mapping[str, str]


def action_history(plan: OpenPlan, action_id: str) -> list[HistoryEntry]:
    """Every change of an action, its updates, milestones and links; oldest first."""
    identity = plan.profile.read_identity()
    own = identity.name or identity.role or "You"
    with plan.store.reading() as connection:
        changes = history.changes_of(connection, history.row_ids(connection, action_id))
        names = _read_names(connection, changes)
    entries = []
    for change in changes:
        told = _tell(change, names)
        if told is not None:
            by = own if change.member == identity.member else f"member {change.member[:8]}"
            entries.append(HistoryEntry(change.at, by, *told))
    return entries


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
    before = show(change.before) if change.before is not None else ""
    return before, REMOVED if change.value is None else show(change.value)


def _shown(text: str | None, names: Mapping[str, str]) -> str:
    value = decode_value(text) if text is not None else None
    plain = "" if value is None else str(value)
    return names.get(plain, plain)


def _yes_or_no(text: str | None) -> str:
    return "yes" if text == "true" else "no"
