"""Cells go to a spreadsheet and come back unchanged, and land where they belong or nowhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csa_tracker.errors import UserError
from csa_tracker.plan.clipboard import MOST_CELLS, PastedCell, place_cells, read_cells, write_cells

HEADINGS = ["Rating", "Ref", "Action", "Due"]
_TEXTS = st.text(st.characters(exclude_characters="\r\x00", exclude_categories=["Cs"]), max_size=12)


@given(st.lists(st.lists(_TEXTS, min_size=3, max_size=3), min_size=1, max_size=4))
def test_what_is_copied_is_read_back_as_it_was(rows: list[list[str]]) -> None:
    assert read_cells(write_cells(["a", "b", "c"], rows)) == [["a", "b", "c"], *rows]


@pytest.mark.parametrize("text", ["=1+1", "+44 20", "-5", "@SUM(A1)", " =1"])
def test_nothing_copied_can_be_read_as_a_formula(text: str) -> None:
    line = write_cells(["Action"], [[text]]).splitlines()[1]
    assert line.strip('"').startswith("'")


def test_a_quoted_cell_of_a_spreadsheet_may_hold_tabs_and_lines() -> None:
    assert read_cells('"one\ttwo\r\nthree ""x"""\t5\r\n') == [['one\ttwo\nthree "x"', "5"]]


def test_cells_land_from_the_current_column_on() -> None:
    placed = place_cells([["a", "b"], ["c", "d"]], HEADINGS, first=2, room=5)
    assert placed == [PastedCell(0, 2, "a"), PastedCell(0, 3, "b"), PastedCell(1, 2, "c"), PastedCell(1, 3, "d")]


def test_headings_say_where_cells_belong() -> None:
    placed = place_cells([["due", "Action"], ["x", "y"]], HEADINGS, first=0, room=1)
    assert placed == [PastedCell(0, 3, "x"), PastedCell(0, 2, "y")]


def test_cells_that_do_not_fit_are_refused() -> None:
    with pytest.raises(UserError, match="2 rows were copied, but only 1 actions"):
        place_cells([["a"], ["b"]], HEADINGS, first=2, room=1)
    with pytest.raises(UserError, match="3 columns were copied, but only 2"):
        place_cells([["a", "b", "c"]], HEADINGS, first=2, room=9)


def test_a_whole_sheet_is_an_import() -> None:
    with pytest.raises(UserError, match="More than 100,000 cells"):
        read_cells("\t" * (MOST_CELLS + 1))
