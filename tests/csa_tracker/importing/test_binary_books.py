"""Binary workbooks (.xlsb) are read with their hidden rows and columns, merges and error cells."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import pytest

from csa_tracker.errors import UserError
from csa_tracker.importing.files import read_files
from csa_tracker.importing.sheets import Marks

RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"'
    ' Target="worksheets/sheet1.bin"/></Relationships>'
)


def record(kind: int, body: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, coded = len(body), b""
    while size > 0x7F:
        coded, size = coded + bytes([size & 0x7F | 0x80]), size >> 7
    return head + coded + bytes([size]) + body


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def row(number: int, *, hidden: bool = False) -> bytes:
    return record(0, struct.pack("<2IH2BB", number, 0, 300, 0, 0x10 if hidden else 0, 0) + bytes(4))


def cell(kind: int, column: int, value: bytes) -> bytes:
    return record(kind, struct.pack("<2I", column, 0) + value)


def write_xlsb(
    path: Path, cells: bytes, *, after: bytes = b"", strings: tuple[str, ...] = (), claimed: int = 0
) -> Path:
    """A workbook with one sheet of these records between its row data marks, and `after` behind them."""
    sheet = record(129) + record(148, struct.pack("<4I", 0, 9, 0, 9))
    sheet += record(60, struct.pack("<4IH", 1, 1, 0, 0, 1)) if after else b""
    sheet += record(145) + cells + record(146) + after + record(130)
    book = record(131) + record(143) + record(156, struct.pack("<2I", 0, 1) + wide("rId1") + wide("Plan"))
    book += record(144) + record(132)
    texts = record(159, struct.pack("<2I", claimed or len(strings), claimed or len(strings)))
    texts += b"".join(record(19, b"\0" + wide(text)) for text in strings) + record(160)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.bin", book)
        archive.writestr("xl/_rels/workbook.bin.rels", RELATIONS)
        archive.writestr("xl/worksheets/sheet1.bin", sheet)
        if strings:
            archive.writestr("xl/sharedStrings.bin", texts)
    return path


def test_a_binary_workbook_is_read(tmp_path: Path) -> None:
    cells = row(0) + cell(7, 0, struct.pack("<I", 0)) + cell(7, 1, struct.pack("<I", 1))
    cells += (
        row(1, hidden=True) + cell(6, 0, wide("Patrols")) + cell(5, 1, struct.pack("<d", 4.5)) + cell(3, 2, b"\x17")
    )
    merge = record(177, struct.pack("<I", 1)) + record(176, struct.pack("<4I", 0, 0, 1, 2)) + record(178)
    (sheet,) = read_files([write_xlsb(tmp_path / "plan.xlsb", cells, after=merge, strings=("Action", "Cost"))])
    assert (sheet.name, sheet.rows) == ("Plan", [["Action", "Cost", ""], ["Patrols", 4.5, "#REF!"]])
    assert sheet.marks == Marks(hidden_rows=frozenset({1}), hidden_columns=frozenset({1}), merges=((0, 1, 0, 2),))


def test_far_cells_and_texts_that_are_not_there_are_refused(tmp_path: Path) -> None:
    far = row(1_048_575) + cell(6, 16_383, wide("x"))
    with pytest.raises(UserError, match="XFD1048576"):
        read_files([write_xlsb(tmp_path / "far.xlsb", far)])
    with pytest.raises(UserError, match="damaged"):
        read_files([write_xlsb(tmp_path / "gone.xlsb", row(0) + cell(7, 0, struct.pack("<I", 7)), strings=("a",))])
    with pytest.raises(UserError, match="damaged"):
        read_files([write_xlsb(tmp_path / "claim.xlsb", row(0), strings=("a",), claimed=2**31)])
