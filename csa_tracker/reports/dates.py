"""Dates as British papers print them, whatever the machine's language."""

from __future__ import annotations

import datetime as dt

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def long_date(day: dt.date) -> str:
    """Return "2 October 2026", for prose."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_date(day: dt.date) -> str:
    """Return "2 Oct 2026", for tables; "Sep" and "Jun" are cut to three letters like the others."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def years(start: dt.date, end: dt.date) -> str:
    """Return "2025 to 2028", or one year when both dates fall in it."""
    return str(start.year) if start.year == end.year else f"{start.year} to {end.year}"
