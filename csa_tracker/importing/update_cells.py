"""Updates of a row: the latest one, those of further columns, and those typed into the action's own words."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field, replace

from csa_tracker.errors import UserError
from csa_tracker.importing.asks import Ask, Questions, listed_rows
from csa_tracker.importing.cells import RowCells
from csa_tracker.importing.day_order import count_dates, decide_order, holds_numbers, is_american
from csa_tracker.importing.headings import plain_heading
from csa_tracker.importing.reading import ReadAction
from csa_tracker.importing.sheets import cell_text
from csa_tracker.importing.tables import Further, Table
from csa_tracker.importing.typed_updates import Piece, typed_day, typed_pieces
from csa_tracker.importing.ways import is_own_layout
from csa_tracker.plan.drafts import UpdateDraft
from csa_tracker.rules.dates import read_period, show_date
from csa_tracker.rules.wording import many
from csa_tracker.rules.years import Span, financial_year, financial_year_of, quarter, read_financial_year

NO_ROLE = "Not recorded"
"""Author of an update whose file names nobody."""
SPLIT, ONE, LEAVE = "Split into dated updates", "Keep the text as one update", "Keep the text as it is"
_QUARTER = re.compile(r"\b(?:q|quarter) ?(?P<number>[1-4])\b", re.IGNORECASE)
_YEAR = re.compile(r"\b20[0-9]{2} ?[/–-] ?(?:20)?[0-9]{2}\b|\b[0-9]{2} ?/ ?[0-9]{2}\b")


@dataclass(frozen=True, slots=True)
class UpdateWays:
    """What was decided for the columns with updates: by field or heading how to split and whether the dates in front
    are month first (None: not yet), and the year of the quarters.
    """

    today: dt.date
    splits: dict[str, str] = field(default_factory=dict)
    quarters_start: int | None = None
    month_first: dict[str, bool | None] = field(default_factory=dict)


def update_ways(table: Table, questions: Questions, today: dt.date) -> UpdateWays:
    """Look through the columns that may hold typed updates, and offer to split them."""
    splits: dict[str, str] = {}
    orders: dict[str, bool | None] = {}
    if is_own_layout(table):
        return UpdateWays(today)
    for name, least in (("title", 1), ("description", 1), ("latest_update", 2)):
        if name in table.heading.fields:
            heading = table.heading.text_of(name)
            told = [(table.label(row), cell) for row in table.rows if isinstance(cell := row.cells.get(name), str)]
            _offer(splits, name, heading, told, least, questions, table.name)
            orders[name] = _typed_order(table, name, heading, [text for _, text in told], questions)
    further: dict[str, list[tuple[str, str]]] = {}
    for row in table.rows:
        for one in row.further:
            if one.field in ("update", "latest_update") and isinstance(one.cell, str):
                further.setdefault(one.heading, []).append((table.label(row), one.cell))
    for heading, told in further.items():
        _offer(splits, heading, heading, told, 2, questions, table.name)
        orders[heading] = _typed_order(table, "update", heading, [text for _, text in told], questions)
    return UpdateWays(today, splits, _quarters_start(table, list(further), questions, today), orders)


def _typed_order(table: Table, name: str, heading: str, texts: list[str], questions: Questions) -> bool | None:
    """Whether the dates in front of typed updates are month first: settled or asked like those of a date column.

    Where none of them speaks for it, they are read the British way without a word.
    """
    dates = [piece.date for text in texts for piece in typed_pieces(text)[1]]
    column = count_dates(dates)
    if not column.month_first and not is_american(table, name):
        return False
    return decide_order(table, name, heading, dates, questions)


def _offer(
    splits: dict[str, str],
    key: str,
    heading: str,
    told: list[tuple[str, str]],
    least: int,
    questions: Questions,
    part: str,
) -> None:
    """Offer to split the cells of a column, each (where it stands, its text), that hold so many updates."""
    found = [(where, count) for where, text in told if (count := len(typed_pieces(text)[1])) >= least]
    counts = [count for _, count in found]
    if not counts:
        return
    ask = Ask(
        f"split:{plain_heading(heading)}",
        f"{listed_rows([where for where, _ in found])}: "
        f"{many(len(counts), 'cell')} of '{heading}' {'holds' if len(counts) == 1 else 'hold'} "
        f"{many(sum(counts), 'update')} typed behind dates. Make each an update of its own?",
        (SPLIT, ONE) if least == 2 else (SPLIT, LEAVE, ONE),
    )
    splits[key] = questions.decide(ask, part=part)


def _quarters_start(table: Table, headings: list[str], questions: Questions, today: dt.date) -> int | None:
    """The year in which the financial year of columns such as "Q1 update" begins; None while that is open."""
    numbers = [int(found["number"]) for heading in headings if (found := _QUARTER.search(heading)) is not None]
    bare = [heading for heading in headings if _QUARTER.search(heading) and not _YEAR.search(heading)]
    if not bare:
        return None
    above = [cell_text(cell) for cells in table.sheet.rows[: table.heading.row - 1] for cell in cells]
    years = {span.label for text in (table.sheet.name, *above) for span in _years_in(text)}
    this = financial_year_of(today).first.year
    likely = this if all(quarter(this, number).first <= today for number in numbers) else this - 1
    options = tuple(financial_year(year).label for year in (likely, likely + 1, likely - 1))
    question = f"Which financial year do the columns {', '.join(bare[:4])} belong to?"
    if len(years) == 1:
        [label] = years
        rest = (option for option in options if option != label)
        why = f"The sheet says {label}."
        chosen = questions.decide(
            Ask("year:quarters", question, (label, *rest), chosen=label, why=why), part=table.name
        )
    else:
        chosen = questions.decide(Ask("year:quarters", question, options), part=table.name)
    return int(chosen[:4]) if chosen else None


def _years_in(text: str) -> list[Span]:
    return [span for found in _YEAR.finditer(text[:300]) if (span := read_financial_year(found[0])) is not None]


def split_own_words(cells: RowCells, read: ReadAction, name: str, log: str, ways: UpdateWays) -> None:
    """Take the updates typed into the title or the description out of it, as decided."""
    text = str(read.fields.get(log, ""))
    choice = ways.splits.get(name)
    head, pieces = typed_pieces(text)
    if choice is None or not pieces or choice == LEAVE:
        return
    if not choice:
        cells.waiting += 1
        return
    if name == "title" and not head.strip():
        return  # without its updates the action would have no words
    read.fields[log] = head.strip()
    updates = _dated(cells, name, pieces, ways)
    read.updates += updates if choice == SPLIT else _joined(updates)


def read_latest(cells: RowCells, read: ReadAction, ways: UpdateWays) -> None:
    """The cell of the latest update, split as decided; without any date it is today's, and says so."""
    made_on, text = cells.day("latest_update_on"), cells.text("latest_update")
    if not text:
        return
    choice, (head, pieces) = ways.splits.get("latest_update"), typed_pieces(text)
    if len(pieces) > 1 and choice is not None:
        cells.waiting += not choice
        if choice == SPLIT:
            read.updates += _dated(cells, "latest_update", pieces, ways)
            text = head.strip()
            if not text:
                return
    if made_on is None and len(pieces) == 1 and not head.strip() and pieces[0].date:
        [update] = _dated(cells, "latest_update", pieces, ways)
        made_on, text = update.made_on, text if cells.is_own else update.text
    author = str(read.fields.get("lead_role") or read.fields.get("lead_organisation") or NO_ROLE)
    read.latest = UpdateDraft(text=text, made_on=made_on or ways.today, author=author, rag=read.rag)
    read.latest_is_dated = made_on is not None
    if made_on is None:
        cells.notes.append(f"{cells.where}: the latest update has no date, so it is dated {show_date(ways.today)}.")


