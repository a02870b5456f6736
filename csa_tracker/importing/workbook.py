"""Reads the values of a workbook (.xlsx, .xlsm without macros, .xlsb, .ods, .xls) with python-calamine."""

from __future__ import annotations

from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from csa_tracker.importing.container import check_container
from csa_tracker.importing.refusals import damaged, has_password, is_empty, too_large
from csa_tracker.importing.sheets import MAX_ROWS, Sheet

ZIP_MAGIC = b"PK"
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_workbook(path: Path) -> list[Sheet]:
    """Read every visible worksheet. Raises UserError for a damaged, protected or oversized workbook."""
    with path.open("rb") as stream:
        start = stream.read(8)
    if start.startswith(ZIP_MAGIC):
        check_container(path)
    elif _ENCRYPTED in path.read_bytes():
        raise has_password(path)
    try:
        with CalamineWorkbook.from_path(path) as workbook:
            sheets = [_read_sheet(path, workbook, name) for name in _visible(workbook)]
    except PasswordError as error:
        raise has_password(path) from error
    except (CalamineError, OSError, ValueError) as error:
        raise damaged(path) from error
    if not any(sheet.rows for sheet in sheets):
        raise is_empty(path)
    return sheets


def _visible(workbook: CalamineWorkbook) -> list[str]:
    return [
        sheet.name
        for sheet in workbook.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
    ]


def _read_sheet(path: Path, workbook: CalamineWorkbook, name: str) -> Sheet:
    sheet = workbook.get_sheet_by_name(name)
    if sheet.total_height > MAX_ROWS:
        raise too_large(path, f"sheet {name} has more than {MAX_ROWS:,} rows")
    return Sheet(path.name, name, [list(row) for row in sheet.to_python(skip_empty_area=False)])
