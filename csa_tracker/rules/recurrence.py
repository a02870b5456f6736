"""Work that recurs: what "Ongoing", "Weekly" and "November annually" mean, and when such work is looked at next."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from csa_tracker.rules.date_forms import MONTH, month_end, month_number
from csa_tracker.rules.years import financial_year_of, quarter_of

_ONGOING = re.compile(
    r"on ?-? ?going|continuous(?:ly)?|continual(?:ly)?|continuing|rolling(?: programme)?|business as usual|bau"
    r"|as (?:and when )?(?:required|needed|necessary)|as and when|when (?:required|needed|necessary)"
)
_IN_MONTH = MONTH.replace("?P<month>", "?P<later>")
_REPEATS = tuple(
    (word, re.compile(rf"(?:(?:in|every|each) )?(?:{MONTH} )?{pattern}(?: in (?:the \w+ quarter|{_IN_MONTH}))?"))
    for word, pattern in (
        ("yearly", "(?:annual(?:ly)?|yearly|(?:every|each) year|once (?:a|per|every) year)"),
        ("quarterly", "(?:quarterly|(?:every|each) quarter|once (?:a|per|every) quarter)"),
        ("monthly", "(?:monthly|(?:every|each) month|once (?:a|per|every) month)"),
        ("weekly", "(?:weekly|(?:every|each) week|once (?:a|per|every) week)"),
    )
)
_EVERY_MONTH_NAMED = re.compile(rf"(?:every|each) {MONTH}")


@dataclass(frozen=True, slots=True)
class Recurrence:
    """How often work comes back ("ongoing", "yearly" …), and in which month of the year, if one is named."""

    word: str
    month: int | None = None


def read_recurrence(typed: str) -> Recurrence | None:
    """Read plain lower-case text; None for anything that is not wholly a recurrence."""
    if _ONGOING.fullmatch(typed):
        return Recurrence("ongoing")
    named = _EVERY_MONTH_NAMED.fullmatch(typed)
    if named is not None:
        return Recurrence("yearly", month_number(named["month"]))
    for word, pattern in _REPEATS:
        found = pattern.fullmatch(typed)
        if found is not None:
            month = found["month"] or found["later"]
            return Recurrence(word, month_number(month) if month else None)
    return None


def review_day(recurrence: Recurrence, today: dt.date) -> dt.date:
    """When work that recurs is looked at next: in a week, at the end of the month, the quarter or the financial year.

    Work of a named month is looked at on the last day of that month, ongoing work at the end of the quarter.
    """
    if recurrence.month is not None:
        return month_end(today.year if recurrence.month >= today.month else today.year + 1, recurrence.month)
    match recurrence.word:
        case "weekly":
            return today + dt.timedelta(days=7)
        case "monthly":
            return month_end(today.year, today.month)
        case "yearly":
            return financial_year_of(today).last
        case _:
            return quarter_of(today).last


def when_reviewed(recurrence: Recurrence) -> str:
    """The rule of `review_day` in words: "the end of this quarter"."""
    if recurrence.month is not None:
        return "the end of the month it names"
    words = {"weekly": "in a week", "monthly": "the end of this month", "yearly": "the end of this financial year"}
    return words.get(recurrence.word, "the end of this quarter")
