"""Make tagged tables and lists from texts: header cells with scope, row headers, labels and bodies of lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from csa_tracker.reports.layout.rows import CellText, Paragraph, Row, lay_cell, row_of
from csa_tracker.reports.layout.table import Columns, Table, table
from csa_tracker.reports.tagged.objects import pdf_string
from csa_tracker.reports.tagged.tree import Node
from csa_tracker.reports.typeset.lines import Ruler, Run
from csa_tracker.reports.typeset.styles import CELL_HEAD, CELL_LEADING, FACT, FACT_LABEL, FACT_LEADING
from csa_tracker.reports.watch import Watch, unwatched

_COLUMN_SCOPE = "<</O/Table/Scope/Column>>"
_ROW_SCOPE = "<</O/Table/Scope/Row>>"

Cells = Sequence[Sequence[CellText]]
"""The cells of one row, each a list of paragraphs."""


def table_element(parent: Node, summary: str) -> Node:
    """Return a new table element with a summary for screen readers."""
    return parent.add("Table", attributes="<</O/Table/Summary" + pdf_string(summary).decode("latin-1") + ">>")


def data_table(
    columns: Columns,
    heads: Sequence[str],
    rows: Iterable[Cells],
    *,
    summary: str,
    parent: Node,
    ruler: Ruler,
    page_room: float,
    keep_whole: bool = False,
    watch: Watch = unwatched,
) -> Table:
    """Return a table whose first column names its rows. `summary` is our own sentence for screen readers.

    One that is to be kept whole is only split when it is taller than a page.
    """
    element = table_element(parent, summary)
    head_node, body_node = element.add("THead").add("TR"), element.add("TBody")
    head_cells = tuple(
        lay_cell(
            (CellText((Run(head, CELL_HEAD),)),),
            head_node.add("TH", attributes=_COLUMN_SCOPE),
            width=columns.inner(index),
            leading=CELL_LEADING,
            ruler=ruler,
        )
        for index, head in enumerate(heads)
    )
    laid = []
    for row in rows:
        watch(0, 0)
        laid.append(_data_row(columns, row, body_node.add("TR"), ruler))
    return table(columns, row_of(head_cells, padding=columns.padding), laid, page_room=page_room, keep_whole=keep_whole)


def _data_row(columns: Columns, cells: Cells, node: Node, ruler: Ruler) -> Row:
    laid = tuple(
        lay_cell(
            cell,
            node.add("TD") if index else node.add("TH", attributes=_ROW_SCOPE),
            width=columns.inner(index),
            leading=CELL_LEADING,
            ruler=ruler,
        )
        for index, cell in enumerate(cells)
    )
    return row_of(laid, padding=columns.padding)


def fact_list(
    columns: Columns, facts: Sequence[tuple[str, str]], *, parent: Node, ruler: Ruler, page_room: float
) -> Table:
    """Return labelled facts, as many pairs to a line as there are columns for; a reader hears a list."""
    pairs = len(columns.widths)
    listed = parent.add("L", attributes="<</O/List/ListNumbering/None>>")
    cells: list[tuple[Paragraph, ...]] = []
    for label, value in facts:
        item = listed.add("LI")
        laid = [
            lay_cell(
                (CellText((Run(text, style),)),),
                item.add(role),
                width=columns.inner(len(cells) % pairs),
                leading=FACT_LEADING,
                ruler=ruler,
            )
            for role, text, style in (("Lbl", label, FACT_LABEL), ("LBody", value, FACT))
        ]
        cells.append((*laid[0], *laid[1]))
    rows = [tuple(cells[start : start + pairs]) for start in range(0, len(cells), pairs)]
    filled = [row_of(row + ((),) * (pairs - len(row)), padding=columns.padding) for row in rows]
    return table(columns, None, filled, page_room=page_room)
