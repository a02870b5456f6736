"""Gestures: what this replica did, one undoable step each, read from the log's own transactions."""

from __future__ import annotations

from typing import NamedTuple

import orjson
from sqlalchemy import Connection

REACH = 5000
"""Own transactions looked back over: far more than the steps anybody undoes."""


class Gesture(NamedTuple):
    """One step: its name (group id, or the single transaction's id in hex), its deed, and its transactions by number.

    `reverses` names the gesture an undo or redo turned around.
    """

    name: str
    deed: str
    reverses: str | None
    transactions: tuple[int, ...]


def own_gestures(connection: Connection, replica: str) -> list[Gesture]:
    """The latest gestures of this replica, oldest first."""
    rows = connection.exec_driver_sql(
        "SELECT pk, coalesce(group_id, lower(hex(id))), extra FROM txn WHERE replica = ? ORDER BY pk DESC LIMIT ?",
        (replica, REACH),
    ).all()
    found: dict[str, Gesture] = {}
    for number, name, extra in reversed(rows):
        facts = orjson.loads(extra)
        known = found.get(name)
        numbers = (*known.transactions, number) if known is not None else (number,)
        found[name] = Gesture(name, str(facts.get("do", "")), facts.get("of"), numbers)
    return list(found.values())


class GestureShape(NamedTuple):
    """What a gesture touched, for its name in the menu: actions added, actions and fields changed, updates added."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    fields: tuple[str, ...]
    updated: tuple[str, ...]
    milestones: int


def shape_of(connection: Connection, gesture: Gesture) -> GestureShape:
    """Look at a gesture's operations."""
    first, last = min(gesture.transactions) << 12, (max(gesture.transactions) + 1) << 12
    rows = connection.exec_driver_sql(
        "SELECT DISTINCT entity, row, field FROM op WHERE id >= ? AND id < ? AND entity IN "
        "('action', 'progress_update', 'milestone')",
        (first, last),
    ).all()
    actions: dict[str, set[str]] = {}
    for entity, row, field in rows:
        if entity == "action":
            actions.setdefault(row, set()).add(field)
    added = tuple(sorted(row for row, fields in actions.items() if "ref" in fields))
    changed = tuple(sorted(row for row, fields in actions.items() if "ref" not in fields))
    fields = tuple(sorted({field for row in changed for field in actions[row]}))
    updated = tuple(sorted({row for entity, row, field in rows if entity == "progress_update" and field == "text"}))
    milestones = len({row for entity, row, _ in rows if entity == "milestone"})
    return GestureShape(added, changed, fields, updated, milestones)
