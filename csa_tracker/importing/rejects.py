"""Saves the rows an import left out as a workbook: their own cells, and before them why they did not come in."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Sequence
from pathlib import Path

from csa_tracker.errors import UserError
from csa_tracker.exporting.sheets import Cell as Written
from csa_tracker.exporting.sheets import Column, ExportSheet
from csa_tracker.exporting.workbook import write_workbook
from csa_tracker.importing.headings import find_heading
from csa_tracker.importing.preview import ImportPreview
from csa_tracker.importing.rows import ImportRow
from csa_tracker.importing.sheets import Cell, Sheet, cell_text
from db.files import replace_atomically

WHY = "Why it was not imported"
_WIDTH, _WHY_WIDTH = 24, 60
_MOST_COLUMNS = 16_383
_LONGEST_NAME = 31
_FIRST_DAY = dt.date(1900, 1, 1)
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


def rejected_rows(preview: ImportPreview) -> list[ImportRow]:
    """The rows that do not come in: those that cannot be right, and those an answer leaves out."""
    return [row for row in preview.rows if row.outcome == "cannot"]


def save_rejected(preview: ImportPreview, target: Path) -> int:
    """Write the rows that do not come in to an .xlsx file, sheet by sheet under their headings; returns how many.

    Nothing is written when every row comes in. What people typed is never a formula in it.
    Raises UserError for another ending and for a file that cannot be written.
    """
    if target.suffix.lower() != ".xlsx":
        raise UserError(
            "unknown-export", f"{target.name} does not say that it is a workbook.", "End the name in .xlsx."
        )
    rows = rejected_rows(preview)
    if not rows:
        return 0
    by_sheet: dict[tuple[str, str], dict[int, list[str]]] = {}
    for row in rows:
        reasons = by_sheet.setdefault((row.spot.file, row.spot.sheet), {}).setdefault(row.spot.row, [])
        reasons += [reason for reason in row.reasons if reason not in reasons]
    pages: list[ExportSheet] = []
    for sheet in preview.source.sheets:
        listed = by_sheet.get((sheet.file, sheet.name))
        if listed is not None:
            pages.append(_page(sheet, listed, _name(sheet, [page.name for page in pages])))
    replace_atomically(target, lambda stream: write_workbook(stream, pages))
    return len(rows)


def _page(sheet: Sheet, listed: dict[int, list[str]], name: str) -> ExportSheet:
    heading = find_heading(sheet.rows)
    rows = [(" ".join(reasons), *_cells(sheet, number)) for number, reasons in sorted(listed.items())]
    texts = [cell_text(cell) for cell in sheet.rows[heading.row - 1]] if heading is not None else []
    width = max([len(texts), *(len(row) - 1 for row in rows)])
    columns = [Column(text, _WIDTH) for text in [*texts, *[""] * width][:width]]
    return ExportSheet(name, "", (Column(WHY, _WHY_WIDTH), *columns), rows)


def _cells(sheet: Sheet, number: int) -> list[Written]:
    cells: Sequence[Cell] = sheet.rows[number - 1] if 1 <= number <= len(sheet.rows) else []
    return [_written(cell) for cell in cells[:_MOST_COLUMNS]]


def _written(cell: Cell) -> Written:
    """A cell as the writer takes it; what a workbook has no place for becomes words."""
    match cell:
        case None | str():
            return cell
        case bool():
            return cell_text(cell)
        case dt.datetime():
            return cell.replace(tzinfo=None) if cell.date() >= _FIRST_DAY else cell_text(cell)
        case dt.date():
            return cell if cell >= _FIRST_DAY else cell_text(cell)
        case int() | float() if math.isfinite(cell) and abs(cell) < 10**15:
            return cell if isinstance(cell, int) else _number(cell)
        case _:
            return cell_text(cell)


def _number(cell: float) -> Written:
    return int(cell) if cell.is_integer() else str(cell)


def _name(sheet: Sheet, taken: Sequence[str]) -> str:
    """A name Excel takes, and one of its own: two files may each have a sheet of the same name."""
    plain = _NOT_IN_NAMES.sub(" ", sheet.name).strip("' ") or "Rows"
    known = {name.casefold() for name in taken}
    name, number = plain[:_LONGEST_NAME], 1
    while name.casefold() in known or name.casefold() == "history":
        number += 1
        name = f"{plain[: _LONGEST_NAME - 6]} ({number})"
    return name
