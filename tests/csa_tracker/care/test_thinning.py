"""Thinning keeps what the promise says, however the backups lie in time."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from csa_tracker.care.thinning import DAILY, MONTHLY, RECENT, WEEKLY, Stamp, kept, superseded

FIRST = dt.datetime(2025, 4, 1, 9, 0)  # noqa: DTZ001 (backups are named in local time)


def stamp(minutes: int, *, whole: bool = True) -> Stamp:
    return Stamp(FIRST + dt.timedelta(minutes=minutes), 1, Path(f"{minutes}.cspbak"), whole)


stamps = st.dictionaries(st.integers(0, 3 * 24 * 60) | st.integers(0, 900 * 24 * 60), st.booleans(), max_size=120).map(
    lambda found: [stamp(minutes, whole=whole) for minutes, whole in found.items()]
)


@given(stamps)
def test_the_newest_whole_backups_are_never_removed(found: list[Stamp]) -> None:
    newest = sorted((one for one in found if one.whole), reverse=True)[:RECENT]
    assert superseded(found).isdisjoint(newest)


@given(stamps)
def test_a_backup_that_is_not_whole_takes_no_place_and_stays(found: list[Stamp]) -> None:
    whole = [one for one in found if one.whole]
    assert kept(found) == kept(whole)
    assert all(one.whole for one in kept(found) | superseded(found))


@given(stamps)
def test_every_backup_is_kept_or_removed_and_thinning_again_removes_nothing(found: list[Stamp]) -> None:
    whole = {one for one in found if one.whole}
    assert kept(found) | superseded(found) == whole
    assert kept(found).isdisjoint(superseded(found))
    assert superseded(kept(found)) == set()


@given(stamps)
def test_what_is_kept_stays_within_the_promised_numbers(found: list[Stamp]) -> None:
    assert len(kept(found)) <= RECENT + DAILY + WEEKLY + MONTHLY


@given(stamps)
def test_the_last_backup_of_each_of_the_latest_days_weeks_and_months_is_kept(found: list[Stamp]) -> None:
    whole = [one for one in found if one.whole]
    for most, span in (
        (DAILY, lambda one: one.made.date()),
        (WEEKLY, lambda one: one.made.isocalendar()[:2]),
        (MONTHLY, lambda one: (one.made.year, one.made.month)),
    ):
        for wanted in sorted({span(one) for one in whole}, reverse=True)[:most]:
            assert max(one for one in whole if span(one) == wanted) in kept(found)


def test_a_year_of_daily_backups_thins_to_days_weeks_and_months() -> None:
    daily = [stamp(day * 24 * 60) for day in range(365)]
    made = sorted((one.made for one in kept(daily)), reverse=True)
    assert made[:DAILY] == [one.made for one in reversed(daily[-DAILY:])]
    assert made[-1].date() == dt.date(2025, 4, 30)  # the last of the twelfth month back
    assert len(made) == 30
