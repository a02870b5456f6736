"""Lists of actions: keys in order by one statement, then pages of rows by key."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    bindparam,
    case,
    collate,
    exists,
    func,
    literal_column,
    or_,
    select,
    text,
)
from sqlmodel import SQLModel

from db.searchindex import match_query, spoken_words
from db.tables.local import attention, rating

_action = SQLModel.metadata.tables["action"]
_topic = SQLModel.metadata.tables["topic"]
_area = SQLModel.metadata.tables["area"]
_action_area = SQLModel.metadata.tables["action_area"]
_action_topic = SQLModel.metadata.tables["action_topic"]

_KEY: ColumnElement[int] = literal_column("action.rowid")
_SEVERITY = ("red", "amber", "grey", "green", "blue")


class ActionFilter(NamedTuple):
    """Which actions, in which order. Empty: no restriction; `overdue_on`: those due before that day and not closed.

    `brags` may hold None: no rating.
    """

    text: str = ""
    sort: str = "ref"
    descending: bool = False
    deleted: bool = False
    brags: frozenset[str | None] = frozenset()
    topics: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    leads: frozenset[str] = frozenset()
    lifecycles: frozenset[str] = frozenset()
    overdue_on: dt.date | None = None


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
    statement = _restricted(select(_KEY), wanted)
    return list(connection.execute(statement.order_by(*_order(wanted))).scalars())


def count_by_brag(connection: Connection, wanted: ActionFilter) -> dict[str | None, int]:
    """How many of the actions wanted have each rating (None: no rating)."""
    statement = select(rating.c.brag, func.count()).select_from(_action.join(rating, rating.c.action == _action.c.id))
    rows = connection.execute(_conditions(statement, wanted).group_by(rating.c.brag))
    return {brag: count for brag, count in rows}  # noqa: C416 (a Row is not a pair to mypy)


def list_statement(wanted: ActionFilter) -> Select[Any]:
    """The statement behind `list_keys`, for tests of its plan."""
    return _restricted(select(_KEY), wanted).order_by(*_order(wanted))


def _restricted(statement: Select[Any], wanted: ActionFilter) -> Select[Any]:
    source: Any = _action
    if wanted.brags or wanted.sort in ("rating", "updated"):
        source = source.outerjoin(rating, rating.c.action == _action.c.id)
    if wanted.sort == "key_issue":
        source = source.outerjoin(_topic, _topic.c.id == _action.c.key_issue)
    return _conditions(statement.select_from(source), wanted)


def _conditions(statement: Select[Any], wanted: ActionFilter) -> Select[Any]:
    tests: list[ColumnElement[bool]] = [_action.c.deleted == literal_column("1" if wanted.deleted else "0")]
    if wanted.brags:
        named = [rating.c.brag.in_(sorted(brag for brag in wanted.brags if brag is not None))]
        tests.append(or_(*named, rating.c.brag.is_(None)) if None in wanted.brags else and_(*named))
    if wanted.topics:
        also = exists().where(
            _action_topic.c.action == _action.c.id,
            _action_topic.c.topic.in_(sorted(wanted.topics)),
            _action_topic.c.in_.is_(True),
            _action_topic.c.deleted.is_(False),
        )
        tests.append(or_(_action.c.key_issue.in_(sorted(wanted.topics)), also))
    if wanted.areas:
        tests.append(
            exists().where(
                _action_area.c.action == _action.c.id,
                _action_area.c.area.in_(sorted(wanted.areas)),
                _action_area.c.in_.is_(True),
                _action_area.c.deleted.is_(False),
            )
        )
    if wanted.leads:
        tests.append(_action.c.lead_organisation.in_(sorted(wanted.leads)))
    if wanted.lifecycles:
        tests.append(_action.c.lifecycle.in_(sorted(wanted.lifecycles)))
    if wanted.overdue_on is not None:
        open_ones = _action.c.lifecycle.not_in(("complete", "withdrawn", "carried_forward", "paused"))
        tests += [_action.c.due_on < wanted.overdue_on, or_(_action.c.lifecycle.is_(None), open_ones)]
    tests += [_says(words) for words in spoken_words(wanted.text)]
    return statement.where(*tests)


def _says(words: str) -> ColumnElement[bool]:
    """Whether the action, an update or a milestone of it holds the words, the last one as a beginning."""
    matching = text("search MATCH :words").bindparams(bindparam("words", match_query(words), unique=True))
    return _action.c.id.in_(select(literal_column("action")).select_from(text("search")).where(matching))


def _order(wanted: ActionFilter) -> list[ColumnElement[Any]]:
    by: list[ColumnElement[Any]]
    match wanted.sort:
        case "rating":
            places = {brag: place for place, brag in enumerate(_SEVERITY)}
            by = [case(places, value=rating.c.brag, else_=len(places)), _action.c.due_on]
        case "updated":
            by = [rating.c.last_update_on]
        case "key_issue":
            by = [_topic.c.position, _action.c.ref]
        case "title":
            by = [collate(_action.c.title, "NOCASE")]
        case "lead":
            by = [collate(_action.c.lead_organisation, "NOCASE")]
        case "due":
            # No date comes last either way; downwards SQLite does that by itself.
            by = [_action.c.due_on if wanted.descending else _action.c.due_on.nulls_last()]
        case "percent":
            by = [_action.c.percent]
        case _:
            by = [_action.c.ref]
    by.append(_action.c.id)
    return [column.desc() for column in by] if wanted.descending else by


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
