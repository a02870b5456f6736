"""Reads the rows of actions: what each says about an action's fields, links and latest update."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from csa_tracker.importing.asks import KEEP, LEAVE_OUT, ROWS_OUT, Ask, Questions
from csa_tracker.importing.cell_dates import recurrence_of
from csa_tracker.importing.cells import RowCells
from csa_tracker.importing.labels import Labels
from csa_tracker.importing.leads import read_leads, split_partners
from csa_tracker.importing.rating_key import RatingKey, rating_key
from csa_tracker.importing.reading import ReadAction
from csa_tracker.importing.references import references
from csa_tracker.importing.sheets import cell_text
from csa_tracker.importing.standing import read_standing
from csa_tracker.importing.steps import read_steps
from csa_tracker.importing.tables import Row, Table
from csa_tracker.importing.update_cells import (
    UpdateWays,
    read_further_update,
    read_latest,
    split_own_words,
    update_ways,
)
from csa_tracker.importing.ways import ways_of
from csa_tracker.plan.vocabulary import folded
from csa_tracker.rules.dates import show_date
from csa_tracker.rules.fields import MARKINGS
from csa_tracker.rules.recurrence import review_day, when_reviewed
from csa_tracker.rules.words import spelling
from csa_tracker.values import Choice, Lifecycle

_TEXTS = {"description": "description", "measure": "measure_of_success", "outcome": "outcome", "funding": "funding"}
_EARLIER_MARKINGS = {
    "NOT-PROTECTIVELY-MARKED": "OFFICIAL",
    "NPM": "OFFICIAL",
    "UNCLASSIFIED": "OFFICIAL",
    "PROTECT": "OFFICIAL-SENSITIVE",
    "RESTRICTED": "OFFICIAL-SENSITIVE",
}
_NUMBERED = re.compile(r"(?:[0-9]{1,2}[.)]|[•·▪*–-]) *(?=[^\W\d])")
DROP, AS_WITHDRAWN = "Leave these rows out", "Bring them in as withdrawn"
_READ_ELSEWHERE = ("partners", "lead", "key_issue", "milestones", "comment")
_TOPICS = {"themes": "theme", "causes": "cause", "commitments": "commitment"}


@dataclass(frozen=True, slots=True)
class _Settings:
    """What was decided about the table before its rows are read."""

    labels: Labels
    key: RatingKey
    updates: UpdateWays
    today: dt.date


def read_actions_table(table: Table, *, labels: Labels, questions: Questions, today: dt.date) -> list[ReadAction]:
    """Read every row of actions. `today` is the day of a latest update without a date."""
    ways = ways_of(table, questions)
    settings = _Settings(labels, rating_key(table, questions), update_ways(table, questions, today), today)
    found = []
    refs = references(table, questions)
    for row, reference in zip(table.rows, refs, strict=True):
        cells = RowCells(table, row, questions, ways)
        cells.waiting += reference.waits
        read = ReadAction(row.number, reference.ref)
        chosen = _dropped(cells, row)
        if chosen == DROP or (row.dropped and not chosen):
            read.left_out, read.waiting = chosen == DROP, cells.waiting
            found.append(read)
            continue
        _read_row(cells, read, row, settings)
        read_steps(table, row, read, questions, ways, today=today)
        if chosen == AS_WITHDRAWN:
            read.fields |= {
                "lifecycle": Lifecycle.WITHDRAWN.value,
                "closure_reason": f"{row.dropped.capitalize()} in the file",
            }
        found.append(read)
    return found


def _dropped(cells: RowCells, row: Row) -> str:
    """What becomes of a row that looks crossed out; "" for a plain row and while it is open."""
    if not row.dropped:
        return ""
    word = row.dropped.split()[0]
    question = f"{{rows}}: {'hidden' if word == 'hidden' else 'struck through'} in the file. Leave these rows out?"
    return cells.collect(Ask(f"dropped:{word}", question, (DROP, "Bring them in", AS_WITHDRAWN)))


def _read_row(cells: RowCells, read: ReadAction, row: Row, settings: _Settings) -> None:
    labels = settings.labels
    title = cells.text("title")
    if title:
        read.fields["title"] = title
    else:
        cells.problem("title", "the action has no title.")
    for field, log in _TEXTS.items():
        if cells.has(field):
            read.fields[log] = cells.text(field)
    read_leads(cells, read, labels)
    _read_dates(cells, read, settings.today)
    read_standing(cells, read, settings.key, settings.today)
    _read_marking(cells, read)
    percent = cells.percent("percent")
    if percent is not None:
        read.fields["percent"] = percent
    if title:  # a row without an action raises no further questions
        _read_key_issues(cells, read, row, labels)
        _read_links(cells, read, row, labels)
        _read_board(cells, read, labels)
        split_own_words(cells, read, "title", "title", settings.updates)
        split_own_words(cells, read, "description", "description", settings.updates)
    read_latest(cells, read, settings.updates)
    for one in row.further:
        if one.field in ("update", "latest_update"):
            read_further_update(cells, read, one, settings.updates)
        elif one.field not in _READ_ELSEWHERE and (text := cells.clean(one.heading, one.cell)):
            cells.more.append(f"{one.heading}: {text}")
    if cells.more:
        read.fields["description"] = "\n".join(filter(None, (str(read.fields.get("description", "")), *cells.more)))
    read.problems, read.waiting = cells.problems, cells.waiting
    read.notes += [*(f"{cells.where}: {note}" for note in row.notes), *cells.notes]


def _read_dates(cells: RowCells, read: ReadAction, today: dt.date) -> None:
    start, due, review = cells.day("start", first_day=True), cells.due("due"), cells.day("review_on")
    if start is not None:
        read.fields["start_on"] = start
    if cells.has("due"):
        read.fields |= {"due_on": due.on, "due_text": due.text, "recurrence": due.recurrence}
    if review is None and due.recurrence and not cells.is_own:  # our own export says where there is none
        review = _review(cells, due.text, today)
        read.supposed.add("review_on")
    if review is not None:
        read.fields["review_on"] = review
    if start is not None and due.on is not None and due.on < start:
        cells.problem("due", f"it is before the start date, {show_date(start)}.")


def _review(cells: RowCells, text: str, today: dt.date) -> dt.date | None:
    """When work without an end is looked at again: decided once for each wording."""
    recurrence = recurrence_of(text)
    if recurrence is None:
        return None
    day = review_day(recurrence, today)
    ask = Ask(
        f"review:{spelling(text)}",
        f"{{rows}}: '{text[:40]}' names no end. When is this work looked at again?",
        (f"On {show_date(day)}", "Without a review date"),
        chosen=f"On {show_date(day)}",
        why=f"Work without an end has a review date: {when_reviewed(recurrence)}.",
    )
    return day if cells.collect(ask) == ask.options[0] else None


def _read_marking(cells: RowCells, read: ReadAction) -> None:
    text = cells.text("marking")
    marking = "-".join(re.split(r"[\s:–—-]+", text.upper())).strip("-")
    if not marking:
        return
    if marking in _EARLIER_MARKINGS:
        first = _EARLIER_MARKINGS[marking]
        question = f"{{rows}}: '{' '.join(text.split())[:40]}' is a marking no longer used. Which one is it today?"
        rest = tuple(one for one in MARKINGS[1:] if one != first)
        chosen = cells.collect(Ask(f"marking:{spelling(text)}", question, (first, *rest, LEAVE_OUT)))
        if chosen and chosen != LEAVE_OUT:
            read.fields["marking"] = chosen
    elif marking not in MARKINGS:
        cells.problem("marking", f"'{text[:40]}' is neither OFFICIAL nor OFFICIAL-SENSITIVE.")
    else:
        read.fields["marking"] = marking


def _read_key_issues(cells: RowCells, read: ReadAction, row: Row, labels: Labels) -> None:
    """The first label of the cell is the key issue, the others are further ones; themes named there stay themes."""
    texts = [cells.text("key_issue"), *(cell_text(one.cell) for one in row.further if one.field == "key_issue")]
    names = split_labels("\n".join(texts), lambda name: _is_named(labels, "key_issue", name))
    if not names:
        _take_key_issue(cells.ask("key_issue", ""), read, first=True)
        return
    further: set[str] = set()
    first = True
    for name in names:
        found = labels.find("key_issue", name)
        if found is None and not first and (theme := labels.find("theme", name)) is not None:
            read.topics.setdefault("theme", set()).add(theme.id)
            continue
        issue = _take_key_issue(cells.label("key_issue", name, labels), read, first=first)
        if issue is not None and not first:
            further.add(issue)
        first = False
    read.topics["key_issue"] = further - {str(read.fields.get("key_issue"))}


def _is_named(labels: Labels, kind: str, name: str) -> bool:
    return labels.find(kind, name) is not None or bool(labels.successors(kind, name))


def _take_key_issue(settled: object, read: ReadAction, *, first: bool) -> str | None:
    if isinstance(settled, Choice):
        if first:
            read.fields["key_issue"] = settled.id
        return settled.id
    if settled == ROWS_OUT:
        read.left_out = True
    return None


def _read_links(cells: RowCells, read: ReadAction, row: Row, labels: Labels) -> None:
    for field, kind in _TOPICS.items():
        if cells.has(field):
            read.topics.setdefault(kind, set()).update(_ids(cells, field, kind, labels))
    if cells.has("areas"):
        read.areas = _ids(cells, "areas", "area", labels)
    further = [cell_text(one.cell) for one in row.further if one.field in ("partners", "lead")]
    if cells.has("partners") or further or read.more_partners:
        names = split_partners(cells.text("partners"), labels, is_own=cells.is_own)
        names += tuple(name for text in further for name in split_partners(text, labels))
        read.partners = tuple(
            {folded(name) or name: name for name in (*reversed(names + read.more_partners),)}.values()
        )[::-1]


def _ids(cells: RowCells, field: str, kind: str, labels: Labels) -> set[str]:
    found = set()
    for name in split_labels(cells.text(field), lambda name: _is_named(labels, kind, name)):
        choice = cells.label(kind, name, labels)
        if isinstance(choice, Choice):
            found.add(choice.id)
    return found


def _read_board(cells: RowCells, read: ReadAction, labels: Labels) -> None:
    text = cells.text("board")
    if not text:
        return
    settled = labels.find("board", text) or cells.ask("board", text)
    if isinstance(settled, Choice):
        read.fields["board"] = settled.label
    elif settled == KEEP:
        read.fields["board"] = text


def split_labels(text: str, is_known: Callable[[str], bool]) -> list[str]:
    """The labels of a cell, between semicolons or lines; at commas, slashes and "and" only if every part is known."""
    labels = []
    for part in re.split(r"[;\n]", text):
        name = " ".join(part.split())
        if not name:
            continue
        if not is_known(name):
            name = _NUMBERED.sub("", name) or name
        labels += (
            next(
                (pieces for pieces in _pieces(name) if len(pieces) > 1 and all(map(is_known, pieces))),
                [name],
            )
            if not is_known(name)
            else [name]
        )
    return labels


def _pieces(name: str) -> list[list[str]]:
    """A text parted in every manner, the surest first: labels hold "and" and commas themselves."""
    splits = (re.split(separators, name) for separators in (",", "[,/|+&]", "[,/|+&]| and "))
    return [[piece.strip() for piece in parts if piece.strip()] for parts in splits]
