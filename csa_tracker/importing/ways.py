"""How the cells of a table are to be read, decided for each column before any row: dates, day numbers, percentages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from csa_tracker.exporting.sheets import own_headings
from csa_tracker.importing.asks import Questions
from csa_tracker.importing.day_order import are_serials, are_turned, is_month_first
from csa_tracker.importing.tables import Table

_DATES = ("start", "due", "review_on", "completed_on", "latest_update_on", "date", "done")


@dataclass(frozen=True, slots=True)
class Ways:
    """By field: whether dates are month first, numbers are Excel's days and real dates are turned round (None: not
    decided yet), and fractions.

    `is_own` for a sheet that this product wrote: its words are as they stand in a plan, and stay so.
    `lists_users` for a program's export, where work is assigned to people who have an account.
    """

    month_first: Mapping[str, bool | None] = field(default_factory=dict)
    serials: Mapping[str, bool | None] = field(default_factory=dict)
    fractions: bool = False
    is_own: bool = False
    lists_users: bool = False
    turned: Mapping[str, bool | None] = field(default_factory=dict)


def ways_of(table: Table, questions: Questions) -> Ways:
    """Look through the columns of dates and of percentages, and ask where they do not agree with themselves."""
    found = [name for name in _DATES if name in table.heading.fields]
    return Ways(
        {name: is_month_first(table, name, questions) for name in found},
        {name: are_serials(table, name, questions) for name in found},
        are_fractions(table, "percent"),
        is_own_layout(table),
        table.conventions.get("people") == "users",
        {name: are_turned(table, name, questions) for name in found},
    )


def is_own_layout(table: Table) -> bool:
    """Whether a sheet has the headings of our own export, which nobody else's plan has together."""
    return set(own_headings(table.heading.role)) <= set(table.heading.texts)


def are_fractions(table: Table, field: str) -> bool:
    """Whether a column of percentages holds parts of one: numbers up to 1, at least one of them broken."""
    cells = (row.cells.get(field) for row in table.rows)
    numbers = [cell for cell in cells if isinstance(cell, float | int) and not isinstance(cell, bool)]
    return all(0 <= number <= 1 for number in numbers) and any(0 < number < 1 for number in numbers)
