"""Reads the rows of actions: what each says about an action's fields, links and latest update."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from csa_tracker.importing.asks import KEEP, ROWS_OUT, Questions
from csa_tracker.importing.cells import RowCells, are_fractions, known_lifecycle, known_rag
from csa_tracker.importing.labels import Labels
from csa_tracker.importing.reading import ReadAction
from csa_tracker.importing.tables import Table
from csa_tracker.plan.drafts import UpdateDraft
from csa_tracker.plan.vocabulary import folded
from csa_tracker.rules.dates import show_date
from csa_tracker.rules.fields import MARKINGS
from csa_tracker.values import Choice, Lifecycle, Rag

_TEXTS = {
    "description": "description",
    "lead": "lead_organisation",
    "lead_role": "lead_role",
    "measure": "measure_of_success",
}
_TOPICS = {"themes": "theme", "causes": "cause", "commitments": "commitment"}
NO_ROLE = "Not recorded"
"""Author of an update whose file names nobody."""


def read_actions_table(table: Table, *, labels: Labels, questions: Questions, today: dt.date) -> list[ReadAction]:
    """Read every row of actions. `today` is the day of a latest update without a date."""
    fractions = are_fractions(table, "percent")
    found = []
    for row in table.rows:
        cells = RowCells(table, row, questions)
        read = ReadAction(row.number, " ".join(cells.text("ref").split()))
        found.append(_read_row(cells, read, labels, today, fractions))
    return found


def _read_row(cells: RowCells, read: ReadAction, labels: Labels, today: dt.date, fractions: bool) -> ReadAction:
    title = cells.text("title")
    if title:
        read.fields["title"] = title
    else:
        cells.problem("title", "the action has no title.")
    for field, log in _TEXTS.items():
        if cells.has(field):
            read.fields[log] = cells.text(field)
    _read_dates(cells, read)
    _read_standing(cells, read)
    _read_marking(cells, read)
    percent = cells.percent("percent", fractions=fractions)
    if percent is not None:
        read.fields["percent"] = percent
    if title:  # a row without an action raises no further questions
        _read_key_issues(cells, read, labels)
        _read_links(cells, read, labels)
        _read_board(cells, read, labels)
    _read_latest(cells, read, today)
    read.problems, read.waiting = cells.problems, cells.waiting
    return read


def _read_dates(cells: RowCells, read: ReadAction) -> None:
    start, due = cells.day("start"), cells.due("due")
    if start is not None:
        read.fields["start_on"] = start
    if cells.has("due"):
        read.fields |= {"due_on": due.on, "due_text": due.text, "recurrence": due.recurrence}
    if start is not None and due.on is not None and due.on < start:
        cells.problem("due", f"it is before the start date, {show_date(start)}.")


def _read_standing(cells: RowCells, read: ReadAction) -> None:
    """Status and rating together: blue is complete without an owner's word, a rating alone means work is going on."""
    status, rag = cells.status("status"), cells.rag("rag")
    if not cells.has("rag"):
        rag = known_rag(cells.text("status"))
    if status.lifecycle is None and (named := known_lifecycle(cells.text("rag"))) is not None:
        status = named
    lifecycle = status.lifecycle
    if rag is Rag.BLUE:
        if lifecycle not in (None, Lifecycle.COMPLETE):
            read.notes.append(
                f"{cells.where}: the status is '{cells.text('status')}', but blue means complete, so it is complete."
            )
        lifecycle = Lifecycle.COMPLETE
    read.rag = rag
    if lifecycle is not None:
        read.fields["lifecycle"] = lifecycle.value
    elif rag is not None:
        read.fields["lifecycle"] = Lifecycle.IN_PROGRESS.value
    if rag is not None:
        read.fields["owner_rag"] = None if rag is Rag.BLUE else rag.value
    if status.recurrence:
        read.fields["recurrence"] = status.recurrence
    if status.closure_reason:
        read.fields["closure_reason"] = status.closure_reason


def _read_marking(cells: RowCells, read: ReadAction) -> None:
    marking = cells.text("marking").upper().replace(" ", "-")
    if marking and marking not in MARKINGS:
        cells.problem("marking", f"'{cells.text('marking')[:40]}' is neither OFFICIAL nor OFFICIAL-SENSITIVE.")
    elif marking:
        read.fields["marking"] = marking


def _read_key_issues(cells: RowCells, read: ReadAction, labels: Labels) -> None:
    """The first label of the cell is the key issue, the others are further ones; themes named there stay themes."""
    names = split_labels(cells.text("key_issue"), lambda name: labels.find("key_issue", name) is not None)
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
        settled = found if found is not None else cells.ask("key_issue", name)
        issue = _take_key_issue(settled, read, first=first)
        if issue is not None and not first:
            further.add(issue)
        first = False
    read.topics["key_issue"] = further - {str(read.fields.get("key_issue"))}


def _take_key_issue(settled: object, read: ReadAction, *, first: bool) -> str | None:
    if isinstance(settled, Choice):
        if first:
            read.fields["key_issue"] = settled.id
        return settled.id
    if settled == ROWS_OUT:
        read.left_out = True
    return None


def _read_links(cells: RowCells, read: ReadAction, labels: Labels) -> None:
    for field, kind in _TOPICS.items():
        if cells.has(field):
            read.topics.setdefault(kind, set()).update(_ids(cells, field, kind, labels))
    if cells.has("areas"):
        read.areas = _ids(cells, "areas", "area", labels)
    if cells.has("partners"):
        names = {folded(name): name for name in reversed(split_names(cells.text("partners")))}
        read.partners = tuple(reversed(names.values()))


def _ids(cells: RowCells, field: str, kind: str, labels: Labels) -> set[str]:
    found = set()
    for name in split_labels(cells.text(field), lambda name: labels.find(kind, name) is not None):
        choice = labels.find(kind, name) or cells.ask(kind, name)
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


def _read_latest(cells: RowCells, read: ReadAction, today: dt.date) -> None:
    made_on = cells.day("latest_update_on")
    text = cells.text("latest_update")
    if not text:
        return
    author = cells.text("lead_role") or cells.text("lead") or NO_ROLE
    read.latest = UpdateDraft(text=text, made_on=made_on or today, author=author, rag=read.rag)
    read.latest_is_dated = made_on is not None
    if made_on is None:
        read.notes.append(f"{cells.where}: the latest update has no date, so it is dated {show_date(today)}.")


def split_names(text: str) -> list[str]:
    """The names of a cell: one a line where it has lines, else between semicolons."""
    parts = text.split("\n") if "\n" in text else text.split(";")
    return [name for part in parts if (name := " ".join(part.split()))]


def split_labels(text: str, is_known: Callable[[str], bool]) -> list[str]:
    """The labels of a cell, between semicolons or lines; at commas, slashes and "and" only if every part is known."""
    labels = []
    for part in re.split(r"[;\n]", text):
        name = " ".join(part.split())
        if not name:
            continue
        pieces = [piece.strip() for piece in re.split(r"[,/|+&]| and ", name) if piece.strip()]
        if not is_known(name) and len(pieces) > 1 and all(is_known(piece) for piece in pieces):
            labels += pieces
        else:
            labels.append(name)
    return labels
