"""One sheet of an .ods workbook as its elements come by; rows and cells may stand for many alike."""

from __future__ import annotations

from csa_tracker.importing.formats.ods_styles import Attributes, OdsStyles
from csa_tracker.importing.formats.scan import Limits, Merge, Place, Scan, clipped_marks
from csa_tracker.importing.sheets import Marks

_CELLS = ("table:table-cell", "table:covered-table-cell")
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

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        if name in _CELLS:
            self._begin_cell(attributes)
        elif name == "table:table-row":
            self._begin_row(attributes)
        elif name == "table:table-column":
            self._add_columns(attributes)
        elif name == "office:annotation":
            self._notes += 1
        elif name == "text:span":
            self._spans.append(self._styles.is_struck(attributes.get("text:style-name", "")))

    def end(self, name: str) -> None:
        """An element ends."""
        if name in _CELLS:
            self._end_cell()
        elif name == "table:table-row":
            self._row += self._rows
        elif name == "office:annotation":
            self._notes -= 1
        elif name == "text:span" and self._spans:
            self._spans.pop()

    def hear(self, text: str) -> None:
        """A piece of text."""
        if self._cell is None or self._notes:
            return
        self._size += len(text.encode("utf-8", "surrogatepass"))
        if not text.isspace():
            self._text.append(text)
            self._said.add(self._spans[-1] if self._spans else self._is_struck())

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
        if style and (self._styles.fill(style) or self._styles.is_struck(style)):
            self._column_styles.append((columns, style))

    def _begin_row(self, attributes: Attributes) -> None:
        self._column, self._rows = 0, _repeated(attributes, "rows")
        self._row_style = attributes.get("table:default-cell-style-name", "")
        if attributes.get("table:visibility") in _UNSEEN:
            self._hidden_rows.append(range(self._row, self._row + self._rows))

    def _begin_cell(self, attributes: Attributes) -> None:
        self._cell, self._cells = attributes, _repeated(attributes, "columns")
        self._size = len(attributes.get("office:string-value", "").encode("utf-8", "surrogatepass"))
        self._text.clear()
        self._said.clear()
        self._spans.clear()

    def _style(self) -> str:
        """The style of the open cell: its own, else that of its row, else that of its column."""
        own = (self._cell or {}).get("table:style-name") or self._row_style
        if own:
            return own
        return next((style for columns, style in self._column_styles if self._column in columns), "")

    def _is_struck(self) -> bool:
        return self._styles.is_struck(self._style())

    def _end_cell(self) -> None:
        attributes = self._cell or {}
        row, column = self._row, self._column
        rows, columns = range(row, row + self._rows), range(column, column + self._cells)
        if "office:value-type" in attributes or self._text:
            self._height, self._width = max(self._height, rows.stop), max(self._width, columns.stop)
            self._limits.check_reach(self.name, self._height, self._width)
            self._limits.add_text(self._size * len(rows) * len(columns))
        fill = self._styles.fill(self._style())
        if fill is not None:
            self._fills.append((rows, columns, fill))
        if self._said == {True} or (not self._said and self._is_struck()):
            self._struck.append((rows, columns))
        if attributes.get("calcext:value-type") == "error":
            self._errors[row, column] = "".join(self._text)
        self._add_merge(attributes)
        self._column += self._cells
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
