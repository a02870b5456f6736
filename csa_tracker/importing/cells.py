"""Reads one row's cells into typed values; what is wrong is collected with its row and column, nothing is guessed."""

from __future__ import annotations

import datetime as dt
import re

from csa_tracker.importing.asks import Ask, Questions, Settled
from csa_tracker.importing.cell_dates import day_reading, due_reading, excel_day
from csa_tracker.importing.day_order import holds_numbers, serial_number, turned_day
from csa_tracker.importing.earlier import is_certain
from csa_tracker.importing.labels import Labels
from csa_tracker.importing.sheets import Cell, cell_day, cell_text, is_blank
from csa_tracker.importing.tables import Row, Table
from csa_tracker.importing.ways import Ways
from csa_tracker.rules.dates import Due, show_date
from csa_tracker.rules.fields import EARLIEST, LATEST
from csa_tracker.rules.rating_words import RatingReading, read_rating
from csa_tracker.rules.words import LifecycleReading, WordRefusal, read_lifecycle
from csa_tracker.values import Lifecycle, Rag

NO_DATE = ("tbc", "tba", "tbd", "-", "–", "n/a", "na", "none", "to be confirmed", "to be agreed", "unknown")
LONGEST = 100_000
"""Characters in one cell at most; Excel itself holds 32,767."""
_PERCENT = re.compile(r"([0-9]{1,9}(?:[.][0-9]+)?) ?(?:%|per ?cent)?")
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff]"
)
_ESCAPED = re.compile("_x00(?:0[0-8BbCcDdEeFf]|1[0-9A-Fa-f])_")