def read_further_update(cells: RowCells, read: ReadAction, one: Further, ways: UpdateWays) -> None:
    """The update of a further column: of a quarter, a month or a day that its heading names, or typed behind dates."""
    text = cells.clean(one.heading, one.cell)
    if not text:
        return
    _, pieces = typed_pieces(text)
    choice = ways.splits.get(one.heading)
    if len(pieces) > 1 and choice is not None:
        cells.waiting += not choice
        if choice == SPLIT:
            head = text[: len(text) - sum(len(piece.text) for piece in pieces)].strip()
            pieces = (Piece(head, ""), *pieces) if head else pieces
            read.updates += _dated(cells, one.heading, pieces, ways)
            return
    day = _heading_day(cells, one.heading, ways)
    if day is not None and day > ways.today:
        cells.notes.append(f"{cells.where}, {one.heading}: {show_date(day)} is not reached yet, so it is dated today.")
        day = ways.today
    if day is None and not (_QUARTER.search(one.heading) and ways.quarters_start is None):
        cells.notes.append(f"{cells.where}, {one.heading}: no date is given, so it is dated {show_date(ways.today)}.")
    read.updates.append(UpdateDraft(text=text, made_on=day or ways.today, author=NO_ROLE))


def _heading_day(cells: RowCells, heading: str, ways: UpdateWays) -> dt.date | None:
    found = _QUARTER.search(heading)
    if found is not None:
        spans = _years_in(heading)
        start = spans[0].first.year if spans else ways.quarters_start
        cells.waiting += start is None
        return quarter(start, int(found["number"])).last if start is not None else None
    words = re.sub(r"(?i)\b(?:progress|update|updated|position|comments?|as at|to|at)\b|[():]", " ", heading)
    period = read_period(" ".join(words.split()))
    if period is not None:
        return period
    try:
        return typed_day(" ".join(words.split()), month_first=False, not_after=ways.today)[0]
    except UserError:
        return None


def _dated(cells: RowCells, name: str, pieces: tuple[Piece, ...], ways: UpdateWays) -> list[UpdateDraft]:
    updates: list[UpdateDraft] = []
    for piece in pieces:
        day, inferred = _piece_day(cells, name, piece, ways)
        is_dated = day is not None
        if day is None:
            day = ways.today
            cells.note(name, f"'{piece.text.strip()[:40]}' has no date, so it is dated {show_date(day)}.")
        elif inferred or not any(char.isdigit() for char in piece.date.split()[0]):
            cells.note(name, f"'{piece.date}' is taken as {show_date(day)}.")
        if day > ways.today:
            cells.note(name, f"'{piece.date}' lies ahead: look at the date of this update.")
        if piece.text.strip():
            words = piece.words if is_dated else piece.text.strip()
            updates.append(UpdateDraft(text=words, made_on=day, author=NO_ROLE))
    return updates


def _piece_day(cells: RowCells, name: str, piece: Piece, ways: UpdateWays) -> tuple[dt.date | None, bool]:
    if not piece.date:
        return None, False
    try:
        month_first = ways.month_first.get(name, False)
        if month_first is None and holds_numbers(piece.date):
            cells.waiting += 1
            return None, False
        return typed_day(piece.date, month_first=bool(month_first), not_after=ways.today)
    except UserError as refusal:
        cells.problem(name, refusal.message)
        return None, False


def _joined(updates: list[UpdateDraft]) -> list[UpdateDraft]:
    latest = max(updates, key=lambda update: update.made_on)
    return [replace(latest, text="\n".join(update.text for update in updates))]
