"""Cells as the clipboard carries them between the list and a spreadsheet: tabs, lines, quotes as Excel writes them.

What begins like a formula gets an apostrophe on the way out and loses it on the way in, so it comes back unchanged.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from csa_tracker.errors import UserError
from csa_tracker.exporting.formulas import escape_formula, unescape_formula

MOST_CELLS = 100_000
"""Cells one paste may bring: more is an import."""


@dataclass(frozen=True, slots=True)
class PastedCell:
    """A text for a cell of the list: `row` counts from the first pasted row, `column` is a place among the columns."""

    row: int
    column: int
    text: str


def write_cells(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The rows under their headings, tab-separated, safe to paste into a spreadsheet."""
    stream = io.StringIO()
    writer = csv.writer(stream, dialect="excel-tab")
    for row in (headings, *rows):
        writer.writerow([escape_formula(_one_break(cell)) for cell in row])
    return stream.getvalue()


def read_cells(text: str) -> list[list[str]]:
    """The rows of a copied range; quoted cells may hold tabs and lines. Raises UserError when it is too large."""
    rows = []
    cells = 0
    for row in csv.reader(io.StringIO(_one_break(text), newline=""), dialect="excel-tab"):
        cells += len(row)
        if cells > MOST_CELLS:
            raise UserError(
                "too-many-cells",
                f"More than {MOST_CELLS:,} cells were copied.",
                "Import the spreadsheet from the File menu instead.",
            )
        rows.append([unescape_formula(cell) for cell in row] or [""])
    return rows


def place_cells(rows: Sequence[Sequence[str]], headings: Sequence[str], *, first: int, room: int) -> list[PastedCell]:
    """Where each pasted cell belongs: under its heading when the first row names columns, else from column `first` on.

    `headings` are those of the columns shown, in order; `room` is how many actions there are from the current one on.
    Raises UserError when the cells do not fit; then nothing may be pasted.
    """
    named = _named_columns(rows[0], headings) if rows else None
    body = list(rows[1:] if named is not None else rows)
    if len(body) > room:
        raise UserError(
            "too-many-rows",
            f"{len(body):,} rows were copied, but only {room:,} actions stand from here on.",
            "Go to a row further up, or copy fewer rows.",
        )
    widest = max((len(row) for row in body), default=0)
    columns = named if named is not None else list(range(first, len(headings)))
    if widest > len(columns):
        raise UserError(
            "too-many-columns",
            f"{widest} columns were copied, but only {len(columns)} stand from here on.",
            "Go to a column further left, or copy fewer columns.",
        )
    return [
        PastedCell(number, columns[place], cell) for number, row in enumerate(body) for place, cell in enumerate(row)
    ]


def _named_columns(row: Sequence[str], headings: Sequence[str]) -> list[int] | None:
    places = {heading.casefold(): place for place, heading in enumerate(headings)}
    wanted = [cell.strip().casefold() for cell in row]
    if not wanted or len(set(wanted)) != len(wanted) or not set(wanted) <= places.keys():
        return None
    return [places[heading] for heading in wanted]


def _one_break(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
