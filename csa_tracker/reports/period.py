"""Reporting periods: quarters of the financial year, which runs from 1 April to 31 March."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from csa_tracker.errors import Exit, UserError
from csa_tracker.reports.dates import MONTHS

_TYPED = re.compile(r"\s*(\d{4})\s*-?\s*[Qq]([1-4])\s*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Period:
    """A reporting period: first and last day, and how it is printed."""

    start: dt.date
    end: dt.date
    label: str


def read_period(text: str) -> Period:
    """Return the quarter typed as 2026-Q2: July to September 2026, the second quarter of 2026/27.

    Raises UserError("unknown-period") for anything else.
    """
    typed = _TYPED.fullmatch(text)
    if typed is None or not dt.MINYEAR <= int(typed[1]) < dt.MAXYEAR:
        raise UserError(
            "unknown-period",
            f"“{text.strip()[:40]}” is not a reporting period.",
            "Type the financial year and quarter, such as 2026-Q2 for July to September 2026.",
            exit_code=Exit.REFUSED,
        )
    return _quarter(int(typed[1]), int(typed[2]))


def quarter_of(day: dt.date) -> Period:
    """Return the quarter of the financial year in which a day falls."""
    year = day.year if day.month >= 4 else day.year - 1
    return _quarter(year, (day.month - 4) % 12 // 3 + 1)


def _quarter(year: int, number: int) -> Period:
    first_month = (3, 6, 9, 0)[number - 1]
    calendar_year = year + (number == 4)
    start = dt.date(calendar_year, first_month + 1, 1)
    # The day before the next quarter: 32 days after the start of its last month is always in the month after.
    end = (start.replace(month=first_month + 3) + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
    months = f"{MONTHS[first_month]} to {MONTHS[first_month + 2]} {calendar_year}"
    return Period(start, end, f"{months} (quarter {number} of {year}/{(year + 1) % 100:02d})")
