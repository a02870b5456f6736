"""Rows of a table, already broken into lines: cells of one or more paragraphs, and how a row too tall is split."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from csa_tracker.reports.tagged.tree import Node
from csa_tracker.reports.typeset.lines import Line, Ruler, Run, wrap
from csa_tracker.values import Brag

BADGE = 16.5
"""Side of a rating's mark in a cell: its letter is then 9 pt or more."""
BADGE_ROOM = BADGE + 5


@dataclass(frozen=True, slots=True)
class CellText:
    """A paragraph of a cell before it is broken into lines. `gap` is the space above it when it is not the first."""

    runs: tuple[Run, ...]
    badge: Brag | None = None
    gap: float = 2.0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a cell in lines, with the element it belongs to; `lift` is the room its badge needs on top."""

    lines: Sequence[Line]
    node: Node
    badge: Brag | None
    gap: float
    leading: float

    @property
    def height(self) -> float:
        """Its height without the gap above."""
        return max(len(self.lines) * self.leading, BADGE if self.badge else 0.0)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells, each a tuple of paragraphs, and its height including padding above and below."""

    cells: tuple[tuple[Paragraph, ...], ...]
    height: float


def lay_cell(
    texts: Sequence[CellText], node: Node, *, width: float, leading: float, ruler: Ruler
) -> tuple[Paragraph, ...]:
    """Break a cell's paragraphs into lines; each of several becomes an element of its own below the cell's."""
    filled = [text for text in texts if any(run.text for run in text.runs)]
    return tuple(
        Paragraph(
            lines=wrap(text.runs, width - (BADGE_ROOM if text.badge else 0), ruler),
            node=node if len(filled) == 1 else node.add("P"),
            badge=text.badge,
            gap=text.gap if index else 0.0,
            leading=leading,
        )
        for index, text in enumerate(filled)
    )


def row_of(cells: tuple[tuple[Paragraph, ...], ...], *, padding: float) -> Row:
    """Return a row as high as its tallest cell."""
    tallest = max((sum(part.gap + part.height for part in cell) for cell in cells), default=0.0)
    return Row(cells, tallest + 2 * padding)


def split_row(row: Row, room: float, *, padding: float) -> tuple[Row, Row] | None:
    """Return the part of a row that fits `room` and the rest; None when not even one line of some cell fits."""
    halves = [_split_cell(cell, room - 2 * padding) for cell in row.cells]
    if not any(head for head, _ in halves):
        return None
    head = row_of(tuple(half[0] for half in halves), padding=padding)
    return head, row_of(tuple(half[1] for half in halves), padding=padding)


def _split_cell(cell: tuple[Paragraph, ...], room: float) -> tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]:
    used = 0.0
    for index, part in enumerate(cell):
        used += part.gap
        if used + part.height > room:
            count = int((room - used) // part.leading)
            if count < 1 or (part.badge and room - used < BADGE):
                return cell[:index], (replace(part, gap=0.0), *cell[index + 1 :])
            head = replace(part, lines=part.lines[:count])
            rest = replace(part, lines=part.lines[count:], badge=None, gap=0.0)
            return (*cell[:index], head), (rest, *cell[index + 1 :])
        used += part.height
    return cell, ()
