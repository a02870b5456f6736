"""Financial years and quarters as councils count them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csa_tracker.rules.years import (
    financial_year,
    financial_year_of,
    full_year,
    quarter,
    quarter_of,
    read_financial_year,
    read_quarter,
    read_quarter_code,
)

KEPT_DAYS = st.dates(dt.date(1900, 4, 1), dt.date(2199, 3, 31))


def test_a_financial_year_runs_from_april_to_march() -> None:
    year = financial_year(2025)
    assert (year.label, year.first, year.last) == ("2025/26", dt.date(2025, 4, 1), dt.date(2026, 3, 31))


def test_the_label_of_the_last_year_of_a_century_has_two_digits() -> None:
    assert financial_year(2099).label == "2099/00"


@pytest.mark.parametrize(
    ("number", "first", "last"),
    [
        (1, dt.date(2027, 4, 1), dt.date(2027, 6, 30)),
        (2, dt.date(2027, 7, 1), dt.date(2027, 9, 30)),
        (3, dt.date(2027, 10, 1), dt.date(2027, 12, 31)),
        (4, dt.date(2028, 1, 1), dt.date(2028, 3, 31)),
    ],
)
def test_a_quarter_has_three_whole_months(number: int, first: dt.date, last: dt.date) -> None:
    found = quarter(2027, number)
    assert (found.label, found.first, found.last) == (f"Q{number} 2027/28", first, last)


@given(KEPT_DAYS)
def test_every_day_lies_in_its_quarter_and_its_year(day: dt.date) -> None:
    year, part = financial_year_of(day), quarter_of(day)
    assert year.first <= part.first <= day <= part.last <= year.last
    assert part.label.endswith(year.label)


@given(KEPT_DAYS)
def test_a_printed_quarter_reads_back(day: dt.date) -> None:
    assert read_quarter(quarter_of(day).label) == quarter_of(day)
    assert read_financial_year(financial_year_of(day).label) == financial_year_of(day)


@pytest.mark.parametrize(
    "text",
    ["2025/26", "2025-26", "2025–26", "2025 - 26", "2025 to 2026", "2025/2026", "FY 25/26", "financial year 2025/26"],
)
def test_spellings_of_a_financial_year(text: str) -> None:
    assert read_financial_year(text) == financial_year(2025)


@pytest.mark.parametrize(
    "text",
    [
        "2025/27",
        "2025 – 2028",
        "2025",
        "25/26",
        "12/13",
        "2011-12",
        "2025/24",
        "",
        "FY",
        "2199/00",
        "1899/00",
        "x 2025/26",
    ],
)
def test_what_is_not_certainly_one_financial_year_is_none(text: str) -> None:
    assert read_financial_year(text) is None


def test_a_hyphen_that_cannot_be_a_month_is_a_year() -> None:
    assert read_financial_year("2011/12") == financial_year(2011)


@pytest.mark.parametrize(
    "text", ["Q1 2027/28", "q1 27/28", "Quarter 1 of 2027/28", "2027/28 Q1", "Q1, 2027-28", " Q1  2027/28 "]
)
def test_spellings_of_a_quarter(text: str) -> None:
    assert read_quarter(text) == quarter(2027, 1)


@pytest.mark.parametrize("text", ["Q1 2027", "Q5 2027/28", "Q1", "Q1 2027/29", "first quarter", ""])
def test_what_is_not_certainly_one_quarter_is_none(text: str) -> None:
    assert read_quarter(text) is None


def test_the_command_lines_quarter_counts_in_the_financial_year() -> None:
    found = read_quarter_code("2026-Q2")
    assert found is not None
    assert (found.label, found.first, found.last) == ("Q2 2026/27", dt.date(2026, 7, 1), dt.date(2026, 9, 30))
    assert read_quarter_code("2026-q4") == quarter(2026, 4)


@pytest.mark.parametrize("text", ["2026-Q5", "2026 Q2", "Q2", "9999-Q4", "0000-Q1", ""])
def test_other_quarter_codes_are_none(text: str) -> None:
    assert read_quarter_code(text) is None


@pytest.mark.parametrize(
    ("digits", "year"), [("00", 2000), ("79", 2079), ("80", 1980), ("99", 1999), ("2026", 2026), ("0026", 26)]
)
def test_two_digit_years(digits: str, year: int) -> None:
    assert full_year(digits) == year
