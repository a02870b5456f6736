"""Makes spreadsheets for tests: plain tables as workbooks or CSV files."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

import xlsxwriter  # type: ignore[import-untyped]

from resources import file_path

Cell = str | int | float | dt.date | None
Rows = Sequence[Sequence[Cell]]

HEADINGS = (
    "Ref",
    "Area",
    "Key issue",
    "Action",
    "Lead organisation",
    "Lead role",
    "Start date",
    "Due date",
    "Status",
    "BRAG",
)
SAMPLE = "samples/Lancashire_CSP_action_plan_example"


def action(ref: str = "A-1", /, **cells: Cell) -> list[Cell]:
    """One row under HEADINGS: a road safety action in Burnley, changed by `cells` (heading in snake case)."""
    row: dict[str, Cell] = {
        "ref": ref,
        "area": "Burnley",
        "key_issue": "Road Safety",
        "action": f"Do {ref}",
        "lead_organisation": "Burnley Borough Council",
        "lead_role": "Road Safety Officer",
        "start_date": dt.date(2026, 4, 1),
        "due_date": dt.date(2027, 3, 31),
        "status": "In progress",
        "brag": "G",
    }
    return list((row | cells).values())


def write_xlsx(path: Path, sheets: Mapping[str, Rows]) -> Path:
    """Write the sheets with dates as real dates and everything else as it is."""
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for place, cell in enumerate(row):
                    if isinstance(cell, dt.date):
                        page.write_datetime(number, place, cell, day)
                    elif cell is not None:
                        page.write(number, place, cell)
    return path


def write_csv(path: Path, rows: Rows, *, encoding: str = "utf-8", delimiter: str = ",") -> Path:
    """Write one table as CSV; dates day first."""
    with path.open("w", newline="", encoding=encoding) as stream:
        writer = csv.writer(stream, delimiter=delimiter)
        writer.writerows(
            [cell.strftime("%d/%m/%Y") if isinstance(cell, dt.date) else cell for cell in row] for row in rows
        )
    return path


def plan_book(folder: Path, *rows: Sequence[Cell], **more: Rows) -> Path:
    """A workbook "plan.xlsx" of these action rows under HEADINGS, with further sheets."""
    return write_xlsx(folder / "plan.xlsx", {"Action plan": [HEADINGS, *rows], **more})


def copy_sample(folder: Path, ending: str) -> Path:
    """Copy a shipped sample file ("" for the CSV, "_updates" ...; ".xlsx") into a folder of the test."""
    name = f"{SAMPLE}{ending}" if "." in ending else f"{SAMPLE}{ending}.csv"
    with file_path(name) as source:
        target = folder / source.name
        target.write_bytes(source.read_bytes())
    return target
