"""Tables of actions: the full entry of the schedule, and the short line of lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from csa_tracker.reports.blocks import Block, Cell, Column, Heading, Prose, Table, Tone, Words, words
from csa_tracker.reports.board_entries import schedule_entry
from csa_tracker.reports.board_values import ExceptionGroup, ScheduleEntry, ScheduleGroup
from csa_tracker.rules.dates import show_date
from csa_tracker.values import Action

_FULL = (
    Column("Ref", 56),
    Column("Action", 207, split=("Action", "Key issue and areas", "Latest update")),
    Column("Lead", 86, split=("Lead", "Lead role")),
    Column("Due", 61),
    Column("Rating and why", 83, split=("Rating", "Why", "Owner’s view", "Since the last report")),
)
_SHORT = (
    Column("Ref", 58),
    Column("Action", 220),
    Column("Lead", 105),
    Column("Due", 64),
    Column("Rating", 96, split=("Rating", "Why")),
)
NONE_YET = "The plan has no actions yet."


def schedule(groups: Sequence[ScheduleGroup]) -> list[Block]:
    """Return every action, a table for each key issue."""
    blocks: list[Block] = [] if groups else [Prose(NONE_YET)]
    for group in groups:
        blocks += [Heading(group.heading, 3), full_table(group.entries, "Every action of this key issue", "Schedule")]
    return blocks


def exceptions(groups: Sequence[ExceptionGroup]) -> list[Block]:
    """Return the exceptions, worst rating first, or the sentence that there are none."""
    if not groups:
        return [Prose("No action is off track, at risk or without a recent update.")]
    blocks: list[Block] = []
    for group in groups:
        caption = "Actions with this rating, most urgent first"
        blocks += [Heading(group.heading, 3), full_table(group.entries, caption, "Exceptions")]
        if group.more:
            blocks.append(Prose(group.more, quiet=True))
    return blocks


def full_table(entries: Iterable[ScheduleEntry], caption: str, sheet: str) -> Table:
    """Return actions with all that a paper prints about them."""
    return Table(caption, _FULL, tuple(map(_full_row, entries)), sheet)


def short_table(actions: Iterable[Action], caption: str, sheet: str) -> Table:
    """Return actions on a line or two each: reference, title, lead, due date, rating and why."""
    return Table(caption, _SHORT, tuple(_short_row(schedule_entry(action)) for action in actions), sheet)


def rating_cell(entry: ScheduleEntry) -> Cell:
    """Return the rating with its mark, and why."""
    return (Words(entry.rating_word, Tone.STRONG, mark=entry.brag), Words(entry.why))


def latest_points(actions: Iterable[Action], *, at_most: int) -> tuple[str, ...]:
    """Return the newest updates as points: reference, title, date, text."""
    told = [(action.latest_update_on, action) for action in actions if action.latest_update_on and action.latest_update]
    told.sort(key=lambda pair: pair[0], reverse=True)
    return tuple(
        f"{action.ref} {action.title} ({show_date(day)}): {action.latest_update}" for day, action in told[:at_most]
    )


def _full_row(entry: ScheduleEntry) -> tuple[Cell, ...]:
    updated = f"Latest update, {entry.latest_update_on}:" if entry.latest_update_on else "Latest update:"
    return (
        words(entry.ref, Tone.STRONG),
        (
            Words(entry.title, Tone.STRONG),
            Words(f"{entry.key_issue} · {entry.areas}", Tone.QUIET),
            Words(entry.latest_update, label=updated),
        ),
        (Words(entry.lead), Words(entry.lead_role, Tone.QUIET)),
        (Words(entry.due, value=entry.due_on),),
        (
            Words(entry.rating_word, Tone.STRONG, mark=entry.brag),
            Words(entry.why),
            Words(entry.owner_word),
            Words(entry.moved, Tone.QUIET),
        ),
    )


def _short_row(entry: ScheduleEntry) -> tuple[Cell, ...]:
    return (
        words(entry.ref, Tone.STRONG),
        words(entry.title),
        words(entry.lead),
        (Words(entry.due, value=entry.due_on),),
        rating_cell(entry),
    )
