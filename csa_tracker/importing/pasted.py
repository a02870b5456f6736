"""A table copied in a spreadsheet program and pasted here, read as a sheet."""

from __future__ import annotations

import csv

from csa_tracker.errors import UserError
from csa_tracker.exporting.formulas import unescape_formula
from csa_tracker.importing.delimited import END, find_delimiter
from csa_tracker.importing.sheets import Sheet, is_blank
from csa_tracker.plan.clipboard import read_cells
from csa_tracker.rules.fields import MAX_TEXT

NAME = "Pasted table"


def read_pasted(text: str) -> Sheet:
    """The copied range as Excel puts it on the clipboard: tabs between cells, quotes around cells of several lines.

    Text without any tab may come from a CSV file. Raises UserError when nothing or too much was copied.
    """
    csv.field_size_limit(4 * MAX_TEXT)
    plain = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    rows = _quoted(plain) if "\t" in plain else _delimited(plain)
    while rows and all(is_blank(cell) for cell in rows[-1]):
        rows.pop()
    if not rows:
        raise UserError(
            "nothing-copied",
            "There is no table to paste.",
            "Mark the cells in your spreadsheet, copy them, and paste again.",
        )
    return Sheet(NAME, NAME, [list(row) for row in rows])


def _quoted(text: str) -> list[list[str]]:
    rows = read_cells(f"{text}\n{END}")
    if rows.pop() == [END]:
        return rows
    # A cell that itself begins with a quotation mark: Excel puts no quotes around it, so none of them mean anything.
    return [[unescape_formula(cell) for cell in line.split("\t")] for line in text.split("\n")]


def _delimited(text: str) -> list[list[str]]:
    delimiter = find_delimiter(text)
    return [[unescape_formula(cell) for cell in row] for row in csv.reader(text.splitlines(True), delimiter=delimiter)]
