"""What the text of a date cell says, read once for each different text: thousands of rows share a few dates."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from csa_tracker.errors import UserError
from csa_tracker.rules.date_forms import plain
from csa_tracker.rules.dates import Due, read_date, read_due, read_period
from csa_tracker.rules.recurrence import Recurrence, read_recurrence
from csa_tracker.rules.years import read_financial_year, read_quarter

_EXCEL_DAY_0 = dt.date(1899, 12, 30)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY = re.compile(r"(mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?[.,]? +(?=\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DayReading:
    """The day a text says or None, or in `refusal` why it says none; `is_period` for a day that a period ends on."""

    on: dt.date | None
    refusal: str = ""
    is_period: bool = False


@lru_cache(maxsize=16384)
def day_reading(text: str, *, month_first: bool, first_day: bool) -> DayReading:
    """Read a day or a named period, of which the last day counts, or the first; "Mon 06/04/26" must be a Monday."""
    text, weekday = _without_weekday(text)
    try:
        day = read_date(text, today=None, field="the date", month_first=month_first)
        return DayReading(day if not (wrong := _other_weekday(day, weekday)) else None, wrong)
    except UserError as refusal:
        last = read_period(text)
        if last is None:
            return DayReading(None, refusal.message)
        return DayReading(_first_day(text, last) if first_day else last, is_period=True)


@lru_cache(maxsize=16384)
def due_reading(text: str, *, month_first: bool) -> tuple[Due, str]:
    """A due date and why it is refused, "" where it is not."""
    text, weekday = _without_weekday(text)
    try:
        due = read_due(text, today=None, field="the date", month_first=month_first)
        wrong = _other_weekday(due.on, weekday)
        return (due if not wrong else Due(None, "", "")), wrong
    except UserError as refusal:
        return Due(None, "", ""), refusal.message


def _without_weekday(text: str) -> tuple[str, str]:
    """A date without the weekday before it, and that weekday, "" for none."""
    found = _WEEKDAY.match(text)
    if found is None:
        return text, ""
    return text[found.end() :], next(name for name in _WEEKDAYS if name.casefold().startswith(found[1][:3].casefold()))


def _other_weekday(day: dt.date | None, weekday: str) -> str:
    """What is wrong with a date that falls on another weekday than it says, "" for nothing."""
    if day is None or not weekday or _WEEKDAYS[day.weekday()] == weekday:
        return ""
    return f"{day.day}/{day.month}/{day.year} is a {_WEEKDAYS[day.weekday()]}, not a {weekday}."


@lru_cache(maxsize=4096)
def recurrence_of(text: str) -> Recurrence | None:
    """What a text says about work that recurs."""
    return read_recurrence(plain(text))


def excel_day(number: int) -> dt.date:
    """The day Excel means by a number: 46112 is 31 March 2026."""
    return _EXCEL_DAY_0 + dt.timedelta(days=number)


def _first_day(text: str, last: dt.date) -> dt.date:
    span = read_quarter(plain(text)) or read_financial_year(plain(text))
    return span.first if span is not None else last.replace(day=1)
