"""Looks through an .xls workbook: which Office file it is, and the sheets in its stream of records ([MS-XLS])."""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator
from pathlib import Path

from csa_tracker.importing.formats.compound import Compound
from csa_tracker.importing.formats.scan import Limits, Scan, Told
from csa_tracker.importing.formats.xls_sheet import scan_xls_sheet
from csa_tracker.importing.formats.xls_styles import XlsStyles
from csa_tracker.importing.refusals import has_password, is_something_else

_FILEPASS, _SHEET, _SHARED, _CONTINUE, _BOF, _EOF = 0x2F, 0x85, 0xFC, 0x3C, 0x809, 0x0A
_BIFF8 = 0x0600
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SHORTEST = 3
"""Bytes of an empty shared text."""
_HEADER = struct.Struct("<2H")
_OTHERS = {
    "WordDocument": "a Word document",
    "PowerPoint Document": "a presentation",
    "__properties_version1.0": "an Outlook message",
    "VisioDocument": "a drawing",
}


def scan_xls(content: bytes, limits: Limits, told: Told) -> dict[str, Scan]:
    """Every worksheet by its name. Raises UserError for what is no workbook, has a password or passes a limit;
    ValueError, IndexError or struct.error when it is damaged.
    """
    stream = _workbook_stream(content, limits.path)
    styles = XlsStyles()
    found: list[tuple[str, int, bool]] = []
    texts: list[bytes] = []
    is_old, before = False, 0
    for kind, body in records(stream, 0):
        if kind == _FILEPASS:
            raise has_password(limits.path)
        if kind == _BOF:
            is_old = struct.unpack_from("<H", body)[0] != _BIFF8
        elif kind == _SHEET:
            found += _sheet(body, is_old=is_old)
        elif kind == _SHARED or (kind == _CONTINUE and before in (_SHARED, _CONTINUE) and texts):
            texts.append(body)
        elif not is_old:
            styles.take(kind, body)
        before = kind
    sizes = shared_sizes(texts, limits)
    scans: dict[str, Scan] = {}
    for number, (name, place, is_hidden) in enumerate(found, start=1):
        scans[name] = scan_xls_sheet(
            records(stream, place), name, styles=styles, sizes=sizes, limits=limits, is_hidden=is_hidden
        )
        told(number / len(found))
    return scans


def records(stream: bytes, place: int) -> Iterator[tuple[int, bytes]]:
    """(type, body) of each record of a part of the stream, to its end mark; parts within it, charts, are left out."""
    depth, whole = 0, len(stream)
    while place + 4 <= whole:
        kind, size = _HEADER.unpack_from(stream, place)
        place += 4
        if kind == _BOF:
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth <= 0:
                return
        if depth == 1:
            yield kind, stream[place : place + size]
        place += size
    raise ValueError(place)


def shared_sizes(pieces: list[bytes], limits: Limits) -> array[int]:
    """The characters of each shared text. One may go on in the next piece, which says anew how wide its letters are."""
    sizes = array("L")
    if not pieces:
        return sizes
    count = struct.unpack_from("<I", pieces[0], 4)[0]
    if count * _SHORTEST > sum(map(len, pieces)):  # room is made for that many before they are read
        raise ValueError(count)
    limits.check_texts(count)
    reader = _Pieces(pieces, 8)
    while len(sizes) < count and not reader.at_end():
        sizes.append(reader.skip_text())
    return sizes


class _Pieces:
    def __init__(self, pieces: list[bytes], place: int) -> None:
        self._pieces, self._piece, self._place = pieces, 0, place

    def at_end(self) -> bool:
        return self._piece >= len(self._pieces) - 1 and self._place >= len(self._pieces[-1])

    def _left(self) -> int:
        return len(self._pieces[self._piece]) - self._place

    def _turn(self) -> None:
        self._piece, self._place = self._piece + 1, 0

    def _take(self, size: int) -> bytes:
        taken = b""
        while size:
            if not self._left():
                self._turn()
            piece = self._pieces[self._piece][self._place : self._place + size]
            self._place += len(piece)
            size -= len(piece)
            taken += piece
        return taken

    def skip_text(self) -> int:
        length, flags = struct.unpack("<HB", self._take(3))
        runs = struct.unpack("<H", self._take(2))[0] if flags & 8 else 0
        extra = struct.unpack("<I", self._take(4))[0] if flags & 4 else 0
        left = length
        while left:
            if not self._left():
                self._turn()
                flags = self._take(1)[0]
            width = 2 if flags & 1 else 1
            here = min(left, self._left() // width)
            if not here and self._left():
                raise ValueError(length)
            self._place += here * width
            left -= here
        self._take(4 * runs + extra)
        return int(length)


def _workbook_stream(content: bytes, path: Path) -> bytes:
    try:
        compound = Compound(content)
    except (ValueError, IndexError, struct.error):
        if _ENCRYPTED in content:
            raise has_password(path) from None
        raise
    if "EncryptedPackage" in compound.streams:
        raise has_password(path)
    for name in ("Workbook", "Book"):
        if name in compound.streams:
            return compound.read(compound.streams[name])
    for name, what in _OTHERS.items():
        if any(name in stream for stream in compound.streams):
            raise is_something_else(path, what)
    raise ValueError(list(compound.streams))


def _sheet(body: bytes, *, is_old: bool) -> Iterator[tuple[str, int, bool]]:
    """(name, where it begins, whether it is hidden) of a worksheet; nothing for a chart or a macro sheet."""
    place, state, kind, length = struct.unpack_from("<IBBB", body)
    if kind != 0:
        return
    if is_old:
        name = body[7 : 7 + length].decode("cp1252", "replace")
    elif body[7] & 1:
        name = body[8 : 8 + 2 * length].decode("utf-16-le", "replace")
    else:
        name = body[8 : 8 + length].decode("latin-1")
    yield name, place, state & 3 != 0
