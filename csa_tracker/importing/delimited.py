"""Reads CSV files from any spreadsheet program: their delimiter, their quotes, and the marks put before formulas."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from csa_tracker.errors import UserError
from csa_tracker.exporting.formulas import unescape_formula
from csa_tracker.importing.encoding import encoding_of
from csa_tracker.importing.formats.scan import MAX_CELLS, Told
from csa_tracker.importing.refusals import damaged, is_empty, open_quote, shown_name, too_large
from csa_tracker.importing.sheets import MAX_ROWS, Cell, Sheet
from csa_tracker.rules.fields import MAX_TEXT

DELIMITERS = (",", ";", "\t", "|")
MAX_BYTES = 48 * 2**20
_LOOKED_AT = 20_000
_MOST_IN_LINE = 200_000
"""Delimiters in one line at most: a line is split whole before anything can be counted."""
_BATCH = 2_000
END = "\N{END OF TEXT}end\N{END OF TEXT}"
"""A last line of our own: it comes back as a row of its own unless a quotation mark before it was never closed."""


def read_delimited(path: Path, *, told: Told = lambda _: None) -> Sheet:
    """Read a CSV file as one sheet of texts. Raises UserError when it is empty, too large, no text or cut off."""
    whole = path.stat().st_size
    if whole > MAX_BYTES:
        raise too_large(path, f"more than {MAX_BYTES // 2**20} MB")
    encoding = encoding_of(path)
    with path.open(encoding=encoding, newline="") as stream:
        sample = stream.read(_LOOKED_AT)
    if not sample.strip() and not path.read_text(encoding).strip():
        raise is_empty(path)
    told_delimiter = sep_line(sample)
    delimiter = told_delimiter or find_delimiter(sample)
    try:
        rows = _read(path, encoding, delimiter, is_strict=True, told=told)
    except csv.Error:
        # Programs that forget to double the quotation marks within a text: spreadsheet programs open those too.
        rows = _read(path, encoding, delimiter, is_strict=False, told=told)
    sheet = Sheet(shown_name(path), path.stem, rows[1:] if told_delimiter else rows)
    if not sheet.shows_something():
        raise is_empty(path)
    return sheet


def sep_line(text: str) -> str | None:
    """The delimiter that a first line such as `sep=;` tells Excel; None when there is no such line."""
    first = text[:16].splitlines()[0].strip().strip('"') if text.strip() else ""
    is_told = first[:4].lower() == "sep=" and len(first) == 5
    if first.lower() == "sep=" and text[:16].splitlines()[0].strip('"').endswith("\t"):
        return "\t"
    return first[4] if is_told else None


def find_delimiter(text: str) -> str:
    """The delimiter under which the largest part of the rows has one width of two cells or more; then the wider ones.

    `text` is the beginning of a file; its last row may end early.
    """
    return max(DELIMITERS, key=lambda delimiter: _fitness(_first_rows(text, delimiter)))


def looks_like_table(rows: Iterable[Sequence[Cell]]) -> bool:
    """Whether two rows or more have the same number of cells, more than one: a letter does not do that."""
    return max(Counter(len(cells) for cells in rows if len(cells) > 1).values(), default=0) > 1


def _fitness(rows: list[list[str]]) -> tuple[float, int]:
    widths = Counter(len(cells) for cells in rows if any(cells))
    best = max((count, width) for width, count in widths.items() if width > 1) if set(widths) - {1} else (0, 1)
    return round(best[0] / max(1, widths.total()), 2), best[0] * (best[1] - 1)


def _first_rows(text: str, delimiter: str) -> list[list[str]]:
    rows = list(csv.reader(io.StringIO(text[:_LOOKED_AT], newline=""), delimiter=delimiter))
    return rows[:-1] if len(rows) > 1 and len(text) >= _LOOKED_AT else rows


def _read(path: Path, encoding: str, delimiter: str, *, is_strict: bool, told: Told) -> list[list[Cell]]:
    with path.open(encoding=encoding, newline="") as stream:
        lines = _lines(path, stream, delimiter)
        return _rows(path, lines, delimiter, is_strict=is_strict, told=told)


def _lines(path: Path, stream: Iterable[str], delimiter: str) -> Iterator[str]:
    for line in stream:
        if line.count(delimiter) > _MOST_IN_LINE:
            raise too_large(path, f"more than {_MOST_IN_LINE:,} columns")
        yield line
    yield END


def _rows(path: Path, lines: Iterator[str], delimiter: str, *, is_strict: bool, told: Told) -> list[list[Cell]]:
    """The rows without our own last one. Raises csv.Error for text after a closing quotation mark when strict."""
    csv.field_size_limit(4 * MAX_TEXT)
    rows: list[list[Cell]] = []
    count = 0
    try:
        for cells in csv.reader(lines, delimiter=delimiter, strict=is_strict):
            # A quoted text may hold line breaks; the row number people see counts rows, as a spreadsheet does.
            if not is_strict and any("\n" in cell and '"' in cell for cell in cells):
                raise open_quote(path, len(rows) + 1)
            rows.append([unescape_formula(cell) for cell in cells])
            count += len(cells)
            if len(rows) > MAX_ROWS + 1:
                raise too_large(path, f"more than {MAX_ROWS:,} rows")
            if count > MAX_CELLS:
                raise too_large(path, f"more than {MAX_CELLS:,} cells")
            if len(rows) % _BATCH == 0:
                told(min(1.0, len(rows) / MAX_ROWS))
    except csv.Error as error:
        if is_strict and "expected after" in str(error):
            raise
        raise _refusal(path, error, len(rows) + 1) from error
    if not rows or rows.pop() != [END]:
        raise open_quote(path, len(rows) + 1)
    return rows


def _refusal(path: Path, error: csv.Error, row: int) -> UserError:
    if "field larger" in str(error):
        return too_large(path, f"a cell in row {row:,} holds more than {4 * MAX_TEXT // 10**6} million letters")
    if "unexpected end" in str(error):
        return open_quote(path, row)
    return damaged(path)
