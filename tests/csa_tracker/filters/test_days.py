"""The days a condition means: counted from the day of asking, never outside the calendar."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csa_tracker.filters import Compare, DateCondition, DaySpan, Key, day_span, parse_filter

TODAY = dt.date(2026, 11, 22)


def span(text: str) -> DaySpan:
    (condition,) = parse_filter(text, today=TODAY).conditions
    assert isinstance(condition, DateCondition)
    return day_span(condition, TODAY)


def day(number: int, month: int = 11, year: int = 2026) -> dt.date:
    return dt.date(year, month, number)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("due:<10d", DaySpan(last=day(1, 12))),
        ("due:<=10d", DaySpan(last=day(2, 12))),
        ("due:>10d", DaySpan(first=day(3, 12))),
        ("due:>=10d", DaySpan(first=day(2, 12))),
        ("due:10d", DaySpan(TODAY, day(2, 12))),
        ("due:0d", DaySpan(TODAY, TODAY)),
        ("due:<2026-11-05", DaySpan(last=day(4))),
        ("due:<=2026-11-05", DaySpan(last=day(5))),
        ("due:>2026-11-05", DaySpan(first=day(6))),
        ("due:>=2026-11-05", DaySpan(first=day(5))),
        ("due:2026-11-05", DaySpan(day(5), day(5))),
        ("due:overdue", DaySpan(last=day(21), unfinished=True)),
        ("due:none", DaySpan(missing=True, empty=True)),
        ("updated:<10d", DaySpan(first=day(13))),
        ("updated:<=10d", DaySpan(first=day(12))),
        ("updated:10d", DaySpan(first=day(12))),
        ("updated:>10d", DaySpan(last=day(11), missing=True)),
        ("updated:>=10d", DaySpan(last=day(12), missing=True)),
        ("updated:>2026-11-05", DaySpan(first=day(6))),
        ("updated:<2026-11-05", DaySpan(last=day(4))),
    ],
)
def test_which_days_are_meant(text: str, meant: DaySpan) -> None:
    assert span(text) == meant


COMPARED = st.sampled_from([Compare.BEFORE, Compare.UP_TO, Compare.AFTER, Compare.FROM, Compare.ON])


@given(st.sampled_from([Key.DUE, Key.UPDATED]), COMPARED, st.integers(0, 999_999), st.dates())
def test_no_number_of_days_leaves_the_calendar(key: Key, compare: Compare, days: int, today: dt.date) -> None:
    meant = day_span(DateCondition(key, compare, days=days), today)
    assert meant.first is not None or meant.last is not None


@given(st.sampled_from([Key.DUE, Key.UPDATED]), st.integers(0, 9999))
def test_before_and_from_share_out_the_days(key: Key, days: int) -> None:
    before = day_span(DateCondition(key, Compare.BEFORE, days=days), TODAY)
    since = day_span(DateCondition(key, Compare.FROM, days=days), TODAY)
    if key is Key.UPDATED:
        before, since = since, before
    assert before.last is not None
    assert since.first is not None
    assert since.first - before.last == dt.timedelta(days=1)


def test_beyond_the_calendar_is_its_last_or_first_day() -> None:
    far = DateCondition(Key.DUE, Compare.UP_TO, days=9_999_999)
    assert day_span(far, TODAY) == DaySpan(last=dt.date.max)
    assert day_span(DateCondition(Key.UPDATED, Compare.ON, days=9_999_999), TODAY) == DaySpan(first=dt.date.min)
