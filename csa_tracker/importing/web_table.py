"""Reads the tables of a web page that calls itself a spreadsheet: many systems name such a page .xls; Excel opens it.

Only text is taken. Scripts, styles, links and pictures are passed over, and nothing is ever fetched.
"""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

from csa_tracker.exporting.formulas import unescape_formula
from csa_tracker.importing.encoding import encoding_of
from csa_tracker.importing.formats.scan import Limits, Merge, Told, clipped_marks
from csa_tracker.importing.refusals import is_something_else, shown_name, too_large
from csa_tracker.importing.sheets import Cell, Marks, Sheet, cell_text

MAX_BYTES = 16 * 2**20
_CHUNK = 2**16
_SILENT = {"script", "style", "head", "title", "template", "noscript", "xml"}
_BREAKS = {"br", "p", "div", "li"}
_CELLS = {"td", "th"}
_MAX_SPAN = 1_000


def read_web_table(path: Path, *, told: Told = lambda _: None) -> list[Sheet]:
    """Read every table of a web page as a sheet. Raises UserError when it has none, or is too large."""
    whole = path.stat().st_size
    if whole > MAX_BYTES:
        raise too_large(path, f"more than {MAX_BYTES // 2**20} MB")
    page = _Page(Limits(path))
    done = 0
    with path.open(encoding=encoding_of(path)) as stream:
        while piece := stream.read(_CHUNK):
            page.feed(piece)
            done += len(piece)
            told(min(1.0, done / whole))
    page.close()
    page.end_table()
    found = [table for table in page.tables if any(cell_text(cell) for row in table[0] for cell in row)]
    if not found:
        raise is_something_else(path, "a web page without a table")
    names = [path.stem] if len(found) == 1 else [f"Table {number}" for number in range(1, len(found) + 1)]
    return [
        Sheet(shown_name(path), name, rows, clipped_marks(Marks(), merges, len(rows), max(map(len, rows))))
        for name, (rows, merges) in zip(names, found, strict=True)
    ]


class _Page(HTMLParser):
    def __init__(self, limits: Limits) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[tuple[list[list[Cell]], list[Merge]]] = []
        self._limits = limits
        self._rows: list[list[Cell]] = []
        self._merges: list[Merge] = []
        self._taken: set[tuple[int, int]] = set()
        self._column = self._width = 0
        self._spans = (1, 1)
        self._text: list[str] | None = None
        self._silent = self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "table":
            self._depth += 1
        elif tag == "tr" and self._depth == 1:
            self._end_cell()
            self._rows.append([])
            self._column = 0
        elif tag in _CELLS and self._depth == 1:
            self._end_cell()
            said = dict(attrs)
            self._spans = (_span(said.get("rowspan")), _span(said.get("colspan")))
            self._text = []
        elif tag in _BREAKS and self._text is not None and any(self._text):
            self._text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _CELLS | {"tr"} and self._depth == 1:
            self._end_cell()
        elif tag == "table" and self._depth:
            self._depth -= 1
            if not self._depth:
                self.end_table()

    def handle_data(self, data: str) -> None:
        if self._text is not None and not self._silent:
            # As a browser shows it: line breaks of the source are spaces.
            self._text.append(" ".join(data.split()) if not data.isspace() else " ")

    def end_table(self) -> None:
        """The table ends, also when the page breaks off within it."""
        self._end_cell()
        if self._rows:
            self._limits.end_sheet(f"Table {len(self.tables) + 1}", len(self._rows), max(self._width, 1))
            self.tables.append((self._rows, self._merges))
        self._rows, self._merges, self._taken, self._width = [], [], set(), 0

    def _end_cell(self) -> None:
        if self._text is None:
            return
        if not self._rows:
            self._rows.append([])
        lines = "".join(self._text).split("\n")
        self._text = None
        row, (tall, wide) = len(self._rows) - 1, self._spans
        while (row, self._column) in self._taken:
            self._put("")
        left = self._column
        self._put(unescape_formula("\n".join(" ".join(line.split()) for line in lines).strip()))
        for _ in range(wide - 1):
            self._put("")
        if tall > 1:
            self._taken.update((row + down, left + right) for down in range(1, tall) for right in range(wide))
        if tall > 1 or wide > 1:
            self._merges.append((row, left, row + tall - 1, left + wide - 1))
        self._limits.check_merges(len(self._merges) + len(self._taken))

    def _put(self, text: str) -> None:
        self._rows[-1].append(text)
        self._column += 1
        self._width = max(self._width, self._column)
        self._limits.check_reach(f"Table {len(self.tables) + 1}", len(self._rows), self._width)


def _span(text: str | None) -> int:
    return min(_MAX_SPAN, max(1, int(text))) if text is not None and text.isdecimal() else 1
