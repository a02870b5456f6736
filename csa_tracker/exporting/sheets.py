"""The three sheets of an export as plain cells, alike for a workbook and CSV files; imports read their headings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from csa_tracker.errors import UserError
from csa_tracker.rules.dates import read_due
from csa_tracker.values import Action, Lifecycle, MilestoneView, Rag, UpdateView

Cell = str | int | dt.date | None
"""A text, a whole number, a date, or nothing."""


@dataclass(frozen=True, slots=True)
class Column:
    """A heading and its width in characters."""

    heading: str
    width: int


@dataclass(frozen=True, slots=True)
class ExportSheet:
    """One sheet: its name, the ending of its CSV file, its columns and its rows."""

    name: str
    ending: str
    columns: tuple[Column, ...]
    rows: list[tuple[Cell, ...]]


_ACTION_COLUMNS = (
    Column("Ref", 11),
    Column("Area", 18),
    Column("Key issue", 28),
    Column("Cross-cutting theme", 34),
    Column("Action", 60),
    Column("Lead organisation", 28),
    Column("Lead role", 28),
    Column("Partners", 34),
    Column("Start date", 12),
    Column("Due date", 14),
    Column("Status", 14),
    Column("BRAG", 8),
    Column("Latest update", 60),
    Column("Update date", 12),
    Column("How we will measure it", 34),
    Column("Reports to", 34),
    Column("Description", 50),
    Column("Progress (%)", 12),
    Column("Causes", 24),
    Column("Commitments", 34),
    Column("Marking", 20),
    Column("Rating", 14),
    Column("Why", 50),
)
_MILESTONE_COLUMNS = (
    Column("Action ref", 11),
    Column("No.", 6),
    Column("Milestone", 60),
    Column("Due", 12),
    Column("Done on", 12),
    Column("Owner role", 28),
)
_UPDATE_COLUMNS = (
    Column("Action ref", 11),
    Column("Date", 12),
    Column("By (role)", 34),
    Column("Update", 80),
    Column("BRAG", 8),
    Column("Progress (%)", 12),
)
_LETTERS = {Rag.RED: "R", Rag.AMBER: "A", Rag.GREEN: "G", Rag.BLUE: "B"}


def own_headings(role: str) -> tuple[str, ...]:
    """The headings an export writes over "actions", "milestones" or "updates"."""
    columns = {"milestones": _MILESTONE_COLUMNS, "updates": _UPDATE_COLUMNS}.get(role, _ACTION_COLUMNS)
    return tuple(column.heading for column in columns)


def export_sheets(actions: Sequence[Action]) -> tuple[ExportSheet, ExportSheet, ExportSheet]:
    """The sheets "Action plan", "Milestones" and "Updates" of these actions; updates oldest first."""
    milestones = [
        _milestone_row(action, number, milestone)
        for action in actions
        for number, milestone in enumerate(action.milestones, start=1)
    ]
    updates = [_update_row(action, update) for action in actions for update in reversed(action.updates)]
    return (
        ExportSheet("Action plan", "", _ACTION_COLUMNS, [_action_row(action) for action in actions]),
        ExportSheet("Milestones", "_milestones", _MILESTONE_COLUMNS, milestones),
        ExportSheet("Updates", "_updates", _UPDATE_COLUMNS, updates),
    )


def _action_row(action: Action) -> tuple[Cell, ...]:
    also = [action.labels[code] for code in action.also_key_issues]
    return (
        action.ref,
        _listed(action.areas),
        _listed([action.key_issue_label, *also]),
        _labels(action, action.themes),
        action.title,
        action.lead,
        action.lead_role,
        _listed(action.partners),
        action.start,
        _due(action),
        action.status.word if action.status is not None else "",
        _letter(action),
        action.latest_update,
        action.latest_update_on,
        action.measure,
        action.board,
        action.description,
        action.percent,
        _labels(action, action.causes),
        _labels(action, action.commitments),
        action.marking,
        _rating(action),
        action.why,
    )


def _milestone_row(action: Action, number: int, milestone: MilestoneView) -> tuple[Cell, ...]:
    return (action.ref, number, milestone.title, milestone.due, milestone.done, milestone.owner_role)


def _update_row(action: Action, update: UpdateView) -> tuple[Cell, ...]:
    rag = _LETTERS[update.rag] if update.rag is not None else ""
    return (action.ref, update.made_on, update.author, update.text, rag, update.percent)


def _due(action: Action) -> Cell:
    """The words of a due date while they still mean the stored day, else the day."""
    if not action.due_text:
        return action.due
    try:
        means = read_due(action.due_text, today=None)
    except UserError:
        return action.due
    return action.due_text if means.on == action.due else action.due


def _letter(action: Action) -> str:
    """The owner's word, or B for a complete action without one: what an import makes the same action of."""
    if action.rag is not None:
        return _LETTERS[action.rag]
    return "B" if action.status is Lifecycle.COMPLETE else ""


def _rating(action: Action) -> str:
    return f"{action.brag.value.capitalize()}: {action.rating_word}" if action.brag else action.rating_word


def _labels(action: Action, codes: Iterable[str]) -> str:
    return _listed([action.labels[code] for code in codes])


def _listed(names: Iterable[str]) -> str:
    """Names between semicolons, or one a line when a name holds a semicolon itself."""
    listed = [name for name in names if name]
    return ("\n" if any(";" in name for name in listed) else "; ").join(listed)
