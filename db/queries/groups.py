"""Groups of a list: for each value of a column the keys that have it, as one text, as db/queries/lists.py brings keys.

The list has its keys in order already; a group needs to know only which of them are its own.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

import orjson
from sqlalchemy import ColumnElement, Connection, Select, func, literal_column, null, select
from sqlmodel import SQLModel

from db.ratings import SEVERITY
from db.tables.local import rating

_tables = SQLModel.metadata.tables
_action = _tables["action"]
_topic = _tables["topic"]
_area = _tables["area"]
_link = _tables["action_area"]
_KEYS = func.json_group_array(literal_column("action.rowid")).label("keys")
SEVERAL = "several"
"""The value of actions in more than one area: each action stands in the list once."""


class RawGroup(NamedTuple):
    """A value as stored (None for none), its name, and the keys of the actions that have it, in no order."""

    value: str | None
    name: str | None
    keys: list[int]


def key_issue_groups(connection: Connection, *, deleted: bool) -> list[RawGroup]:
    """Actions by key issue, in the agreement's order."""
    found = {group.value: group for group in _read(connection, _by(_action.c.key_issue, deleted=deleted))}
    order = select(_topic.c.id, _topic.c.label).where(_topic.c.kind == "key_issue")
    known = connection.execute(order.order_by(_topic.c.position, _topic.c.id)).all()
    groups = [found.pop(row.id)._replace(name=row.label) for row in known if row.id in found]
    return [*groups, *found.values()]


def lead_groups(connection: Connection, *, deleted: bool) -> list[RawGroup]:
    """Actions by lead organisation, in order of name whatever its case."""
    groups = _read(connection, _by(_action.c.lead_organisation, deleted=deleted))
    return sorted(groups, key=lambda group: (group.value or "").casefold())


def month_groups(connection: Connection, *, deleted: bool) -> list[RawGroup]:
    """Actions by the month they are due ("2026-10"), the earliest first."""
    month = func.substr(_action.c.due_on, 1, 7, type_=_action.c.ref.type)
    groups = _read(connection, _by(month, deleted=deleted))
    return sorted(groups, key=lambda group: group.value or "")


def area_groups(connection: Connection, *, deleted: bool) -> list[RawGroup]:
    """Actions by their one area, in order of name; those in more than one together, under `SEVERAL`."""
    statement = (
        select(_link.c.area.label("value"), null().label("name"), func.json_group_array(rating.c.key).label("keys"))
        .select_from(_link.join(rating, rating.c.action == _link.c.action))
        .where(_link.c.in_.is_(True), _link.c.deleted.is_(False))
        .where(rating.c.deleted == literal_column("1" if deleted else "0"))
        .group_by(_link.c.area)
    )
    # Names apart: joined, they would be looked up for every link.
    names = {row.id: row.name for row in connection.execute(select(_area.c.id, _area.c.name))}
    groups = [group._replace(name=names.get(group.value or "")) for group in _read(connection, statement)]
    counted = Counter(key for group in groups for key in group.keys)
    several = {key for key, areas in counted.items() if areas > 1}
    alone = [group._replace(keys=[key for key in group.keys if key not in several]) for group in groups]
    alone.sort(key=lambda group: (group.name or "").casefold())
    return [*alone, RawGroup(SEVERAL, None, list(several))]


def keys_by_rating(connection: Connection, *, deleted: bool) -> dict[str | None, list[int]]:
    """Keys of every action by its rating."""
    statement = (
        select(rating.c.severity, func.json_group_array(rating.c.key))
        .where(rating.c.deleted == literal_column("1" if deleted else "0"))
        .group_by(rating.c.severity)
    )
    return {SEVERITY[severity]: orjson.loads(keys) for severity, keys in connection.execute(statement)}


def _by(column: ColumnElement[Any], *, deleted: bool) -> Select[Any]:
    return (
        select(column.label("value"), null().label("name"), _KEYS)
        .select_from(_action)
        .where(_action.c.deleted == literal_column("1" if deleted else "0"))
        .group_by(column)
    )


def _read(connection: Connection, statement: Select[Any]) -> list[RawGroup]:
    return [RawGroup(row.value, row.name, orjson.loads(row.keys)) for row in connection.execute(statement)]
