"""Reporting periods are quarters of the financial year."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csa_tracker.errors import UserError
from csa_tracker.reports.period import quarter_of, read_period


@pytest.mark.parametrize(
    ("typed", "start", "end", "label"),
    [
        ("2026-Q1", (2026, 4, 1), (2026, 6, 30), "April to June 2026 (quarter 1 of 2026/27)"),
        ("2026-Q2", (2026, 7, 1), (2026, 9, 30), "July to September 2026 (quarter 2 of 2026/27)"),
        (" 2026q3 ", (2026, 10, 1), (2026, 12, 31), "October to December 2026 (quarter 3 of 2026/27)"),
        ("2027-Q4", (2028, 1, 1), (2028, 3, 31), "January to March 2028 (quarter 4 of 2027/28)"),
        ("2099-Q1", (2099, 4, 1), (2099, 6, 30), "April to June 2099 (quarter 1 of 2099/00)"),
    ],
)
def test_a_typed_quarter_is_read(
    typed: str, start: tuple[int, int, int], end: tuple[int, int, int], label: str
) -> None:
    period = read_period(typed)
    assert (period.start, period.end, period.label) == (dt.date(*start), dt.date(*end), label)


@pytest.mark.parametrize("typed", ["", "2026", "2026-Q5", "Q2 2026", "٢٠٢٦-Q1", "9999-Q4", "0000-Q1", "2026-Q22"])
def test_anything_else_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(UserError) as refusal:
        read_period(typed)
    assert refusal.value.code == "unknown-period"
    assert "2026-Q2" in refusal.value.next_step


@given(st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31)))
def test_every_day_falls_in_its_own_quarter(day: dt.date) -> None:
    period = quarter_of(day)
    assert period.start <= day <= period.end
    assert 89 <= (period.end - period.start).days <= 91
