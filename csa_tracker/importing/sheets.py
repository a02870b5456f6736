"""Sheets as read: cells with the types the file gave them, never guessed ones."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass, field

Cell = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta | None

MAX_ROWS = 200_000
"""Rows in one sheet at most; a plan has thousands."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What a workbook shows beside its values. Places are (row, column), both counted from 0.

    `fills` are solid colours other than white, "#RRGGBB"; `merges` are (first row, first column, last row,
    last column), the last ones included.
    """

    fills: Mapping[tuple[int, int], str] = field(default_factory=dict, repr=False)
    struck: frozenset[tuple[int, int]] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merges: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook, or one CSV file; `rows[0]` is row 1 of the file."""

    file: str
    name: str
    rows: list[list[Cell]] = field(repr=False)
    marks: Marks = field(default=Marks(), repr=False)
    is_hidden: bool = False

    def shows_something(self) -> bool:
        """Whether there is a cell that is not blank."""
        return any(not is_blank(cell) for row in self.rows for cell in row)


def cell_text(cell: Cell) -> str:
    """A cell as the words a person sees in it: dates day first, whole numbers without a point, plain line feeds."""
    match cell:
        case None:
            return ""
        case bool():
            return "Yes" if cell else "No"
        case str():
            return cell.replace("\r\n", "\n").replace("\r", "\n").strip()
        case float():
            return str(int(cell)) if math.isfinite(cell) and cell.is_integer() else str(cell)
        case dt.date():  # also datetime
            return f"{cell.day:02d}/{cell.month:02d}/{cell.year:04d}"
        case _:
            return str(cell)


def is_blank(cell: Cell) -> bool:
    """Whether a cell shows nothing."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def cell_day(cell: Cell) -> dt.date | None:
    """The day of a real date cell; None for every other cell."""
    if isinstance(cell, dt.datetime):
        return cell.date()
    return cell if isinstance(cell, dt.date) else None
