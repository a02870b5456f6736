"""Writes an update pack as a workbook: how to use it, the actions, the milestones, and a hidden sheet for coming back.

Cells to fill in are open, coloured and, where words are fixed, chosen from a list; every other cell is locked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from csa_tracker.exporting.cell_limit import fit_cell
from csa_tracker.exporting.sheets import Cell
from csa_tracker.packs import form
from csa_tracker.rules.dates import show_date
from csa_tracker.values import Lifecycle, Rag

ACTIONS, MILESTONES, GUIDE, KEPT = "Your actions", "Milestones", "How to use", "For CSA Tracker"
_Untyped = Any
"""A workbook, sheet or format of xlsxwriter, which says nothing of its types."""
_SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
_OPTIONS = {"format_columns": True, "format_rows": True, "autofilter": True, "sort": True}
_GUIDE_WIDTH = 78
_LINE, _TALLEST = 15.0, 409.0
"""Points of a line, and of the tallest row that a workbook can have."""
_FIRST, _LAST = dt.date(1900, 1, 1), dt.date(2199, 12, 31)
_OPEN_COLOUR, _HEAD_COLOUR = "#FFF8DC", "#E6EAF0"


@dataclass(frozen=True, slots=True)
class ActionLine:
    """A row of the actions: what is shown, and what the cells to fill in say to begin with."""

    ref: str
    title: str
    key_issue: str
    latest_update: str
    latest_update_on: dt.date | None
    status: Lifecycle | None
    rag: Rag | None
    percent: int | None
    due: Cell
    marking: str


@dataclass(frozen=True, slots=True)
class MilestoneLine:
    """A row of the milestones; only `done` is filled in."""

    ref: str
    number: int
    title: str
    due: dt.date | None
    owner_role: str
    done: dt.date | None


@dataclass(frozen=True, slots=True)
class PackBook:
    """The whole workbook; `kept` are the rows of the hidden sheet."""

    lead: str
    plan_name: str
    made_on: dt.date
    marking: str
    actions: Sequence[ActionLine]
    milestones: Sequence[MilestoneLine]
    kept: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class _Column:
    heading: str
    width: int
    is_open: bool = False


_ACTION_COLUMNS = (
    _Column(form.REF, 11),
    _Column("Action", 34),
    _Column("Key issue", 16),
    _Column("Latest update", 30),
    _Column("Updated on", 11),
    _Column(form.STATUS, 13, is_open=True),
    _Column(form.RATING, 9, is_open=True),
    _Column(form.PERCENT, 10, is_open=True),
    _Column(form.DUE, 12, is_open=True),
    _Column(form.UPDATE, 36, is_open=True),
    _Column(form.UPDATE_ON, 11, is_open=True),
    _Column(form.REASON, 22, is_open=True),
    _Column("Marking", 12),
)
_MILESTONE_COLUMNS = (
    _Column(form.REF, 11),
    _Column(form.NUMBER, 6),
    _Column("Milestone", 60),
    _Column("Due", 12),
    _Column("Owner role", 28),
    _Column(form.DONE, 13, is_open=True),
)


def write_pack_book(stream: BinaryIO, book: PackBook) -> None:
    """Write the workbook. People's words are text in every cell, never a formula or a link."""
    import xlsxwriter  # type: ignore[import-untyped]  # loaded only when somebody makes a pack

    workbook = xlsxwriter.Workbook(stream, _SAFE)
    made = dt.datetime(book.made_on.year, book.made_on.month, book.made_on.day)  # noqa: DTZ001 (a file's property)
    workbook.set_properties({"title": f"Update pack for {book.lead[:200]}", "created": made, "keywords": book.marking})
    looks = _Looks(workbook)
    _write_guide(workbook, looks, book)
    _write_actions(workbook, looks, book)
    _write_milestones(workbook, looks, book)
    hidden = workbook.add_worksheet(KEPT)
    for number, row in enumerate(book.kept):
        for place, cell in enumerate(row):
            hidden.write_string(number, place, cell)
    hidden.protect("")
    hidden.very_hidden()
    workbook.close()


