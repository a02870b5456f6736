"""Lists of actions: keys in order by one statement, then pages of rows by key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import orjson
from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    Select,
    and_,
    collate,
    func,
    literal_column,
    select,
)
from sqlmodel import SQLModel

from db.listed import ListedAction
from db.queries.conditions import Condition, Not, keys_where
from db.ratings import SEVERITY
from db.tables.local import attention, rating

_action = SQLModel.metadata.tables["action"]
_topic = SQLModel.metadata.tables["topic"]
_area = SQLModel.metadata.tables["area"]
_action_area = SQLModel.metadata.tables["action_area"]

_RATED = ("rating", "updated")
_KEY: ColumnElement[int] = literal_column("action.rowid")


class ActionFilter(NamedTuple):
    """Which actions (all `conditions` hold), in which order."""

    conditions: tuple[Condition, ...] = ()
    sort: str = "ref"
    descending: bool = False
    deleted: bool = False


def list_keys(connection: Connection, wanted: ActionFilter) -> list[int]:
    """Keys of the actions wanted, in order; opaque, good until the views are rebuilt.

    A connection remembers the orders asked of it until the plan changes, so that a key press in the filter costs its
    conditions alone. To be asked of a reading connection: what is rolled back would be remembered too.
    """
    asked = (wanted.sort, wanted.descending, wanted.deleted)
    state = (
        connection.exec_driver_sql("PRAGMA data_version").scalar_one(),
        connection.exec_driver_sql("SELECT total_changes()").scalar_one(),
    )
    if connection.info.get("orders_of") != state:
        connection.info.update(orders_of=state, orders={})
    orders: dict[tuple[str, bool, bool], list[int]] = connection.info["orders"]
    if asked not in orders:
        orders[asked] = _ordered(connection, wanted)
    return _meeting(list(orders[asked]), _met(connection, wanted))


def _ordered(connection: Connection, wanted: ActionFilter) -> list[int]:
    return (
        _keys_by_issue(connection, wanted)
        if wanted.sort == "key_issue"
        else _fetch(connection, order_statement(wanted))
    )


def _met(connection: Connection, wanted: ActionFilter) -> list[tuple[frozenset[int], bool]]:
    """For each condition the keys that meet it, and whether it is those that are wanted."""
    return [
        (frozenset(_fetch(connection, keys_where(condition.condition, deleted=wanted.deleted))), False)
        if isinstance(condition, Not)
        else (frozenset(_fetch(connection, keys_where(condition, deleted=wanted.deleted))), True)
        for condition in wanted.conditions
    ]


def _meeting(keys: list[int], met: Iterable[tuple[frozenset[int], bool]]) -> list[int]:
    """Those of the keys that meet every condition, in their order."""
    for found, inside in met:
        keys = [key for key in keys if key in found] if inside else [key for key in keys if key not in found]
    return keys


def _fetch(connection: Connection, statement: Select[tuple[int]] | CompoundSelect[tuple[int]]) -> list[int]:
    """The keys of a statement, in its order, brought over as one text: 100,000 rows cost more than their query.

    SQLite keeps the order of a subquery under an aggregate that is not known to ignore it (tests/db/queries).
    """
    keys = statement.subquery().c.key
    return list(orjson.loads(connection.execute(select(func.json_group_array(keys))).scalar_one()))


def _keys_by_issue(connection: Connection, wanted: ActionFilter) -> list[int]:
    """Issue by issue in the agreement's order: each is one run of an index, where sorting all of them is not."""
    issues = select(_topic.c.id).where(_topic.c.kind == "key_issue").order_by(_topic.c.position, _topic.c.id)
    known = list(connection.execute(issues).scalars())
    column = _action.c.key_issue
    bounds = sorted(known)
    groups: list[ColumnElement[bool]] = [column == issue for issue in known]
    # What names no key issue we know lies between the known ids: empty runs, each found by one look at the index.
    groups += [and_(column > low, column < high) for low, high in pairwise(["", *bounds, "\U0010ffff"])]
    groups.append(column.is_(None))
    by_ref = wanted._replace(sort="ref")
    return [
        key
        for group in (reversed(groups) if wanted.descending else groups)
        for key in _fetch(connection, order_statement(by_ref).where(group))
    ]


