"""Tables, heat maps and lists of a paper as blocks of the layout."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from csa_tracker.reports.blocks import Cell, HeatMap, Points, Table, Tone, Words
from csa_tracker.reports.layout.blocks import Block, Lead, TextBlock
from csa_tracker.reports.layout.build import data_table, table_element
from csa_tracker.reports.layout.grid import Grid, GridFrame, GridHead, GridRow, fit_heads, name_lines
from csa_tracker.reports.layout.rows import CellText
from csa_tracker.reports.layout.table import Columns
from csa_tracker.reports.tagged.tree import Node
from csa_tracker.reports.typeset.clean import Cleaner
from csa_tracker.reports.typeset.lines import Line, Ruler, Run, wrap
from csa_tracker.reports.typeset.styles import CELL, CELL_BOLD, CELL_LABEL, CELL_MUTED, POINT
from csa_tracker.reports.watch import Watch

_TONES = {Tone.PLAIN: CELL, Tone.STRONG: CELL_BOLD, Tone.QUIET: CELL_MUTED}
_LABEL_GAP = 4.0
_NAMES_SHARE = 0.3
_LEAST_NAMES = 118.0
_BULLET = "•"
_INDENT = 14.0
_COLUMN_SCOPE = "<</O/Table/Scope/Column>>"
_ROW_SCOPE = "<</O/Table/Scope/Row>>"


@dataclass(frozen=True, slots=True)
class Setting:
    """What setting the blocks of one paper needs: parent element, ruler, cleaner, room of a page, width, watch."""

    parent: Node
    ruler: Ruler
    cleaner: Cleaner
    page_room: float
    width: float
    watch: Watch


def paper_table(block: Table, setting: Setting) -> Block:
    """Return a table; its rows are laid out one by one, so that a long one can be watched and stopped."""
    shares = sum(column.share for column in block.columns)
    columns = Columns(tuple(setting.width * column.share / shares for column in block.columns))
    clean = setting.cleaner.clean
    return data_table(
        columns,
        [column.head for column in block.columns],
        (tuple([_cell(cell, setting.cleaner) for cell in row]) for row in block.rows),
        summary=clean(block.caption),
        parent=setting.parent,
        ruler=setting.ruler,
        page_room=setting.page_room,
        keep_whole=block.keep_whole,
        watch=setting.watch,
    )


def _cell(cell: Cell, cleaner: Cleaner) -> list[CellText]:
    return [_paragraph(words, cleaner) for words in cell]


def _paragraph(words: Words, cleaner: Cleaner) -> CellText:
    run = Run(cleaner.clean(words.text), _TONES[words.tone])
    if words.label:
        return CellText((Run(cleaner.clean(words.label), CELL_LABEL), run), words.mark, _LABEL_GAP)
    return CellText((run,), words.mark)


def point_blocks(block: Points, setting: Setting) -> Iterator[Block]:
    """Return a list: a bullet and its text for each point."""
    listed = setting.parent.add("L", attributes="<</O/List/ListNumbering/Disc>>")
    for item in block.items:
        node = listed.add("LI")
        bullet, body = node.add("Lbl"), node.add("LBody")
        lines = wrap((Run(setting.cleaner.clean(item), POINT.text),), setting.width - _INDENT, setting.ruler)
        yield TextBlock(lines, POINT, body, lead=Lead(_BULLET, bullet, _INDENT))


def heat_map(block: HeatMap, setting: Setting) -> Iterator[Block]:
    """Return a heat map, in several grids when its columns are too many for one; each has the rows' totals."""
    height, heads = fit_heads([setting.cleaner.clean(label) for label in (*block.columns, "Total")], setting.ruler)
    largest = max((count for row in block.values[:-1] for count in row[:-1]), default=0)
    wanted = sum(width for _, width in heads)
    # Names give way to columns as far as they can.
    names = min(max(setting.width - wanted, _LEAST_NAMES), setting.width * _NAMES_SHARE)
    room = setting.width - names
    for columns in _shares([width for _, width in heads], room):
        shown = [*columns, len(block.columns)]
        # What the columns do not need goes to them in equal parts, up to what looks right.
        extra = min((room - sum(heads[column][1] for column in shown)) / len(shown), 12.0)
        yield _grid(block, setting, shown=shown, heads=heads, height=height, names=names, extra=extra, largest=largest)


def _shares(widths: list[float], room: float) -> list[range]:
    """Share columns out over as few grids as hold them, about equally many to each; the last width is the total's."""
    *own, total = widths
    for count in range(1, len(own) + 1):
        size = -(-len(own) // count)
        parts = [range(start, min(start + size, len(own))) for start in range(0, len(own), size)]
        if all(sum(own[column] for column in part) + total <= room for part in parts):
            return parts
    return [range(column, column + 1) for column in range(len(own))]


def _grid(
    block: HeatMap,
    setting: Setting,
    *,
    shown: list[int],
    heads: list[tuple[Sequence[Line], float]],
    height: float,
    names: float,
    extra: float,
    largest: int,
) -> Grid:
    clean, ruler = setting.cleaner.clean, setting.ruler
    element = table_element(setting.parent, clean(block.caption))
    head_row, body = element.add("THead").add("TR"), element.add("TBody")
    corner = (name_lines(clean(block.corner), names, ruler), head_row.add("TH", attributes=_COLUMN_SCOPE))
    frame = GridFrame(
        heads=tuple(
            GridHead(heads[column][0], head_row.add("TH", attributes=_COLUMN_SCOPE), heads[column][1] + extra)
            for column in shown
        ),
        corner=corner,
        names=names,
        head_height=height,
        largest=largest,
    )
    rows = []
    for index, (name, values) in enumerate(zip(block.rows, block.values, strict=True)):
        node = body.add("TR")
        named = node.add("TH", attributes=_ROW_SCOPE)
        cells = tuple((values[column], node.add("TD")) for column in shown)
        rows.append(GridRow(name_lines(clean(name), names, ruler), named, cells, index == len(block.rows) - 1))
    return Grid(frame, rows)
