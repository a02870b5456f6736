"""Milestones: what is late and what comes next, as a timeline and as a table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from csa_tracker.reports.blocks import Block, Cell, Column, Prose, Stretch, Table, Timeline, Tone, Words, words
from csa_tracker.rules.dates import show_date
from csa_tracker.rules.wording import many
from csa_tracker.rules.years import quarter_of
from csa_tracker.values import Action, Lifecycle, MilestoneView

SHOWN_AT_MOST = 30
_MONTHS_BACK, _MONTHS = 3, 12
_SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ENDED = (Lifecycle.COMPLETE, Lifecycle.WITHDRAWN, Lifecycle.CARRIED_FORWARD)
_COLUMNS = (
    Column("Due", 72),
    Column("Milestone", 150),
    Column("Action", 160, split=("Ref", "Action")),
    Column("Owner", 86),
    Column("State", 78),
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A milestone with the action it belongs to."""

    action: Action
    step: MilestoneView


def open_milestones(actions: Iterable[Action], *, until: dt.date) -> list[Placed]:
    """Return the milestones that are not done and due by a day, of actions that go on; the earliest first."""
    found = [
        Placed(action, step)
        for action in actions
        if action.status not in _ENDED
        for step in action.milestones
        if step.done is None and step.due is not None and step.due <= until
    ]
    return sorted(found, key=lambda one: (one.step.due or until, one.action.ref, one.step.id))


def horizon(as_at: dt.date) -> dt.date:
    """Return the last day of the quarter after the one a day falls in: how far a board looks ahead."""
    return quarter_of(quarter_of(as_at).last + dt.timedelta(days=1)).last


def milestone_blocks(actions: Sequence[Action], as_at: dt.date) -> list[Block]:
    """Return the timeline of a year, and the milestones that are late or due by the end of the next quarter."""
    until = horizon(as_at)
    due = open_milestones(actions, until=until)
    blocks: list[Block] = []
    if any(step.due or step.done for action in actions for step in action.milestones):
        blocks.append(timeline(actions, as_at))
    if not due:
        return [*blocks, Prose(f"No milestone is late or due by {show_date(until)}.")]
    late = sum(one.step.due is not None and one.step.due < as_at for one in due)
    told = f"{many(len(due), 'milestone').capitalize()} not done and due by {show_date(until)}, {late:,} of them late."
    blocks += [Prose(told), milestone_table(due[:SHOWN_AT_MOST], as_at)]
    if len(due) > SHOWN_AT_MOST:
        blocks.append(Prose(f"These are the {SHOWN_AT_MOST} with the earliest dates, of {len(due):,}.", quiet=True))
    return blocks


def milestone_table(due: Sequence[Placed], as_at: dt.date) -> Table:
    """Return milestones in a table: due, what, of which action, whose, and whether late."""
    rows = tuple(_row(one, as_at) for one in due)
    return Table("Milestones not done yet, earliest first", _COLUMNS, rows, "Milestones")


def _row(one: Placed, as_at: dt.date) -> tuple[Cell, ...]:
    action, step = one.action, one.step
    return (
        (Words(show_date(step.due) if step.due else "No date", Tone.STRONG, value=step.due),),
        words(step.title),
        (Words(action.ref, Tone.STRONG), Words(action.title)),
        words(step.owner_role or action.lead_role or action.lead or "Nobody named"),
        words(state_of(step, as_at)),
    )


def state_of(step: MilestoneView, as_at: dt.date) -> str:
    """Return how a milestone stands: done on a day, late by days, or to come."""
    if step.done is not None:
        return f"Done {show_date(step.done)}"
    if step.due is None:
        return "No date"
    late = (as_at - step.due).days
    return f"{many(late, 'day')} late" if late > 0 else "To come"


def timeline(actions: Iterable[Action], as_at: dt.date) -> Timeline:
    """Return the milestones of twelve months, three of them past; done ones stand where they were done."""
    first = _month_of(as_at) - _MONTHS_BACK
    counts: dict[int, list[int]] = {month: [0, 0, 0] for month in range(first, first + _MONTHS)}
    for action in actions:
        if action.status in (Lifecycle.WITHDRAWN, Lifecycle.CARRIED_FORWARD):
            continue
        for step in action.milestones:
            day = step.done or step.due
            if day is not None and (found := counts.get(_month_of(day))) is not None:
                found[0 if step.done else 1 if day < as_at else 2] += 1
    stretches = tuple(Stretch(f"{_SHORT_MONTHS[month % 12]} {month // 12}", *held) for month, held in counts.items())
    return Timeline("Milestones by month", stretches, _MONTHS_BACK + (as_at.day - 1) / 31)


def _month_of(day: dt.date) -> int:
    return day.year * 12 + day.month - 1
