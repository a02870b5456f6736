"""One row of an import: what will become of it, where it is, and what it changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from csa_tracker.importing.changes import Change, changes_of
from csa_tracker.importing.differences import changed_draft, new_draft
from csa_tracker.importing.labels import Labels
from csa_tracker.importing.matching import Match
from csa_tracker.importing.reading import ReadAction
from csa_tracker.importing.rowasks import Placed
from csa_tracker.importing.shown import Json, shown_values
from csa_tracker.plan.drafts import ActionDraft
from csa_tracker.rules.dates import show_date
from csa_tracker.values import Action

POSSIBLE = "possible duplicate"
OUTCOMES = ("new", "update", "duplicate", POSSIBLE, "cannot", "ask")


class Spot(NamedTuple):
    """Where a row is: its file, its sheet and its number there."""

    file: str
    sheet: str
    row: int


_NOWHERE = Spot("", "", 0)


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One row: what will become of it, its reference, what it would set (JSON names), and why.

    `left_out` marks a row an answer leaves out; its outcome is "cannot", but it stops nothing. `ask` is the id of the
    question which action it is. `before` is the action it changes.
    """

    row: int
    outcome: str
    ref: str
    values: Mapping[str, Json]
    reasons: tuple[str, ...]
    draft: ActionDraft | None = field(default=None, repr=False)
    left_out: bool = False
    spot: Spot = _NOWHERE
    ask: str = ""
    before: Action | None = field(default=None, repr=False, compare=False)
    labels: Labels | None = field(default=None, repr=False, compare=False)

    @property
    def changes(self) -> tuple[Change, ...]:
        """What the row changes, in people's words; all that it sets where the action is new."""
        if self.draft is None or self.labels is None:
            return ()
        return changes_of(self.draft, self.before, self.labels)

    def as_json(self) -> dict[str, object]:
        """The row in the import document of the command line (docs/cli.md)."""
        return {
            "row": self.row,
            "sheet": self.spot.sheet,
            "file": self.spot.file,
            "outcome": self.outcome,
            "ref": self.ref,
            "values": dict(self.values),
            "changes": [{"field": one.field, "before": one.before, "after": one.after} for one in self.changes],
            "reasons": list(self.reasons),
            "ask": self.ask,
        }


class RowMaker:
    """Makes the rows of a preview from what was read and what it was matched with."""

    def __init__(self, labels: Labels) -> None:
        self._labels = labels

    def row(self, placed: Placed, match: Match, spot: Spot) -> ImportRow:
        """What becomes of one row."""
        read, ask = placed.read, match.ask.id if match.ask is not None else ""
        if read.problems or read.left_out or match.left_out:
            reasons = tuple(read.problems) or (f"{placed.where} is left out, as answered.",)
            left_out = not read.problems
            return ImportRow(read.row, "cannot", read.ref, {}, reasons, left_out=left_out, spot=spot, ask=ask)
        if match.is_open:
            assert match.ask is not None
            outcome = "ask" if read.waiting else POSSIBLE
            return ImportRow(read.row, outcome, read.ref, {}, (match.ask.question,), spot=spot, ask=ask)
        action = match.action
        if action is None:
            return self._row(placed, match, spot, new_draft(read))
        if match.earlier:
            reason = f"{placed.where}: this is the action of {_lower(match.earlier)} ({action.ref}) again."
            return ImportRow(read.row, "cannot", read.ref, {}, (reason,), spot=spot, ask=ask)
        if action.deleted:
            note = f"{placed.where}: {action.ref} is in the Bin and stays there. Restore it first to change it."
            return ImportRow(read.row, "duplicate", action.ref, {}, (note,), spot=spot, ask=ask)
        late = _late(placed, action)
        if late:
            return ImportRow(read.row, "cannot", read.ref, {}, (late,), spot=spot, ask=ask)
        return self._row(placed, match, spot, changed_draft(read, action, self._labels))

    def _row(self, placed: Placed, match: Match, spot: Spot, draft: ActionDraft | None) -> ImportRow:
        read, action = placed.read, match.action
        outcome = "new" if action is None else "duplicate" if draft is None else "update"
        return ImportRow(
            read.row,
            "ask" if read.waiting else outcome,
            action.ref if action is not None else read.ref,
            shown_values(draft, self._labels) if draft is not None else {},
            (*([match.why] if match.why else []), *read.notes),
            draft,
            spot=spot,
            ask=match.ask.id if match.ask is not None else "",
            before=action if draft is not None else None,
            labels=self._labels,
        )


def _lower(where: str) -> str:
    """Where a row is, within a sentence."""
    return f"row{where[3:]}" if where.startswith("Row ") else where


def _late(placed: Placed, action: Action) -> str:
    """The reason against a row whose new date does not fit the other date that the plan holds."""
    read: ReadAction = placed.read
    start = read.fields.get("start_on") or action.start
    due = read.fields.get("due_on", action.due)
    if not isinstance(start, dt.date) or not isinstance(due, dt.date) or due >= start:
        return ""
    return f"{placed.where}: the due date {show_date(due)} is before the start date {show_date(start)} of {action.ref}."
