"""Compares a pack that came back with the plan, field by field: what the lead changed, and whether the plan did too.

Each field has three values: as the pack was made, as it is here now, and as the lead filled it in.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as by_default
from enum import StrEnum

from csa_tracker.importing.sheets import Cell, cell_text
from csa_tracker.packs import form
from csa_tracker.packs.form import RATINGS, STATUSES, KeptAction
from csa_tracker.packs.making import kept_action
from csa_tracker.packs.reading import ActionCells, MilestoneCell, ReadPack
from csa_tracker.packs.values import (
    CellRefusal,
    day_of,
    due_of,
    due_shown,
    past_day_of,
    percent_of,
    rating_of,
    same_words,
    status_of,
)
from csa_tracker.plan.drafts import MilestoneDraft, UpdateDraft, Value
from csa_tracker.rules.dates import read_due, show_date
from csa_tracker.values import Action, Lifecycle, MilestoneView, Rag


class Outcome(StrEnum):
    """What becomes of a cell the lead changed: taken, asked about (the plan changed it too), or it cannot be taken."""

    TAKE = "take"
    CONFLICT = "conflict"
    CANNOT = "cannot"


@dataclass(frozen=True, slots=True)
class PackLine:
    """One change of a pack, as people read it; `key` names it ("BUR-0001 due"), `reason` says why it cannot be taken.

    `needs_reason` says that the plan wants a reason for it and the pack gives none. The last five fields are what
    would be written.
    """

    key: str
    action: str
    ref: str
    title: str
    field: str
    label: str
    base: str
    here: str
    there: str
    outcome: Outcome
    reason: str = ""
    needs_reason: bool = False
    fields: Mapping[str, Value] = by_default(default_factory=dict)
    update: UpdateDraft | None = None
    milestone: MilestoneDraft | None = None
    told: str = ""


@dataclass(frozen=True, slots=True)
class _Cell:
    """How one column of a pack is read, compared and told."""

    field: str
    label: str
    heading: str
    read: Callable[[Cell], object]
    kept: Callable[[KeptAction], object]
    shown: Callable[[object], str]
    fields: Callable[[object, Cell], Mapping[str, Value]]


def compare(pack: ReadPack, actions: Mapping[str, Action], *, today: dt.date) -> Iterator[PackLine]:
    """Every change of a pack, row by row; `actions` are the plan's by id, live ones and those in the Bin."""
    for row in pack.actions:
        action = actions.get(row.kept.id)
        found = _row(pack, row, action, today) if action is not None and not action.deleted else []
        if action is None or action.deleted:
            yield from _gone(row, action)
        yield from found
    for cell in pack.milestones:
        action = actions.get(cell.kept.action)
        if action is not None and not action.deleted:
            yield from _milestone(cell, action, today)


def _row(pack: ReadPack, row: ActionCells, action: Action, today: dt.date) -> Iterator[PackLine]:
    now = kept_action(action)
    told = cell_text(row.cells.get(form.REASON)) or cell_text(row.cells.get(form.UPDATE))
    changed: dict[str, object] = {}
    for column in _COLUMNS:
        if column.heading not in row.cells:
            continue
        line = _field(column, row, action, now, told)
        if line is not None:
            changed[column.field] = _read(column, row.cells[column.heading]) if line.outcome is Outcome.TAKE else None
            yield line
    update = _update(pack, row, action, changed, today)
    if update is not None:
        yield update


def _field(column: _Cell, row: ActionCells, action: Action, now: KeptAction, told: str) -> PackLine | None:
    cell = row.cells[column.heading]
    base, here = column.kept(row.kept), column.kept(now)
    shown = (column.shown(base), column.shown(here))

    def line(there: str, outcome: Outcome, reason: str = "", fields: Mapping[str, Value] | None = None) -> PackLine:
        return PackLine(
            f"{action.ref} {column.field}", action.id, action.ref, action.title, column.field, column.label, *shown,
            there, outcome, reason, fields=fields or {}, told=told,
        )  # fmt: skip

    if column.field == "due" and row.kept.due_words and same_words(cell_text(cell), row.kept.due_words):
        return None
    try:
        there = column.read(cell)
    except CellRefusal as refusal:
        return line(cell_text(cell)[:60], Outcome.CANNOT, f"{_where(row, column.heading)}: {refusal}")
    if _same(there, base) or _same(there, here):
        return None
    if column.field == "status" and there is None:
        return None if not row.cells.get(form.STATUS) and base is None else line(
            "", Outcome.CANNOT, f"{_where(row, column.heading)}: an action must keep a status."
        )  # fmt: skip
    outcome = Outcome.TAKE if _same(base, here) else Outcome.CONFLICT
    return line(column.shown(there), outcome, fields=column.fields(there, cell))


def _read(column: _Cell, cell: Cell) -> object:
    return column.read(cell)


def _same(one: object, other: object) -> bool:
    """Whether two values are one; due dates count their words too, as they look after having been in a cell."""
    if isinstance(one, tuple) and isinstance(other, tuple):
        return bool(one[0] == other[0]) and same_words(one[1], other[1])
    return one == other


