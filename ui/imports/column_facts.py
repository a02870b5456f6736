"""What the values of one column are, counted, and how some of them will read."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from csa_tracker.errors import UserError
from csa_tracker.importing.columns import Column
from csa_tracker.importing.preview import ImportPreview
from csa_tracker.importing.sheets import Cell, cell_text, is_blank
from csa_tracker.rules.dates import read_due, show_date
from csa_tracker.rules.words import WordRefusal, read_lifecycle, read_rag

_LISTED = 4
_DATES = ("due", "start", "date", "update")
_LONGEST = 60
_Counts = Counter[tuple[type, Cell]]
"""Cells by type and value (True is not 1 here) -> how often they come."""


@dataclass(frozen=True, slots=True)
class ColumnFacts:
    """A column in numbers: rows with a value, what the values are, and (as written, as read) of some of them."""

    heading: str
    filled: int
    counted: tuple[tuple[int, str], ...]
    readings: tuple[tuple[str, str], ...] = ()


def facts_of(preview: ImportPreview, column: Column, answer: str) -> ColumnFacts:
    """Return what a column holds; `answer` is the field it goes to, in words, which says how its values are read."""
    sheet = next((one for one in preview.source.sheets if one.name == column.sheet), None)
    cells = [] if sheet is None else _cells(sheet.rows, column)
    counts = _counted(cells)
    field = answer.casefold()
    if any(word in field.split() for word in _DATES):
        return _dates(column, counts)
    readings: tuple[tuple[str, str], ...] = ()
    if "rating" in field or "brag" in field:
        texts = [_words(cell) for (_, cell), _ in counts.most_common(_LISTED)]
        readings = tuple((text, read_as) for text in texts if (read_as := _rating(text)))
    return ColumnFacts(column.heading, counts.total(), _most(counts), readings)


def _counted(cells: Sequence[Cell]) -> _Counts:
    """How often each cell comes, blanks aside. A column may hold 20,000: they are put together outside Python."""
    counts: _Counts = Counter(zip(map(type, cells), cells, strict=True))
    for key in [key for key in counts if is_blank(key[1])]:
        del counts[key]
    return counts


def _most(counts: _Counts) -> tuple[tuple[int, str], ...]:
    """The values met most often, or how many different ones there are where none comes twice."""
    if not counts:
        return ()
    if max(counts.values()) == 1:
        return ((len(counts), "different values"),)
    told = [(count, _words(cell)) for (_, cell), count in counts.most_common(_LISTED)]
    rest = len(counts) - len(told)
    return (*told, *([(rest, "more different values")] if rest > 0 else []))


def _dates(column: Column, counts: _Counts) -> ColumnFacts:
    real = sum(count for (_, cell), count in counts.items() if isinstance(cell, dt.date))
    kinds: Counter[str] = Counter()
    readings: dict[str, tuple[str, str]] = {}
    for (_, cell), count in counts.items():
        text = _words(cell)
        kind, reads = _date_kind(text)
        kinds[kind] += count
        readings.setdefault(kind, (text, reads))
    order = ["day/month/year dates", "dates in words", "month or quarter only", "kept as words", "cannot be read"]
    counted = [(kinds[kind], kind) for kind in order if kinds[kind]]
    if real and real == counts.total():
        counted = [(real, "dates of the spreadsheet")]
    return ColumnFacts(
        column.heading, counts.total(), tuple(counted), tuple(readings[kind] for kind in order if kind in readings)
    )


def _date_kind(text: str) -> tuple[str, str]:
    try:
        due = read_due(text, today=None, field="the date")
    except UserError:
        return "cannot be read", "not a date"
    if due.on is None:
        return "kept as words", due.text or text
    if due.text:
        return "month or quarter only", show_date(due.on)
    plain = all(char.isdigit() or char in "/.- " for char in text)
    return ("day/month/year dates" if plain else "dates in words"), show_date(due.on)


def _rating(text: str) -> str:
    try:
        rag = read_rag(text)
        if rag is not None:
            return rag.name.capitalize()
        lifecycle = read_lifecycle(text).lifecycle
    except WordRefusal:
        return ""
    return lifecycle.word if lifecycle is not None else ""


def _cells(rows: Sequence[Sequence[Cell]], column: Column) -> list[Cell]:
    """The cells under the heading; its first sample says where they begin where the heading spans two rows."""
    place, heading = column.place, " ".join(column.heading.split()).casefold()
    cells = [row[place] if place < len(row) else None for row in rows]
    tops = [at for at, cell in enumerate(cells[:40]) if heading and _words(cell).casefold() == heading]
    first = next((at for at, cell in enumerate(cells[:60]) if column.sample and _words(cell) == column.sample[0]), 0)
    return cells[max(tops[0] + 1 if tops else 0, first) :]


def _words(cell: Cell) -> str:
    text = " ".join(cell_text(cell)[: 4 * _LONGEST].split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
