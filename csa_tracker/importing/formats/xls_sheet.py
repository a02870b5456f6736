"""One sheet of an .xls workbook as its records come by ([MS-XLS] 2.4)."""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterable

from csa_tracker.importing.formats.errors import ERROR_TEXTS
from csa_tracker.importing.formats.scan import Limits, Merge, Place, Scan, clipped_marks
from csa_tracker.importing.formats.xls_styles import XlsStyles
from csa_tracker.importing.sheets import Marks

_ROW, _COLUMNS, _MERGED, _SHARED, _FORMULA, _ERROR = 0x208, 0x7D, 0xE5, 0xFD, 0x06, 0x205
_DIMENSIONS, _MOST_ROWS, _MOST_COLUMNS = 0x200, 65_536, 256
_MANY_BLANK, _MANY_NUMBERS, _BLANK = 0xBE, 0xBD, 0x201
_VALUES = frozenset({0xFD, 0x204, 0xD6, 0x203, 0x27E, 0x205, 0x06})
_CELL = struct.Struct("<3H")


def scan_xls_sheet(
    records: Iterable[tuple[int, bytes]],
    name: str,
    *,
    styles: XlsStyles,
    sizes: array[int],
    limits: Limits,
    is_hidden: bool,
) -> Scan:
    """Look through one sheet. Raises UserError past a limit; IndexError or struct.error when it is damaged."""
    sheet = _Sheet(name, styles, sizes, limits)
    for kind, body in records:
        if kind in _VALUES:
            sheet.value(kind, body)
        elif kind == _BLANK:
            row, column, style = _CELL.unpack_from(body)
            sheet.mark(row, column, style)
        elif kind in (_MANY_BLANK, _MANY_NUMBERS):
            sheet.many(kind, body)
        elif kind == _ROW:
            sheet.row(body)
        elif kind == _COLUMNS:
            sheet.columns(body)
        elif kind == _MERGED:
            sheet.merges(body)
        elif kind == _DIMENSIONS:
            _check_dimensions(body)
    return sheet.finish(is_hidden=is_hidden)


def _check_dimensions(body: bytes) -> None:
    """The reader of the values makes room for what this record claims: no more than the format allows. ValueError."""
    layout = "<2I2H" if len(body) >= 12 else "<4H"
    _, rows, _, columns = struct.unpack_from(layout, body)
    if rows > _MOST_ROWS or columns > _MOST_COLUMNS:
        raise ValueError(rows, columns)


class _Sheet:
    def __init__(self, name: str, styles: XlsStyles, sizes: array[int], limits: Limits) -> None:
        self._name, self._styles, self._sizes, self._limits = name, styles, sizes, limits
        self._height = self._width = 0
        self._fills: dict[Place, str] = {}
        self._struck: set[Place] = set()
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._merges: list[Merge] = []
        self._errors: dict[Place, str] = {}

    def value(self, kind: int, body: bytes) -> None:
        row, column, style = _CELL.unpack_from(body)
        self._reach(row, column)
        self.mark(row, column, style)
        if kind == _SHARED:
            self._limits.add_text(self._sizes[struct.unpack_from("<I", body, 6)[0]])
        elif kind == _ERROR and body[7]:
            self._errors[row, column] = ERROR_TEXTS.get(body[6], "#ERROR!")
        elif kind == _FORMULA and body[6] == 2 and body[12:14] == b"\xff\xff":
            self._errors[row, column] = ERROR_TEXTS.get(body[8], "#ERROR!")

    def many(self, kind: int, body: bytes) -> None:
        """Several cells of one row in one record; numbers carry four more bytes each than blank cells do."""
        row, column = struct.unpack_from("<2H", body)
        wide = 6 if kind == _MANY_NUMBERS else 2
        for place in range(4, len(body) - 2 - wide + 1, wide):
            if kind == _MANY_NUMBERS:
                self._reach(row, column)
            self.mark(row, column, struct.unpack_from("<H", body, place)[0])
            column += 1

    def mark(self, row: int, column: int, style: int) -> None:
        fill, is_struck = self._styles.of(style)
        if fill is not None:
            self._fills[row, column] = fill
        if is_struck:
            self._struck.add((row, column))

    def row(self, body: bytes) -> None:
        if struct.unpack_from("<I", body, 12)[0] & 0x20:
            self._hidden_rows.add(struct.unpack_from("<H", body)[0])

    def columns(self, body: bytes) -> None:
        first, last, width, _, options = struct.unpack_from("<5H", body)
        if options & 1 or width == 0:
            self._hidden_columns.update(range(first, last + 1))

    def merges(self, body: bytes) -> None:
        for number in range(struct.unpack_from("<H", body)[0]):
            top, bottom, left, right = struct.unpack_from("<4H", body, 2 + 8 * number)
            self._merges.append((top, left, bottom, right))
        self._limits.check_merges(len(self._merges))

    def _reach(self, row: int, column: int) -> None:
        if row >= self._height or column >= self._width:
            self._height, self._width = max(self._height, row + 1), max(self._width, column + 1)
            self._limits.check_reach(self._name, self._height, self._width)

    def finish(self, *, is_hidden: bool) -> Scan:
        height, width = self._height, self._width
        self._limits.end_sheet(self._name, height, width)
        marks = Marks(
            self._fills, frozenset(self._struck), frozenset(self._hidden_rows), frozenset(self._hidden_columns)
        )
        return Scan(height, width, clipped_marks(marks, self._merges, height, width), self._errors, is_hidden)
