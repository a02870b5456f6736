"""Reads one row's cells into typed values; what is wrong is collected with its row and column, nothing is guessed."""

from __future__ import annotations

import datetime as dt
import re

from csa_tracker.errors import UserError
from csa_tracker.importing.asks import Questions, Settled
from csa_tracker.importing.sheets import cell_day, cell_text, is_blank
from csa_tracker.importing.tables import Row, Table
from csa_tracker.rules.dates import Due, read_date, read_due
from csa_tracker.rules.fields import EARLIEST, LATEST
from csa_tracker.rules.words import LifecycleReading, WordRefusal, read_lifecycle, read_rag
from csa_tracker.values import Lifecycle, Rag

_NO_DATE = ("tbc", "tba", "-", "n/a", "na", "none")
_PERCENT = re.compile(r"([0-9]{1,9}(?:[.][0-9]+)?) ?%?")


class RowCells:
    """The cells of one row of a table, by field; reading collects `problems` and counts `waiting` questions."""

    def __init__(self, table: Table, row: Row, questions: Questions) -> None:
        self._heading = table.heading
        self._cells = row.cells
        self._questions = questions
        self.where = table.label(row)
        self.problems: list[str] = []
        self.waiting = 0

    def text(self, field: str) -> str:
        """The words of a cell, "" when blank or not in the table."""
        return cell_text(self._cells.get(field))

    def has(self, field: str) -> bool:
        """Whether the cell says anything."""
        return not is_blank(self._cells.get(field))

    def problem(self, field: str, message: str) -> None:
        """Note what is wrong with a cell."""
        self.problems.append(f"{self.where}, {self._heading.text_of(field)}: {message}")

    def ask(self, kind: str, text: str) -> Settled | None:
        """Ask about an unknown word; counts it while the answer is open."""
        settled = self._questions.settle(kind, text, self.where)
        if settled is None:
            self.waiting += 1
        return settled

    def day(self, field: str) -> dt.date | None:
        """A date cell or a date in words; a blank, "TBC" or a dash is None."""
        real = cell_day(self._cells.get(field))
        if real is not None:
            return self._in_range(field, real)
        text = self.text(field)
        if not text or text.casefold() in _NO_DATE:
            return None
        try:
            return read_date(text, today=None, field="the date")
        except UserError as refusal:
            self.problem(field, refusal.message)
            return None

    def due(self, field: str) -> Due:
        """A due date: a date cell, a date in words, a period or words."""
        real = cell_day(self._cells.get(field))
        if real is not None:
            return Due(self._in_range(field, real), "", "")
        try:
            return read_due(self.text(field), today=None, field="the date")
        except UserError as refusal:
            self.problem(field, refusal.message)
            return Due(None, "", "")

    def status(self, field: str) -> LifecycleReading:
        """A status word; a word that is only a rating ("Amber") says nothing about the lifecycle."""
        text = self.text(field)
        try:
            return read_lifecycle(text)
        except WordRefusal:
            if known_rag(text) is not None:
                return LifecycleReading(None)
        settled = self.ask("status", text)
        return LifecycleReading(settled if isinstance(settled, Lifecycle) else None)

    def rag(self, field: str) -> Rag | None:
        """A rating letter or word; a word that is only a status ("Paused") is no rating."""
        text = self.text(field)
        try:
            return read_rag(text)
        except WordRefusal:
            if known_lifecycle(text) is not None:
                return None
        settled = self.ask("rag", text)
        return settled if isinstance(settled, Rag) else None

    def percent(self, field: str, *, fractions: bool) -> int | None:
        """Whole percent, 0 to 100; with `fractions` the column holds parts of one, as Excel stores percentages."""
        cell, text = self._cells.get(field), self.text(field)
        if not text or text.casefold() in _NO_DATE:
            return None
        found = _PERCENT.fullmatch(text)
        number = float(found[1]) if found is not None else -1.0
        if fractions and isinstance(cell, float | int) and number <= 1:
            number = float(round(number * 100))
        if not number.is_integer() or number < 0:
            self.problem(field, f"'{text[:40]}' is not a whole number from 0 to 100.")
        elif number > 100:
            self.problem(field, f"{text[:40]} is more than 100.")
        else:
            return int(number)
        return None

    def _in_range(self, field: str, day: dt.date) -> dt.date | None:
        if EARLIEST <= day <= LATEST:
            return day
        self.problem(field, "the date must be between the years 1900 and 2199.")
        return None


def known_rag(text: str) -> Rag | None:
    """The rating a word means, None for another word."""
    try:
        return read_rag(text)
    except WordRefusal:
        return None


def known_lifecycle(text: str) -> LifecycleReading | None:
    """The status a word means, None for a blank or another word."""
    try:
        reading = read_lifecycle(text)
    except WordRefusal:
        return None
    return reading if reading.lifecycle is not None else None


def are_fractions(table: Table, field: str) -> bool:
    """Whether a column of percentages holds parts of one: numbers up to 1, at least one of them broken."""
    numbers = [cell for row in table.rows if isinstance(cell := row.cells.get(field), float | int)]
    return all(0 <= number <= 1 for number in numbers) and any(0 < number < 1 for number in numbers)
