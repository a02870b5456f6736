"""The local rating table: facts for the rule, and a place for its results (architecture page, "Rating")."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection

from db.log.clock import instant_of
from db.log.touched import Touched


class ActionFacts(NamedTuple):
    """What the rating rule looks at, as stored; `created_hlc` tells when the action was added."""

    action: str
    lifecycle: str | None
    owner_rag: str | None
    start_on: dt.date | None
    due_on: dt.date | None
    created_at: dt.datetime
    last_update_on: dt.date | None
    milestones: int
    milestones_done: int
    key: int
    deleted: bool


class RatingRow(NamedTuple):
    """A result of the rule, with what lists by rating or by last update need beside it."""

    action: str
    key: int
    deleted: bool
    brag: str | None
    why_code: str
    next_change_on: dt.date | None
    last_update_on: dt.date | None
    due_on: dt.date | None


SEVERITY = ("red", "amber", "grey", "green", "blue", None)
"""Ratings in the order a list shows them; stored as a number, so that an index can give that order."""


_FACTS = (
    "SELECT a.id, a.lifecycle, a.owner_rag, a.start_on, a.due_on, a.created_hlc, "
    "(SELECT max(u.made_on) FROM progress_update u WHERE u.action = a.id AND u.deleted = 0), "
    "(SELECT count(*) FROM milestone m WHERE m.action = a.id AND m.deleted = 0), "
    "(SELECT count(m.done_on) FROM milestone m WHERE m.action = a.id AND m.deleted = 0), "
    "a.rowid, a.deleted "
)


NO_DATE = "9999-12-31"
"""Stands for a missing due date in the order of a list: it comes last."""


def touched_actions(connection: Connection, touched: Touched) -> set[str]:
    """Actions whose rating a merge may have changed: themselves, or through an update or milestone."""
    actions = touched.rows("action")
    for entity in ("progress_update", "milestone"):
        children = touched.rows(entity)
        if children:
            _ask(connection, children)
            statement = f"SELECT v.action FROM temp.rated r CROSS JOIN {entity} v ON v.id = r.action"  # noqa: S608 (our own names)
            actions |= {name for name in connection.exec_driver_sql(statement).scalars() if name is not None}
    return actions


def facts_of(connection: Connection, actions: Iterable[str]) -> list[ActionFacts]:
    """The facts of these actions; one that is not in the views is left out."""
    _ask(connection, actions)
    return _facts(connection, "FROM temp.rated r CROSS JOIN action a ON a.id = r.action")


def all_facts(connection: Connection) -> list[ActionFacts]:
    """The facts of every action."""
    return _facts(connection, "FROM action a")


def actions_to_rate(connection: Connection, today: dt.date) -> list[str]:
    """Actions whose rating may differ today from the one stored."""
    return list(
        connection.exec_driver_sql(
            "SELECT action FROM rating WHERE next_change_on <= ?", (today.isoformat(),)
        ).scalars()
    )


def store_ratings(connection: Connection, rows: Iterable[RatingRow]) -> None:
    """Replace the stored results of these actions."""
    values = [
        (
            row.action,
            row.brag,
            row.why_code,
            _iso(row.next_change_on),
            _iso(row.last_update_on),
            SEVERITY.index(row.brag),
            _iso(row.due_on) or NO_DATE,
            row.key,
            row.deleted,
        )
        for row in rows
    ]
    if values:
        connection.exec_driver_sql(
            "INSERT OR REPLACE INTO rating (action, brag, why_code, next_change_on, last_update_on, severity, due_on, "
            "key, deleted) VALUES (?,?,?,?,?,?,?,?,?)",
            values,
        )


def shadow_ratings(connection: Connection) -> None:
    """Put an empty TEMP table of the same name before the stored one: for a plan that can only be read."""
    connection.exec_driver_sql(
        "CREATE TEMP TABLE IF NOT EXISTS rating (action TEXT PRIMARY KEY, brag TEXT, why_code TEXT NOT NULL, "
        "next_change_on TEXT, last_update_on TEXT, severity INTEGER NOT NULL, due_on TEXT, "
        "key INTEGER NOT NULL, deleted INTEGER NOT NULL)"
    )


def _ask(connection: Connection, actions: Iterable[str]) -> None:
    connection.exec_driver_sql("CREATE TEMP TABLE IF NOT EXISTS rated (action TEXT PRIMARY KEY) WITHOUT ROWID")
    connection.exec_driver_sql("DELETE FROM temp.rated")
    names = [(action,) for action in sorted(set(actions))]
    if names:
        connection.exec_driver_sql("INSERT INTO temp.rated VALUES (?)", names)


def _facts(connection: Connection, source: str) -> list[ActionFacts]:
    rows = connection.exec_driver_sql(_FACTS + source)
    return [
        ActionFacts(
            action,
            lifecycle,
            rag,
            _date(start),
            _date(due),
            instant_of(created),
            _date(updated),
            milestones,
            done,
            key,
            bool(deleted),
        )
        for action, lifecycle, rag, start, due, created, updated, milestones, done, key, deleted in rows
    ]


def _date(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text is not None else None


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day is not None else None
