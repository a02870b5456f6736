"""Conditions on actions, each one test of SQL; what people typed goes in as values only."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Select,
    Table,
    and_,
    bindparam,
    exists,
    false,
    func,
    literal_column,
    not_,
    or_,
    select,
    text,
)
from sqlmodel import SQLModel

from db.searchindex import SOURCES, match_query
from db.tables.local import rating

_tables = SQLModel.metadata.tables
_action = _tables["action"]
_topic = _tables["topic"]
_ESCAPE = "\\"
NEVER_LATE = ("complete", "withdrawn", "carried_forward", "paused")


class Says(NamedTuple):
    """Some text of the action, an update or a milestone holds these words in a row, the last as a beginning."""

    words: str
    whole: bool = False


class Led(NamedTuple):
    """The lead organisation or role holds one of these texts, or both are missing."""

    names: tuple[str, ...]
    missing: bool = False


class LedBy(NamedTuple):
    """The lead organisation is exactly one of these."""

    names: frozenset[str]


class Serves(NamedTuple):
    """The action serves one of these topics (row ids): as key issue or linked; or none of that `kind` (`missing`)."""

    topics: frozenset[str]
    kind: str
    missing: bool = False


class In(NamedTuple):
    """The action is for one of these areas (row ids), or for none (`missing`)."""

    areas: frozenset[str]
    missing: bool = False


class Rated(NamedTuple):
    """The rating is one of these; None stands for no rating."""

    brags: frozenset[str | None]


class Standing(NamedTuple):
    """The lifecycle is one of these; None stands for none recorded."""

    lifecycles: frozenset[str | None]


class Dated(NamedTuple):
    """The due date or last update lies between two days, both included; `missing` takes in actions without one.

    `empty` asks for those alone, `unfinished` leaves out closed and paused actions, which are never late.
    """

    updated: bool
    first: dt.date | None = None
    last: dt.date | None = None
    missing: bool = False
    empty: bool = False
    unfinished: bool = False


class Not(NamedTuple):
    """The condition does not hold."""

    condition: Says | Led | LedBy | Serves | In | Rated | Standing | Dated


Condition = Says | Led | LedBy | Serves | In | Rated | Standing | Dated | Not


def needs_rating(condition: Condition) -> bool:
    """Whether the test looks at the rating table, which the statement must then join."""
    plain = condition.condition if isinstance(condition, Not) else condition
    return isinstance(plain, Rated) or (isinstance(plain, Dated) and plain.updated)


def test_of(condition: Condition) -> ColumnElement[bool]:
    """The SQL test of a condition; one that is NULL does not hold."""
    match condition:
        case Not(plain):
            return func.coalesce(test_of(plain), literal_column("0")) == literal_column("0")
        case Says(words, whole):
            return _says(match_query(words, whole=whole))
        case Led():
            return _led(condition)
        case LedBy(names):
            return _action.c.lead_organisation.in_(sorted(names))
        case Serves():
            return _serves(condition)
        case In(areas, missing):
            return _linked(_tables["action_area"], "area", areas, missing=missing)
        case Rated(brags):
            return _one_of(rating.c.brag, brags)
        case Standing(lifecycles):
            return _one_of(_action.c.lifecycle, lifecycles)
        case Dated():
            return _dated(condition)


def _says(query: str) -> ColumnElement[bool]:
    """Only row numbers are read from the index, never its texts: a common word would otherwise cost a second."""
    number: ColumnElement[int] = literal_column("search.rowid")
    matching = text("search MATCH :words").bindparams(bindparam("words", query, unique=True))
    found: Select[tuple[int]] = select(literal_column("search.rowid / 4")).select_from(text("search")).where(matching)
    tests: list[ColumnElement[bool]] = [literal_column("action.rowid").in_(found.where(number % 4 == 0))]
    for place, (entity, _) in enumerate(SOURCES[1:], start=1):
        child = _tables[entity]
        key: ColumnElement[int] = literal_column(f"{entity}.rowid")
        tests.append(_action.c.id.in_(select(child.c.action).where(key.in_(found.where(number % 4 == place)))))
    return or_(*tests)


def _led(condition: Led) -> ColumnElement[bool]:
    lead, role = (func.coalesce(_action.c[name], "") for name in ("lead_organisation", "lead_role"))
    tests: list[ColumnElement[bool]] = [
        column.like(f"%{_escaped(name)}%", escape=_ESCAPE) for name in condition.names for column in (lead, role)
    ]
    if condition.missing:
        tests.append(and_(lead == "", role == ""))
    return or_(false(), *tests)


def _escaped(name: str) -> str:
    return name.replace(_ESCAPE, _ESCAPE * 2).replace("%", f"{_ESCAPE}%").replace("_", f"{_ESCAPE}_")


def _serves(condition: Serves) -> ColumnElement[bool]:
    linked = _linked(_tables["action_topic"], "topic", condition.topics, missing=False)
    if condition.kind == "key_issue":
        own = _action.c.key_issue.in_(sorted(condition.topics))
        return or_(own, linked, _action.c.key_issue.is_(None)) if condition.missing else or_(own, linked)
    if not condition.missing:
        return linked
    link = _tables["action_topic"]
    any_of_kind = exists().where(
        link.c.action == _action.c.id,
        link.c.in_.is_(True),
        link.c.deleted.is_(False),
        _topic.c.id == link.c.topic,
        _topic.c.kind == condition.kind,
    )
    return or_(linked, not_(any_of_kind))


def _linked(link: Table, end: str, targets: frozenset[str], *, missing: bool) -> ColumnElement[bool]:
    live = (link.c.action == _action.c.id, link.c.in_.is_(True), link.c.deleted.is_(False))
    chosen = (link.c[end].in_(sorted(targets)), link.c.in_.is_(True), link.c.deleted.is_(False))
    one = _action.c.id.in_(select(link.c.action).where(*chosen))
    return or_(one, not_(exists().where(*live))) if missing else one


def _one_of(column: ColumnElement[Any], words: frozenset[str | None]) -> ColumnElement[bool]:
    named = column.in_(sorted(word for word in words if word is not None))
    return or_(named, column.is_(None)) if None in words else named


def _dated(condition: Dated) -> ColumnElement[bool]:
    column: ColumnElement[Any] = rating.c.last_update_on if condition.updated else _action.c.due_on
    bounds: list[ColumnElement[bool]] = [column.is_not(None)]
    if condition.first is not None:
        bounds.append(column >= condition.first)
    if condition.last is not None:
        bounds.append(column <= condition.last)
    test: ColumnElement[bool] = false() if condition.empty else and_(*bounds)
    if condition.missing:
        test = or_(test, column.is_(None))
    if condition.unfinished:
        test = and_(test, func.coalesce(_action.c.lifecycle, "").not_in(NEVER_LATE))
    return test
