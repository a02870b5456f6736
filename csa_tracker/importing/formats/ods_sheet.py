"""One sheet of an .ods workbook as its elements come by; rows and cells may stand for many alike."""

from __future__ import annotations

from collections.abc import Callable

from csa_tracker.importing.formats.ods_styles import Attributes, OdsStyles
from csa_tracker.importing.formats.scan import Limits, Merge, Place, Scan, clipped_marks
from csa_tracker.importing.sheets import Marks

_ALL = {True}
_UNSEEN = ("collapse", "filter")
_MAX_REPEAT = 2**21


class OdsSheet:
    """Follows one table; `finish` says what was seen."""

    def __init__(self, name: str, styles: OdsStyles, limits: Limits, *, is_hidden: bool) -> None:
        self.name = name
        self._styles, self._limits, self._is_hidden = styles, limits, is_hidden
        self._row, self._column, self._columns_told = 0, 0, 0
        self._rows, self._cells = 1, 1
        self._row_style = ""
        self._cell: Attributes | None = None
        self._fill: str | None = None
        self._is_struck = False
        self._size = 0
        self._spans: list[bool] = []
        self._said: set[bool] = set()
        self._text: list[str] = []
        self._notes = 0
        self._height = self._width = 0
        self._column_styles: list[tuple[range, str]] = []
        self._hidden_columns: list[range] = []
        self._hidden_rows: list[range] = []
        self._fills: list[tuple[range, range, str]] = []
        self._struck: list[tuple[range, range]] = []
        self._merges: list[Merge] = []
        self._errors: dict[Place, str] = {}

    def starts(self) -> dict[str, Callable[[Attributes], None]]:
        """What to call when an element of this name begins."""
        return {
            "table:table-cell": self._begin_cell,
            "table:covered-table-cell": self._begin_cell,
            "table:table-row": self._begin_row,
            "table:table-column": self._add_columns,
            "office:annotation": self._begin_note,
            "text:span": self._begin_span,
        }

    def ends(self) -> dict[str, Callable[[], None]]:
        """What to call when an element of this name ends."""
        return {
            "table:table-cell": self._end_cell,
            "table:covered-table-cell": self._end_cell,
            "table:table-row": self._end_row,
            "office:annotation": self._end_note,
            "text:span": self._end_span,
        }

    def _begin_note(self, _: Attributes) -> None:
        self._notes += 1

    def _end_note(self) -> None:
        self._notes -= 1

    def _begin_span(self, attributes: Attributes) -> None:
        self._spans.append(self._styles.is_struck(attributes.get("text:style-name", "")))

    def _end_span(self) -> None:
        if self._spans:
            self._spans.pop()

    def _end_row(self) -> None:
        self._row += self._rows

    def hear(self, text: str) -> None:
        """A piece of text."""
        if self._cell is None or self._notes:
            return
        self._size += len(text) if text.isascii() else 3 * len(text)
        if not text.isspace():
            self._text.append(text)
            self._said.add(self._spans[-1] if self._spans else self._is_struck)

    def finish(self) -> Scan:
        """The sheet ends."""
        height, width = self._height, self._width
        self._limits.end_sheet(self.name, height, width)
        fills = {
            (row, column): fill
            for rows, columns, fill in self._fills
            for row in rows[: max(0, height - rows.start)]
            for column in columns[: max(0, width - columns.start)]
        }
        struck = {
            (row, column)
            for rows, columns in self._struck
            for row in rows[: max(0, height - rows.start)]
            for column in columns[: max(0, width - columns.start)]
        }
        marks = Marks(
            fills,
            frozenset(struck),
            frozenset(row for rows in self._hidden_rows for row in rows[:height]),
            frozenset(column for columns in self._hidden_columns for column in columns[:width]),
        )
        return Scan(height, width, clipped_marks(marks, self._merges, height, width), self._errors, self._is_hidden)

    def _add_columns(self, attributes: Attributes) -> None:
        count = _repeated(attributes, "columns")
        columns = range(self._columns_told, self._columns_told + count)
        self._columns_told += count
        if attributes.get("table:visibility") in _UNSEEN:
            self._hidden_columns.append(columns)
        style = attributes.get("table:default-cell-style-name", "")
        if style and self._styles.of(style) != (None, False):
            self._column_styles.append((columns, style))

    def _begin_row(self, attributes: Attributes) -> None:
        self._column, self._rows = 0, _repeated(attributes, "rows")
        self._row_style = attributes.get("table:default-cell-style-name", "")
        if attributes.get("table:visibility") in _UNSEEN:
            self._hidden_rows.append(range(self._row, self._row + self._rows))

    def _begin_cell(self, attributes: Attributes) -> None:
        self._cell = attributes
        repeated = attributes.get("table:number-columns-repeated")
        self._cells = 1 if repeated is None else _number(repeated)
        told = attributes.get("office:string-value")
        self._size = 0 if told is None else 3 * len(told)
        style = attributes.get("table:style-name") or self._row_style or self._column_style()
        self._fill, self._is_struck = self._styles.of(style) if style else (None, False)
        self._text.clear()
        self._said.clear()
        self._spans.clear()

    def _column_style(self) -> str:
        return next((style for columns, style in self._column_styles if self._column in columns), "")

    def _end_cell(self) -> None:
        attributes = self._cell or {}
        row, column = self._row, self._column
        below, after = row + self._rows, column + self._cells
        if self._text or "office:value-type" in attributes:
            if below > self._height or after > self._width:
                self._height, self._width = max(self._height, below), max(self._width, after)
                self._limits.check_reach(self.name, self._height, self._width)
            if self._size:
                self._limits.add_text(self._size * self._rows * self._cells)
        if self._fill is not None:
            self._fills.append((range(row, below), range(column, after), self._fill))
        if self._said == _ALL if self._said else self._is_struck:
            self._struck.append((range(row, below), range(column, after)))
        if attributes.get("calcext:value-type") == "error":
            self._errors[row, column] = "".join(self._text)
        if "table:number-rows-spanned" in attributes or "table:number-columns-spanned" in attributes:
            self._add_merge(attributes)
        self._column = after
        self._cell = None

    def _add_merge(self, attributes: Attributes) -> None:
        tall = _number(attributes.get("table:number-rows-spanned", "1"))
        wide = _number(attributes.get("table:number-columns-spanned", "1"))
        if tall > 1 or wide > 1:
            self._merges.append((self._row, self._column, self._row + tall - 1, self._column + wide - 1))
            self._limits.check_merges(len(self._merges))


def _repeated(attributes: Attributes, what: str) -> int:
    return _number(attributes.get(f"table:number-{what}-repeated", "1"))


def _number(text: str) -> int:
    """A count of 1 or more. Raises ValueError for one that no sheet has room for."""
    number = int(text)
    if number > _MAX_REPEAT:
        raise ValueError(number)
    return max(1, number)