class RowCells:
    """The cells of one row of a table, by field; reading collects `problems` and counts `waiting` questions.

    `notes` are told about the row; `more` are words that have no field, kept under their heading.
    """

    def __init__(self, table: Table, row: Row, questions: Questions, ways: Ways | None = None) -> None:
        self.heading = table.heading
        self.fills = row.fills
        self._cells = row.cells
        self._texts: dict[str, str] = {}
        self._questions = questions
        self._ways = ways if ways is not None else Ways()
        self.is_own = self._ways.is_own
        self.lists_users = self._ways.lists_users
        self.where = table.label(row)
        self.problems: list[str] = []
        self.notes: list[str] = []
        self.more: list[str] = []
        self.waiting = 0

    def text(self, field: str) -> str:
        """The words of a cell, "" when blank or not in the table; without characters nobody can see."""
        known = self._texts.get(field)
        if known is None:
            known = self._texts[field] = self.clean(field, self._cells.get(field))
        return known

    def clean(self, field: str, cell: Cell) -> str:
        """The words of any cell, as `text` gives them; `field` may be the heading of a further column."""
        text = cell_text(cell)
        if not isinstance(cell, str) or self.is_own:
            return text
        if len(text) > LONGEST:
            self.problem(field, f"the text is {len(text):,} characters long; at most {LONGEST:,} can be brought in.")
            return ""
        return self._seen(field, text) if _UNSEEN.search(text) or "_x0" in text else text

    def has(self, field: str) -> bool:
        """Whether the cell says anything."""
        return not is_blank(self._cells.get(field))

    def is_there(self, field: str) -> bool:
        """Whether the table has this column."""
        return field in self.heading.fields

    def problem(self, field: str, message: str) -> None:
        """Note what is wrong with a cell."""
        told = f"{self.where}, {self._named(field)}: {message}"
        if told not in self.problems:
            self.problems.append(told)

    def note(self, field: str, message: str) -> None:
        """Tell how a cell was read."""
        told = f"{self.where}, {self._named(field)}: {message}"
        if told not in self.notes:
            self.notes.append(told)

    def keep(self, field: str) -> None:
        """Keep the words of a cell that fit no field, under their heading."""
        self.more.append(f"{self.heading.text_of(field)}: {self.text(field)}")

    def ask(self, kind: str, text: str) -> Settled | None:
        """Ask about an unknown word; counts it while the answer is open."""
        settled = self._questions.settle(kind, text, self.where)
        if settled is None:
            self.waiting += 1
        return settled

    def label(self, kind: str, name: str, labels: Labels) -> Settled | None:
        """What a label names; one of the 2017–18 agreement by what it has become, another word by asking."""
        found, later = labels.find(kind, name), labels.successors(kind, name)
        if later and later[0][1].relation != "exact" and is_certain([successor for _, successor in later]):
            choice, successor = later[0]
            why = f"From the 2017 agreement: {successor.note or choice.label}"
            return self._questions.suppose(kind, name, self.where, choice=choice, why=why)
        if found is None and later and later[0][1].relation == "exact":
            found = later[0][0]
        return found if found is not None else self.ask(kind, name)

    def collect(self, ask: Ask) -> str:
        """Raise a decision that other rows may raise as well; counts it while it is open."""
        chosen = self._questions.collect(ask, self.where)
        if not chosen:
            self.waiting += 1
        return chosen

    def day(self, field: str, *, first_day: bool = False, is_told: bool = True) -> dt.date | None:
        """A date cell, a date in words or a period (its last day, or its first); a blank, "TBC" or a dash is None.

        A period is told unless not `is_told`. Other words without any number are no date either: kept, and told.
        """
        real = self._real_day(field)
        if real is not None:
            return self._in_range(field, real)
        text = self.text(field)
        if not text or text.casefold() in NO_DATE or self._is_undecided(field, text):
            return None
        reading = day_reading(text, month_first=bool(self._ways.month_first.get(field)), first_day=first_day)
        if reading.refusal and not any(char.isdigit() for char in text):
            self.note(field, f"'{text[:40]}' is no date; the words are kept in the description.")
            self.keep(field)
        elif reading.refusal:
            self.problem(field, reading.refusal)
        elif reading.is_period and reading.on is not None and is_told:
            self.note(field, f"'{text[:40]}' is taken as {show_date(reading.on)}.")
        return reading.on

    def due(self, field: str) -> Due:
        """A due date: a date cell, a date in words, a period or words."""
        real = self._real_day(field)
        if real is not None:
            return Due(self._in_range(field, real), "", "")
        text = self.text(field)
        if self._is_undecided(field, text):
            return Due(None, "", "")
        due, refusal = due_reading(text, month_first=bool(self._ways.month_first.get(field)))
        if refusal:
            self.problem(field, refusal)
        elif due.on is None and due.text and not due.recurrence and text.casefold() not in NO_DATE:
            self.note(field, f"'{text[:40]}' names no day; the words are kept, without a date.")
        return due

    def status(self, field: str) -> LifecycleReading:
        """A status word; a word that is only a rating ("Amber") says nothing about the lifecycle."""
        text = self.text(field)
        if text in ("✓", "✔", "☑", "✅"):
            return LifecycleReading(Lifecycle.COMPLETE)
        try:
            return read_lifecycle(text)
        except WordRefusal:
            if known_rag(text) is not None:
                return LifecycleReading(None)
        settled = self.ask("status", text)
        return LifecycleReading(settled if isinstance(settled, Lifecycle) else None)

    def rating(self, field: str) -> RatingReading:
        """A rating letter, word, dot or change; a word that is only a status ("Paused") is no rating."""
        text = self.text(field)
        try:
            return read_rating(text)
        except WordRefusal:
            if known_lifecycle(text) is not None:
                return RatingReading(None)
        settled = self.ask("rag", text)
        return RatingReading(settled if isinstance(settled, Rag) else None)

    def rag(self, field: str) -> Rag | None:
        """The rating of a cell alone."""
        return self.rating(field).rag

    def percent(self, field: str) -> int | None:
        """Whole percent, 0 to 100; in a column of parts of one, as Excel stores percentages, 0.4 is 40."""
        cell, text = self._cells.get(field), self.text(field)
        if not text or text.casefold() in NO_DATE:
            return None
        found = _PERCENT.fullmatch(text.casefold())
        number = float(found[1]) if found is not None else -1.0
        if self._ways.fractions and isinstance(cell, float | int) and number <= 1:
            number = float(round(number * 100))
        if not number.is_integer() or number < 0:
            self.problem(field, f"'{text[:40]}' is not a whole number from 0 to 100.")
        elif number > 100:
            self.problem(field, f"{text[:40]} is more than 100.")
        else:
            return int(number)
        return None

    def _named(self, field: str) -> str:
        return field if field in self.heading.texts else self.heading.text_of(field)

    def _real_day(self, field: str) -> dt.date | None:
        cell = self._cells.get(field)
        real = cell_day(cell)
        if real is None and self._ways.serials.get(field) and (number := serial_number(cell)) is not None:
            return excel_day(number)
        turned = self._ways.turned.get(field, False)
        if real is None or turned is False:
            return real
        self.waiting += turned is None
        return turned_day(real) if turned else real

    def _is_undecided(self, field: str, text: str) -> bool:
        """Whether the cell waits for a decision about its column."""
        order, serials = self._ways.month_first.get(field, False), self._ways.serials.get(field, False)
        if (order is None and holds_numbers(text)) or (
            serials is None and serial_number(self._cells.get(field)) is not None
        ):
            self.waiting += 1
            return True
        return False

    def _in_range(self, field: str, day: dt.date) -> dt.date | None:
        if EARLIEST <= day <= LATEST:
            return day
        self.problem(field, "the date must be between the years 1900 and 2199.")
        return None

    def _seen(self, field: str, text: str) -> str:
        cleaned = _UNSEEN.sub("", _ESCAPED.sub("", text)).strip()
        if cleaned != text:
            self.note(field, "characters that cannot be seen were taken out.")
        return cleaned


def known_rag(text: str) -> Rag | None:
    """The rating a word means, None for another word."""
    try:
        return read_rating(text).rag
    except WordRefusal:
        return None


def known_lifecycle(text: str) -> LifecycleReading | None:
    """The status a word means, None for a blank or another word."""
    try:
        reading = read_lifecycle(text)
    except WordRefusal:
        return None
    return reading if reading.lifecycle is not None else None
