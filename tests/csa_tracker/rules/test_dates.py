"""The strict UK date reader: day first, certain or refused."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csa_tracker.rules.dates import DateRefusal, Due, read_date, read_due, read_period, show_date

TODAY = dt.date(2026, 11, 22)  # a Sunday
KEPT_DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3/4/26", (2026, 4, 3)),
        ("03/04/2026", (2026, 4, 3)),
        ("3 4 2026", (2026, 4, 3)),
        ("3.4.2026", (2026, 4, 3)),
        ("3 / 4 / 2026", (2026, 4, 3)),
        ("3 Apr 2026", (2026, 4, 3)),
        ("3rd of April, 2026", (2026, 4, 3)),
        ("3 Apr '26", (2026, 4, 3)),
        ("3-Apr-26", (2026, 4, 3)),
        ("April 3, 2026", (2026, 4, 3)),
        ("Fri 3 Apr 2026", (2026, 4, 3)),
        ("2026-04-03", (2026, 4, 3)),
        ("2026-04-03T00:00:00", (2026, 4, 3)),
        ("03/04/2026 00:00", (2026, 4, 3)),
        ("29/02/2028", (2028, 2, 29)),
        ("1/1/79", (2079, 1, 1)),
        ("1/1/80", (1980, 1, 1)),
        ("3 Apr", (2027, 4, 3)),
        ("22 Nov", (2026, 11, 22)),
        ("yesterday", (2026, 11, 21)),
        ("today", (2026, 11, 22)),
        ("Tomorrow", (2026, 11, 23)),
        ("fri", (2026, 11, 27)),
        ("Sunday", (2026, 11, 29)),
        ("+14", (2026, 12, 6)),
        ("+ 1 day", (2026, 11, 23)),
        ("+2w", (2026, 12, 6)),
        ("+3m", (2027, 2, 22)),
        ("end mar", (2027, 3, 31)),
        ("end of Nov", (2026, 11, 30)),
        ("Q3", (2026, 12, 31)),
        ("Q2", (2027, 9, 30)),
        ("Q4", (2027, 3, 31)),
    ],
)
def test_what_people_type(text: str, day: tuple[int, int, int]) -> None:
    assert read_date(text, today=TODAY) == dt.date(*day)


def test_months_after_a_month_end_stay_in_the_month() -> None:
    assert read_date("+1m", today=dt.date(2027, 1, 31)) == dt.date(2027, 2, 28)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("03/13/2026", "'03/13/2026' has no month 13."),
        ("32/13/2026", "'32/13/2026' has no month 13."),
        ("31/02/2026", "'31/02/2026' is not a real date."),
        ("29/02/2027", "'29/02/2027' is not a real date."),
        ("0/4/2026", "'0/4/2026' is not a real date."),
        ("3/0/2026", "'3/0/2026' is not a real date."),
        ("2026-02-30", "'2026-02-30' is not a real date."),
        ("31 Feb", "'31 Feb' is not a real date."),
        ("3/4/0000", "'3/4/0000' is not a real date."),
        ("27", "Due date must include a month."),
        ("2026", "Due date must include a month."),
        ("27 2027", "Due date must include a month."),
        ("Mar 2027", "Due date must include a day."),
        ("3/2027", "Due date must include a day."),
        ("3/4", "Due date must include a year."),
        ("soon", "Due date must be a real date, like 27 3 2027."),
        ("46112", "Due date must be a real date, like 27 3 2027."),
        ("+1 fortnight", "Due date must be a real date, like 27 3 2027."),
        ("", "Due date is empty."),
        ("3/4/0026", "Due date must be between 1 Jan 1900 and 31 Dec 2199."),
        ("31/12/1899", "Due date must be between 1 Jan 1900 and 31 Dec 2199."),
        ("+99999w", "Due date must be between 1 Jan 1900 and 31 Dec 2199."),
        ("+99999m", "Due date must be between 1 Jan 1900 and 31 Dec 2199."),
        ("Thu 3 Apr 2026", "'Thu 3 Apr 2026' does not fit together: 3 Apr 2026 is a Friday."),
    ],
)
def test_what_is_refused_and_why(text: str, message: str) -> None:
    with pytest.raises(DateRefusal) as refusal:
        read_date(text, today=TODAY, field="Due date")
    assert refusal.value.message == message


def test_a_month_first_date_is_answered_with_the_same_date_day_first() -> None:
    with pytest.raises(DateRefusal) as refusal:
        read_date("03/13/2026", today=TODAY)
    assert refusal.value.next_step == "Enter the day first, like 13/3/2026."


def test_days_beyond_the_calendar_are_refused() -> None:
    with pytest.raises(DateRefusal):
        read_date("+99999w", today=dt.date(9000, 1, 1))
    with pytest.raises(DateRefusal):
        read_date("+99999m", today=dt.date(9000, 1, 1))


@pytest.mark.parametrize("text", ["3 Apr", "tomorrow", "fri", "+14", "end mar", "Q3"])
def test_a_file_made_on_another_day_has_no_relative_dates(text: str) -> None:
    with pytest.raises(DateRefusal):
        read_date(text, today=None)


def test_what_was_typed_is_quoted_short_and_on_one_line() -> None:
    with pytest.raises(DateRefusal) as refusal:
        read_date("31/02/2026" + " " * 100, today=TODAY)
    assert refusal.value.message == "'31/02/2026' is not a real date."


@given(st.integers(0, 40), st.integers(0, 20), st.integers(0, 2300), st.sampled_from(" /-."))
def test_an_accepted_numeric_date_is_the_day_first_one(day: int, month: int, year: int, gap: str) -> None:
    read: dt.date | None
    try:
        read = read_date(f"{day}{gap}{month}{gap}{year:04d}", today=TODAY)
    except DateRefusal:
        read = None
    assert read == _kept_day(year, month, day)


def _kept_day(year: int, month: int, day: int) -> dt.date | None:
    try:
        date = dt.date(year, month, day)
    except ValueError:
        return None
    return date if 1900 <= date.year <= 2199 else None


@given(KEPT_DAYS)
def test_a_shown_date_reads_back(day: dt.date) -> None:
    assert read_date(show_date(day), today=TODAY) == day
    assert read_date(show_date(day), today=None) == day
    assert read_date(day.isoformat(), today=None) == day


def test_a_date_is_shown_without_a_leading_zero() -> None:
    assert show_date(dt.date(2026, 4, 3)) == "3 Apr 2026"


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("0123456789/-. +wmdqQendfrimar'")), max_size=20))
def test_garbage_is_read_or_refused(text: str) -> None:
    for today in (TODAY, None):
        with suppress(DateRefusal):
            assert read_date(text, today=today).year >= 1900
        with suppress(DateRefusal):
            read_due(text, today=today)
        read_period(text)


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Dec 2026", (2026, 12, 31)),
        ("december-2026", (2026, 12, 31)),
        ("Apr-25", (2025, 4, 30)),
        ("Apr '25", (2025, 4, 30)),
        ("02/2028", (2028, 2, 29)),
        ("by end of Dec 2026", (2026, 12, 31)),
        ("Q1 2027/28", (2027, 6, 30)),
        ("end of Q4 2026/27", (2027, 3, 31)),
        ("2026/27", (2027, 3, 31)),
        ("by the end of 2026/27", (2027, 3, 31)),
    ],
)
def test_the_last_day_of_a_period(text: str, last: tuple[int, int, int]) -> None:
    assert read_period(text) == dt.date(*last)


@pytest.mark.parametrize(
    "text",
    [
        "Spring 2027",
        "2026",
        "Q1 2027",
        "Apr 26",
        "July 2017 launch",
        "Dec 1899",
        "Dec 2200",
        "13/2026",
        "3 Apr 2026",
        "",
    ],
)
def test_an_uncertain_period_is_none(text: str) -> None:
    assert read_period(text) is None


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("31 March 2027", Due(dt.date(2027, 3, 31), "", "")),
        (" Dec 2026 ", Due(dt.date(2026, 12, 31), "Dec 2026", "")),
        ("Q1 2027/28", Due(dt.date(2027, 6, 30), "Q1 2027/28", "")),
        ("Ongoing", Due(None, "Ongoing", "ongoing")),
        ("On-going", Due(None, "On-going", "ongoing")),
        ("November annually", Due(None, "November annually", "yearly")),
        ("every month", Due(None, "every month", "monthly")),
        ("Quarterly", Due(None, "Quarterly", "quarterly")),
        ("weekly", Due(None, "weekly", "weekly")),
        ("Once per year in the first quarter", Due(None, "Once per year in the first quarter", "yearly")),
        ("Within six months of commencement", Due(None, "Within six months of commencement", "")),
        ("Spring 2027", Due(None, "Spring 2027", "")),
        ("2025 – 2028", Due(None, "2025 – 2028", "")),
        ("2026", Due(None, "2026", "")),
        ("TBC", Due(None, "TBC", "")),
        ("", Due(None, "", "")),
        ("-", Due(None, "", "")),
    ],
)
def test_due_dates_of_real_plans(text: str, due: Due) -> None:
    assert read_due(text, today=None) == due


def test_a_typed_due_date_may_be_relative() -> None:
    assert read_due("+14", today=TODAY) == Due(dt.date(2026, 12, 6), "", "")


@pytest.mark.parametrize(
    "text", ["31/02/2026", "03/13/2026", "31 Feb 2026", "2026-13-01", "27", "3/4", "46112", "3 Apr"]
)
def test_a_due_date_that_is_meant_as_a_date_and_is_none_is_refused(text: str) -> None:
    with pytest.raises(DateRefusal):
        read_due(text, today=None)
