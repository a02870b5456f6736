"""Conditions on actions, each a statement for the keys that meet it; what people typed goes in as values only.

One statement a condition, each answered from its own index: tests put together in one statement make SQLite look every
action up, which at 100,000 costs four times as much as bringing the keys over and comparing them here.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Integer,
    Label,
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
    union_all,
)
from sqlmodel import SQLModel

from db.ratings import SEVERITY
from db.searchindex import ACTION_OF_TEXT, match_query
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


Met = Says | Led | LedBy | Serves | In | Rated | Standing | Dated


class Not(NamedTuple):
    """The condition does not hold."""

    condition: Met


Condition = Met | Not


def keys_where(condition: Met, *, deleted: bool) -> CompoundSelect[tuple[int]]:
    """Keys of the actions that meet a condition, in no order, perhaps repeated; live ones, or those in the bin.

    Texts and issues may bring keys of the others as well.
    """
    # Written out rather than bound: the indexes of live actions are partial.
    in_bin: ColumnElement[bool] = literal_column("1" if deleted else "0")
    match condition:
        case Says(words, whole):
            query: BindParameter[str] = bindparam("words", match_query(words, whole=whole), unique=True)
            matching = text("search MATCH :words").bindparams(query)
            return union_all(_keys(ACTION_OF_TEXT).select_from(text("search")).where(matching))
        case Rated(brags):
            severities = sorted(SEVERITY.index(brag) for brag in brags)
            return union_all(_rated(in_bin).where(rating.c.severity.in_(severities)))
        case Dated(updated=True):
            return union_all(_rated(in_bin).where(_dated(condition, rating.c.last_update_on)))
        case _:
            live = _keys("action.rowid").where(_action.c.deleted == in_bin)
            return union_all(*(live.where(test) for test in _tests(condition)))


def _keys(number: str) -> Select[tuple[int]]:
    key: Label[int] = literal_column(number, Integer).label("key")
    return select(key)


def _rated(in_bin: ColumnElement[bool]) -> Select[tuple[int]]:
    return select(rating.c.key).where(rating.c.deleted == in_bin)


def _tests(condition: Led | LedBy | Serves | In | Standing | Dated) -> list[ColumnElement[bool]]:
    """Tests of which one must hold, each for an index of its own."""
    match condition:
        case Led():
            return [_led(condition)]
        case LedBy(names):
            return [_action.c.lead_organisation.in_(sorted(names))]
        case Serves():
            return _serves(condition)
        case In(areas, missing):
            return _linked(_tables["action_area"], "area", areas, missing=missing)
        case Standing(lifecycles):
            return _one_of(_action.c.lifecycle, lifecycles)
        case Dated():
            return [_dated(condition, _action.c.due_on)]


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


def _serves(condition: Serves) -> list[ColumnElement[bool]]:
    link = _tables["action_topic"]
    linked = _linked(link, "topic", condition.topics, missing=False)
    if condition.kind == "key_issue":
        return [
            *linked,
            *_one_of(_action.c.key_issue, condition.topics | (_NONE if condition.missing else frozenset())),
        ]
    if not condition.missing:
        return linked
    any_of_kind = exists().where(
        link.c.action == _action.c.id,
        link.c.in_.is_(True),
        link.c.deleted.is_(False),
        _topic.c.id == link.c.topic,
        _topic.c.kind == condition.kind,
    )
    return [*linked, not_(any_of_kind)]


_NONE: frozenset[str | None] = frozenset({None})


def _linked(link: Table, end: str, targets: frozenset[str], *, missing: bool) -> list[ColumnElement[bool]]:
    live = (link.c.action == _action.c.id, link.c.in_.is_(True), link.c.deleted.is_(False))
    chosen = (link.c[end].in_(sorted(targets)), link.c.in_.is_(True), link.c.deleted.is_(False))
    one = _action.c.id.in_(select(link.c.action).where(*chosen))
    return [one, not_(exists().where(*live))] if missing else [one]


def _one_of(column: ColumnElement[Any], words: frozenset[str | None] | frozenset[str]) -> list[ColumnElement[bool]]:
    named = column.in_(sorted(word for word in words if word is not None))
    return [named, column.is_(None)] if None in words else [named]


def _dated(condition: Dated, column: ColumnElement[Any]) -> ColumnElement[bool]:
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
