"""A table that may run over a thousand pages: its header repeats, rows stay whole unless taller than a page."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from csa_tracker.reports.drawing.badge import badge_letter, badge_shape
from csa_tracker.reports.layout.blocks import Block
from csa_tracker.reports.layout.ink import Ink, horizontal, paint, rectangle
from csa_tracker.reports.layout.rows import BADGE, BADGE_ROOM, Paragraph, Row, split_row
from csa_tracker.reports.typeset.styles import CELL, HAIRLINE, INK

FEW_LINES = 3
"""Lines of a row taller than a page that must fit before it is begun at a page's foot."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Geometry of a table in points: column widths, padding, room kept free right of each cell, header's ground."""

    widths: tuple[float, ...]
    padding: float = 5.0
    side_padding: float = 4.0
    gutter: float = 0.0
    header_ground: str = INK
    rule: str = HAIRLINE

    def inner(self, column: int) -> float:
        """Return the width that text of a column may take."""
        return self.widths[column] - 2 * self.side_padding - self.gutter


@dataclass(frozen=True, slots=True)
class _Extent:
    """Which rows a part holds: an unfinished row from the page before, rows [start, end), the beginning of a row."""

    start: int
    end: int
    opening: Row | None = None
    closing: Row | None = None


@dataclass(frozen=True, slots=True)
class _Body:
    """What all parts of one table share; `sums[n]` is the height of the first n rows."""

    columns: Columns
    header: Row | None
    rows: Sequence[Row]
    sums: Sequence[float]
    page_room: float
    keep_whole: bool

    @property
    def header_height(self) -> float:
        return self.header.height if self.header else 0.0

    @property
    def least_of_tall(self) -> float:
        return FEW_LINES * CELL.size * 1.5 + 2 * self.columns.padding

    def is_tall(self, row: Row) -> bool:
        return self.header_height + row.height > self.page_room


class Table:
    """Rows below a header. Parts made by `split` share the rows, so splitting costs the same at any length."""

    def __init__(self, body: _Body, extent: _Extent, *, begins: bool) -> None:
        self.keep_with_next = False
        self.before, self.after = (2.0 if begins else 0.0), 10.0
        self._body, self._extent, self._begins = body, extent, begins

    @property
    def height(self) -> float:
        """Its height when it is not split."""
        extent, sums = self._extent, self._body.sums
        ends = sum(row.height for row in (extent.opening, extent.closing) if row)
        return self._body.header_height + sums[extent.end] - sums[extent.start] + ends

    @property
    def least(self) -> float:
        """Height of the header and the first row, or of a few lines of a row taller than a page."""
        body = self._body
        if body.keep_whole and self.height <= body.page_room:
            return self.height
        first = next(self._held(), None)
        if first is None:
            return body.header_height
        return body.header_height + (body.least_of_tall if body.is_tall(first) else first.height)

    def split(self, room: float) -> tuple[Block, Block] | None:
        """Return the rows that fit below the header and the rest; a row taller than a page is split itself."""
        body, extent, left = self._body, self._extent, room - self._body.header_height
        if extent.opening is not None:
            if extent.opening.height > left:
                return self._split_row(extent.opening, left, held=replace(extent, end=extent.start, opening=None))
            left -= extent.opening.height
        end = bisect_right(body.sums, body.sums[extent.start] + left, extent.start, extent.end + 1) - 1
        left -= body.sums[end] - body.sums[extent.start]
        held = replace(extent, end=end)
        if end < extent.end and body.is_tall(body.rows[end]) and left >= body.least_of_tall:
            return self._split_row(body.rows[end], left, held=held)
        if end == extent.start and extent.opening is None:
            return None
        return self._parts(held, _Extent(end, extent.end))

    def paint(self, ink: Ink, *, x: float, top: float) -> None:
        """Draw header, rows and hairlines; a repeated header is an artifact."""
        columns, header = self._body.columns, self._body.header
        width = sum(columns.widths)
        lines = []
        if header is not None:
            self._paint_header(ink, header, x=x, top=top, width=width)
            top -= header.height
        for row in self._held():
            self._paint_row(ink, row, x=x, top=top)
            top -= row.height
            lines.append(horizontal(x, top, width))
        if lines and columns.rule:
            with ink.document.artifact():
                ink.document.draw(paint(" ".join(lines), edge=columns.rule, width=0.6))

    def _held(self) -> Iterator[Row]:
        extent = self._extent
        if extent.opening is not None:
            yield extent.opening
        yield from self._body.rows[extent.start : extent.end]
        if extent.closing is not None:
            yield extent.closing

    def _split_row(self, row: Row, room: float, *, held: _Extent) -> tuple[Block, Block] | None:
        """Split the row that follows the rows held by the first part (the opening row itself when it holds none)."""
        halves = split_row(row, room, padding=self._body.columns.padding)
        if halves is None:
            return None
        next_row = held.end if row is self._extent.opening else held.end + 1
        return self._parts(replace(held, closing=halves[0]), _Extent(next_row, self._extent.end, halves[1]))

    def _parts(self, head: _Extent, rest: _Extent) -> tuple[Block, Block]:
        return Table(self._body, head, begins=self._begins), Table(self._body, rest, begins=False)

    def _paint_header(self, ink: Ink, header: Row, *, x: float, top: float, width: float) -> None:
        header_ground = self._body.columns.header_ground
        if header_ground:
            ground = rectangle(x, top - header.height, width, header.height)
            with ink.document.artifact():
                ink.document.draw(paint(ground, fill=header_ground))
        self._paint_row(ink, header, x=x, top=top, repeated=not self._begins)

    def _paint_row(self, ink: Ink, row: Row, *, x: float, top: float, repeated: bool = False) -> None:
        columns = self._body.columns
        for cell, width in zip(row.cells, columns.widths, strict=True):
            line_top = top - columns.padding
            for part in cell:
                line_top -= part.gap
                _paint_paragraph(ink, part, x=x + columns.side_padding, top=line_top, repeated=repeated)
                line_top -= part.height
            x += width


def table(
    columns: Columns, header: Row | None, rows: Sequence[Row], *, page_room: float, keep_whole: bool = False
) -> Table:
    """Return a table. `page_room` is the height of an empty page: a row that does not fit there is split."""
    sums = [0.0, *accumulate(row.height for row in rows)]
    return Table(_Body(columns, header, rows, sums, page_room, keep_whole), _Extent(0, len(rows)), begins=True)


def _paint_paragraph(ink: Ink, part: Paragraph, *, x: float, top: float, repeated: bool) -> None:
    document = ink.document
    operators = ""
    size = part.lines[0].pieces[0][0].size if part.lines and part.lines[0].pieces else CELL.size
    baseline = top - part.leading / 2 - size * 0.34
    if part.badge is not None:
        with document.artifact():
            document.draw(badge_shape(part.badge, x=x, top=top, size=BADGE))
        operators = badge_letter(ink, part.badge, x=x, top=top, size=BADGE) + " "
        x += BADGE_ROOM
        # The first line stands beside the middle of the mark.
        baseline = top - BADGE / 2 - size * 0.34 if len(part.lines) == 1 else baseline
    operators += ink.lines(part.lines, x=x, baseline=baseline, leading=part.leading)
    with document.artifact("repeat") if repeated else document.content(part.node):
        document.draw(operators)
