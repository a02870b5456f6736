"""Reporting periods as a paper prints them: quarters of the financial year."""

from __future__ import annotations

import datetime as dt
import re

from csa_tracker.errors import UserError
from csa_tracker.rules.date_forms import MONTHS
from csa_tracker.rules.years import Span, financial_year_of, quarter, quarter_of, read_quarter_code

_PRINTED = re.compile(r"\(quarter (?P<number>[1-4]) of (?P<year>[0-9]{4})/[0-9]{2}\)")


def read_period(text: str) -> str:
    """The quarter typed as 2026-Q2, as printed: "July to September 2026 (quarter 2 of 2026/27)".

    Raises UserError("unknown-period") for anything else.
    """
    span = read_quarter_code(text)
    if span is None:
        raise UserError(
            "unknown-period",
            f"“{text.strip()[:40]}” is not a reporting period.",
            "Type the financial year and quarter, such as 2026-Q2 for July to September 2026.",
        )
    return _printed(span)


def period_of(day: dt.date) -> str:
    """The quarter in which a day falls, as printed."""
    return _printed(quarter_of(day))


def period_code(printed: str) -> str:
    """A printed period as one types it, "2026-Q2"; "" where it is not one."""
    found = _PRINTED.search(printed)
    return f"{found['year']}-Q{found['number']}" if found else ""


def span_printed(text: str) -> Span | None:
    """The quarter that a printed period names, None where it is not one."""
    found = _PRINTED.search(text)
    return quarter(int(found["year"]), int(found["number"])) if found else None


def _printed(span: Span) -> str:
    number = (span.first.month - 4) % 12 // 3 + 1
    months = f"{MONTHS[span.first.month - 1]} to {MONTHS[span.last.month - 1]} {span.last.year}"
    return f"{months} (quarter {number} of {financial_year_of(span.first).label})"
