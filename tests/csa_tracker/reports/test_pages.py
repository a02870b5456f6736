"""Blocks fill pages without losing, overlapping or stranding anything."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csa_tracker.reports.layout.blocks import Block
from csa_tracker.reports.layout.ink import Ink
from csa_tracker.reports.layout.pages import LayoutError, paginate

ROOM = 100.0


@dataclass
class Box:
    """A block of lines, each 10 points high."""

    name: str
    lines: int
    keep_with_next: bool = False
    can_split: bool = True
    before: float = 0.0
    after: float = 0.0

    @property
    def height(self) -> float:
        return self.lines * 10.0

    @property
    def least(self) -> float:
        return min(self.lines, 2) * 10.0 if self.can_split else self.height

    def split(self, room: float) -> tuple[Block, Block] | None:
        count = int(room // 10)
        if not self.can_split or count < 2:
            return None
        return Box(self.name, count), Box(self.name, self.lines - count)

    def paint(self, ink: Ink, *, x: float, top: float) -> None:
        raise AssertionError(f"these tests do not draw: {ink}, {x}, {top}")


boxes = st.builds(
    Box,
    name=st.just("box"),
    lines=st.integers(1, 25),
    keep_with_next=st.booleans(),
    before=st.sampled_from((0.0, 7.0)),
    after=st.sampled_from((0.0, 9.0)),
)


@given(st.lists(boxes, max_size=25))
def test_every_line_is_placed_inside_the_page_without_overlap(blocks: list[Box]) -> None:
    pages = paginate(blocks, room=ROOM)
    placed = [placed for page in pages for placed in page]
    assert sum(part.block.height for part in placed) == sum(block.height for block in blocks)
    for page in pages:
        foot = 0.0
        for part in page:
            assert part.offset >= foot
            foot = part.offset + part.block.height
        assert foot <= ROOM


def test_a_heading_moves_to_the_next_page_with_what_it_heads() -> None:
    heading = Box("heading", 1, keep_with_next=True)
    pages = paginate([Box("text", 8), heading, Box("more", 4)], room=ROOM)
    assert [[part.block.height for part in page] for page in pages] == [[80], [10, 40]]


def test_a_chain_of_headings_moves_together() -> None:
    first, second = Box("h2", 1, keep_with_next=True), Box("h3", 1, keep_with_next=True)
    pages = paginate([Box("text", 7), first, second, Box("table", 5, can_split=False)], room=ROOM)
    assert [len(page) for page in pages] == [1, 3]


def test_space_around_blocks_is_not_added_up_and_not_kept_at_the_head_of_a_page() -> None:
    one, two = Box("one", 2, after=9.0), Box("two", 2, before=7.0)
    assert [part.offset for part in paginate([one, two], room=ROOM)[0]] == [0, 29]
    full = Box("full", 10)
    assert paginate([full, two], room=ROOM)[1][0].offset == 0


def test_what_can_be_neither_split_nor_fitted_is_a_fault_and_never_clipped() -> None:
    with pytest.raises(LayoutError):
        paginate([Box("wall", 11, can_split=False)], room=ROOM)
