"""What the Dashboard counts: ratings with issues and areas, milestones that come due, and what was written lately."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

import orjson
from sqlalchemy import Connection

from db.engine import driver_rows
from db.queries.gestures import Gesture
from db.queries.ids import narrow


class Rated(NamedTuple):
    """The rating of a live action, its reason, and the day of its last update (None: never)."""

    brag: str | None
    why_code: str
    last_update_on: dt.date | None


class DueMilestone(NamedTuple):
    """A milestone that is not done, with its action."""

    action: str
    ref: str | None
    action_title: str | None
    brag: str | None
    why_code: str | None
    title: str | None
    due_on: dt.date


class NamedAction(NamedTuple):
    """What a line about an action says of it."""

    id: str
    ref: str | None
    title: str | None
    lead: str | None
    lifecycle: str | None


class LateGesture(NamedTuple):
    """One step of anybody's, with its latest clock value, and whether it came from elsewhere."""

    gesture: Gesture
    hlc: int
    received: bool


class WholeGesture(NamedTuple):
    """The actions a step added, and those it changed."""

    added: tuple[str, ...]
    changed: tuple[str, ...]


class TouchedField(NamedTuple):
    """A field of an action, or of an update, milestone or link of it, that a transaction wrote."""

    transaction: int
    entity: str
    field: str
    value: str | None
    action: str


def rated_actions(connection: Connection) -> dict[str, Rated]:
    """Every live action by id. All of them: counting here is three times as fast as grouping in SQLite."""
    rows = connection.exec_driver_sql("SELECT action, brag, why_code, last_update_on FROM rating WHERE deleted = 0")
    return {
        action: Rated(brag, why, dt.date.fromisoformat(day) if day else None)
        for action, brag, why, day in driver_rows(rows)
    }


def issues_served(connection: Connection) -> list[tuple[str | None, str]]:
    """(topic, action) of every live action: its own key issue (None without one), then the topics it is linked to."""
    own = driver_rows(connection.exec_driver_sql("SELECT key_issue, id FROM action WHERE deleted = 0"))
    linked = connection.exec_driver_sql("SELECT topic, action FROM action_topic WHERE in_ = 1 AND deleted = 0")
    return [(topic, action) for topic, action in (*own, *driver_rows(linked))]


def areas_served(connection: Connection) -> list[tuple[str, str]]:
    """(area, action) of every link that holds, those of actions in the Bin as well."""
    rows = connection.exec_driver_sql("SELECT area, action FROM action_area WHERE in_ = 1 AND deleted = 0")
    return [(area, action) for area, action in driver_rows(rows)]


def open_milestones(connection: Connection, first: dt.date, last: dt.date) -> list[DueMilestone]:
    """Milestones due between two days (both included) that are not done, of live actions; the earliest first."""
    rows = connection.exec_driver_sql(
        "SELECT a.id, a.ref, a.title, r.brag, r.why_code, m.title, m.due_on FROM milestone m "
        "JOIN action a ON a.id = m.action AND a.deleted = 0 LEFT JOIN rating r ON r.action = a.id "
        "WHERE m.deleted = 0 AND m.done_on IS NULL AND m.due_on BETWEEN ? AND ? ORDER BY m.due_on, a.ref, m.id",
        (first.isoformat(), last.isoformat()),
    )
    return [
        DueMilestone(action, ref, named, brag, why, title, dt.date.fromisoformat(day))
        for action, ref, named, brag, why, title, day in driver_rows(rows)
    ]


def name_actions(connection: Connection, ids: Iterable[str], *, at_most: int = -1) -> dict[str, NamedAction]:
    """What these actions are called, and who leads them (the role before the organisation); those in the Bin as well.

    In reference order; the first `at_most` of them (-1: all).
    """
    narrow(connection, ids)
    rows = connection.exec_driver_sql(
        "SELECT a.id, a.ref, a.title, coalesce(nullif(a.lead_role, ''), a.lead_organisation), a.lifecycle "
        "FROM temp.narrowed n CROSS JOIN action a ON a.id = n.id ORDER BY a.ref, a.id LIMIT ?",
        (at_most,),
    )
    return {row[0]: NamedAction(*row) for row in driver_rows(rows)}