def count_by_brag(connection: Connection, wanted: ActionFilter) -> dict[str | None, int]:
    """How many of the actions wanted have each rating (None: no rating)."""
    listed = select(rating.c.severity, func.json_group_array(rating.c.key)).where(_standing(wanted, rating.c.deleted))
    rows = connection.execute(listed.group_by(rating.c.severity)).all()
    met = _met(connection, wanted)
    counts = {SEVERITY[severity]: len(_meeting(orjson.loads(keys), met)) for severity, keys in rows}
    return {brag: count for brag, count in counts.items() if count}


def order_statement(wanted: ActionFilter) -> Select[tuple[int]]:
    """Keys of every action, live or in the bin, in the order wanted: one index gives the order of every sort."""
    if wanted.sort in _RATED:
        statement = select(rating.c.key).where(_standing(wanted, rating.c.deleted))
    else:
        statement = select(_KEY.label("key")).where(_standing(wanted, _action.c.deleted))
    order = _order(wanted)
    return statement.order_by(*([column.desc() for column in order] if wanted.descending else order))


def _standing(wanted: ActionFilter, deleted: ColumnElement[bool]) -> ColumnElement[bool]:
    # Written out rather than bound: the indexes of live actions are partial.
    return deleted == literal_column("1" if wanted.deleted else "0")


def _order(wanted: ActionFilter) -> list[ColumnElement[Any]]:
    match wanted.sort:
        case "rating":
            return [rating.c.severity, rating.c.due_on, rating.c.key]
        case "updated":
            return [rating.c.last_update_on, rating.c.key]
        case "title":
            first: ColumnElement[Any] = collate(_action.c.title, "NOCASE")
        case "lead":
            first = collate(_action.c.lead_organisation, "NOCASE")
        case "due":
            # No date comes last either way; downwards SQLite does that by itself.
            first = _action.c.due_on if wanted.descending else _action.c.due_on.nulls_last()
        case "percent":
            first = _action.c.percent
        case _:
            first = _action.c.ref
    return [first, _action.c.id]


def read_rows(connection: Connection, keys: Sequence[int]) -> list[ListedAction]:
    """The rows of these keys, in their order; a key that no longer exists is left out."""
    conflicts = (
        select(func.count())
        .where(attention.c.row == _action.c.id, attention.c.entity == "action", attention.c.kind.like("%conflict"))
        .scalar_subquery()
    )
    action = _action.c
    statement = (
        select(
            _KEY.label("key"),
            action.id,
            action.ref,
            action.title,
            _topic.c.label,
            action.lead_organisation,
            action.due_on,
            action.due_text,
            action.lifecycle,
            action.owner_rag,
            action.percent,
            action.deleted,
            rating.c.brag,
            rating.c.why_code,
            rating.c.last_update_on,
            conflicts,
        )
        .select_from(
            _action.outerjoin(_topic, _topic.c.id == action.key_issue).outerjoin(rating, rating.c.action == action.id)
        )
        .where(_KEY.in_(list(keys)))
    )
    rows = connection.execute(statement).all()
    areas = areas_of(connection, [row.id for row in rows])
    found = {row.key: ListedAction._make((*row, tuple(areas.get(row.id, ())))) for row in rows}
    return [found[key] for key in keys if key in found]


def areas_of(connection: Connection, actions: Sequence[str]) -> dict[str, list[str]]:
    """Names of the areas of each action, in order of name."""
    statement = (
        select(_action_area.c.action, _area.c.name)
        .select_from(_action_area.join(_area, _area.c.id == _action_area.c.area))
        .where(
            _action_area.c.action.in_(list(actions)), _action_area.c.in_.is_(True), _action_area.c.deleted.is_(False)
        )
        .order_by(_area.c.name)
    )
    areas: dict[str, list[str]] = {}
    for action, name in connection.execute(statement):
        areas.setdefault(action, []).append(name)
    return areas
