"""The columns of the grid: what each says, how wide it is, how it sorts, and which give way first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from csa_tracker.plan.list_rows import AREAS
from csa_tracker.plan.list_rows import RATING as RATING_FIELD
from csa_tracker.rules.dates import show_date
from csa_tracker.values import ActionRow, Brag, Lifecycle
from ui.look.worn import RAIL_FROM
from ui.shown import days_late, due_words, lateness, percent_words

Words = Callable[[ActionRow, dt.date], str]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `field` is what it edits (csa_tracker/plan/bulk.py, "" for none), `rank` the order of giving way.

    0 stays always. `width` is in pixels at 100 % text; 0 takes what the others leave.
    """

    heading: str
    words: Words
    width: int
    sort: str
    rank: int
    field: str = ""
    spoken: Words | None = None
    typed: Words | None = None

    def text(self, row: ActionRow, today: dt.date) -> str:
        """Return what an editor shows of the cell, and what the clipboard takes; its words where nothing is typed."""
        return (self.typed or self.words)(row, today)


def _due_spoken(row: ActionRow, today: dt.date) -> str:
    late = lateness(days_late(row.due, row.status, today))
    return f"due {due_words(row)}" + (f", {late}" if late else "")


def _rating_typed(row: ActionRow, _: dt.date) -> str:
    """The owner's word, or complete, which is a status."""
    if row.status is Lifecycle.COMPLETE:
        return Brag.BLUE.value
    return row.rag.value if row.rag is not None else ""


def _due_typed(row: ActionRow, _: dt.date) -> str:
    return row.due_text or (show_date(row.due) if row.due else "")


COLUMNS: tuple[Column, ...] = (
    Column("Rating", lambda row, _: row.rating_word, 118, "rating", 0, field=RATING_FIELD, typed=_rating_typed),
    Column("Ref", lambda row, _: row.ref, 78, "ref", 2),
    Column("Action", lambda row, _: row.title, 0, "title", 0, field="title"),
    Column("Area", lambda row, _: ", ".join(row.areas), 112, "", 3, field=AREAS,
           typed=lambda row, _: "; ".join(row.areas)),
    Column("Lead", lambda row, _: row.lead, 156, "lead", 4, field="lead"),
    Column("Due", lambda row, _: due_words(row), 108, "due", 0, field="due", spoken=_due_spoken, typed=_due_typed),
    Column("%", lambda row, _: percent_words(row.percent), 60, "percent", 5, field="percent",
           spoken=lambda row, _: f"progress {percent_words(row.percent) or 'not given'}",
           typed=lambda row, _: "" if row.percent is None else str(row.percent)),
    Column("Updated", lambda row, _: show_date(row.latest_update_on) if row.latest_update_on else "", 104, "updated", 6,
           spoken=lambda row, _: f"updated {show_date(row.latest_update_on)}" if row.latest_update_on else "no update"),
    Column("Key issue", lambda row, _: row.key_issue, 150, "key_issue", 7, field="key_issue"),
    Column("Status", lambda row, _: row.status.word if row.status else "", 112, "", 8, field="status"),
)  # fmt: skip
RATING, REF, ACTION, AREA, LEAD, DUE, PERCENT, UPDATED, KEY_ISSUE, STATUS = range(len(COLUMNS))
LEAST_ACTION_WIDTH = 216
LEAST_LARGE = 330
"""Widths at 100 % text below which the next column gives way; long lines matter more when text is large."""


def shown_columns(room: int, scale: float, widths: Sequence[int] = ()) -> list[int]:
    """Return which columns fit into `room` pixels at a text scale, leaving the action a readable width.

    `widths` are those in force at 100 % text, the columns' own unless given.
    """
    least = (LEAST_ACTION_WIDTH if scale < RAIL_FROM else LEAST_LARGE) * scale
    wide = widths or [column.width for column in COLUMNS]
    shown = sorted(range(len(COLUMNS)), key=lambda index: COLUMNS[index].rank)
    while len(shown) > 1:
        taken = sum(wide[index] for index in shown) * scale
        if COLUMNS[shown[-1]].rank == 0 or taken + least <= room:
            break
        shown.pop()
    return sorted(shown)
