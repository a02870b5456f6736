"""Gestures: what this replica did, one undoable step each, read from the log's own transactions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import orjson
from sqlalchemy import Connection

from db.queries.ids import narrow

REACH = 5000
"""Own transactions looked back over: far more than the steps anybody undoes."""


class Gesture(NamedTuple):
    """One step: its name (group id, or the single transaction's id in hex), its deed, and its transactions by number.

    `reverses` names the gesture an undo or redo turned around; `actions` says how many actions a large one touched,
    None where its operations have to be looked at; `about` says in words what it came from (a file's name).
    """

    name: str
    deed: str
    reverses: str | None
    transactions: tuple[int, ...]
    actions: int | None = None
    about: str = ""


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
        counted = facts.get("n")
        actions = counted if isinstance(counted, int) else None
        about = str(facts.get("about", ""))
        found[name] = Gesture(name, str(facts.get("do", "")), facts.get("of"), numbers, actions, about)
    return list(found.values())


class GestureShape(NamedTuple):
    """What a gesture touched, for its name in the menu: how many actions added and changed, which fields changed."""

    added: int
    changed: int
    fields: tuple[str, ...]


# The partnership is written once, with the action; a reference may be given anew where two offices gave out one.
_ACTIONS = (
    "SELECT row, max(field = 'partnership') AS added FROM op WHERE id >= ? AND id < ? AND entity = 'action' "
    "GROUP BY row"
)

_COUNTS = f"SELECT count(*), coalesce(sum(added), 0) FROM ({_ACTIONS})"  # noqa: S608 (our own words)
_CHANGED_FIELDS = (
    "SELECT DISTINCT field FROM op WHERE id >= ? AND id < ? AND entity = 'action' "  # noqa: S608 (our own words)
    f"AND row IN (SELECT row FROM ({_ACTIONS}) WHERE NOT added) ORDER BY field"
)


def shape_of(connection: Connection, gesture: Gesture) -> GestureShape:
    """Look at a gesture's operations. What was done never changes, so that a connection remembers it."""
    known: dict[str, GestureShape] = connection.info.setdefault("shapes", {})
    if gesture.name not in known:
        known[gesture.name] = _look_at(connection, gesture)
    return known[gesture.name]


def _look_at(connection: Connection, gesture: Gesture) -> GestureShape:
    reach = (min(gesture.transactions) << 12, (max(gesture.transactions) + 1) << 12)
    touched, added = connection.exec_driver_sql(_COUNTS, reach).one()
    if touched == added:
        return GestureShape(added, 0, ())
    fields = connection.exec_driver_sql(_CHANGED_FIELDS, (*reach, *reach))
    return GestureShape(added, touched - added, tuple(fields.scalars()))


def made_together(connection: Connection, actions: Iterable[str], *, deed: str) -> set[str]:
    """Every action that was added by one of the gestures with this deed that added these actions."""
    narrow(connection, actions)
    clocks = connection.exec_driver_sql(
        "SELECT DISTINCT a.created_hlc FROM temp.narrowed n CROSS JOIN action a ON a.id = n.id"
    ).scalars()
    born = set(clocks)
    names: dict[int, str] = {}
    for clock, name, extra in connection.exec_driver_sql(
        "SELECT hlc, coalesce(group_id, lower(hex(id))), extra FROM txn WHERE extra LIKE '%\"do\":\"' || ? || '\"%'",
        (deed,),
    ):
        if orjson.loads(extra).get("do") == deed:
            names[clock] = name
    gestures = {names[clock] for clock in born if clock in names}
    ages = [clock for clock, name in names.items() if name in gestures]
    run = connection.exec_driver_sql
    run("CREATE TEMP TABLE IF NOT EXISTS born (hlc INTEGER PRIMARY KEY)")
    run("DELETE FROM temp.born")
    if ages:
        run("INSERT INTO temp.born VALUES (?)", [(clock,) for clock in ages])
    return set(run("SELECT id FROM action WHERE created_hlc IN (SELECT hlc FROM temp.born)").scalars())
