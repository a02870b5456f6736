"""A table of counts whose cells are darker the more there is: heads stand upright, so that many columns fit a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from csa_tracker.reports.heat import ink_on, shade
from csa_tracker.reports.layout.blocks import Block
from csa_tracker.reports.layout.ink import Ink, paint, rectangle
from csa_tracker.reports.tagged.tree import Node
from csa_tracker.reports.typeset.fonts import Face
from csa_tracker.reports.typeset.lines import Line, Ruler, Run, wrap
from csa_tracker.reports.typeset.styles import CELL_BOLD, CELL_LEADING, INK, PAPER, TextStyle

HEAD_LEADING = 10.5
HEAD_GAP = 4.0
_LEAST_ROW = 20.0
_SEAM = 1.0
_NAME_PAD = 6.0
_LEAST_HEAD, _MOST_HEAD = 54.0, 150.0


@dataclass(frozen=True, slots=True)
class GridHead:
    """An upright head: its lines, its element and the width of its column."""

    lines: Sequence[Line]
    node: Node
    width: float


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row: its name in lines with the element, and (count, element) of each cell; the last cell is the total."""

    name: Sequence[Line]
    node: Node
    cells: tuple[tuple[int, Node], ...]
    is_total: bool

    @property
    def height(self) -> float:
        """Its height: two lines of a name fit."""
        return max(_LEAST_ROW, len(self.name) * CELL_LEADING + 7)


@dataclass(frozen=True, slots=True)
class GridFrame:
    """What the parts of one grid share."""

    heads: tuple[GridHead, ...]
    corner: tuple[Sequence[Line], Node]
    names: float
    head_height: float
    largest: int


class Grid:
    """Rows below upright heads; split between rows, and then the heads repeat."""

    before, after = 4.0, 10.0
    keep_with_next = False

    def __init__(self, frame: GridFrame, rows: Sequence[GridRow], *, begins: bool = True) -> None:
        self._frame, self._rows, self._begins = frame, rows, begins

    @property
    def height(self) -> float:
        """Its height when it is not split."""
        return self._frame.head_height + sum(row.height + _SEAM for row in self._rows)

    @property
    def least(self) -> float:
        """The heads and the first two rows; a small grid stays whole."""
        if len(self._rows) <= 16:
            return self.height
        return self._frame.head_height + sum(row.height + _SEAM for row in self._rows[:2])

    def split(self, room: float) -> tuple[Block, Block] | None:
        """Return the rows that fit and the rest."""
        left = room - self._frame.head_height
        for index, row in enumerate(self._rows):
            left -= row.height + _SEAM
            if left < 0:
                if index == 0:
                    return None
                rest = Grid(self._frame, self._rows[index:], begins=False)
                return Grid(self._frame, self._rows[:index], begins=self._begins), rest
        return None

    def paint(self, ink: Ink, *, x: float, top: float) -> None:
        """Draw the heads, then the rows."""
        self._paint_heads(ink, x=x, foot=top - self._frame.head_height)
        top -= self._frame.head_height
        for row in self._rows:
            self._paint_row(ink, row, x=x, top=top)
            top -= row.height + _SEAM

    def _paint_heads(self, ink: Ink, *, x: float, foot: float) -> None:
        document = ink.document
        lines, node = self._frame.corner
        base = foot + HEAD_GAP + (len(lines) - 1) * CELL_LEADING
        with document.content(node) if self._begins else document.artifact("repeat"):
            document.draw(ink.lines(lines, x=x, baseline=base, leading=CELL_LEADING))
        x += self._frame.names
        for head in self._frame.heads:
            middle = x + head.width / 2 - (len(head.lines) - 1) * HEAD_LEADING / 2 + 3
            with document.content(head.node) if self._begins else document.artifact("repeat"):
                document.draw(
                    ink.lines(head.lines, x=middle, baseline=foot + HEAD_GAP, leading=HEAD_LEADING, upright=True)
                )
            x += head.width

    def _paint_row(self, ink: Ink, row: GridRow, *, x: float, top: float) -> None:
        document = ink.document
        middle = top - row.height / 2
        base = middle + (len(row.name) - 1) * CELL_LEADING / 2 - CELL_BOLD.size * 0.34
        with document.content(row.node):
            document.draw(ink.lines(row.name, x=x, baseline=base, leading=CELL_LEADING))
        x += self._frame.names
        for head, (count, node), is_sum in zip(self._frame.heads, row.cells, self._sums(row), strict=True):
            ground = PAPER if is_sum else shade(count, self._frame.largest)
            colour = INK if is_sum else ink_on(ground)
            box = rectangle(x + _SEAM / 2, top - row.height, head.width - _SEAM, row.height)
            with document.artifact():
                document.draw(paint(box, fill=ground) if not is_sum else "")
            style = TextStyle(Face.BOLD if is_sum or count else Face.REGULAR, 9, colour)
            baseline = middle - style.size * 0.34
            with document.content(node):
                document.draw(ink.text(f"{count:,}", style, x=x + head.width / 2, baseline=baseline, anchor=0.5))
            x += head.width

    def _sums(self, row: GridRow) -> Iterator[bool]:
        last = len(row.cells) - 1
        return (row.is_total or index == last for index in range(len(row.cells)))


def fit_heads(labels: Sequence[str], ruler: Ruler) -> tuple[float, list[tuple[Sequence[Line], float]]]:
    """Return the height of the heads and (lines, width of the column) of each: two lines where a label allows it."""
    height, laid = _LEAST_HEAD, [wrap((Run(label, CELL_BOLD),), _LEAST_HEAD, ruler) for label in labels]
    while height < _MOST_HEAD and any(len(lines) > 2 for lines in laid):
        height += 8
        laid = [wrap((Run(label, CELL_BOLD),), height, ruler) for label in labels]
    return height + 2 * HEAD_GAP, [(lines, max(23.0, len(lines) * HEAD_LEADING + 2)) for lines in laid]


def name_lines(name: str, width: float, ruler: Ruler) -> Sequence[Line]:
    """Return the lines of a row's name."""
    return wrap((Run(name, CELL_BOLD),), width - _NAME_PAD, ruler)
