"""Which actions owe an update in a stretch of days, and which are past their due date: ids by one statement."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from sqlalchemy import Connection

from db.log.clock import last_hlc_before

_OPEN = "a.deleted = 0 AND (a.lifecycle IS NULL OR a.lifecycle NOT IN ('complete', 'withdrawn', 'carried_forward'))"
_REPORTED = (
    "EXISTS (SELECT 1 FROM progress_update u WHERE u.action = a.id AND u.deleted = 0 AND ("
    "u.made_on BETWEEN :first AND :last "
    "OR (u.made_on IS NULL AND u.created_hlc > :before AND u.created_hlc <= :until)))"
)


class Wanted(NamedTuple):
    """An unfinished action that owes an update, is overdue, or both."""

    id: str
    owes: bool
    overdue: bool


def wanted_actions(connection: Connection, first: dt.date, last: dt.date, today: dt.date) -> list[Wanted]:
    """Unfinished actions that began by `last` and have no update from `first` to `last`, or were due before `today`.

    By lead organisation, those without one at the end, then by reference. An update without a date counts on the day it
    was written (UTC), as everywhere else.
    """
    found = connection.exec_driver_sql(
        "SELECT id, owes, overdue FROM ("  # noqa: S608 (our own words)
        "SELECT a.id, a.lead_organisation AS lead, a.ref, "
        f"(a.start_on IS NULL OR a.start_on <= :last) AND NOT {_REPORTED} AS owes, "
        "a.due_on IS NOT NULL AND a.due_on < :today AS overdue "
        f"FROM action a WHERE {_OPEN}) WHERE owes OR overdue "
        "ORDER BY coalesce(trim(lead), '') = '', trim(lead) COLLATE NOCASE, ref, id",
        {
            "first": first.isoformat(),
            "last": last.isoformat(),
            "today": today.isoformat(),
            "before": last_hlc_before(_midnight(first)),
            "until": last_hlc_before(_midnight(last + dt.timedelta(days=1))),
        },
    )
    return [Wanted(id, bool(owes), bool(overdue)) for id, owes, overdue in found]


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), dt.UTC)
