"""Roll-ups count and never average; totals equal their parts; who has not reported is grey, not green."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csa_tracker.rules.rollup import (
    UNPLACED,
    WORST_FIRST,
    BragCounts,
    Part,
    ReturnFact,
    Rollup,
    count_brags,
    reported_words,
    roll_up,
)
from csa_tracker.values import Brag

FIRST, LAST = dt.date(2026, 7, 1), dt.date(2026, 9, 30)
TREE = {"pan": None, "county": "pan", "burnley": "county", "pendle": "county", "bwd": "pan", "blackpool": "pan"}
BRAGS = st.none() | st.sampled_from(Brag)
FACTS = st.lists(
    st.builds(
        ReturnFact,
        part=st.sampled_from([*TREE, "elsewhere", ""]),
        brag=BRAGS,
        last_update_on=st.none() | st.dates(dt.date(2026, 5, 1), dt.date(2026, 12, 1)),
    )
)


def fact(part: str, brag: Brag | None, day: dt.date | None = LAST) -> ReturnFact:
    return ReturnFact(part, brag, day)


def part(rolled: Rollup, code: str) -> Part:
    return next(one for one in rolled.parts if one.code == code)


@given(st.lists(BRAGS))
def test_counting_loses_no_action(brags: list[Brag | None]) -> None:
    counts = count_brags(brags)
    assert counts.rated + counts.outside == len(brags)
    assert all(counts.of(brag) == brags.count(brag) for brag in (*Brag, None))
    rated = [brag for brag in brags if brag is not None]
    assert counts.worst == min(rated, key=WORST_FIRST.index, default=None)


@given(st.lists(BRAGS), st.lists(BRAGS))
def test_counts_add_up(one: list[Brag | None], other: list[Brag | None]) -> None:
    assert count_brags(one + other) == count_brags(one) + count_brags(other)


@given(FACTS)
def test_totals_equal_their_parts(facts: list[ReturnFact]) -> None:
    rolled = roll_up(facts, TREE, first=FIRST, last=LAST)
    assert sum((one.own for one in rolled.parts), BragCounts()) == rolled.total
    tops = [one for one in rolled.parts if one.parent is None]
    assert sum((one.whole for one in tops), BragCounts()) == rolled.total
    for one in rolled.parts:
        below = [other.whole for other in rolled.parts if other.parent == one.code]
        assert sum(below, one.own) == one.whole
    assert rolled.total.rated + rolled.total.outside == len(facts)


@given(FACTS)
def test_silence_changes_green_to_grey_and_nothing_else(facts: list[ReturnFact]) -> None:
    rolled = roll_up(facts, TREE, first=FIRST, last=LAST)
    plain = count_brags(one.brag for one in facts)
    late = sum(one.late_green for one in rolled.parts)
    assert rolled.total.green == plain.green - late
    assert rolled.total.grey == plain.grey + late
    assert (rolled.total.red, rolled.total.amber, rolled.total.blue) == (plain.red, plain.amber, plain.blue)


@given(FACTS)
def test_those_reported_are_never_more_than_expected(facts: list[ReturnFact]) -> None:
    rolled = roll_up(facts, TREE, first=FIRST, last=LAST)
    assert rolled.expected == 4
    assert all(0 <= one.reported <= one.expected for one in rolled.parts)
    assert part(rolled, "pan").reported == rolled.reported


def test_a_part_reports_with_an_update_in_the_period_first_and_last_day_included() -> None:
    facts = [
        fact("burnley", Brag.GREEN, FIRST),
        fact("pendle", Brag.GREEN, LAST),
        fact("bwd", Brag.GREEN, FIRST - dt.timedelta(days=1)),
        fact("blackpool", Brag.GREEN, None),
    ]
    rolled = roll_up(facts, TREE, first=FIRST, last=LAST)
    assert (rolled.reported, rolled.expected) == (2, 4)
    assert (part(rolled, "county").reported, part(rolled, "county").expected) == (2, 2)
    assert part(rolled, "county").whole == BragCounts(green=2)
    assert part(rolled, "bwd").own == BragCounts(grey=1)
    assert part(rolled, "bwd").late_green == 1


def test_a_late_return_hides_no_warning() -> None:
    facts = [fact("bwd", brag, None) for brag in (Brag.RED, Brag.AMBER, Brag.GREEN, Brag.BLUE, Brag.GREY, None)]
    late = part(roll_up(facts, TREE, first=FIRST, last=LAST), "bwd").own
    assert late == BragCounts(red=1, amber=1, green=0, blue=1, grey=2, outside=1)


def test_one_update_speaks_for_the_whole_part() -> None:
    facts = [fact("bwd", Brag.GREEN, None), fact("bwd", Brag.GREEN, LAST)]
    assert part(roll_up(facts, TREE, first=FIRST, last=LAST), "bwd").own == BragCounts(green=2)


def test_an_action_of_the_county_itself_is_not_late() -> None:
    rolled = roll_up([fact("county", Brag.GREEN, None)], TREE, first=FIRST, last=LAST)
    assert part(rolled, "county").own == BragCounts(green=1)


def test_an_action_of_no_known_part_stays_in_the_total() -> None:
    rolled = roll_up([fact("elsewhere", Brag.RED)], TREE, first=FIRST, last=LAST)
    assert rolled.parts[-1] == Part(UNPLACED, None, BragCounts(red=1), BragCounts(red=1), 0, 0, 0)
    assert rolled.total.red == 1


@pytest.mark.parametrize("tree", [{"a": "b", "b": "a"}, {"a": "a"}, {"a": "gone"}])
def test_parts_that_go_round_or_nowhere_still_count_once(tree: dict[str, str | None]) -> None:
    rolled = roll_up([fact("a", Brag.RED)], tree, first=FIRST, last=LAST)
    assert rolled.total == BragCounts(red=1)
    assert part(rolled, "a").whole == BragCounts(red=1)


def test_every_roll_up_says_who_reported() -> None:
    assert reported_words(11, 14) == "11 of 14 reported"
    assert reported_words(0, 0) == "Nobody reports here"
