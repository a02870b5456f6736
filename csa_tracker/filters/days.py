"""Days in a filter: reading `<30d` and `>2026-10-01`, and the days a condition means when it is asked."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from csa_tracker.filters.conditions import Compare, DateCondition, Key
from csa_tracker.rules.dates import read_date

_RELATIVE = re.compile(r"(?P<count>[0-9]{1,5}) ?(?P<unit>d|days?|w|weeks?)", re.IGNORECASE)
_MOST_DAYS = 99_999


@dataclass(frozen=True, slots=True)
class DaySpan:
    """Days from `first` to `last`, both included (None: no limit).

    `missing` takes in actions without a date too, or only those when `empty`; `unfinished` leaves closed actions out.
    """

    first: dt.date | None = None
    last: dt.date | None = None
    missing: bool = False
    unfinished: bool = False
    empty: bool = False


def read_days(text: str) -> int | None:
    """Read a number of days: "30d", "2w", "10 days"; None for anything else and for more than 99,999 days."""
    found = _RELATIVE.fullmatch(text.strip())
    if found is None:
        return None
    days = int(found["count"]) * (7 if found["unit"][0] in "wW" else 1)
    return days if days <= _MOST_DAYS else None


def read_days_or_date(text: str, today: dt.date) -> tuple[int | None, dt.date | None]:
    """Read a number of days or a date as people type it; raises UserError for anything else."""
    days = read_days(text)
    return (days, None) if days is not None else (None, read_date(text, today=today))


def day_span(condition: DateCondition, today: dt.date) -> DaySpan:
    """The days a condition means on `today`, before its negation.

    `due:<30d`: before the 30th day from now, late ones included; `due:14d`: from today to 14 days ahead;
    `due:overdue`: due before today and not closed. `updated:>30d`: the last update is more than 30 days old, or there
    is none; `updated:7d`: within the last 7 days.
    """
    match condition.compare:
        case Compare.MISSING:
            return DaySpan(missing=True, empty=True)
        case Compare.OVERDUE:
            return DaySpan(last=_shift(today, -1), unfinished=True)
        case _ if condition.days is None:
            return _beside(condition.compare, condition.day or today)
        case _ if condition.key is Key.UPDATED:
            return _aged(condition.compare, condition.days, today)
        case Compare.ON:
            return DaySpan(today, _shift(today, condition.days))
        case _:
            return _beside(condition.compare, _shift(today, condition.days))


_BACKWARDS = {
    Compare.BEFORE: Compare.AFTER,
    Compare.UP_TO: Compare.FROM,
    Compare.AFTER: Compare.BEFORE,
    Compare.FROM: Compare.UP_TO,
}


def _aged(compare: Compare, days: int, today: dt.date) -> DaySpan:
    """An age in days: more days mean an earlier day, and what never happened is older than any number of days."""
    day = _shift(today, -days)
    if compare is Compare.ON:
        return DaySpan(first=day)
    span = _beside(_BACKWARDS[compare], day)
    return DaySpan(span.first, span.last, missing=span.first is None)


def _beside(compare: Compare, day: dt.date) -> DaySpan:
    match compare:
        case Compare.BEFORE:
            return DaySpan(last=_shift(day, -1))
        case Compare.UP_TO:
            return DaySpan(last=day)
        case Compare.AFTER:
            return DaySpan(first=_shift(day, 1))
        case Compare.FROM:
            return DaySpan(first=day)
        case _:
            return DaySpan(day, day)


def _shift(day: dt.date, days: int) -> dt.date:
    """Some days later or earlier; at the ends of the calendar the last day there is."""
    try:
        return day + dt.timedelta(days=days)
    except OverflowError:
        return dt.date.max if days > 0 else dt.date.min