class _Looks:
    """The formats of the workbook: locked or open, words or days."""

    def __init__(self, workbook: _Untyped) -> None:
        base = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#8A94A6"}
        opened = {**base, "locked": False, "bg_color": _OPEN_COLOUR}
        day = {"num_format": "dd/mm/yyyy", "align": "left"}
        self.title = workbook.add_format({"bold": True, "font_size": 16})
        self.guide = workbook.add_format({"text_wrap": True, "valign": "top"})
        self.heading = workbook.add_format({**base, "bold": True, "bg_color": _HEAD_COLOUR})
        self.words = {False: workbook.add_format(base), True: workbook.add_format(opened)}
        self.days = {False: workbook.add_format({**base, **day}), True: workbook.add_format({**opened, **day})}


def _write_guide(workbook: _Untyped, looks: _Looks, book: PackBook) -> None:
    page = workbook.add_worksheet(GUIDE)
    page.set_column(0, 0, _GUIDE_WIDTH)
    page.write_string(0, 0, fit_cell(f"Update pack for {book.lead}"), looks.title)
    for number, line in enumerate(_guide(book), start=1):
        page.set_row(number, _height([(line, _GUIDE_WIDTH)]) + 4)
        page.write_string(number, 0, fit_cell(line), looks.guide)
    _finish(page, book, landscape=False)


def _guide(book: PackBook) -> Sequence[str]:
    return (
        f"{book.marking}. From “{book.plan_name}”, made on {show_date(book.made_on)}.",
        f"1. Open the sheet “{ACTIONS}”. Each row is one action that you lead.",
        "2. Fill in the coloured cells. Change only what has changed; leave the rest as it is. Other cells are locked.",
        f"3. {form.STATUS} and {form.RATING}: choose from the list. {form.PERCENT}: a whole number from 0 to 100.",
        "4. Dates have the day first, such as 31/03/2027.",
        f"5. {form.UPDATE}: what has happened since the latest update, in a sentence or two, and its date beside it.",
        f"6. A later due date, an action that is withdrawn or carried forward, and one that is opened again need a few "
        f"words under “{form.REASON}”.",
        f"7. On the sheet “{MILESTONES}”, enter the day on which a milestone was reached.",
        "8. Save the file as a workbook and send it back. Every change is looked at before it is taken over.",
        "To add an action or change its wording, tell the person who sent this pack.",
    )


def _write_actions(workbook: _Untyped, looks: _Looks, book: PackBook) -> None:
    page = workbook.add_worksheet(ACTIONS)
    rows = [
        (
            one.ref, one.title, one.key_issue, one.latest_update, one.latest_update_on,
            form.STATUSES[one.status] if one.status is not None else "",
            form.RATINGS.get(one.rag, "") if one.rag is not None else "",
            one.percent, one.due, "", None, "", one.marking,
        )
        for one in book.actions
    ]  # fmt: skip
    _write_table(page, looks, _ACTION_COLUMNS, rows)
    last = max(1, len(rows))
    _validate(page, last, form.STATUS, _list(list(form.STATUSES.values()), "Choose one of the six words of the list."))
    _validate(page, last, form.RATING, _list(list(form.RATINGS.values()), "Choose Red, Amber or Green, or clear it."))
    _validate(
        page, last, form.PERCENT,
        {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": 100,
         **_told("Progress", "Enter a whole number from 0 to 100.")},
    )  # fmt: skip
    # A due date may be words such as "Ongoing": here the program only asks whether that was meant.
    _validate(page, last, form.DUE, {**_days("Day first, such as 31/03/2027, or words."), "error_type": "warning"})
    _validate(page, last, form.UPDATE_ON, _days("Enter a date with the day first, such as 31/03/2027."))
    page.freeze_panes(1, 2)
    _finish(page, book, landscape=True)


