"""What a look through a workbook finds before its values are read, and the limits it must keep."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from csa_tracker.errors import UserError
from csa_tracker.importing.refusals import damaged, too_large
from csa_tracker.importing.sheets import MAX_ROWS, Marks

MAX_CELLS = 1_000_000
"""Cells of all sheets together, blank ones between used ones included: that many a table holds when it is read."""
MAX_TEXT = 48 * 2**20
"""Bytes of text in all cells together; a text that a thousand cells share counts a thousand times."""
MAX_MERGES = 200_000
MAX_COLUMNS = 16_384

Told = Callable[[float], None]
"""Called with how much of a job is done, 0 to 1. Whatever it raises stops the work."""
Place = tuple[int, int]
"""(row, column), both counted from 0."""
Merge = tuple[int, int, int, int]
"""(first row, first column, last row, last column)."""


@dataclass(frozen=True, slots=True)
class Scan:
    """One sheet as seen before its values are read: rows and columns up to the last used cell, marks, error cells."""

    height: int = 0
    width: int = 0
    marks: Marks = field(default=Marks(), repr=False)
    errors: Mapping[Place, str] = field(default_factory=dict, repr=False)
    is_hidden: bool = False


def cell_name(row: int, column: int) -> str:
    """The name people know a cell by: (0, 27) is AB1."""
    letters, left = "", column + 1
    while left:
        left, letter = divmod(left - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"


class Limits:
    """Counts what the sheets of one workbook hold, and refuses it when that is more than an import should take."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._cells = 0
        self._text = 0

    def check_reach(self, sheet: str, height: int, width: int) -> None:
        """Refuse a sheet whose last used cell is too far out. Raises UserError."""
        if height > MAX_ROWS or self._cells + height * width > MAX_CELLS:
            raise too_large(self.path, f"sheet {sheet} is used as far as cell {cell_name(height - 1, width - 1)}")

    def end_sheet(self, sheet: str, height: int, width: int) -> None:
        """Count a whole sheet. Raises UserError like `check_reach`."""
        self.check_reach(sheet, height, width)
        self._cells += height * width

    @property
    def text_left(self) -> int:
        """Bytes of text that may still come."""
        return MAX_TEXT - self._text

    def add_text(self, size: int) -> None:
        """Count `size` bytes of text. Raises UserError when all cells together hold too much."""
        self._text += size
        if self._text > MAX_TEXT:
            raise too_large(self.path, f"its cells hold more than {MAX_TEXT // 2**20} MB of text")

    def check_texts(self, count: int) -> None:
        """Refuse a workbook that keeps more shared texts than it may have cells. Raises UserError."""
        if count > MAX_CELLS:
            raise too_large(self.path, f"more than {MAX_CELLS:,} different texts")

    def check_merges(self, count: int) -> None:
        """Refuse a sheet with a senseless number of merged cells. Raises UserError."""
        if count > MAX_MERGES:
            raise too_large(self.path, f"more than {MAX_MERGES:,} merged cells")

    def damaged(self) -> UserError:
        """The refusal of the file for being damaged."""
        return damaged(self.path)


def column_number(letters: str) -> int:
    """A column's place from 0 by its letters: AB is 27. Raises ValueError for anything else."""
    number = 0
    for letter in letters[:4]:
        if not "A" <= letter <= "Z":
            raise ValueError(letters)
        number = number * 26 + ord(letter) - ord("A") + 1
    if not 1 <= number <= MAX_COLUMNS:
        raise ValueError(letters)
    return number - 1


def clipped_marks(marks: Marks, merges: Iterable[Merge], height: int, width: int) -> Marks:
    """The marks within the used part of a sheet; merges are cut at its edge, and what is then one cell is no merge."""
    cut = ((top, left, min(bottom, height - 1), min(right, width - 1)) for top, left, bottom, right in merges)
    return Marks(
        {place: fill for place, fill in marks.fills.items() if place[0] < height and place[1] < width},
        frozenset(place for place in marks.struck if place[0] < height and place[1] < width),
        frozenset(row for row in marks.hidden_rows if row < height),
        frozenset(column for column in marks.hidden_columns if column < width),
        tuple(
            (top, left, bottom, right)
            for top, left, bottom, right in cut
            if top <= bottom and left <= right and (top, left) != (bottom, right)
        ),
    )
