"""Writes small workbooks of other formats than .xlsx for tests, byte by byte: no library that we use writes them."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD

Cell = str | float | None


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A container of old Office files with these streams, each padded so that it has sectors of its own."""
    following: list[int] = []
    sectors: list[bytes] = []
    entries = [_entry("Root Entry", 5, END, 0, child=1)]
    for number, (name, content) in enumerate(streams.items(), start=1):
        padded = content.ljust(4096, b"\0")
        padded += bytes(-len(padded) % SECTOR)
        first, count = len(sectors), len(padded) // SECTOR
        entries.append(_entry(name, 2, first, len(padded), right=number + 1 if number < len(streams) else FREE))
        sectors += [padded[place : place + SECTOR] for place in range(0, len(padded), SECTOR)]
        following += [*range(first + 1, first + count), END]
    directory = len(sectors)
    listing = b"".join(entries)
    listing += bytes(-len(listing) % SECTOR)
    pieces = len(listing) // SECTOR
    sectors += [listing[place : place + SECTOR] for place in range(0, len(listing), SECTOR)]
    following += [*range(directory + 1, directory + pieces), END]
    table_sectors = (len(following) + SECTOR // 4) // (SECTOR // 4 - 1) + 1
    first_table = len(following)
    following += [FAT] * table_sectors
    following += [FREE] * (table_sectors * SECTOR // 4 - len(following))
    table = struct.pack(f"<{len(following)}I", *following)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9I", 0, table_sectors, directory, 0, 4096, END, 0, END, 0)
    listed = [*range(first_table, first_table + table_sectors)]
    header += struct.pack("<109I", *listed, *[FREE] * (109 - len(listed)))
    return header + b"".join(sectors) + table


def _entry(name: str, kind: int, start: int, size: int, *, child: int = FREE, right: int = FREE) -> bytes:
    coded = (name + "\0").encode("utf-16-le")
    links = struct.pack("<HBB3I", len(coded), kind, 1, FREE, right, child)
    return coded.ljust(64, b"\0") + links + bytes(36) + struct.pack("<IQ", start, size)


def record(kind: int, body: bytes = b"") -> bytes:
    """One record of an .xls stream."""
    return struct.pack("<HH", kind, len(body)) + body


BOF_BOOK, BOF_SHEET = record(0x809, struct.pack("<2H12x", 0x600, 5)), record(0x809, struct.pack("<2H12x", 0x600, 16))
PLAIN, FILLED, STRUCK, DAY = 0, 1, 2, 3
"""The styles that `write_xls` knows, by number; FILLED is green (#00B050)."""


def xls_stream(sheets: Mapping[str, bytes], *, hidden: Sequence[str] = (), first: bytes = b"") -> bytes:
    """The stream of a workbook: `sheets` are the records of each, `first` come before everything else of the book."""
    fonts = b"".join(record(0x31, _font(struck=number == 5)) for number in (0, 1, 2, 3, 5))
    palette = bytes(4 * 2) + bytes([0x00, 0xB0, 0x50, 0]) + bytes(4 * 53)
    styles = [_style(), _style(pattern=1, colour=10), _style(font=5), _style(number_format=14)]
    book = BOF_BOOK + first + record(0x42, struct.pack("<H", 1200)) + fonts
    book += record(0x92, struct.pack("<H", 56) + palette) + b"".join(record(0xE0, style) for style in styles)
    size = len(book) + sum(12 + len(name) for name in sheets) + 4
    listed, bodies = b"", b""
    for name, body in sheets.items():
        state = 1 if name in hidden else 0
        place = struct.pack("<IBBBB", size + len(bodies), state, 0, len(name), 0)
        listed += record(0x85, place + name.encode("latin-1"))
        bodies += BOF_SHEET + body + record(0x0A)
    return book + listed + record(0x0A) + bodies


def _font(*, struck: bool) -> bytes:
    return struct.pack("<5H6B", 200, 8 if struck else 0, 0x7FFF, 400, 0, 0, 0, 0, 0, 5, 0) + b"Arial"


def _style(*, font: int = 0, number_format: int = 0, pattern: int = 0, colour: int = 64) -> bytes:
    return struct.pack("<3H4BIIH", font, number_format, 1, 0x20, 0, 0, 0, 0, pattern << 26, colour | 65 << 7)


def label(row: int, column: int, text: str, style: int = PLAIN) -> bytes:
    """A cell with a text of its own."""
    return record(0x204, struct.pack("<4HB", row, column, style, len(text), 0) + text.encode("latin-1"))


def number(row: int, column: int, value: float, style: int = PLAIN) -> bytes:
    """A cell with a number."""
    return record(0x203, struct.pack("<3Hd", row, column, style, value))


def write_xls(path: Path, sheets: Mapping[str, bytes], *, hidden: Sequence[str] = (), first: bytes = b"") -> Path:
    """Write a workbook of the format before 2007."""
    path.write_bytes(compound({"Workbook": xls_stream(sheets, hidden=hidden, first=first)}))
    return path


ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
    + "".join(
        f' xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in {
            "office": "office", "style": "style", "text": "text", "table": "table", "fo": "xsl-fo-compatible"
        }.items()
    )
    + ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
)  # fmt: skip


def write_ods(
    path: Path,
    tables: str,
    *,
    styles: str = "",
    head: str = ODS_HEAD,
    manifest: str = "<m/>",
    kind: str = "spreadsheet",
) -> Path:
    """Write an OpenDocument spreadsheet whose body holds `tables` (XML)."""
    content = (
        f"{head}<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>"
        f"{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}", zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return path


def ods_cell(text: str = "", /, inside: str | None = None, **attributes: str) -> str:
    """One cell with a text; attributes with their colon written as two underscores, hyphens as one."""
    said = "".join(f' {name.replace("__", ":").replace("_", "-")}="{value}"' for name, value in attributes.items())
    if inside is None and not text:
        return f"<table:table-cell{said}/>"
    words = f"<text:p>{text}</text:p>" if inside is None else inside
    return f'<table:table-cell office:value-type="string"{said}>{words}</table:table-cell>'
