"""Looks through an .xlsb workbook: how far each sheet is used, merges, hidden rows and columns, error cells.

Records as in [MS-XLSB]; colours are not read from this format.
"""

from __future__ import annotations

import struct
import zipfile
from array import array
from collections.abc import Iterator

from csa_tracker.importing.formats.errors import ERROR_TEXTS
from csa_tracker.importing.formats.scan import Limits, Merge, Place, Scan, Told, clipped_marks
from csa_tracker.importing.formats.xml import find_part, part_named, worksheet_parts
from csa_tracker.importing.sheets import Marks

_BOOK = "xl/workbook.bin"
_STRINGS = "xl/sharedStrings.bin"
_ROW, _BLANK, _ERROR, _SHARED, _FORMULA_ERROR, _TEXT_ITEM, _COLUMN, _BUNDLE, _MERGE = 0, 1, 3, 7, 11, 19, 60, 156, 176
_TEXTS = 159
_CELLS = frozenset(range(1, 12)) | {62}
_U32 = struct.Struct("<I")
_FOUR = struct.Struct("<4I")


def scan_xlsb(archive: zipfile.ZipFile, limits: Limits, told: Told) -> dict[str, Scan]:
    """Every worksheet of the workbook by its name. Raises UserError past a limit; struct.error, IndexError, ValueError
    or KeyError when it is damaged.
    """
    targets = worksheet_parts(archive, "xl/_rels/workbook.bin.rels")
    texts = find_part(archive, _STRINGS)
    sizes = _text_sizes(archive.read(texts), limits) if texts else array("L")
    sheets = dict(_sheets(archive.read(part_named(archive, _BOOK))))
    scans: dict[str, Scan] = {}
    for number, (name, relation) in enumerate(sheets.items(), start=1):
        if relation in targets:
            scans[name] = _Sheet(name, sizes, limits).scan(archive.read(part_named(archive, targets[relation])))
        told(number / len(sheets))
    return scans


def _text_sizes(content: bytes, limits: Limits) -> array[int]:
    sizes = array("L")
    for kind, body in _records(content):
        if kind == _TEXT_ITEM:
            sizes.append(len(body))
            limits.check_texts(len(sizes))
        elif kind == _TEXTS and struct.unpack_from("<2I", body)[1] > len(content):
            raise ValueError(len(content))  # room is made for that many before they are read
    return sizes


def _sheets(content: bytes) -> Iterator[tuple[str, str]]:
    """(name, relation) of each sheet."""
    for kind, body in _records(content):
        if kind == _BUNDLE:
            relation, after = _wide_text(body, 8)
            yield _wide_text(body, after)[0], relation


def _wide_text(body: bytes, place: int) -> tuple[str, int]:
    end = place + 4 + 2 * _U32.unpack_from(body, place)[0]
    if end > len(body):
        raise ValueError(end)
    return body[place + 4 : end].decode("utf-16-le"), end


def _records(content: bytes) -> Iterator[tuple[int, bytes]]:
    """(type, body) of each record; both numbers before it are written in seven bits a byte."""
    place, whole = 0, len(content)
    while place < whole:
        kind = content[place]
        place += 1
        if kind & 0x80:
            kind = (kind & 0x7F) | ((content[place] & 0x7F) << 7)
            place += 1
        size = 0
        for shift in (0, 7, 14, 21):
            byte = content[place]
            place += 1
            size |= (byte & 0x7F) << shift
            if not byte & 0x80:
                break
        if place + size > whole:
            raise ValueError(size)
        yield kind, content[place : place + size]
        place += size


class _Sheet:
    def __init__(self, name: str, sizes: array[int], limits: Limits) -> None:
        self._name, self._sizes, self._limits = name, sizes, limits
        self._row = 0
        self._height = self._width = 0
        self._hidden_rows: set[int] = set()
        self._hidden_columns: list[range] = []
        self._merges: list[Merge] = []
        self._errors: dict[Place, str] = {}

    def scan(self, content: bytes) -> Scan:
        for kind, body in _records(content):
            if kind in _CELLS:
                self._cell(kind, body)
            elif kind == _ROW:
                self._row = _U32.unpack_from(body)[0]
                if body[11] & 0x10:
                    self._hidden_rows.add(self._row)
            elif kind == _COLUMN:
                first, last = struct.unpack_from("<2I", body)
                if body[16] & 1:
                    self._hidden_columns.append(range(first, last + 1))
            elif kind == _MERGE:
                top, bottom, left, right = _FOUR.unpack_from(body)
                self._merges.append((top, left, bottom, right))
                self._limits.check_merges(len(self._merges))
        height, width = self._height, self._width
        self._limits.end_sheet(self._name, height, width)
        hidden = frozenset(column for columns in self._hidden_columns for column in columns[:width])
        marks = Marks(hidden_rows=frozenset(self._hidden_rows), hidden_columns=hidden)
        return Scan(height, width, clipped_marks(marks, self._merges, height, width), self._errors)

    def _cell(self, kind: int, body: bytes) -> None:
        if kind == _BLANK:
            return
        column = _U32.unpack_from(body)[0]
        if self._row >= self._height or column >= self._width:
            self._height, self._width = max(self._height, self._row + 1), max(self._width, column + 1)
            self._limits.check_reach(self._name, self._height, self._width)
        if kind == _SHARED:
            self._limits.add_text(self._sizes[_U32.unpack_from(body, 8)[0]])
        elif kind in (_ERROR, _FORMULA_ERROR):
            self._errors[self._row, column] = ERROR_TEXTS.get(body[8], "#ERROR!")
