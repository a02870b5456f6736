"""Financial years and their quarters: 1 April to 31 March, first quarter April to June (as UK councils count)."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

_QUARTER_MONTHS = {1: 4, 2: 7, 3: 10, 4: 1}
_YEAR = r"(?P<first>[0-9]{4}|[0-9]{2}) ?(?:/|-|–|—|to) ?(?P<second>[0-9]{4}|[0-9]{2})"
_YEAR_TEXTS = (
    re.compile(rf"(?:fy|financial year) ?{_YEAR}", re.IGNORECASE),
    # Without the words, "12/13" may be a day and "2011-12" a month.
    re.compile(rf"(?![0-9]{{2}}\b)(?![0-9]{{4}}-(?:0[1-9]|1[0-2])$){_YEAR}", re.IGNORECASE),
)
_QUARTER = r"(?:q|quarter) ?(?P<number>[1-4])"
_QUARTER_TEXTS = (
    re.compile(rf"{_QUARTER}(?: of)?,? ?{_YEAR}", re.IGNORECASE),
    re.compile(rf"{_YEAR},? ?{_QUARTER}", re.IGNORECASE),
)
_QUARTER_CODE = re.compile(r"(?P<year>[0-9]{4})-q(?P<number>[1-4])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Span:
    """A named stretch of days: its label as printed, its first and its last day (both included)."""

    label: str
    first: dt.date
    last: dt.date


def financial_year(starting: int) -> Span:
    """The financial year that begins on 1 April of the year `starting`: for 2025 it is "2025/26"."""
    label = f"{starting}/{(starting + 1) % 100:02d}"
    return Span(label, dt.date(starting, 4, 1), dt.date(starting + 1, 3, 31))


def financial_year_of(day: dt.date) -> Span:
    """The financial year a day falls in."""
    return financial_year(day.year if day.month >= 4 else day.year - 1)


def quarter(starting: int, number: int) -> Span:
    """Quarter 1 to 4 of the financial year that begins in `starting`: the first of 2027 is April to June 2027."""
    month = _QUARTER_MONTHS[number]
    year = starting + 1 if number == 4 else starting
    last = dt.date(year, month + 2, calendar.monthrange(year, month + 2)[1])
    return Span(f"Q{number} {financial_year(starting).label}", dt.date(year, month, 1), last)


def quarter_of(day: dt.date) -> Span:
    """The quarter of the financial year a day falls in."""
    starting = financial_year_of(day).first.year
    return quarter(starting, (day.month - 4) % 12 // 3 + 1)


def read_financial_year(text: str) -> Span | None:
    """Read "2025/26", "2025-26", "2025 to 2026", "FY 25/26"; None for anything else, as for a span of several years."""
    found = _match(_YEAR_TEXTS, text)
    starting = _starting_year(found) if found is not None else None
    return financial_year(starting) if starting is not None else None


def full_year(digits: str) -> int:
    """The year two or four digits mean: 00 to 79 are 2000 to 2079, 80 to 99 are 1980 to 1999."""
    year = int(digits)
    if len(digits) != 2:
        return year
    return 2000 + year if year < 80 else 1900 + year


def read_quarter(text: str) -> Span | None:
    """Read "Q1 2027/28", "Quarter 1 of 2027/28", "2027/28 Q1"; None for anything else.

    "Q1 2027" is None: it does not say whether the year is a calendar or a financial one.
    """
    found = _match(_QUARTER_TEXTS, text)
    starting = _starting_year(found) if found is not None else None
    return quarter(starting, int(found["number"])) if found is not None and starting is not None else None


def read_quarter_code(text: str) -> Span | None:
    """Read the command line's "2026-Q2", July to September 2026 (second quarter of 2026/27); None for anything else."""
    found = _QUARTER_CODE.fullmatch(text.strip())
    if found is None or not _is_kept(int(found["year"])):
        return None
    return quarter(int(found["year"]), int(found["number"]))


def _match(patterns: tuple[re.Pattern[str], ...], text: str) -> re.Match[str] | None:
    squeezed = " ".join(text.split())
    return next((found for pattern in patterns if (found := pattern.fullmatch(squeezed))), None)


def _starting_year(found: re.Match[str]) -> int | None:
    starting, second = full_year(found["first"]), found["second"]
    follows = int(second) == (starting + 1 if len(second) == 4 else (starting + 1) % 100)
    return starting if follows and _is_kept(starting) else None


def _is_kept(starting: int) -> bool:
    """Whether the year lies in the range of dates a plan stores (rules/fields.py)."""
    return 1900 <= starting <= 2198
