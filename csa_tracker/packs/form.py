"""What an update pack holds: its columns, what it remembers of each action, and how its hidden sheet keeps that."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from csa_tracker.values import Lifecycle, Rag

MAGIC, VERSION = "CSA Tracker update pack", 1
REF, STATUS, RATING, PERCENT, DUE = "Ref", "Status", "Your rating", "Progress (%)", "Due date"
UPDATE, UPDATE_ON, REASON = "New update", "Date of update", "Reason for a later date or for stopping"
NUMBER, DONE = "No.", "Done on"
RATINGS = {Rag.RED: "Red", Rag.AMBER: "Amber", Rag.GREEN: "Green"}
STATUSES = {lifecycle: lifecycle.word for lifecycle in Lifecycle}


@dataclass(frozen=True, slots=True)
class KeptAction:
    """An action as it stood when the pack was made: what its cells said then. `due_words` is "" for a plain date."""

    id: str
    ref: str
    status: Lifecycle | None
    rag: Rag | None
    percent: int | None
    due: dt.date | None
    due_words: str


@dataclass(frozen=True, slots=True)
class KeptMilestone:
    """A milestone as it stood when the pack was made; `number` counts from 1 within its action."""

    id: str
    action: str
    number: int
    done: dt.date | None


@dataclass(frozen=True, slots=True)
class PackHead:
    """Which pack this is: its own id, the plan's, for whom and when (an aware instant) it was made."""

    pack: str
    plan: str
    plan_name: str
    lead: str
    made: dt.datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """Everything the hidden sheet says."""

    head: PackHead
    actions: tuple[KeptAction, ...]
    milestones: tuple[KeptMilestone, ...]


class NotKept(ValueError):  # noqa: N818 (a reader's answer, told as a sentence by whoever asked)
    """The rows are no hidden sheet of a pack, or were changed."""


def kept_rows(kept: Kept) -> list[tuple[str, ...]]:
    """The hidden sheet: every cell plain ASCII text that any spreadsheet program keeps as it is, a digest last."""
    head = kept.head
    names = (head.pack, head.plan, head.plan_name, head.lead, head.made.isoformat())
    rows: list[tuple[str, ...]] = [(MAGIC, str(VERSION)), ("pack", *map(_packed, names))]
    for one in kept.actions:
        values = (one.status, one.rag, one.percent, _iso(one.due), one.due_words)
        rows.append(("action", one.id, *map(_packed, (one.ref, *values))))
    rows += [("milestone", one.id, one.action, str(one.number), _packed(_iso(one.done))) for one in kept.milestones]
    return [*rows, ("digest", _digest(rows))]


def read_kept(rows: Sequence[Sequence[str]]) -> Kept:
    """Read the hidden sheet. Raises NotKept when a cell is not as it was written."""
    found = [tuple(_trimmed(row)) for row in rows if any(row)]
    if len(found) < 3 or found[-1] != ("digest", _digest(found[:-1])):
        raise NotKept("the rows do not match their digest")
    try:
        pack, plan, name, lead, made = (str(json.loads(cell)) for cell in found[1][1:])
        return Kept(
            PackHead(pack, plan, name, lead, dt.datetime.fromisoformat(made)),
            tuple(_action(row) for row in found if row[0] == "action"),
            tuple(_milestone(row) for row in found if row[0] == "milestone"),
        )
    except (ValueError, TypeError, KeyError) as error:
        raise NotKept("a row cannot be read") from error


def is_kept(rows: Sequence[Sequence[str]]) -> int | None:
    """The version of the hidden sheet these rows begin like; None for any other sheet."""
    if not rows or len(rows[0]) < 2 or rows[0][0] != MAGIC or not rows[0][1].isdecimal():
        return None
    return int(rows[0][1])


def _action(row: Sequence[str]) -> KeptAction:
    ref, status, rag, percent, due, words = (json.loads(cell) for cell in row[2:])
    return KeptAction(
        row[1],
        str(ref),
        Lifecycle(status) if status is not None else None,
        Rag(rag) if rag is not None else None,
        int(percent) if percent is not None else None,
        _day(due),
        str(words),
    )


def _milestone(row: Sequence[str]) -> KeptMilestone:
    return KeptMilestone(row[1], row[2], int(row[3]), _day(json.loads(row[4])))


def _packed(value: str | int | None) -> str:
    # An underscore may begin one of the escapes that workbooks have for characters ("_x0041_").
    return json.dumps(value, ensure_ascii=True).replace("_", "\\u005f")


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text is not None else None


def _trimmed(row: Sequence[str]) -> list[str]:
    """The row without the blank cells that a program fills it up with."""
    cells = list(row)
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _digest(rows: Sequence[Sequence[str]]) -> str:
    return hashlib.sha256("\n".join("\t".join(row) for row in rows).encode()).hexdigest()
