"""The strict UK date reader: day first, never a guess; `today` is passed in, or None where only whole dates count."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from csa_tracker.errors import UserError
from csa_tracker.rules.date_forms import (
    MONTHS,
    WEEKDAYS,
    exists,
    is_numeric,
    match_month,
    match_whole,
    match_without_year,
    month_end,
    month_number,
    plain,
    range_end,
    relative_day,
    revised_part,
    weekday_number,
)
from csa_tracker.rules.fields import EARLIEST, LATEST
from csa_tracker.rules.recurrence import read_recurrence
from csa_tracker.rules.years import full_year, read_financial_year, read_quarter

_YEAR_END = re.compile(r"(?:by )?(?:the )?end (?:of )?(?:the year )?(?P<year>20[0-9]{2})")
_BY_END_OF = re.compile(r"^(?:by )?(?:the )?(?:end (?:of )?)?(?:the )?")
_NUMBERS_ONLY = re.compile("[0-9]{1,2}|[0-9]{5,8}|[0-9]{1,2}[ ./-][0-9]{1,4}|[0-9]{1,4}(?:[ ./-][0-9]{1,4}){2}")
"""Texts meant as a date even if they are none; 2026 and 2025-2028 are not, they are words about time."""
_NOTHING = ("", "-", "n/a", "na", "none")
_SHOWN = 40


class DateRefusal(UserError):  # noqa: N818 - a refusal is the word of this house, as in UserError
    """A text that is not a date; its message names the field or quotes what was typed."""


@dataclass(frozen=True, slots=True)
class Due:
    """What a due date says: its day or None, its words if they say more, and "ongoing", "yearly" … or ""."""

    on: dt.date | None
    text: str
    recurrence: str


def show_date(day: dt.date) -> str:
    """A date as people read it: "3 Apr 2026", in English on any computer (GOV.UK style)."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def show_date_long(day: dt.date) -> str:
    """A date in prose: "3 April 2026" (GOV.UK style)."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def read_date(text: str, *, today: dt.date | None, field: str = "Date", month_first: bool = False) -> dt.date:
    """Read a date as people here type it, day first; raises DateRefusal for everything that is not certain.

    With `today` also "3 Apr" (the coming one), "tomorrow", "fri", "+14", "+2w", "end mar" and "Q3" (last day, financial
    """
    typed = plain(text)
    if not typed:
        raise DateRefusal("no-date", f"{field} is empty.", "Enter a date, like 27 3 2027.")
    found = match_whole(typed)
    if found is not None:
        year = full_year(found["year"].lstrip("'"))
        return _in_range(_real(found, year, text, month_first=month_first and is_numeric(found)), field)
    if today is not None:
        try:
            day = relative_day(typed, today) or _coming(typed, text, today)
        except OverflowError:
            raise _out_of_range(field) from None
        if day is not None:
            return _in_range(day, field)
    raise _not_a_date(typed, field)


def read_period(text: str) -> dt.date | None:
    """The last day of a named period: "Dec 2026", "Apr-25", "Q1 2027/28", "end of 2026/27"; None where not certain."""
    typed = _BY_END_OF.sub("", plain(text))
    if typed != plain(text) and (found := _YEAR_END.fullmatch(plain(text))) is not None:
        return dt.date(int(found["year"]), 12, 31)
    span = read_quarter(typed) or read_financial_year(typed)
    if span is not None:
        return span.last
    found = match_month(typed)
    if found is None:
        return None
    year = full_year(found["year"].lstrip("'"))
    return month_end(year, month_number(found["month"])) if EARLIEST.year <= year <= LATEST.year else None


def read_due(text: str, *, today: dt.date | None, field: str = "Due date", month_first: bool = False) -> Due:
    """Read a due date: a day, a period (its last day, words kept), a recurrence, or words that stay words.

    Of a range the last day counts ("Apr-Jun 2026"), of a date and its revision the revised one; the words are kept.

    Raises DateRefusal only for a text that is meant as a date and is none: "31/02/2026", "03/13/2026", "27".
    """
    typed, kept = plain(text), text.strip()
    if typed in _NOTHING:
        return Due(None, "", "")
    recurrence = read_recurrence(typed)
    if recurrence is not None:
        return Due(None, kept, recurrence.word)
    period = read_period(text)
    if period is not None:
        return Due(period, kept, "")
    last = range_end(typed) or revised_part(typed)
    if last is not None:
        return Due(_last_day(last, field, month_first=month_first), kept, "")
    try:
        return Due(read_date(text, today=today, field=field, month_first=month_first), "", "")
    except DateRefusal:
        if _NUMBERS_ONLY.fullmatch(typed) or match_whole(typed) or match_without_year(typed):
            raise
        return Due(None, kept, "")


def _last_day(text: str, field: str, *, month_first: bool) -> dt.date | None:
    """The day of a range's end; None for "jun 26" in words, which may be a day or a year."""
    period = read_period(text)
    if period is not None or match_whole(text) is None:
        return period
    return read_date(text, today=None, field=field, month_first=month_first)


def _coming(typed: str, text: str, today: dt.date) -> dt.date | None:
    """The next day, today included, that "3 apr" can mean."""
    found = match_without_year(typed)
    if found is None:
        return None
    passed = (month_number(found["month"]), int(found["day"])) < (today.month, today.day)
    return _real(found, today.year + 1 if passed else today.year, text)


def _real(found: re.Match[str], year: int, text: str, *, month_first: bool = False) -> dt.date:
    day, month = int(found["day"]), month_number(found["month"])
    if month_first:
        day, month = month, day
    if month > 12:
        example = f"{month}/{day}/{year}" if exists(year, day, month) else "13/3/2026"
        raise DateRefusal(
            "no-such-month", f"'{_shown(text)}' has no month {month}.", f"Enter the day first, like {example}."
        )
    if not exists(year, month, day):
        raise DateRefusal(
            "not-a-real-date", f"'{_shown(text)}' is not a real date.", "Enter a real date, like 27 3 2027."
        )
    date = dt.date(year, month, day)
    weekday = found.groupdict().get("weekday")
    if weekday and weekday_number(weekday) != date.weekday():
        raise DateRefusal(
            "wrong-weekday",
            f"'{_shown(text)}' does not fit together: {show_date(date)} is a {WEEKDAYS[date.weekday()]}.",
            "Correct the date, or leave the weekday out.",
        )
    return date


def _in_range(day: dt.date, field: str) -> dt.date:
    if not EARLIEST <= day <= LATEST:
        raise _out_of_range(field)
    return day


def _out_of_range(field: str) -> DateRefusal:
    between = f"{field} must be between {show_date(EARLIEST)} and {show_date(LATEST)}."
    return DateRefusal("date-out-of-range", between, "Enter the year in full, like 27 3 2027.")


def _not_a_date(typed: str, field: str) -> DateRefusal:
    missing = ""
    if re.fullmatch("[0-9]{1,4}|[0-9]{1,2}[ ./-][0-9]{4}", typed) and not match_month(typed):
        missing = "month"
    elif match_month(typed):
        missing = "day"
    elif match_without_year(typed) or re.fullmatch("[0-9]{1,2}[ ./-][0-9]{1,2}", typed):
        missing = "year"
    if missing:
        return DateRefusal(f"no-{missing}", f"{field} must include a {missing}.", "Enter it like 27 3 2027.")
    return DateRefusal(
        "not-a-date", f"{field} must be a real date, like 27 3 2027.", "Enter the day, the month and the year."
    )


def _shown(text: str) -> str:
    """What was typed, short and on one line."""
    line = "".join(char if char.isprintable() else " " for char in text.strip())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"
