"""Reporting periods are quarters of the financial year."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csa_tracker.errors import UserError
from csa_tracker.reports.period import period_of, read_period


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("2026-Q1", "April to June 2026 (quarter 1 of 2026/27)"),
        ("2026-Q2", "July to September 2026 (quarter 2 of 2026/27)"),
        (" 2026-q3 ", "October to December 2026 (quarter 3 of 2026/27)"),
        ("2027-Q4", "January to March 2028 (quarter 4 of 2027/28)"),
        ("2099-Q1", "April to June 2099 (quarter 1 of 2099/00)"),
    ],
)
def test_a_typed_quarter_is_printed_in_words(typed: str, printed: str) -> None:
    assert read_period(typed) == printed


@pytest.mark.parametrize("typed", ["", "2026", "2026-Q5", "Q2 2026", "٢٠٢٦-Q1", "9999-Q4", "0000-Q1", "2026-Q22"])
def test_anything_else_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(UserError) as refusal:
        read_period(typed)
    assert refusal.value.code == "unknown-period"
    assert "2026-Q2" in refusal.value.next_step


@given(st.dates(dt.date(1901, 1, 1), dt.date(2198, 12, 31)))
def test_every_day_is_printed_with_its_own_quarter(day: dt.date) -> None:
    year = day.year if day.month >= 4 else day.year - 1
    quarter = {0: 4, 1: 1, 2: 2, 3: 3}[(day.month - 1) // 3]
    assert period_of(day) == read_period(f"{year}-Q{quarter}")
    assert str(day.year) in period_of(day)
