"""Lists of actions: keys in order by one statement, then pages of rows by key."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    collate,
    func,
    literal_column,
    select,
)
from sqlmodel import SQLModel

from db.engine import driver_rows
from db.queries.conditions import Condition, needs_rating, test_of
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


class ListedAction(NamedTuple):
    """A row of a list as stored."""

    key: int
    id: str
    ref: str | None
    title: str | None
    key_issue: str | None
    lead: str | None
    due_on: dt.date | None
    due_text: str | None
    lifecycle: str | None
    owner_rag: str | None
    percent: int | None
    deleted: bool
    brag: str | None
    why_code: str | None
    last_update_on: dt.date | None
    conflicts: int
    areas: tuple[str, ...]


def list_keys(connection: Connection, wanted: ActionFilter) -> list[int]:
    """Keys of the actions wanted, in order; opaque, good until the views are rebuilt."""
    if wanted.sort == "key_issue":
        return _keys_by_issue(connection, wanted)
    return _fetch(connection, list_statement(wanted))


def _fetch(connection: Connection, statement: Select[Any]) -> list[int]:
    """The keys of a statement, taken from the driver itself: SQLAlchemy's rows cost more than the query at 100,000."""
    return [key for (key,) in driver_rows(connection.execute(statement))]


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
        for key in _fetch(connection, list_statement(by_ref).where(group))
    ]


def count_by_brag(connection: Connection, wanted: ActionFilter) -> dict[str | None, int]:
    """How many of the actions wanted have each rating (None: no rating)."""
    statement = select(rating.c.brag, func.count()).select_from(_source(wanted._replace(sort="rating")))
    rows = connection.execute(statement.where(*_tests(wanted, rating.c.deleted)).group_by(rating.c.brag))
    return {brag: count for brag, count in rows}  # noqa: C416 (a Row is not a pair to mypy)


def list_statement(wanted: ActionFilter) -> Select[Any]:
    """The statement behind `list_keys`: one index gives the order of every sort."""
    order = _order(wanted)
    if wanted.sort in _RATED:
        statement = select(rating.c.key).select_from(_source(wanted)).where(*_tests(wanted, rating.c.deleted))
    else:
        statement = select(_KEY).select_from(_source(wanted)).where(*_tests(wanted, _action.c.deleted))
    return statement.order_by(*([column.desc() for column in order] if wanted.descending else order))


def _source(wanted: ActionFilter) -> Any:  # noqa: ANN401 (a table or a join: SQLAlchemy has no common name)
    """The tables a list needs; the ratings alone when nothing else is asked."""
    if wanted.sort in _RATED:
        return rating.join(_action, rating.c.key == _KEY) if wanted.conditions else rating
    rated = any(needs_rating(condition) for condition in wanted.conditions)
    return _action.join(rating, rating.c.action == _action.c.id) if rated else _action


def _tests(wanted: ActionFilter, deleted: ColumnElement[bool]) -> list[ColumnElement[bool]]:
    # Written out rather than bound: the indexes of live actions are partial.
    in_bin = deleted == literal_column("1" if wanted.deleted else "0")
    return [in_bin, *(test_of(condition) for condition in wanted.conditions)]


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
