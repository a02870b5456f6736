"""Writes the workbooks and text files of the corpus, the same bytes each time."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import xlsxwriter  # type: ignore[import-untyped]

Book: TypeAlias = Any  # xlsxwriter has no types
Page: TypeAlias = Any
Format: TypeAlias = Any
MADE = dt.datetime(2026, 9, 30, 9, 0)  # noqa: DTZ001  # a workbook's own clock has no zone
RED, AMBER, GREEN, BLUE, GREY, YELLOW = "#FF0000", "#FFC000", "#00B050", "#0070C0", "#BFBFBF", "#FFFF00"


@dataclass(frozen=True)
class Cell:
    """A value as it looks: `fill` a colour, `strike` through, `form` a number format, `formula` beside its result."""

    value: object
    fill: str = ""
    strike: bool = False
    bold: bool = False
    form: str = ""
    formula: str = ""
    ink: str = ""
    parts: tuple[tuple[str, bool], ...] = ()  # texts of one cell, and whether each is struck through


@dataclass(frozen=True)
class Sheet:
    """One sheet: rows from the top left corner, merges as "A1:D1", rows and columns (by letter) nobody sees."""

    name: str
    rows: Sequence[Sequence[object]]
    merges: tuple[str, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[str, ...] = ()
    hidden: bool = False
    protected: bool = False
    notes: Mapping[str, str] = field(default_factory=dict)


def write_book(path: Path, *sheets: Sheet, epoch_1904: bool = False) -> None:
    """Write a workbook."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options | {"date_1904": epoch_1904}) as book:
        book.set_properties({"created": MADE})
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            _write_rows(book, page, sheet)
            _dress(page, sheet)


def _write_rows(book: Book, page: Page, sheet: Sheet) -> None:
    for row, cells in enumerate(sheet.rows):
        for column, content in enumerate(cells):
            _write_cell(book, page, (row, column), content if isinstance(content, Cell) else Cell(content))
    for merge in sheet.merges:  # after the cells: Excel keeps the value of the first one
        first = merge.split(":")[0]
        row, column = int("".join(filter(str.isdigit, first))) - 1, _column("".join(filter(str.isalpha, first)))
        content = sheet.rows[row][column]
        cell = content if isinstance(content, Cell) else Cell(content)
        page.merge_range(merge, "", _format(book, cell))
        _write_cell(book, page, (row, column), cell)


def _dress(page: Page, sheet: Sheet) -> None:
    for number in sheet.hidden_rows:
        page.set_row(number - 1, None, None, {"hidden": True})
    for letter in sheet.hidden_columns:
        page.set_column(f"{letter}:{letter}", None, None, {"hidden": True})
    for place, note in sheet.notes.items():
        page.write_comment(place, note, {"author": "Partner"})
    if sheet.hidden:
        page.hide()
    if sheet.protected:
        page.protect()


def _write_cell(book: Book, page: Page, place: tuple[int, int], cell: Cell) -> None:
    look = _format(book, cell)
    if cell.parts:
        plain, struck = book.add_format(), book.add_format({"font_strikeout": True})
        page.write_rich_string(*place, *(bit for text, out in cell.parts for bit in (struck if out else plain, text)))
    elif cell.formula:
        page.write_formula(*place, cell.formula, look, cell.value)
    elif isinstance(cell.value, dt.date):
        page.write_datetime(*place, cell.value, look)
    elif cell.value is None:
        page.write_blank(*place, None, look)
    else:
        page.write(*place, cell.value, look)


def _format(book: Book, cell: Cell) -> Format:
    wanted: dict[str, object] = {"text_wrap": True} if "\n" in str(cell.value) else {}
    if cell.fill:
        wanted["bg_color"] = cell.fill
    if cell.strike:
        wanted["font_strikeout"] = True
    if cell.bold:
        wanted["bold"] = True
    if cell.ink:
        wanted["font_color"] = cell.ink
    form = cell.form or ("dd/mm/yyyy" if isinstance(cell.value, dt.date) else "")
    if form:
        wanted["num_format"] = form
    return book.add_format(wanted) if wanted else None


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def write_text(
    path: Path,
    rows: Sequence[Sequence[object]],
    *,
    delimiter: str = ",",
    encoding: str = "utf-8",
    before: str = "",
    ending: str = "\r\n",
) -> None:
    """Write a text file as another program would; `before` stands ahead of the first row. Dates are day first."""
    stream = io.StringIO(newline="")
    stream.write(before)
    csv.writer(stream, delimiter=delimiter, lineterminator=ending).writerows(
        [cell.strftime("%d/%m/%Y") if isinstance(cell, dt.date) else "" if cell is None else cell for cell in row]
        for row in rows
    )
    path.write_bytes(stream.getvalue().encode(encoding))


def day(text: str) -> dt.date:
    """A real date from its ISO words."""
    return dt.date.fromisoformat(text)


def uk(text: str) -> str:
    """The words a British office types for an ISO date."""
    return day(text).strftime("%d/%m/%Y")
