"""Rows straight from the pages of an SQLite file, for when SQLite itself can no longer read it.

Each leaf page is read by itself, so that one damaged page costs its own rows and no others. Nothing here is trusted:
whoever takes a row checks it by its seal (SQLite file format 3, sections 1.6, 2 and 4).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

Stored = None | int | float | str | bytes

DEFAULT_PAGE = 4096
_HEADER = 100
_TABLE_LEAF, _INDEX_LEAF, _INDEX_INTERIOR = 0x0D, 0x0A, 0x02
_WAL_HEADER, _FRAME_HEADER = 32, 24
_WAL_MAGIC = (0x377F0682, 0x377F0683)
_INTEGER_SIZES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_BROKEN = (IndexError, ValueError, OverflowError)


class PageRow(NamedTuple):
    """A row as it lies in a page: its number (None in an index) and as many of its columns as could be read."""

    number: int | None
    columns: tuple[Stored, ...]
    whole: bool


def file_rows(path: Path) -> Iterator[PageRow]:
    """Every row of every leaf page of the file, then of the file with the journal beside it applied; rows repeat."""
    content = path.read_bytes()
    size = _page_size(content)
    pages = {number + 1: content[at : at + size] for number, at in enumerate(range(0, len(content), size))}
    yield from _rows(pages, pages, size)
    journal = Path(f"{path}-wal")
    if journal.is_file():
        newer = _journal_pages(journal.read_bytes(), size)
        yield from _rows(newer, pages | newer, size)


def _page_size(content: bytes) -> int:
    """The page size the header names, if it is one."""
    named = int.from_bytes(content[16:18], "big")
    size = 65536 if named == 1 else named
    return size if 512 <= size <= 65536 and size & (size - 1) == 0 else DEFAULT_PAGE


def _journal_pages(journal: bytes, size: int) -> dict[int, bytes]:
    """The last version of each page in a write-ahead log of the same page size."""
    if int.from_bytes(journal[:4], "big") not in _WAL_MAGIC:
        return {}
    step = _FRAME_HEADER + size
    return {
        int.from_bytes(journal[at : at + 4], "big"): journal[at + _FRAME_HEADER : at + step]
        for at in range(_WAL_HEADER, len(journal) - step + 1, step)
    }


def _rows(wanted: Mapping[int, bytes], pages: Mapping[int, bytes], size: int) -> Iterator[PageRow]:
    for number, page in wanted.items():
        start = _HEADER if number == 1 else 0
        kind = page[start] if len(page) > start else 0
        if kind not in (_TABLE_LEAF, _INDEX_LEAF, _INDEX_INTERIOR):
            continue
        pointers = start + (12 if kind == _INDEX_INTERIOR else 8)
        count = min(int.from_bytes(page[start + 3 : start + 5], "big"), size // 3)
        for place in range(count):
            at = int.from_bytes(page[pointers + 2 * place : pointers + 2 * place + 2], "big")
            try:
                yield _cell(page, at, kind=kind, pages=pages, size=size)
            except _BROKEN:
                continue  # this row is damaged; the next one has a pointer of its own


def _cell(page: bytes, at: int, *, kind: int, pages: Mapping[int, bytes], size: int) -> PageRow:
    if kind == _INDEX_INTERIOR:
        at += 4
    length, at = _varint(page, at)
    number = None
    most = (size - 12) * 64 // 255 - 23
    if kind == _TABLE_LEAF:
        number, at = _varint(page, at)
        most = size - 35
    payload, whole = _payload(page, at, length=length, most=most, pages=pages, size=size)
    columns, complete = _columns(payload)
    return PageRow(number, columns, whole and complete)


def _payload(
    page: bytes, at: int, *, length: int, most: int, pages: Mapping[int, bytes], size: int
) -> tuple[bytes, bool]:
    """The payload of a cell, following its overflow pages as far as they lead; and whether that is all of it."""
    if length > size * len(pages):
        raise ValueError("longer than the file")
    if length <= most:
        return page[at : at + length], at + length <= len(page)
    least = (size - 12) * 32 // 255 - 23
    local = least + (length - least) % (size - 4)
    local = local if local <= most else least
    parts, missing = [page[at : at + local]], length - local
    following = int.from_bytes(page[at + local : at + local + 4], "big")
    seen: set[int] = set()
    while missing > 0 and following in pages and following not in seen:
        seen.add(following)
        overflow = pages[following]
        parts.append(overflow[4 : 4 + min(missing, size - 4)])
        missing -= size - 4
        following = int.from_bytes(overflow[:4], "big")
    return b"".join(parts), missing <= 0


def _columns(payload: bytes) -> tuple[tuple[Stored, ...], bool]:
    """The columns of a record up to the first that is cut off; and whether that is all of them."""
    header, at = _varint(payload, 0)
    kinds = []
    while at < header:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    columns: list[Stored] = []
    at = header
    for kind in kinds:
        size = _column_size(kind)
        if at + size > len(payload):
            return tuple(columns), False
        columns.append(_column(kind, payload[at : at + size]))
        at += size
    return tuple(columns), True


def _column_size(kind: int) -> int:
    if kind >= 12:
        return (kind - 12) // 2
    return 8 if kind == 7 else _INTEGER_SIZES.get(kind, 0)


def _column(kind: int, content: bytes) -> Stored:
    if kind >= 12:
        return content if kind % 2 == 0 else content.decode()
    if kind in _INTEGER_SIZES:
        return int.from_bytes(content, "big", signed=True)
    return {8: 0, 9: 1, 7: 0.0}.get(kind)  # no table of ours holds a float


def _varint(content: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where the next thing begins."""
    value = 0
    for place in range(9):
        byte = content[at + place]
        if place == 8:
            value = value << 8 | byte
            return (value - (1 << 64) if value >> 63 else value), at + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + place + 1
    raise AssertionError("a number ends at its ninth byte at the latest")
