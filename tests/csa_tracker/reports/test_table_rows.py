"""A row split over pages carries every line once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from csa_tracker.reports.layout.rows import CellText, Row, lay_cell, row_of, split_row
from csa_tracker.reports.tagged.tree import Node
from csa_tracker.reports.typeset.lines import Line, Ruler, Run
from csa_tracker.reports.typeset.styles import CELL
from csa_tracker.values import Brag

RULER = Ruler()
PADDING = 5.0


def row(*cells: list[tuple[int, Brag | None]]) -> Row:
    """A row whose cells have paragraphs of so many lines, some with a rating's mark."""
    laid = [
        lay_cell(
            [CellText((Run("\n".join(f"line{n}" for n in range(lines)), CELL),), badge=badge) for lines, badge in cell],
            Node("TD"),
            width=100,
            leading=11.5,
            ruler=RULER,
        )
        for cell in cells
    ]
    return row_of(tuple(laid), padding=PADDING)


def lines_of(held: Row, column: int) -> list[Line]:
    return [line for part in held.cells[column] for line in part.lines]


cells = st.lists(st.tuples(st.integers(1, 30), st.sampled_from((None, Brag.RED))), max_size=3)


@given(cells, cells, st.floats(20, 200))
def test_parts_of_a_row_fit_and_add_up(left: list[tuple[int, Brag | None]], right: list, room: float) -> None:  # type: ignore[type-arg]
    whole = row(left, right)
    rest: Row | None = whole
    seen: list[list[Line]] = [[], []]
    for _ in range(200):
        assert rest is not None
        if rest.height <= room:
            break
        halves = split_row(rest, room, padding=PADDING)
        if halves is None:
            return  # not even one line fits: the page moves on instead
        head, rest = halves
        assert head.height <= room + 0.01
        for column in (0, 1):
            seen[column] += lines_of(head, column)
    assert rest is not None
    assert [seen[column] + lines_of(rest, column) for column in (0, 1)] == [lines_of(whole, 0), lines_of(whole, 1)]


def test_a_split_paragraph_stays_one_element_and_shows_its_mark_once() -> None:
    halves = split_row(row([(20, Brag.AMBER)]), 100, padding=PADDING)
    assert halves is not None
    (head,), (rest,) = halves[0].cells[0], halves[1].cells[0]
    assert head.node is rest.node
    assert (head.badge, rest.badge) == (Brag.AMBER, None)