def _update(
    pack: ReadPack, row: ActionCells, action: Action, changed: Mapping[str, object], today: dt.date
) -> PackLine | None:
    text = cell_text(row.cells.get(form.UPDATE))
    if not text:
        return None
    ref, head = action.ref, pack.kept.head
    day_cell = row.cells.get(form.UPDATE_ON)
    line = PackLine(f"{ref} update", action.id, ref, action.title, "update", "New update", "", "", text, Outcome.TAKE)
    try:
        made_on = past_day_of(day_cell, today)
    except CellRefusal as refusal:
        return _cannot(line, f"{_where(row, form.UPDATE_ON)}: {refusal}")
    # The same update of the same pack is the same row in every office that takes it.
    new_id = str(uuid.uuid5(uuid.UUID(head.pack), f"{action.id} {made_on} {' '.join(text.split())}"))
    if any(
        known.id == new_id or (made_on in (None, known.made_on) and same_words(known.text, text))
        for known in action.updates
    ):
        return None
    rag, percent = changed.get("rag"), changed.get("percent")
    draft = UpdateDraft(
        text=text,
        made_on=made_on or today,
        author=action.lead_role or head.lead,
        rag=rag if isinstance(rag, Rag) else None,
        percent=percent if isinstance(percent, int) else None,
        new_id=new_id,
    )
    return PackLine(
        line.key, line.action, ref, line.title, "update", f"New update, {show_date(draft.made_on)}", "", "", text,
        Outcome.TAKE, update=draft,
    )  # fmt: skip


def _milestone(cell: MilestoneCell, action: Action, today: dt.date) -> Iterator[PackLine]:
    kept = cell.kept
    view = next((one for one in action.milestones if one.id == kept.id), None)
    label = f"Milestone {kept.number}" + (f": {view.title}" if view is not None else "")
    where = f"Milestones, row {cell.row}, {form.DONE}"
    here = view.done if view is not None else None
    line = PackLine(
        f"{action.ref} milestone {kept.number}", action.id, action.ref, action.title, "milestone", label,
        _shown_day(kept.done), _shown_day(here), cell_text(cell.done)[:60], Outcome.CANNOT,
    )  # fmt: skip
    try:
        there = day_of(cell.done)
        if there in (kept.done, here):
            return
        there = past_day_of(cell.done, today)
    except CellRefusal as refusal:
        yield _cannot(line, f"{where}: {refusal}")
        return
    if view is None:
        yield _cannot(line, f"{where}: this milestone of {action.ref} is not in the plan any more.")
        return
    outcome = Outcome.TAKE if kept.done == here else Outcome.CONFLICT
    yield PackLine(
        line.key, action.id, action.ref, action.title, "milestone", label, line.base, line.here, _shown_day(there),
        outcome, milestone=_done(view, there),
    )  # fmt: skip


def _done(view: MilestoneView, done: dt.date | None) -> MilestoneDraft:
    return MilestoneDraft(id=view.id, title=view.title, due=view.due, done=done, owner_role=view.owner_role)


def _gone(row: ActionCells, action: Action | None) -> Iterator[PackLine]:
    """What the lead wrote about an action that is not there any more is told rather than dropped unseen."""
    text = cell_text(row.cells.get(form.UPDATE))
    touched = [
        column.heading for column in _COLUMNS if column.heading in row.cells and _is_touched(column, row)
    ] + ([form.UPDATE] if text else [])  # fmt: skip
    if not touched:
        return
    ref = row.kept.ref
    where = "in the Bin. Restore it first, then bring the pack back again" if action else "not in this plan any more"
    title = action.title if action is not None else ""
    label = " and ".join([", ".join(touched[:-1]), touched[-1]] if touched[1:] else touched)
    yield PackLine(
        f"{ref} gone", row.kept.id, ref, title, "action", label, "", "", text, Outcome.CANNOT,
        f"Row {row.row}: {ref} is {where}.",
    )  # fmt: skip


def _is_touched(column: _Cell, row: ActionCells) -> bool:
    cell = row.cells[column.heading]
    if column.field == "due" and row.kept.due_words and same_words(cell_text(cell), row.kept.due_words):
        return False
    try:
        return not _same(column.read(cell), column.kept(row.kept))
    except CellRefusal:
        return True


def _cannot(line: PackLine, reason: str) -> PackLine:
    return PackLine(
        line.key, line.action, line.ref, line.title, line.field, line.label, line.base, line.here, line.there,
        Outcome.CANNOT, reason,
    )  # fmt: skip


def _where(row: ActionCells, heading: str) -> str:
    return f"Row {row.row}, {heading}"


def _shown_day(day: dt.date | None) -> str:
    return show_date(day) if day is not None else ""


def _due_fields(value: object, cell: Cell) -> Mapping[str, Value]:
    assert isinstance(value, tuple)
    day, words = value
    recurrence = read_due(cell_text(cell), today=None).recurrence if words else ""
    return {"due_on": day, "due_text": words, "recurrence": recurrence}


def _due_shown(value: object) -> str:
    assert isinstance(value, tuple)
    return due_shown(*value)


_COLUMNS = (
    _Cell(
        "status", "Status", form.STATUS, status_of, lambda kept: kept.status,
        lambda value: STATUSES[Lifecycle(str(value))] if value is not None else "",
        lambda value, _cell: {"lifecycle": str(value) if value is not None else None},
    ),
    _Cell(
        "rag", "Owner’s rating", form.RATING, rating_of, lambda kept: kept.rag,
        lambda value: RATINGS.get(Rag(str(value)), "") if value is not None else "",
        lambda value, _cell: {"owner_rag": str(value) if value is not None else None},
    ),
    _Cell(
        "percent", "Progress", form.PERCENT, percent_of, lambda kept: kept.percent,
        lambda value: f"{value} %" if value is not None else "",
        lambda value, _cell: {"percent": value if isinstance(value, int) else None},
    ),
    _Cell(
        "due", "Due date", form.DUE, due_of, lambda kept: (kept.due, kept.due_words), _due_shown, _due_fields,
    ),
)  # fmt: skip
