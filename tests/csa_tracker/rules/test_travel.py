"""Direction of travel: by goodness, with grey on its own, and each action counted once."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csa_tracker.rules.travel import Travel, TravelCounts, count_change, count_travel, travel, travel_between
from csa_tracker.values import Brag

KNOWN = (Brag.RED, Brag.AMBER, Brag.GREEN, Brag.BLUE)
OPPOSITE = {
    Travel.IMPROVED: Travel.WORSENED,
    Travel.WORSENED: Travel.IMPROVED,
    Travel.SAME: Travel.SAME,
    Travel.NEW: Travel.CLOSED,
    Travel.CLOSED: Travel.NEW,
}
SNAPSHOTS = st.dictionaries(st.integers(1, 9), st.none() | st.sampled_from(Brag))


@given(st.none() | st.sampled_from(KNOWN), st.none() | st.sampled_from(KNOWN))
def test_the_way_back_is_the_opposite(before: Brag | None, now: Brag | None) -> None:
    way = travel(before, now)
    assert travel(now, before) == (OPPOSITE[way] if way is not None else None)


@given(st.sampled_from(KNOWN), st.sampled_from(KNOWN), st.sampled_from(KNOWN))
def test_two_improvements_are_an_improvement(first: Brag, then: Brag, last: Brag) -> None:
    if travel(first, then) is travel(then, last) is Travel.IMPROVED:
        assert travel(first, last) is Travel.IMPROVED


def test_ratings_improve_from_red_to_blue() -> None:
    for worse, better in pairwise(KNOWN):
        assert travel(worse, better) is Travel.IMPROVED


@pytest.mark.parametrize(
    ("before", "now", "way"),
    [
        (Brag.RED, Brag.GREY, Travel.SAME),
        (Brag.AMBER, Brag.GREY, Travel.WORSENED),
        (Brag.GREEN, Brag.GREY, Travel.WORSENED),
        (Brag.BLUE, Brag.GREY, Travel.WORSENED),
        (Brag.GREY, Brag.GREY, Travel.SAME),
        (Brag.GREY, Brag.RED, Travel.WORSENED),
        (Brag.GREY, Brag.AMBER, Travel.WORSENED),
        (Brag.GREY, Brag.GREEN, Travel.IMPROVED),
        (Brag.GREY, Brag.BLUE, Travel.IMPROVED),
        (None, Brag.GREY, Travel.NEW),
        (Brag.GREY, None, Travel.CLOSED),
        (None, None, None),
    ],
)
def test_grey_never_improves_anything_and_missing_is_new_or_closed(
    before: Brag | None, now: Brag | None, way: Travel | None
) -> None:
    assert travel(before, now) is way


@given(SNAPSHOTS, SNAPSHOTS)
def test_each_action_with_a_rating_is_counted_once(before: dict[int, Brag | None], now: dict[int, Brag | None]) -> None:
    rated = {key for snapshot in (before, now) for key, brag in snapshot.items() if brag is not None}
    counts = count_travel(before, now)
    assert counts.all == len(rated)
    assert set(travel_between(before, now)) == rated
    assert counts.new - counts.closed == sum(map(bool, now.values())) - sum(map(bool, before.values()))


@given(SNAPSHOTS)
def test_nothing_moves_between_equal_snapshots(snapshot: dict[int, Brag | None]) -> None:
    assert count_travel(snapshot, snapshot) == TravelCounts(same=sum(map(bool, snapshot.values())))


@pytest.mark.parametrize(
    ("brag", "more", "fewer"),
    [
        (Brag.RED, Travel.WORSENED, Travel.IMPROVED),
        (Brag.AMBER, Travel.WORSENED, Travel.IMPROVED),
        (Brag.GREY, Travel.WORSENED, Travel.IMPROVED),
        (Brag.BLUE, Travel.IMPROVED, Travel.WORSENED),
        (Brag.GREEN, None, None),
    ],
)
def test_a_count_moves_by_goodness(brag: Brag, more: Travel | None, fewer: Travel | None) -> None:
    up, down, level = count_change(brag, 3, 5), count_change(brag, 1205, 1), count_change(brag, 4, 4)
    assert (up.travel, up.words) == (more, "2 more")
    assert (down.travel, down.words) == (fewer, "1,204 fewer")
    assert (level.travel, level.words) == (None if more is None else Travel.SAME, "no change")


def test_every_direction_has_a_word_and_its_own_sign() -> None:
    assert [way.word for way in Travel] == ["Improved", "Same", "Worsened", "New", "Closed"]
    assert len({way.arrow for way in Travel}) == len(Travel)
