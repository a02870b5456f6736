"""From file names to sheets: what kind of file each is, and the two siblings of a CSV export."""

from __future__ import annotations

import stat
from collections.abc import Sequence
from pathlib import Path

from csa_tracker.importing.delimited import looks_like_table, read_delimited
from csa_tracker.importing.formats.scan import Told
from csa_tracker.importing.recognise import HEAD, Kind, recognise
from csa_tracker.importing.refusals import is_empty, missing, not_a_file, not_a_spreadsheet, unreadable
from csa_tracker.importing.sheets import Sheet
from csa_tracker.importing.web_table import read_web_table
from csa_tracker.importing.workbook import read_workbook
from csa_tracker.watch import Watch, unwatched

SIBLINGS = ("_milestones", "_updates")
_WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
_STEPS = 1_000
"""What `watch` counts to for each file."""


def read_files(files: Sequence[Path], *, watch: Watch = unwatched) -> list[Sheet]:
    """Read every sheet of the files and of the `_milestones` and `_updates` CSV files found beside a CSV.

    `watch` hears how far the reading is, every few thousand rows; what it raises stops it. Nothing is written anywhere.
    Raises UserError naming the file that is missing, empty, damaged, protected, too large or no spreadsheet.
    """
    sheets: list[Sheet] = []
    paths = with_siblings(files)
    for number, path in enumerate(paths):

        def told(done: float, before: int = number * _STEPS) -> None:
            watch(before + int(done * _STEPS), len(paths) * _STEPS)

        told(0)
        sheets += _read_file(path, told)
        told(1)
    return sheets


def with_siblings(files: Sequence[Path]) -> list[Path]:
    """The files, each once, and after a CSV its siblings that exist and were not given."""
    found: dict[Path, Path] = {}
    for path in files:
        found.setdefault(_absolute(path), path)
    for path in files:
        if path.suffix.lower() != ".csv" or path.stem.endswith(SIBLINGS):
            continue
        for ending in SIBLINGS:
            sibling = path.with_name(f"{path.stem}{ending}{path.suffix}")
            try:
                if sibling.is_file():
                    found.setdefault(_absolute(sibling), sibling)
            except OSError:
                pass  # a name too long to have a sibling: the file itself is told about when it is read
    return list(found.values())


def _absolute(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):  # links in a circle, a name no disk can hold: reading it says so
        return path


def _read_file(path: Path, told: Told) -> list[Sheet]:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise not_a_file(path, "a folder")
        if not stat.S_ISREG(status.st_mode):  # opening a pipe or a terminal could wait for ever
            raise not_a_file(path, "a device or a pipe")
        if status.st_size == 0:
            raise is_empty(path)
        with path.open("rb") as stream:
            head = stream.read(HEAD)
        return _read_kind(path, recognise(path, head), told)
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise missing(path) from error
    except OSError as error:
        raise unreadable(path) from error


def _read_kind(path: Path, kind: Kind, told: Told) -> list[Sheet]:
    if kind in (Kind.ZIP, Kind.OLE):
        return read_workbook(path, told=told)
    if kind == Kind.HTML:
        return read_web_table(path, told=told)
    sheet = read_delimited(path, told=told)
    if path.suffix.lower() in _WORKBOOKS and not looks_like_table(sheet.rows):
        raise not_a_spreadsheet(path)
    return [sheet]
