"""The tables of an import: one of actions and perhaps milestones and updates, as pandas frames of untouched cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from csa_tracker.errors import UserError
from csa_tracker.importing.asks import Ask
from csa_tracker.importing.headings import Heading, find_heading
from csa_tracker.importing.sheets import Cell, Sheet, is_blank

if TYPE_CHECKING:
    import pandas as pd


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
    through", "hidden"), "" for a plain one.
    """

    number: int
    cells: Mapping[str, Cell]
    fills: Mapping[str, str] = field(default_factory=dict)
    further: tuple[Further, ...] = ()
    dropped: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under one heading row. `name` tells tables apart where there are several ("" where there is one)."""

    sheet: Sheet = field(repr=False)
    heading: Heading
    rows: tuple[Row, ...] = field(repr=False)
    name: str = ""

    def label(self, row: Row) -> str:
        """Where a row is, as people look for it: "Row 17", "Violence, row 17" or "Milestones, row 17"."""
        if self.heading.role == "actions":
            return f"{self.name}, row {row.number}" if self.name else f"Row {row.number}"
        return f"{self.heading.role.capitalize()}, row {row.number}"


@dataclass(frozen=True, slots=True)
class Tables:
    """What the files hold together: the names of all sheets, the actions, and perhaps milestones and updates.

    `asks` are the decisions about sheets and columns, open ones and settled ones.
    """

    sheets: tuple[str, ...]
    actions: tuple[Table, ...]
    milestones: Table | None = None
    updates: Table | None = None
    asks: tuple[Ask, ...] = ()


def gather_tables(
    sheets: Sequence[Sheet], *, answers: Mapping[str, str] | None = None, chosen: str | None = None
) -> Tables:
    """Recognise the sheets by their headings; `chosen` names the sheet of actions or gives its number from 1.

    `answers` by the ids of `Tables.asks` decide otherwise; an answer about something else is left alone.

    Raises UserError when there is no sheet of actions, several, or not the one chosen.
    """
    sheets = [sheet for sheet in sheets if not sheet.is_hidden] or sheets
    headed = [(sheet, heading) for sheet in sheets if (heading := find_heading(sheet.rows)) is not None]
    by_role: dict[str, list[tuple[Sheet, Heading]]] = {"actions": [], "milestones": [], "updates": []}
    for sheet, heading in headed:
        by_role[heading.role].append((sheet, heading))
    if chosen is not None:
        wanted = _chosen(sheets, chosen)
        by_role["actions"] = [(sheet, heading) for sheet, heading in by_role["actions"] if sheet is wanted]
    _check_one(by_role["actions"], sheets, chosen)
    for role in ("milestones", "updates"):
        if len(by_role[role]) > 1:
            raise _several(by_role[role], role)
    made = {role: _table(*found[0]) for role, found in by_role.items() if found}
    names = tuple(sheet.name for sheet in sheets)
    return Tables(names, (made["actions"],), made.get("milestones"), made.get("updates"))


def _chosen(sheets: Sequence[Sheet], chosen: str) -> Sheet:
    by_name = {sheet.name.casefold(): sheet for sheet in sheets}
    found = by_name.get(chosen.strip().casefold())
    if found is None and chosen.strip().isdecimal() and 1 <= int(chosen) <= len(sheets):
        found = sheets[int(chosen) - 1]
    if found is None:
        names = ", ".join(sheet.name for sheet in sheets)
        raise UserError("no-such-sheet", f"There is no sheet {chosen[:40]}.", f"Choose one of: {names}.")
    return found


def _check_one(found: Sequence[tuple[Sheet, Heading]], sheets: Sequence[Sheet], chosen: str | None) -> None:
    if len(found) > 1:
        raise _several(found, "actions")
    if not found:
        where = f"Sheet {chosen}" if chosen is not None else ", ".join(dict.fromkeys(sheet.file for sheet in sheets))
        raise UserError(
            "no-actions",
            f"{where} has no row of headings with an Action column.",
            "Give the columns headings such as Ref, Key issue, Action, Lead organisation and Due date.",
        )


def _several(found: Sequence[tuple[Sheet, Heading]], role: str) -> UserError:
    names = " and ".join(f"{sheet.name} ({sheet.file})" for sheet, _ in found)
    return UserError(
        "several-sheets",
        f"More than one sheet holds {role}: {names}.",
        "Choose one sheet, or import the files one after the other.",
    )


def _table(sheet: Sheet, heading: Heading) -> Table:
    frame = _frame(sheet.rows, heading)
    records = frame.to_dict("records")
    numbers = frame.index.to_list()
    rows = (
        Row(number, {str(name): cell for name, cell in cells.items()})
        for number, cells in zip(numbers, records, strict=True)
    )
    return Table(sheet, heading, tuple(rows))


def _frame(rows: Sequence[Sequence[Cell]], heading: Heading) -> pd.DataFrame:
    """The mapped columns under the heading, indexed by row number, without blank rows and repeated heading rows."""
    import pandas as pd  # 0.2 s that only an import pays

    kept = {place: name for place, name in enumerate(heading.fields) if name is not None}
    body = {
        number: [cells[place] if place < len(cells) else None for place in kept]
        for number, cells in enumerate(rows[heading.row :], start=heading.row + 1)
        if not all(is_blank(cell) for cell in cells) and tuple(cells) != tuple(rows[heading.row - 1])
    }
    # object: the cells stay exactly what the file says, pandas guesses neither dates nor numbers.
    return pd.DataFrame.from_dict(body, orient="index", columns=list(kept.values()), dtype=object)