def gestures_since(connection: Connection, hlc: int, replica: str, *, reach: int) -> list[LateGesture]:
    """Steps written after a clock value, the latest first; of the last `reach` transactions that arrived here."""
    rows = connection.exec_driver_sql(
        "SELECT pk, coalesce(group_id, lower(hex(id))), extra, hlc, replica FROM txn WHERE hlc > ? "
        "ORDER BY pk DESC LIMIT ?",
        (hlc, reach),
    ).all()
    found: dict[str, LateGesture] = {}
    for number, name, extra, written, writer in rows:
        known = found.get(name)
        if known is not None:
            whole = known.gesture._replace(transactions=(number, *known.gesture.transactions))
            found[name] = known._replace(gesture=whole)
            continue
        facts = orjson.loads(extra)
        gesture = Gesture(name, str(facts.get("do", "")), facts.get("of"), (number,))
        found[name] = LateGesture(gesture, written, writer != replica)
    return sorted(found.values(), key=lambda late: (late.hlc, late.gesture.transactions), reverse=True)


def is_large(gesture: Gesture) -> bool:
    """Say whether a step filled more than one transaction, which holds 4,096 fields."""
    return len(gesture.transactions) > 1


def whole_gesture(connection: Connection, gesture: Gesture) -> WholeGesture:
    """Which actions a step added or changed, without looking at what it wrote about each.

    A connection remembers it: what a step did never changes, and an import of 10,000 actions takes 200 ms to look at.
    """
    known: dict[tuple[int, ...], WholeGesture] = connection.info.setdefault("whole_gestures", {})
    if gesture.transactions not in known:
        first, last = min(gesture.transactions) << 12, (max(gesture.transactions) + 1) << 12
        rows = connection.exec_driver_sql(
            "SELECT DISTINCT CASE WHEN entity = 'action' THEN row ELSE substr(value, 2, 36) END, "
            "entity = 'action' AND field = 'partnership' FROM op WHERE id >= ? AND id < ? "
            "AND (entity = 'action' OR field = 'action') UNION "
            "SELECT m.action, 0 FROM op o JOIN milestone m ON m.id = o.row "
            "WHERE o.id >= ? AND o.id < ? AND o.entity = 'milestone'",
            (first, last, first, last),
        )
        touched = driver_rows(rows)
        added = {action for action, is_new in touched if is_new}
        changed = {action for action, _ in touched} - added
        known[gesture.transactions] = WholeGesture(tuple(sorted(added)), tuple(sorted(changed)))
    return known[gesture.transactions]


def fields_touched(connection: Connection, transactions: Iterable[int]) -> list[TouchedField]:
    """What these transactions wrote about actions and what belongs to them, in the order written."""
    found: list[TouchedField] = []
    for number in sorted(transactions):
        rows = connection.exec_driver_sql(
            "SELECT o.entity, o.field, o.value, CASE o.entity WHEN 'action' THEN o.row "
            "WHEN 'progress_update' THEN (SELECT action FROM progress_update WHERE id = o.row) "
            "WHEN 'milestone' THEN (SELECT action FROM milestone WHERE id = o.row) "
            "WHEN 'action_topic' THEN (SELECT action FROM action_topic WHERE id = o.row) "
            "WHEN 'action_area' THEN (SELECT action FROM action_area WHERE id = o.row) "
            "WHEN 'action_partner' THEN (SELECT action FROM action_partner WHERE id = o.row) END AS about "
            "FROM op o WHERE o.id >= ? AND o.id < ? AND about IS NOT NULL ORDER BY o.id",
            (number << 12, (number + 1) << 12),
        )
        found += [TouchedField(number, *row) for row in driver_rows(rows)]
    return found
