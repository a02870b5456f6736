"""Reads a workbook (.xlsx, .xlsm, .xlsb, .ods, .xls): values with python-calamine, beside them what else it shows."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from xml.parsers import expat

from defusedxml import DefusedXmlException
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from csa_tracker.importing.container import check_container
from csa_tracker.importing.formats.ods_book import scan_ods
from csa_tracker.importing.formats.scan import Limits, Scan, Told
from csa_tracker.importing.formats.xls_book import scan_xls
from csa_tracker.importing.formats.xlsb_book import scan_xlsb
from csa_tracker.importing.formats.xlsx_book import scan_xlsx
from csa_tracker.importing.recognise import OLE_MAGIC, Book, recognise_book
from csa_tracker.importing.refusals import damaged, has_password, is_empty, shown_name, too_large, unsafe
from csa_tracker.importing.sheets import Cell, Sheet

MAX_BYTES = 64 * 2**20
_SCAN_SHARE = 0.6
_BATCH = 2_000
_SCANS: Mapping[Book, Callable[[zipfile.ZipFile, Limits, Told], dict[str, Scan]]] = {
    Book.XLSX: scan_xlsx,
    Book.XLSB: scan_xlsb,
    Book.ODS: scan_ods,
}


def read_workbook(path: Path, *, told: Told = lambda _: None) -> list[Sheet]:
    """Read every worksheet, hidden ones too. Raises UserError for a damaged, protected or oversized workbook."""
    if path.stat().st_size > MAX_BYTES:
        raise too_large(path, f"more than {MAX_BYTES // 2**20} MB")
    content = path.read_bytes()
    with _refusing_damage(path):
        scans = _scan(path, content, lambda done: told(done * _SCAN_SHARE))
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
            del content
            sheets = _read_sheets(path, workbook, scans, lambda done: told(_SCAN_SHARE + (1 - _SCAN_SHARE) * done))
    if not any(sheet.shows_something() for sheet in sheets):
        raise is_empty(path)
    return sheets


def _scan(path: Path, content: bytes, told: Told) -> dict[str, Scan]:
    limits = Limits(path)
    if content.startswith(OLE_MAGIC):
        return scan_xls(content, limits, told)
    check_container(path)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return _SCANS[recognise_book(path, archive)](archive, limits, told)


def _read_sheets(path: Path, workbook: CalamineWorkbook, scans: Mapping[str, Scan], told: Told) -> list[Sheet]:
    pages = [page for page in workbook.sheets_metadata if page.typ == SheetTypeEnum.WorkSheet]
    whole = sum(scans[page.name].height for page in pages) or 1
    sheets: list[Sheet] = []
    before = 0
    for page in pages:
        scan = scans[page.name]
        rows: list[list[Cell]] = []
        for batch in _batches(workbook, page.name):
            rows += batch
            told((before + len(rows)) / whole)
        before += scan.height
        for (row, column), text in scan.errors.items():
            if row < len(rows) and column < len(rows[row]):
                rows[row][column] = text
        is_hidden = scan.is_hidden or page.visible != SheetVisibleEnum.Visible
        sheets.append(Sheet(shown_name(path), page.name, rows, scan.marks, is_hidden))
    return sheets


def _batches(workbook: CalamineWorkbook, name: str) -> Iterator[list[list[Cell]]]:
    """The rows from row 1 and column A on, some thousands at a time."""
    sheet = workbook.get_sheet_by_name(name)
    blank: list[Cell] = [""] * (sheet.start[1] if sheet.start is not None else 0)
    rows = sheet.iter_rows()
    while batch := [[*blank, *row] for row in islice(rows, _BATCH)]:
        yield batch


@contextmanager
def _refusing_damage(path: Path) -> Iterator[None]:
    """Tell in plain words what the readers of workbooks raise for content that breaks their rules."""
    try:
        yield
    except PasswordError as error:
        raise has_password(path) from error
    except DefusedXmlException as error:
        raise unsafe(path, "holds a document type declaration") from error
    except (
        CalamineError, expat.ExpatError, SyntaxError, zipfile.BadZipFile, zlib.error, struct.error,
        OSError, ValueError, LookupError, EOFError, ArithmeticError,
    ) as error:  # fmt: skip
        raise damaged(path) from error
    except BaseException as error:
        # A panic of the compiled reader is no Exception; everything else that is none must pass.
        if type(error).__name__ != "PanicException":
            raise
        raise damaged(path) from error
