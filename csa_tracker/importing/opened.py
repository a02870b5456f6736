"""The columns of a table with the first cells under each, before anything is decided about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from csa_tracker.importing.blocks import Block
from csa_tracker.importing.evidence import Look, look_at
from csa_tracker.importing.headings import plain_heading
from csa_tracker.importing.meaning import Meaning
from csa_tracker.importing.sheets import Cell, is_blank

_LOOKED = 2_000
SAMPLED = 200
"""Filled cells of a column looked at, at most."""


@dataclass(slots=True)
class OpenColumn:
    """A column on its way to a decision: `cells` are its first filled ones, `look` what they look like."""

    place: int
    heading: str
    plain: str
    ask: str
    cells: list[Cell]
    look: Look = field(default_factory=Look)
    meaning: Meaning = field(default_factory=Meaning)
    chosen: str | None = None
    why: str = ""
    more: bool = False
    suggested: tuple[str, ...] = ()


def open_columns(blocks: Sequence[Block], answers: Mapping[str, str]) -> list[OpenColumn]:
    """The columns with a heading or anything under it, each with its first cells."""
    first = blocks[0]
    counted: dict[str, int] = {}
    found = []
    filled = _filled_places(blocks)
    lone = [_lone_rows(block) for block in blocks]
    for place in range(first.first, first.last + 1):
        heading = first.texts[place] if place < len(first.texts) else ""
        if not heading and place not in filled:
            continue
        plain = plain_heading(heading) or heading.strip()
        counted[plain] = counted.get(plain, 0) + 1
        if not plain:
            ask = f"column:{first.sheet.name}/#{place + 1}"
        elif counted[plain] > 1:
            ask = f"column:{first.sheet.name}/{plain}#{counted[plain]}"
        else:
            own = f"column:{first.sheet.name}/{plain}"
            ask = own if own in answers else f"column:{plain}"
        cells = _sampled(blocks, place, lone) if place in filled else []
        found.append(OpenColumn(place, heading, plain, ask, cells, look_at(cells)))
    return found


def _filled_places(blocks: Sequence[Block]) -> set[int]:
    """Which columns hold anything; 200,000 rows are gone through once."""
    filled: set[int] = set()
    for block in blocks:
        missing = [place for place in range(block.first, block.last + 1) if place not in filled]
        for row in block.rows:
            cells = block.sheet.rows[row]
            hit = [place for place in missing if place < len(cells) and not is_blank(cells[place])]
            if hit and row not in block.repeats:
                filled.update(hit)
                missing = [place for place in missing if place not in filled]
                if not missing:
                    break
    return filled


def _lone_rows(block: Block) -> frozenset[int]:
    """Rows that hold one cell: banners and titles, which say nothing about their column."""
    return frozenset(
        row
        for row in block.rows[:_LOOKED]
        if sum(not is_blank(cell) for cell in block.sheet.rows[row][block.first : block.last + 1]) == 1
    )


def _sampled(blocks: Sequence[Block], place: int, lone: Sequence[frozenset[int]]) -> list[Cell]:
    found: list[Cell] = []
    for block, alone in zip(blocks, lone, strict=True):
        for row in block.rows[:_LOOKED]:
            cells = block.sheet.rows[row]
            if row in block.repeats or row in alone or place >= len(cells) or is_blank(cells[place]):
                continue
            found.append(cells[place])
            if len(found) >= SAMPLED:
                return found
    return found