def _write_milestones(workbook: _Untyped, looks: _Looks, book: PackBook) -> None:
    page = workbook.add_worksheet(MILESTONES)
    rows = [(one.ref, one.number, one.title, one.due, one.owner_role, one.done) for one in book.milestones]
    _write_table(page, looks, _MILESTONE_COLUMNS, rows)
    place = len(_MILESTONE_COLUMNS) - 1
    told = _days("Enter the day it was reached, such as 31/03/2027.")
    page.data_validation(1, place, max(1, len(rows)), place, told)
    page.freeze_panes(1, 0)
    _finish(page, book, landscape=True)


def _write_table(page: _Untyped, looks: _Looks, columns: Sequence[_Column], rows: Sequence[Sequence[Cell]]) -> None:
    for place, column in enumerate(columns):
        page.set_column(place, place, column.width)
        page.write_string(0, place, column.heading, looks.heading)
    page.set_row(0, _height([(column.heading, column.width) for column in columns]))
    for number, row in enumerate(rows, start=1):
        texts = [(cell, column.width) for column, cell in zip(columns, row, strict=True) if isinstance(cell, str)]
        # A row with a height of its own does not grow in Excel while somebody types: leave room for an update.
        page.set_row(number, max(_height(texts), _LINE * 3 if len(columns) == len(_ACTION_COLUMNS) else _LINE))
        for place, (column, cell) in enumerate(zip(columns, row, strict=True)):
            # A cell that takes a day shows one even while it is blank.
            takes_day = column.heading in (form.DUE, form.UPDATE_ON, form.DONE)
            look = (looks.days if takes_day or isinstance(cell, dt.date) else looks.words)[column.is_open]
            match cell:
                case None | "":
                    page.write_blank(number, place, None, look)
                case str():
                    page.write_string(number, place, fit_cell(cell), look)
                case dt.date():
                    page.write_datetime(number, place, cell, look)
                case _:
                    page.write_number(number, place, cell, look)


def _height(texts: Sequence[tuple[str, int]]) -> float:
    """Points that a row needs for its words, given with the widths of their columns.

    LibreOffice, unlike Excel, does not find that out by itself for a file it opens.
    """
    lines = [sum(1 + len(line) // max(1, width - 2) for line in text.splitlines()) for text, width in texts]
    return min(_TALLEST, _LINE * max([1, *lines]))


def _validate(page: _Untyped, last: int, heading: str, rule: dict[str, object]) -> None:
    place = next(place for place, column in enumerate(_ACTION_COLUMNS) if column.heading == heading)
    page.data_validation(1, place, last, place, rule)


def _list(words: list[str], sentence: str) -> dict[str, object]:
    return {"validate": "list", "source": words, **_told("Not in the list", sentence)}


def _days(sentence: str) -> dict[str, object]:
    return {"validate": "date", "criteria": "between", "minimum": _FIRST, "maximum": _LAST, **_told("Date", sentence)}


def _told(title: str, sentence: str) -> dict[str, object]:
    return {"error_title": title, "error_message": sentence}


def _finish(page: _Untyped, book: PackBook, *, landscape: bool) -> None:
    """Protect the sheet and make it printable, with the marking above and below every page."""
    page.protect("", _OPTIONS)
    if landscape:
        page.set_landscape()
        page.repeat_rows(0)
    page.set_paper(9)  # A4
    page.set_margins(left=0.4, right=0.4, top=0.75, bottom=0.75)
    page.fit_to_pages(1, 0)
    page.set_header(f"&C{_plain(book.marking)}&R{_plain(book.lead, 60)}")
    page.set_footer(f"&L{_plain(book.plan_name, 40)}&C{_plain(book.marking)}&RPage &P of &N")


def _plain(text: str, longest: int = 60) -> str:
    """Words of a page's head: an ampersand there begins a code unless it is doubled."""
    return " ".join(text[:longest].split()).replace("&", "&&")
