"""The tables of an import: some of actions and perhaps milestones and updates, with untouched cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from csa_tracker.errors import UserError
from csa_tracker.importing.action_tables import Actions, Read, read_actions
from csa_tracker.importing.asks import Ask
from csa_tracker.importing.blocks import Block
from csa_tracker.importing.columns import Column
from csa_tracker.importing.headings import Heading, assign_fields
from csa_tracker.importing.lines import Line, Step
from csa_tracker.importing.sheet_roles import sort_sheets
from csa_tracker.importing.sheets import Cell, Sheet, is_blank


@dataclass(frozen=True, slots=True)
class Further:
    """A cell of a further column for a field that has one: an update of a quarter, a second list of partners."""

    field: str
    heading: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the file, and its cells by field name.

    `fills` are the colours of cells by field ("#RRGGBB"); `dropped` says why the row looks crossed out ("struck
    through", "hidden"), "" for a plain one. `notes` are sentences about how the row was put together; `steps` are
    rows that are its milestones.
    """

    number: int
    cells: Mapping[str, Cell]
    fills: Mapping[str, str] = field(default_factory=dict)
    further: tuple[Further, ...] = ()
    dropped: str = ""
    notes: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under one heading row. `name` tells tables apart where there are several ("" where there is one).

    `beside` are the sheets that hold no table, perhaps a key.
    `conventions` tell how a known program writes, as in resources/reference/exports.toml ("dates": "month first").
    """

    sheet: Sheet = field(repr=False)
    heading: Heading
    rows: tuple[Row, ...] = field(repr=False)
    name: str = ""
    conventions: Mapping[str, str] = field(default_factory=dict)
    beside: tuple[Sheet, ...] = field(default=(), repr=False)

    def label(self, row: Row) -> str:
        """Where a row is, as people look for it: "Row 17", "Violence, row 17" or "Milestones, row 17"."""
        if self.name:
            return f"{self.name}, row {row.number}"
        if self.heading.role == "actions":
            return f"Row {row.number}"
        return f"{self.heading.role.capitalize()}, row {row.number}"


@dataclass(frozen=True, slots=True)
class Tables:
    """What the files hold together: the names of all sheets, the actions, and perhaps milestones and updates.

    `asks` are the decisions about sheets and columns, open ones and settled ones; `columns` show each column of the
    actions with what it was taken for; `left` says in sentences what was passed over.
    """

    sheets: tuple[str, ...]
    actions: tuple[Table, ...]
    milestones: tuple[Table, ...] = ()
    updates: tuple[Table, ...] = ()
    asks: tuple[Ask, ...] = ()
    columns: tuple[Column, ...] = ()
    left: tuple[str, ...] = ()


def gather_tables(
    sheets: Sequence[Sheet], *, answers: Mapping[str, str] | None = None, chosen: str | None = None
) -> Tables:
    """Recognise the sheets by their headings; `chosen` names the sheet of actions or gives its number from 1.

    `answers` by the ids of `Tables.asks` decide otherwise; an answer about something else is left alone.

    Raises UserError when there is no sheet of actions, not the one chosen, or an answer is none.
    """
    given = answers or {}
    wanted = _chosen(sheets, chosen) if chosen is not None else None
    roles = sort_sheets(sheets, given, wanted)
    if not roles.blocks["actions"]:
        raise _no_actions(sheets, chosen)
    read = read_actions(roles.blocks["actions"], given)
    children = {role: _children(roles.blocks[role]) for role in ("milestones", "updates")}
    unmatched = [said for listed in children.values() for table in listed for said in _unmatched(table)]
    used = {id(block.sheet) for blocks in roles.blocks.values() for block in blocks}
    beside = tuple(sheet for sheet in sheets if id(sheet) not in used)
    return Tables(
        tuple(sheet.name for sheet in sheets),
        tuple(replace(table, beside=beside) for table in _action_tables(read)),
        children["milestones"],
        children["updates"],
        (*roles.asks, *read.asks.values()),
        tuple(read.columns),
        (*roles.left, *read.left, *unmatched),
    )


def _chosen(sheets: Sequence[Sheet], chosen: str) -> Sheet:
    by_name = {sheet.name.casefold(): sheet for sheet in sheets}
    found = by_name.get(chosen.strip().casefold())
    if found is None and chosen.strip().isdecimal() and 1 <= int(chosen) <= len(sheets):
        found = sheets[int(chosen) - 1]
    if found is None:
        names = ", ".join(sheet.name for sheet in sheets)
        raise UserError("no-such-sheet", f"There is no sheet {chosen[:40]}.", f"Choose one of: {names}.")
    return found


def _no_actions(sheets: Sequence[Sheet], chosen: str | None) -> UserError:
    where = f"Sheet {chosen}" if chosen is not None else ", ".join(dict.fromkeys(sheet.file for sheet in sheets))
    return UserError(
        "no-actions",
        f"{where} has no row of headings with an Action column.",
        "Give the columns headings such as Ref, Key issue, Action, Lead organisation and Due date.",
    )


def _action_tables(read: Actions) -> tuple[Table, ...]:
    several = len(read.read) > 1
    return tuple(_action_table(one, one.block.sheet.name if several else "") for one in read.read)


def _action_table(read: Read, name: str) -> Table:
    block, targets = read.block, read.mapped.targets
    width = max(len(block.texts), block.last + 1)
    texts, fields = [""] * width, [None] * width  # type: tuple[list[str], list[str | None]]
    for at, text in enumerate(block.texts):
        texts[at] = text
    for at, target in targets.items():
        texts[at], fields[at] = target.heading, target.field
    heading = Heading(block.heading + 1, "actions", tuple(texts), tuple(fields))
    rows = tuple(_row(line, heading, read.areas) for line in read.lines.lines)
    return Table(block.sheet, heading, rows, name, block.export.conventions if block.export is not None else {})


def _row(line: Line, heading: Heading, areas: str) -> Row:
    cells, more = dict(line.cells), [Further(*one) for one in line.more]
    if areas and is_blank(cells.get("areas")):
        cells["areas"] = areas
    if "due_revised" in cells or "due_original" in cells:
        more += _later_due(cells, heading)
    return Row(line.row + 1, cells, line.fills, tuple(more), line.dropped, tuple(line.notes), tuple(line.steps))


def _later_due(cells: dict[str, Cell], heading: Heading) -> list[Further]:
    """The revised date counts where there is one; an earlier one that differs is kept in words."""
    ordered = [(name, cells.pop(name, None)) for name in ("due_revised", "due", "due_original")]
    there = [(name, cell) for name, cell in ordered if not is_blank(cell)]
    cells["due"] = there[0][1] if there else None
    return [Further("description", heading.text_of(name), cell) for name, cell in there[1:] if cell != there[0][1]]


def _children(blocks: Sequence[Block]) -> tuple[Table, ...]:
    """The tables of one role; each is named after its sheet where there are several."""
    return tuple(_child(block, block.sheet.name if len(blocks) > 1 else "") for block in blocks)


def _child(block: Block, name: str) -> Table:
    """A table of milestones or updates; its columns are known by name alone."""
    fields = assign_fields(block.texts, block.role)
    kept = {place: name for place, name in enumerate(fields) if name is not None}
    rows = tuple(
        Row(row + 1, {name: cells[place] if place < len(cells) else None for place, name in kept.items()})
        for row, cells in ((row, block.sheet.rows[row]) for row in block.rows)
        if row not in block.repeats and not all(is_blank(cell) for cell in cells)
    )
    return Table(block.sheet, Heading(block.heading + 1, block.role, block.texts, fields), rows, name)


def _unmatched(table: Table) -> list[str]:
    heading = table.heading
    pairs = zip(heading.texts, heading.fields, strict=True)
    return [
        f"Sheet {table.sheet.name}: the column {text} is left out." for text, name in pairs if text and name is None
    ]
