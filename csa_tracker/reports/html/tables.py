"""Tables of a page: real ones, with caption and scopes; on a phone each record becomes a card."""

from __future__ import annotations

from collections.abc import Iterator

from csa_tracker.reports.blocks import Cell, Column, HeatMap, Table, Tone
from csa_tracker.reports.heat import ink_on, shade
from csa_tracker.reports.html.marks import mark
from csa_tracker.reports.html.text import lines, text

_TONES = {Tone.PLAIN: "", Tone.STRONG: " strong", Tone.QUIET: " quiet"}


class TableHeads:
    """The column heads of the page's tables, as style rules: on a phone they stand before each value."""

    def __init__(self) -> None:
        self._names: dict[tuple[Column, ...], str] = {}

    def name_of(self, columns: tuple[Column, ...]) -> str:
        """Return the class of tables with these columns."""
        return self._names.setdefault(columns, f"t{len(self._names) + 1}")

    def rules(self) -> str:
        """Return the style rules. Column heads are our own words; quotes in them would still be harmless."""
        heads, widths = "", ""
        for columns, name in self._names.items():
            whole = sum(column.share for column in columns)
            for index, column in enumerate(columns):
                widths += f".{name} thead th:nth-child({index + 1}){{width:{100 * column.share / whole:.1f}%}}"
                if index:
                    heads += f'.{name} td:nth-of-type({index})::before{{content:"{_css(column.head)}"}}'
        return f"@media (max-width:40rem){{{heads}}}@media (min-width:40.01rem){{{widths}}}" if heads else ""


def table(block: Table, heads: TableHeads) -> Iterator[str]:
    """Yield a table: of records, or of figures that are scrolled on a narrow page."""
    figures = any(column.number for column in block.columns)
    # Roles are given, because a table shown as cards is otherwise no table to some readers.
    kind = "figures" if figures else f"records {heads.name_of(block.columns)}"
    if figures:
        yield f'<div class="scroll" role="group" tabindex="0" aria-label="{text(block.caption)}">'
    yield f'<table class="{kind}" role="table"><caption>{text(block.caption)}</caption>'
    yield '<thead role="rowgroup"><tr role="row">'
    for column in block.columns:
        number = ' class="number"' if column.number else ""
        yield f'<th scope="col" role="columnheader"{number}>{text(column.head)}</th>'
    yield '</tr></thead><tbody role="rowgroup">'
    last = len(block.rows) - 1
    for index, row in enumerate(block.rows):
        yield '<tr role="row" class="total">' if block.total and index == last else '<tr role="row">'
        for place, (cell, column) in enumerate(zip(row, block.columns, strict=True)):
            number = ' class="number"' if column.number else ""
            tag = 'th scope="row" role="rowheader"' if place == 0 else f'td role="cell"{number}'
            yield f"<{tag}>{_cell(cell)}</{tag[:2]}>"
        yield "</tr>"
    yield "</tbody></table></div>" if figures else "</tbody></table>"


def heat_map(block: HeatMap) -> Iterator[str]:
    """Yield a heat map as a table whose cells have a ground of their own."""
    largest = max((count for row in block.values[:-1] for count in row[:-1]), default=0)
    yield f'<div class="scroll" role="group" tabindex="0" aria-label="{text(block.caption)}"><table class="heat">'
    yield f'<caption>{text(block.caption)}</caption><thead><tr><th scope="col">{text(block.corner)}</th>'
    yield from (f'<th scope="col">{text(name)}</th>' for name in (*block.columns, "Total"))
    yield "</tr></thead><tbody>"
    bottom = len(block.rows) - 1
    for index, (name, counts) in enumerate(zip(block.rows, block.values, strict=True)):
        yield f'<tr><th scope="row">{text(name)}</th>'
        for place, count in enumerate(counts):
            yield _heat_cell(count, largest, is_sum=index == bottom or place == len(counts) - 1)
        yield "</tr>"
    yield "</tbody></table></div>"


def _heat_cell(count: int, largest: int, *, is_sum: bool) -> str:
    if is_sum:
        return f'<td class="sum">{count:,}</td>'
    if not count:
        return '<td class="none">0</td>'
    ground = shade(count, largest)
    return f'<td style="background:{ground};color:{ink_on(ground)}">{count:,}</td>'


def _cell(cell: Cell) -> str:
    parts = []
    for words in cell:
        if not words.text and not words.label:
            continue
        label = f'<span class="label">{text(words.label)}</span> ' if words.label else ""
        inner = f"{mark(words.mark)}{label}{lines(words.text)}"
        parts.append(f'<span class="part{_TONES[words.tone]}">{inner}</span>' if len(cell) > 1 or words.mark else inner)
    return "".join(parts)


def _css(words: str) -> str:
    return "".join(f"\\{ord(character):x} " if character in '"\\<>&\n' else character for character in words)
