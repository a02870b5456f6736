"""What the values of one column are, counted, and how some of them will read."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from csa_tracker.errors import UserError
from csa_tracker.importing.headings import find_heading
from csa_tracker.importing.preview import ImportPreview
from csa_tracker.importing.sheets import Cell, cell_text, is_blank
from csa_tracker.plan.names import BY_JSON
from csa_tracker.rules.dates import read_due, show_date
from csa_tracker.rules.words import WordRefusal, read_lifecycle, read_rag

_SAMPLES = 3
_LISTED = 4
_DATES = ("due", "start", "date", "update")
_LONGEST = 60
_FIELDS = {
    "title": "Action title",
    "rag": "Rating",
    "latest_update": "First update",
    "latest_update_on": "Update date",
    "measure": "Measure",
    "lead": "Lead organisation",
    "key_issue": "Key issues",
}


@dataclass(frozen=True, slots=True)
class FileColumn:
    """A column as found: the question that decides it, its place in the file, and its first values."""

    ask: str
    sheet: str
    place: int
    top: int
    heading: str
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ColumnFacts:
    """A column in numbers: rows with a value, what the values are, and (as written, as read) of some of them."""

    heading: str
    filled: int
    counted: tuple[tuple[int, str], ...]
    readings: tuple[tuple[str, str], ...] = ()


def field_words(field: str) -> str:
    """Return a field of the import as people call it."""
    return _FIELDS.get(field) or (BY_JSON[field].spoken if field in BY_JSON else field.replace("_", " ").capitalize())


def columns_of(preview: ImportPreview) -> list[FileColumn]:
    """Return every column with a heading, sheet by sheet from left to right."""
    found: list[FileColumn] = []
    for sheet in preview.source.sheets:
        heading = find_heading(sheet.rows)
        if heading is None or heading.role != "actions":
            continue
        for place, text in enumerate(heading.texts):
            if text:
                cells = _cells(sheet.rows, place, heading.row)
                samples = list(dict.fromkeys(words for cell in cells[:200] if (words := _words(cell))))[:_SAMPLES]
                found.append(
                    FileColumn(f"column:{text.casefold()}", sheet.name, place, heading.row, text, tuple(samples))
                )
    return found


def facts_of(preview: ImportPreview, column: FileColumn, answer: str) -> ColumnFacts:
    """Return what a column holds; `answer` is the field it goes to, in words, which says how its values are read."""
    sheet = next((one for one in preview.source.sheets if one.name == column.sheet), None)
    cells = [] if sheet is None else _cells(sheet.rows, column.place, column.top)
    counts = Counter(_words(cell) for cell in cells if not is_blank(cell))
    field = answer.casefold()
    if any(word in field.split() for word in _DATES):
        return _dates(column, cells, counts)
    if "rating" in field or "brag" in field:
        readings = [(text, read_as) for text, _ in counts.most_common(_LISTED) if (read_as := _rating(text))]
        return ColumnFacts(column.heading, counts.total(), _most(counts), tuple(readings))
    return ColumnFacts(column.heading, counts.total(), _most(counts))


def _most(counts: Counter[str]) -> tuple[tuple[int, str], ...]:
    """The values met most often, or how many different ones there are where none comes twice."""
    if not counts:
        return ()
    if counts.most_common(1)[0][1] == 1:
        return ((len(counts), "different values"),)
    told = [(count, text) for text, count in counts.most_common(_LISTED)]
    rest = len(counts) - len(told)
    return (*told, *([(rest, "more different values")] if rest > 0 else []))


def _dates(column: FileColumn, cells: Sequence[Cell], counts: Counter[str]) -> ColumnFacts:
    real = sum(isinstance(cell, dt.date) for cell in cells)
    kinds: Counter[str] = Counter()
    readings: dict[str, tuple[str, str]] = {}
    for text, count in counts.items():
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


def _cells(rows: Sequence[Sequence[Cell]], place: int, top: int) -> list[Cell]:
    return [cells[place] if place < len(cells) else None for cells in rows[top:]]


def _words(cell: Cell) -> str:
    text = " ".join(cell_text(cell)[: 4 * _LONGEST].split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
