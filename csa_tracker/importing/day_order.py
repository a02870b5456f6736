"""Which number of 03/04/2026 is the day: decided for each column by what the whole column holds, never cell by cell."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from csa_tracker.importing.asks import Ask, Questions, listed_rows
from csa_tracker.importing.cell_dates import excel_day
from csa_tracker.importing.headings import plain_heading
from csa_tracker.importing.sheets import Cell, cell_day
from csa_tracker.importing.tables import Table
from csa_tracker.rules.wording import many

DAY_FIRST, MONTH_FIRST = "Day first", "Month first"
SWAP, NO_SWAP = "Swap day and month of these dates", "Leave them as they are"
_NUMBERS = re.compile(r"(?<![0-9./-])([0-9]{1,2})[./-]([0-9]{1,2})[./-](?:[0-9]{4}|[0-9]{2})(?![0-9./-])")
_SERIAL = range(36_526, 73_051)
"""Excel's numbers for the days from 2000 to 2099."""


@dataclass(slots=True)
class Column:
    """What a column of dates holds; `examples` are texts that only one order can read, and texts that both can."""

    real: int = 0
    years: set[int] = field(default_factory=set)
    real_after_12: int = 0
    day_first: int = 0
    month_first: int = 0
    either: int = 0
    serials: int = 0
    day_example: str = ""
    month_example: str = ""
    either_example: str = ""

    @property
    def texts(self) -> int:
        """How many dates are written in numbers."""
        return self.day_first + self.month_first + self.either


@lru_cache(maxsize=16384)
def _orders(text: str) -> tuple[str, ...]:
    """For each date in numbers: "d", "m", or "e" where both orders read it to different days."""
    found = []
    for match in _NUMBERS.finditer(text):
        first, second = int(match[1]), int(match[2])
        if first > 12 >= second:
            found.append("d")
        elif second > 12 >= first:
            found.append("m")
        elif first != second and first <= 12:
            found.append("e")
    return tuple(found)


def count_dates(cells: Iterable[Cell]) -> Column:
    """Count what the cells of a column hold."""
    column = Column()
    for cell in cells:
        day = cell_day(cell)
        if day is not None:
            column.real += 1
            column.years.add(day.year)
            column.real_after_12 += day.day > 12
        elif isinstance(cell, str) and cell:
            _count_text(column, cell)
        elif serial_number(cell) is not None:
            column.serials += 1
    return column


def _count_text(column: Column, text: str) -> None:
    column.serials += serial_number(text) is not None
    for order in _orders(text):
        if order == "d":
            column.day_first += 1
            column.day_example = column.day_example or text.strip()[:40]
        elif order == "m":
            column.month_first += 1
            column.month_example = column.month_example or text.strip()[:40]
        else:
            column.either += 1
            column.either_example = column.either_example or text.strip()[:40]


def is_month_first(table: Table, field: str, questions: Questions) -> bool | None:
    """The decision about one date column: True for month first, None while it is open.

    Day first is the rule. Month first is taken where the file is a known export that writes so, or where at least two
    dates can only be read so and none contradicts; one alone may be a slip. Where the column does not agree with
    itself, or holds dates that both orders read, people are asked.
    """
    cells = (row.cells.get(field) for row in table.rows)
    return decide_order(table, field, table.heading.text_of(field), cells, questions)


def decide_order(table: Table, field: str, heading: str, cells: Iterable[Cell], questions: Questions) -> bool | None:
    """The same decision about any cells under a heading, such as the dates that stand before typed updates."""
    column = count_dates(cells)
    if not column.texts:
        return False
    american = is_american(table, field)
    if not american and column.month_first == 1 and not column.day_first and not column.either:
        return False  # the cell is refused by itself: there is no month above 12
    chosen = questions.decide(_order_ask(heading, column, american=american), part=table.name)
    return chosen == MONTH_FIRST if chosen else None


def are_serials(table: Table, field: str, questions: Questions) -> bool | None:
    """Whether numbers such as 46112 in a date column are Excel's numbers of days; None while that is open."""
    column = count_dates(row.cells.get(field) for row in table.rows)
    fits = column.real >= 1 and _fit_in(column, (row.cells.get(field) for row in table.rows))
    if column.serials < 2 and not fits:
        return False  # one number alone is refused by itself: it may be a slip
    heading = table.heading.text_of(field)
    question = (
        f"{many(column.serials, 'cell')} of '{heading}' {'hold' if column.serials > 1 else 'holds'} a number such as "
        "46112. Excel shows a date that lost its format so: 46112 is 31 Mar 2026. Are these dates?"
    )
    options = ("Read them as dates", "They are no dates")
    ask = Ask(f"serials:{plain_heading(heading)}", question, options)
    if fits:
        why = "They are days of the same years as the dates beside them."
        ask = replace(ask, chosen=options[0], why=why)
    chosen = questions.decide(ask, part=table.name)
    return chosen == options[0] if chosen else None


