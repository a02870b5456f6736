"""Writes a plan as a file other programs read; the kind is told by the file's ending."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO

import orjson

from csa_tracker.errors import UserError
from csa_tracker.exporting.formulas import escape_formula
from csa_tracker.exporting.sheets import Cell, ExportSheet, export_sheets
from csa_tracker.exporting.workbook import write_workbook
from csa_tracker.packs.making import led_actions
from csa_tracker.plan.as_json import action_json
from csa_tracker.plan.read import read_actions
from csa_tracker.values import Action
from csa_tracker.workspace import OpenPlan
from db.files import replace_atomically


def export_plan(plan: OpenPlan, target: Path, *, lead: str = "") -> list[Path]:
    """Write every action of the plan outside the Bin, or those that `lead` leads; returns the files (three for CSV).

    `.xlsx` is a workbook of three sheets, `.csv` three files (NAME, NAME_milestones, NAME_updates), `.json` a document.
    Each file is whole or not there. Raises UserError for another ending or a file that cannot be written.
    """
    writer = _WRITERS.get(target.suffix.lower())
    if writer is None:
        raise UserError(
            "unknown-export",
            f"{target.name} does not say what kind of file to write.",
            "End the name in .xlsx, .csv, .json or, for a calendar, .ics.",
        )
    return writer(led_actions(plan, lead)[1] if lead else read_actions(plan), target)


def _write_xlsx(actions: Sequence[Action], target: Path) -> list[Path]:
    sheets = export_sheets(actions)
    replace_atomically(target, lambda stream: write_workbook(stream, sheets))
    return [target]


def _write_csv(actions: Sequence[Action], target: Path) -> list[Path]:
    written = []
    for sheet in export_sheets(actions):
        path = target.with_name(f"{target.stem}{sheet.ending}{target.suffix}")
        content = csv_bytes(sheet)
        replace_atomically(path, _writing(content))
        written.append(path)
    return written


def _write_json(actions: Sequence[Action], target: Path) -> list[Path]:
    document = {"actions": [action_json(action, whole=True) for action in actions]}
    content = orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    replace_atomically(target, _writing(content))
    return [target]


_WRITERS: dict[str, Callable[[Sequence[Action], Path], list[Path]]] = {
    ".xlsx": _write_xlsx,
    ".csv": _write_csv,
    ".json": _write_json,
}


def csv_bytes(sheet: ExportSheet) -> bytes:
    """A sheet as CSV in UTF-8 with a byte order mark (Excel needs it); dates day first, formulas defused."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([column.heading for column in sheet.columns])
    writer.writerows([_csv_cell(cell) for cell in row] for row in sheet.rows)
    return text.getvalue().encode("utf-8-sig")


def _csv_cell(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case dt.date():
            return f"{cell.day:02d}/{cell.month:02d}/{cell.year:04d}"
        case str():
            return escape_formula(cell)
        case _:
            return str(cell)


def _writing(content: bytes) -> Callable[[BinaryIO], None]:
    def write(stream: BinaryIO) -> None:
        stream.write(content)

    return write
