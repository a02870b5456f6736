"""Milestones and comments that stand in the rows of actions: listed in a cell, dates beside, or rows of their own."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from csa_tracker.importing.asks import Questions
from csa_tracker.importing.cell_dates import day_reading
from csa_tracker.importing.cells import NO_DATE, RowCells, known_lifecycle
from csa_tracker.importing.reading import ReadAction, ReadMilestone
from csa_tracker.importing.sheets import Cell, cell_day, cell_text
from csa_tracker.importing.tables import Row, Table
from csa_tracker.importing.update_cells import NO_ROLE
from csa_tracker.importing.ways import Ways
from csa_tracker.plan.drafts import MilestoneDraft, UpdateDraft
from csa_tracker.rules.date_forms import MONTH
from csa_tracker.rules.dates import show_date
from csa_tracker.rules.names import is_organisation, is_role
from csa_tracker.values import Lifecycle

_M = MONTH.replace("?P<month>", "?:")
_DATE = (
    r"(?:[A-Za-z]{3,9},? )?[0-9]{1,2}[./-][0-9]{1,2}[./-](?:[0-9]{4}|[0-9]{2})|[0-9]{4}-[0-9]{2}-[0-9]{2}"
    rf"|(?:[0-9]{{1,2}}(?:st|nd|rd|th)? (?:of )?)?{_M},? (?:[0-9]{{4}}|'?[0-9]{{2}})|Q[1-4] [0-9]{{4}}[/-][0-9]{{2,4}}"
)
_BULLET = re.compile(r"\A\s*(?:[•·▪*–—-]\s*|\(?[0-9]{1,2}[.)]\s+|\(?[a-z][.)]\s+)")
_TICK = re.compile(r"\s*(?P<mark>\[[ xX✓✔]?\]|[☐☑✓✔✅])\s*")
_BEHIND = re.compile(
    rf"(?P<title>.*?[\w)'’\"])(?:\s*[,:;(\[–—-]+|\s)\s*(?P<word>due|by|on|for|done|completed?|achieved|finished)?:?\s*"
    rf"(?P<date>{_DATE})\s*[)\]]?[.]?",
    re.IGNORECASE,
)
_BEFORE = re.compile(rf"(?P<word>by |due )?[(\[]?(?P<date>{_DATE})[)\]]?\s*[:–—-]+\s*(?P<title>.+)", re.IGNORECASE)
_WHOLE_DATE = re.compile(_DATE, re.IGNORECASE)
_LONGEST = 250
"""Characters of a milestone at most: what is longer is prose, and stays in the description."""
_PLAIN_NUMBER = re.compile(r"[0-9 .,/%]+|[0-9]+ of [0-9]+")


@dataclass(frozen=True, slots=True)
class Listed:
    """A milestone as listed in a cell: its title, the date as typed ("" for none), and whether it is done."""

    title: str
    date: str = ""
    is_done: bool = False


def listed_steps(text: str) -> list[Listed]:
    """The milestones of a cell: one a line where it has lines, else between semicolons."""
    parts = text.split("\n") if "\n" in text.strip() else text.split(";")
    return [one for part in parts if (one := _listed(part)).title]


def _listed(part: str) -> Listed:
    line = _BULLET.sub("", " ".join(part.split()), count=1)
    tick = _TICK.match(line)
    is_done = tick is not None and tick["mark"] not in ("☐", "[]", "[ ]")
    line = (line[tick.end() :] if tick is not None else line).strip(" ;")
    found = _BEHIND.fullmatch(line) or _BEFORE.fullmatch(line)
    if found is None:
        return Listed(line, "", is_done)
    word = (found["word"] or "").strip().casefold()
    said = word in ("done", "complete", "completed", "achieved", "finished")
    return Listed(found["title"].strip(" ,:;([–—-"), found["date"], is_done or said)


def read_steps(table: Table, row: Row, read: ReadAction, questions: Questions, ways: Ways, *, today: dt.date) -> None:
    """Give the action the milestones that its row lists, and the comments of other programs as updates."""
    cells = RowCells(table, row, questions, ways)
    _read_listed(cells, row, read, ways, today)
    for step in row.steps:
        _read_row_below(RowCells(table, Row(step.row + 1, step.cells), questions, ways), read, today)
    for one in row.further:
        if one.field == "comment" and (text := cells.clean(one.heading, one.cell)):
            read.updates.append(_comment(cells, one.heading, text, today))
    read.notes += [note for note in cells.notes if note not in read.notes]


def _read_listed(cells: RowCells, row: Row, read: ReadAction, ways: Ways, today: dt.date) -> None:
    texts = [cells.text("milestones"), *(cell_text(one.cell) for one in row.further if one.field == "milestones")]
    steps = [step for text in texts if text and not _is_no_list(text) for step in listed_steps(text)]
    for text in texts:
        if text and _is_no_list(text) and text.casefold() not in NO_DATE:
            _describe(read, f"{cells.heading.text_of('milestones')}: {text}")
    month_first = bool(ways.month_first.get("due"))
    days, left = _beside(row.cells.get("milestones_due"), steps, month_first=month_first)
    if left:
        cells.note("milestones_due", "the dates do not pair with the milestones; they are kept in the description.")
        _describe(read, f"{cells.heading.text_of('milestones_due')}: {left}")
    for step, beside in zip(steps, days, strict=True):
        _take_listed(cells, step, beside, read, today, month_first=month_first)


def _read_row_below(cells: RowCells, read: ReadAction, today: dt.date) -> None:
    """A subtask: its dates, whether it is done, and who does it unless that is a person."""
    title = " ".join(cells.text("title").split())
    status = known_lifecycle(cells.text("status"))
    if not title or (status is not None and status.lifecycle is Lifecycle.WITHDRAWN):
        cells.note("title", f"'{title[:60]}' is {cells.text('status') or 'without words'}; it is left out.")
    else:
        due, done, owner = cells.day("due", is_told=False), cells.day("completed_on"), cells.text("owner_role")
        if done is not None and done > today:
            cells.note("completed_on", f"{show_date(done)} lies ahead, so '{title[:60]}' is not done yet.")
            done = None
        if done is None and status is not None and status.lifecycle is Lifecycle.COMPLETE:
            cells.note("status", f"'{title[:60]}' is done, but no day is given: set it in the plan.")
        if owner and not (is_role(owner) or is_organisation(owner)):
            cells.note("lead_role", f"'{owner[:40]}' is no role, so the milestone '{title[:60]}' has no owner.")
            owner = ""
        read.milestones.append(ReadMilestone(MilestoneDraft(title=title, due=due, done=done, owner_role=owner), None))
    read.notes += [*cells.problems, *cells.notes]
    read.waiting += cells.waiting


def _comment(cells: RowCells, heading: str, text: str, today: dt.date) -> UpdateDraft:
    """A comment as "date;account;words": its day is kept, the account is not."""
    day, _, rest = text.partition(";")
    _, _, words = rest.partition(";")
    on = day_reading(day.strip(), month_first=False, first_day=False).on if words.strip() else None
    if on is None:
        cells.note(heading, f"no date is given, so it is dated {show_date(today)}.")
        return UpdateDraft(text=text, made_on=today, author=NO_ROLE)
    if on > today:
        cells.note(heading, f"'{day.strip()}' lies ahead: look at the date of this update.")
    return UpdateDraft(text=words.strip(), made_on=on, author=NO_ROLE)


def _is_no_list(text: str) -> bool:
    """Whether a cell only counts milestones or holds a date, says that there are none, or tells a story instead."""
    bare = text.strip()
    return (
        bare.casefold() in NO_DATE
        or _PLAIN_NUMBER.fullmatch(bare) is not None
        or _WHOLE_DATE.fullmatch(bare) is not None
        or any(len(step.title) > _LONGEST for step in listed_steps(text))
    )


def _describe(read: ReadAction, line: str) -> None:
    read.fields["description"] = "\n".join(filter(None, (str(read.fields.get("description") or ""), line)))


def _beside(cell: Cell, steps: list[Listed], *, month_first: bool) -> tuple[list[dt.date | None], str]:
    """The date of each milestone by the cell beside them; what does not pair is given back as words."""
    none: list[dt.date | None] = [None] * len(steps)
    text = cell_text(cell)
    if not text or text.casefold() in NO_DATE:
        return none, ""
    parts = text.split("\n") if "\n" in text.strip() else text.split(";")
    lines = [_BULLET.sub("", " ".join(part.split())) if len(parts) > 1 else part.strip() for part in parts]
    if len(lines) != len(steps):
        return none, text
    if len(lines) == 1 and (day := cell_day(cell)) is not None:
        return [day], ""
    days: list[dt.date | None] = []
    for line in lines:
        reading = day_reading(line, month_first=month_first, first_day=False)
        if reading.on is None and line and line.casefold() not in NO_DATE:
            return none, text
        days.append(reading.on)
    return days, ""


def _take_listed(
    cells: RowCells, step: Listed, beside: dt.date | None, read: ReadAction, today: dt.date, *, month_first: bool
) -> None:
    draft = MilestoneDraft(title=step.title, due=beside)
    if step.date:
        reading = day_reading(step.date, month_first=month_first, first_day=False)
        if reading.on is None:
            cells.note("milestones", f"'{step.date}' is no date; the milestone keeps it in its words.")
            draft = replace(draft, title=f"{step.title} ({step.date})")
        elif step.is_done and reading.on <= today:
            draft = replace(draft, done=reading.on)
        else:
            draft = replace(draft, due=reading.on)
    if step.is_done and draft.done is None:
        cells.note("milestones", f"'{step.title[:60]}' is done, but no day is given: set it in the plan.")
    read.milestones.append(ReadMilestone(draft, None))