def _fit_in(column: Column, cells: Iterable[Cell]) -> bool:
    """Whether numbers are few among dates, and all of them are days of the years that the real dates span."""
    numbers = [number for cell in cells if (number := serial_number(cell)) is not None]
    dated = column.real + column.texts
    span = range(min(column.years), max(column.years) + 1)
    return 0 < len(numbers) * 2 <= dated and all(excel_day(number).year in span for number in numbers)


def are_turned(table: Table, field: str, questions: Questions) -> bool | None:
    """Whether day and month of a column's real dates are to be swapped; None while that is open.

    A program set to month first makes real dates of British texts wherever it can, turned round, and leaves the rest
    texts: then no real date has a day above 12, and every text has one. Nothing in the file can prove it.
    """
    column = count_dates(row.cells.get(field) for row in table.rows)
    if column.real < 2 or column.real_after_12 or column.day_first < 2 or column.either or column.month_first:
        return False
    rows = [table.label(row) for row in table.rows if cell_day(row.cells.get(field)) is not None]
    heading = table.heading.text_of(field)
    question = (
        f"{listed_rows(rows)}: the real dates of '{heading}' all have a day up to 12, and the texts "
        "beside them all a later one. A program that takes the month first "
        "turns day and month round just so. Are these dates turned?"
    )
    chosen = questions.decide(Ask(f"turned:{plain_heading(heading)}", question, (SWAP, NO_SWAP)), part=table.name)
    return chosen == SWAP if chosen else None


def turned_day(day: dt.date) -> dt.date:
    """The date with day and month swapped; one that has no such month stays."""
    return day.replace(day=day.month, month=day.day) if day.day <= 12 else day


def is_american(table: Table, field: str) -> bool:
    """Whether the file is a known export that writes the month first."""
    said = table.conventions.get(f"dates:{field}") or table.conventions.get("dates", "")
    return plain_heading(said) in ("month first", "mdy", "mm dd yyyy", "m d y")


def _order_ask(heading: str, column: Column, *, american: bool) -> Ask:
    ask = f"dates:{plain_heading(heading)}"
    question = f"How are the dates of '{heading}' written? {_evidence(column)}"
    day_first, month_first = (DAY_FIRST, MONTH_FIRST), (MONTH_FIRST, DAY_FIRST)
    if american and not column.day_first:
        why = "The tool this file comes from writes the month first, and no date contradicts it."
        return Ask(ask, question, month_first, chosen=MONTH_FIRST, why=why + _turned(column))
    if not column.month_first and not american:
        why = (
            f"{_times(column.day_first)} can only be read so, such as {column.day_example}, and none contradicts it."
            if column.day_first
            else "The day comes first in the UK, and no date contradicts it."
        )
        return Ask(ask, question, day_first, chosen=DAY_FIRST, why=why)
    if column.month_first >= 2 and not column.day_first and not column.either and not _turned(column):
        why = f"{_times(column.month_first)} can only be read so, such as {column.month_example}; none contradicts it."
        return Ask(ask, question, month_first, chosen=MONTH_FIRST, why=why)
    return Ask(ask, question + _turned(column), month_first if column.month_first > column.day_first else day_first)


def _evidence(column: Column) -> str:
    counted: Sequence[tuple[int, str, str]] = (
        (column.day_first, "only day first", column.day_example),
        (column.month_first, "only month first", column.month_example),
        (column.either, "either way", column.either_example),
    )
    said = [f"{_times(count)} can be read {way}, such as {example}." for count, way, example in counted if count]
    return " ".join(said)


def _turned(column: Column) -> str:
    """A warning: Excel takes 05/06/2026 of an American file for 5 June, and leaves 05/13/2026 a text."""
    if not column.month_first or not column.real or column.real_after_12:
        return ""
    return f" The {many(column.real, 'real date')} beside them may have been turned round by Excel: look at them."


def _times(count: int) -> str:
    return many(count, "date").capitalize()


def holds_numbers(text: str) -> bool:
    """Whether a text holds a date that the order of its column decides."""
    return bool(_orders(text))


def serial_number(cell: Cell) -> int | None:
    """The whole number of a cell that may be Excel's number of a day from 2000 to 2099, else None."""
    if isinstance(cell, str):
        return int(cell) if re.fullmatch("[0-9]{5}", cell.strip()) and int(cell) in _SERIAL else None
    if isinstance(cell, bool) or not isinstance(cell, float | int) or not math.isfinite(cell):
        return None
    return int(cell) if int(cell) in _SERIAL else None
