"""What a cell of a pack says, as a value of its field, or the sentence that says why it cannot be taken."""

from __future__ import annotations

import datetime as dt
import re

from csa_tracker.errors import UserError
from csa_tracker.exporting.cell_limit import fit_cell
from csa_tracker.importing.sheets import Cell, cell_day, cell_text
from csa_tracker.packs.form import RATINGS, STATUSES
from csa_tracker.rules.dates import read_date, read_due, show_date
from csa_tracker.rules.fields import EARLIEST, LATEST
from csa_tracker.rules.words import spelling
from csa_tracker.values import Lifecycle, Rag

_STATUS = {spelling(word): lifecycle for lifecycle, word in STATUSES.items()}
_RATING = {spelling(word): rag for rag, word in RATINGS.items()}
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_WHOLE = re.compile(r"([0-9]{1,3})(?:\.0+)? ?%?")


class CellRefusal(ValueError):  # noqa: N818 (a refusal is the word of this house)
    """A cell that cannot be taken; its text is the sentence to show."""


def status_of(cell: Cell) -> Lifecycle | None:
    """The status; None for a blank cell, which an action cannot have. Raises CellRefusal for another word."""
    text = cell_text(cell)
    if text and spelling(text) not in _STATUS:
        raise CellRefusal(f"“{_shown(text)}” is not one of: {', '.join(STATUSES.values())}.")
    return _STATUS[spelling(text)] if text else None


def rating_of(cell: Cell) -> Rag | None:
    """The lead's rating; None for a blank cell. Raises CellRefusal for another word."""
    text = cell_text(cell)
    if not text:
        return None
    if spelling(text) in ("blue", "b"):
        raise CellRefusal("Blue means complete: choose Complete as the status instead.")
    if spelling(text) not in _RATING:
        raise CellRefusal(f"“{_shown(text)}” is not one of: {', '.join(RATINGS.values())}.")
    return _RATING[spelling(text)]


def percent_of(cell: Cell) -> int | None:
    """Whole percent; None for a blank cell. Raises CellRefusal for anything else."""
    text = cell_text(cell)
    if not text:
        return None
    found = _WHOLE.fullmatch(text)
    if found is None or int(found[1]) > 100:
        raise CellRefusal(f"“{_shown(text)}” is not a whole number from 0 to 100.")
    return int(found[1])


def day_of(cell: Cell) -> dt.date | None:
    """A day, read strictly day first; None for a blank cell. Raises CellRefusal for anything else."""
    real, text = cell_day(cell), cell_text(cell)
    if real is None and not text:
        return None
    try:
        day = real if real is not None else read_date(text, today=None, field="the date")
    except UserError as error:
        raise CellRefusal(error.message) from error
    if not EARLIEST <= day <= LATEST:
        raise CellRefusal("The date must be between the years 1900 and 2199.")
    return day


def past_day_of(cell: Cell, today: dt.date) -> dt.date | None:
    """A day on which something happened: today at the latest. Raises CellRefusal for a later one."""
    day = day_of(cell)
    if day is not None and day > today:
        raise CellRefusal(f"{show_date(day)} lies ahead; it must be today or earlier.")
    return day


def due_of(cell: Cell) -> tuple[dt.date | None, str]:
    """(day, words) of a due date; words such as "Dec 2026" or "Ongoing" stay words. Raises CellRefusal."""
    if cell_day(cell) is not None:
        return day_of(cell), ""
    try:
        due = read_due(cell_text(cell), today=None, field="the date")
    except UserError as error:
        raise CellRefusal(error.message) from error
    return due.on, due.text


def due_shown(day: dt.date | None, words: str) -> str:
    """A due date as it is told: its words, or the day."""
    return words or (show_date(day) if day is not None else "")


def same_words(one: str, other: str) -> bool:
    """Whether two texts say the same once they have been in a cell: spaces and what no cell can hold do not count."""
    return _kept(one) == _kept(other)


def _kept(text: str) -> str:
    # Some programs read a workbook's escape for a character where the words themselves look like one ("_x0041_").
    text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    return " ".join("".join(char if char.isprintable() else " " for char in fit_cell(text)).split())


def _shown(text: str) -> str:
    line = "".join(char if char.isprintable() else " " for char in text)
    return line if len(line) <= 40 else line[:39] + "…"
