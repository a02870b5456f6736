"""Reads every sheet of a workbook, hidden ones as well: what an update pack remembers lies in one."""

from __future__ import annotations

from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

from csa_tracker.importing.container import check_container
from csa_tracker.importing.refusals import (
    damaged,
    has_password,
    is_empty,
    missing,
    not_a_spreadsheet,
    too_large,
    unreadable,
)
from csa_tracker.importing.sheets import MAX_ROWS, Sheet

MAX_BYTES = 50 * 2**20
"""A pack holds the actions of one organisation."""
_ZIP, _OLE = b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_whole_book(path: Path) -> list[Sheet]:
    """Every worksheet of a workbook (.xlsx, .xlsm without macros, .ods, .xls), as values.

    Raises UserError naming the file that is missing, empty, damaged, protected, too large or no workbook.
    """
    try:
        if not path.exists():
            raise missing(path)
        if path.stat().st_size > MAX_BYTES:
            raise too_large(path, f"more than {MAX_BYTES // 2**20} MB")
        content = path.read_bytes()
    except OSError as error:
        raise unreadable(path) from error
    if not content:
        raise is_empty(path)
    if content.startswith(_ZIP):
        check_container(path)
    elif not content.startswith(_OLE):
        raise not_a_spreadsheet(path)
    elif _ENCRYPTED in content:
        raise has_password(path)
    try:
        with CalamineWorkbook.from_path(path) as workbook:
            names = [one.name for one in workbook.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
            return [_read_sheet(path, workbook, name) for name in names]
    except PasswordError as error:
        raise has_password(path) from error
    except (CalamineError, OSError, ValueError) as error:
        raise damaged(path) from error


def _read_sheet(path: Path, workbook: CalamineWorkbook, name: str) -> Sheet:
    sheet = workbook.get_sheet_by_name(name)
    if sheet.total_height > MAX_ROWS:
        raise too_large(path, f"sheet {name} has more than {MAX_ROWS:,} rows")
    return Sheet(path.name, name, [list(row) for row in sheet.to_python(skip_empty_area=False)])
