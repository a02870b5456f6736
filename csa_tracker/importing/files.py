"""From file names to sheets: what kind of file each is, and the two siblings of a CSV export."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from csa_tracker.importing.delimited import read_delimited
from csa_tracker.importing.refusals import (
    is_empty,
    missing,
    not_a_spreadsheet,
    too_large,
    unreadable,
)
from csa_tracker.importing.sheets import Sheet
from csa_tracker.importing.workbook import OLE_MAGIC, ZIP_MAGIC, read_workbook

MAX_BYTES = 200 * 2**20
SIBLINGS = ("_milestones", "_updates")
_WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")


def read_files(files: Sequence[Path]) -> list[Sheet]:
    """Read every sheet of the files and of the `_milestones` and `_updates` CSV files found beside a CSV.

    Raises UserError naming the file that is missing, empty, damaged, protected, too large or no spreadsheet.
    """
    sheets: list[Sheet] = []
    for path in with_siblings(files):
        sheets += _read_file(path)
    return sheets


def with_siblings(files: Sequence[Path]) -> list[Path]:
    """The files, each once, and after a CSV its siblings that exist and were not given."""
    found: dict[Path, Path] = {}
    for path in files:
        found.setdefault(path.resolve(), path)
    for path in files:
        if path.suffix.lower() != ".csv" or path.stem.endswith(SIBLINGS):
            continue
        for ending in SIBLINGS:
            sibling = path.with_name(f"{path.stem}{ending}{path.suffix}")
            if sibling.is_file():
                found.setdefault(sibling.resolve(), sibling)
    return list(found.values())


def _read_file(path: Path) -> list[Sheet]:
    if not path.exists():
        raise missing(path)
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            start = stream.read(8)
        if size == 0:
            raise is_empty(path)
        if size > MAX_BYTES:
            raise too_large(path, f"more than {MAX_BYTES // 2**20} MB")
        if start.startswith((ZIP_MAGIC, OLE_MAGIC)):
            return read_workbook(path)
        if path.suffix.lower() in _WORKBOOKS:
            raise not_a_spreadsheet(path)
        return [read_delimited(path)]
    except OSError as error:
        raise unreadable(path) from error
