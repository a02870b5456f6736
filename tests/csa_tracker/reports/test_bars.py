"""Parts of a bar are in proportion, unless their label needs more room; together they always fill the bar."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csa_tracker.reports.board_values import RatingCounts
from csa_tracker.reports.drawing.bars import part_widths
from csa_tracker.reports.typeset.lines import Ruler
from csa_tracker.values import Brag

RULER = Ruler()
counts = st.builds(
    RatingCounts,
    red=st.integers(0, 2000),
    amber=st.integers(0, 2000),
    green=st.integers(0, 2000),
    blue=st.integers(0, 2000),
    grey=st.integers(0, 2000),
)


@given(counts.filter(lambda drawn: drawn.rated > 0))
def test_parts_are_wide_enough_for_letter_and_count(drawn: RatingCounts) -> None:
    for brag, width in part_widths(drawn, 260, ruler=RULER):
        assert width >= 9 * len(f"R {drawn.of(brag):,}") * 0.45


@given(counts.filter(lambda drawn: drawn.rated > 0))
def test_parts_fill_a_bar_that_has_room(drawn: RatingCounts) -> None:
    widths = [width for _, width in part_widths(drawn, 260, ruler=RULER)]
    assert sum(widths) + 2 * (len(widths) - 1) == pytest.approx(260)


def test_parts_are_in_proportion_where_labels_fit() -> None:
    widths = dict(part_widths(RatingCounts(red=10, green=30), 260, ruler=RULER))
    assert widths[Brag.GREEN] == pytest.approx(3 * widths[Brag.RED])


def test_a_short_bar_is_as_long_as_its_labels_need() -> None:
    widths = dict(part_widths(RatingCounts(red=1, green=1), 10, ruler=RULER))
    assert all(width > 15 for width in widths.values())
