"""The clock is real, or stands where CSA_NOW puts it."""

from __future__ import annotations

import datetime as dt

import pytest

from csa_tracker.clock import Clock, clock_from
from csa_tracker.errors import UserError

FIXED = {
    "2026-10-02": dt.datetime(2026, 10, 2, tzinfo=dt.UTC),
    "2026-10-02T14:32": dt.datetime(2026, 10, 2, 14, 32, tzinfo=dt.UTC),
    "2026-10-02T23:30+00:00": dt.datetime(2026, 10, 2, 23, 30, tzinfo=dt.UTC),
    "2026-10-02T01:00+14:00": dt.datetime(2026, 10, 1, 11, tzinfo=dt.UTC),
}


@pytest.mark.parametrize(("text", "instant"), FIXED.items())
def test_a_fixed_clock_stands_still(text: str, instant: dt.datetime) -> None:
    clock = clock_from({"CSA_NOW": text})
    assert clock.now() == instant == clock.now()
    assert clock.now().tzinfo is dt.UTC
    assert clock.today() == dt.date(2026, 10, 2)  # the calendar of the place the instant names


@pytest.mark.parametrize("text", ["tomorrow", "2026-13-01", "2026", " ", "02/10/2026"])
def test_a_clock_that_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(UserError) as caught:
        clock_from({"CSA_NOW": text})
    assert caught.value.code == "bad-clock"


@pytest.mark.parametrize("environment", [{}, {"CSA_NOW": ""}])
def test_without_it_the_clock_is_the_computers(environment: dict[str, str]) -> None:
    clock = clock_from(environment)
    before = dt.datetime.now(dt.UTC)
    assert before <= clock.now() <= dt.datetime.now(dt.UTC)
    assert clock.now().utcoffset() == dt.timedelta(0)
    assert abs(clock.today() - before.date()) <= dt.timedelta(days=1)
    assert clock == Clock()
