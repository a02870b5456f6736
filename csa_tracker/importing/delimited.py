"""Reads CSV files from any spreadsheet program: their bytes, their delimiter, and the marks put before formulas."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path

from csa_tracker.exporting.formulas import unescape_formula
from csa_tracker.importing.headings import find_heading
from csa_tracker.importing.refusals import damaged, is_empty, not_a_spreadsheet, too_large
from csa_tracker.importing.sheets import MAX_ROWS, Cell, Sheet
from csa_tracker.rules.fields import MAX_TEXT

DELIMITERS = (",", ";", "\t", "|")
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_LOOKED_AT = 20_000


def read_delimited(path: Path) -> Sheet:
    """Read a CSV file as one sheet of texts. Raises UserError when it is empty, binary or cut off."""
    data = path.read_bytes()
    if not data.strip():
        raise is_empty(path)
    text = _decoded(data, path)
    if not text.strip():
        raise is_empty(path)
    csv.field_size_limit(4 * MAX_TEXT)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=find_delimiter(text), strict=True)
    rows: list[list[Cell]] = []
    try:
        for cells in reader:
            # A quoted text may hold line breaks; the row number people see counts rows, as a spreadsheet does.
            rows.append([unescape_formula(cell) for cell in cells])
            if len(rows) > MAX_ROWS:
                raise too_large(path, f"more than {MAX_ROWS:,} rows")
    except csv.Error as error:
        raise damaged(path) from error
    return Sheet(path.name, path.stem, rows)


def _decoded(data: bytes, path: Path) -> str:
    """The text of the file: by its byte order mark, else UTF-8, else the Windows code page of western Europe."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise damaged(path) from error
    if b"\0" in data:
        raise not_a_spreadsheet(path)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass  # not UTF-8: an older Windows program wrote it
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise not_a_spreadsheet(path) from error


def find_delimiter(text: str) -> str:
    """The delimiter under which the first rows show the most known headings, else the most rows of one width."""
    return max(DELIMITERS, key=lambda delimiter: _fitness(_first_rows(text, delimiter)))


def _fitness(rows: list[list[Cell]]) -> tuple[int, int]:
    heading = find_heading(rows)
    known = sum(field is not None for field in heading.fields) if heading is not None else 0
    widths = Counter(len(cells) for cells in rows if len(cells) > 1)
    return known, max((count * (width - 1) for width, count in widths.items()), default=0)


def _first_rows(text: str, delimiter: str) -> list[list[Cell]]:
    """The rows of the text's beginning; the last one may end early."""
    sample = io.StringIO(text[:_LOOKED_AT], newline="")
    return [list(cells) for cells in csv.reader(sample, delimiter=delimiter)]
