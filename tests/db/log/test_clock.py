"""The hybrid logical clock: always forward, near the wall clock, and never dragged into another decade."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from db.log.clock import instant_of, last_hlc_before, next_hlc

DAY = dt.timedelta(days=1)
WALL = st.integers(0, 30 * 365 * 86_400_000_000).map(
    lambda microseconds: dt.datetime(2020, 1, 1, tzinfo=dt.UTC) + dt.timedelta(microseconds=microseconds)
)
VALUES = st.integers(0, 2**62)


def ticks(instant: dt.datetime) -> int:
    return int(instant.timestamp() * 1000) << 16


@given(WALL, VALUES, VALUES)
def test_the_next_value_is_later_than_every_own_one(wall: dt.datetime, own: int, known: int) -> None:
    assert next_hlc(wall, last_own=own, newest_known=known) > own


@given(WALL, VALUES)
def test_a_value_up_to_a_day_ahead_is_passed(wall: dt.datetime, own: int) -> None:
    for known in (ticks(wall), ticks(wall + DAY), ticks(wall + DAY) | 0xFFFF):
        assert next_hlc(wall, last_own=own, newest_known=known) > known


@given(WALL)
def test_a_clock_more_than_a_day_ahead_is_not_followed(wall: dt.datetime) -> None:
    known = ticks(wall + DAY + dt.timedelta(milliseconds=1))
    assert next_hlc(wall, last_own=0, newest_known=known) == ticks(wall)


@given(WALL)
def test_with_nothing_newer_known_it_is_the_wall_clock(wall: dt.datetime) -> None:
    value = next_hlc(wall, last_own=0, newest_known=0)
    assert value == ticks(wall)
    assert dt.timedelta(0) <= wall - instant_of(value) < dt.timedelta(milliseconds=1)


@given(WALL, st.integers(1, 200))
def test_a_frozen_clock_still_moves_on(wall: dt.datetime, steps: int) -> None:
    first = last = next_hlc(wall, last_own=0, newest_known=0)
    for _ in range(steps):
        last = next_hlc(wall, last_own=last, newest_known=last)
    assert last == first + steps


def test_a_clock_set_back_goes_on_from_its_last_value() -> None:
    now = dt.datetime(2026, 10, 2, tzinfo=dt.UTC)
    later = next_hlc(now, last_own=0, newest_known=0)
    assert next_hlc(now - 400 * DAY, last_own=later, newest_known=later) == later + 1


@given(st.integers(-(2**63), 2**63 - 1))
def test_any_value_can_be_shown_as_an_instant(value: int) -> None:
    shown = instant_of(value)
    assert shown.tzinfo is dt.UTC


def test_a_value_beyond_the_calendar_reads_as_its_last_day() -> None:
    assert instant_of(2**63 - 1).date() == dt.date(6429, 10, 17)  # what 64 bits can say still fits
    assert instant_of(2**70).date() == dt.date(9999, 12, 31)


@given(WALL)
def test_what_was_written_before_an_instant_has_a_lower_value(wall: dt.datetime) -> None:
    last = last_hlc_before(wall)
    assert last < ticks(wall) <= last + 1
