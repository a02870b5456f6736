"""What happened since an earlier moment: new, completed, closed, better, worse, and dates that slipped."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from csa_tracker.reports.blocks import Block, Cell, Column, Heading, Prose, Table, Tone, Words, words
from csa_tracker.reports.board_entries import schedule_entry
from csa_tracker.reports.parts.actions import rating_cell, short_table
from csa_tracker.reports.source import Earlier, Move
from csa_tracker.rules.dates import show_date, show_date_long
from csa_tracker.rules.slip import days_slipped, moved_words
from csa_tracker.rules.travel import Travel, travel
from csa_tracker.rules.wording import in_words, many
from csa_tracker.values import Action, Brag


@dataclass(frozen=True, slots=True)
class Moved:
    """An action whose rating moved, as it was and as it is."""

    before: Action
    now: Action
    way: Travel


@dataclass(frozen=True, slots=True)
class Slip:
    """An action whose due date is later than at the earlier moment, or was taken away: why, and who moved it."""

    action: Action
    before: dt.date
    move: Move

    @property
    def first(self) -> dt.date:
        """The date promised first."""
        return self.action.original_due or self.before

    @property
    def words(self) -> str:
        """How far from the first date: "+30 days", or that there is none any more."""
        days = days_slipped(self.first, self.action.due)
        if days is None:
            return "No due date any more"
        return f"{days:+,} {'day' if abs(days) == 1 else 'days'}"


@dataclass(frozen=True, slots=True)
class Changes:
    """Every change between two moments; an action stands in one of the lists of ratings, and may have slipped too.

    `closed` are withdrawn, carried forward or deleted since then, each as it was and, unless deleted, as it is.
    """

    new: tuple[Action, ...]
    completed: tuple[Moved, ...]
    closed: tuple[tuple[Action, Action | None], ...]
    improved: tuple[Moved, ...]
    worsened: tuple[Moved, ...]
    slipped: tuple[Slip, ...]


def changes_since(earlier: Earlier, actions: Sequence[Action], moves: Mapping[str, Move]) -> Changes:
    """Compare the actions with those of an earlier moment; in reference order."""
    then = {action.id: action for action in earlier.actions}
    now = {action.id: action for action in actions}
    moved = [
        Moved(then[action.id], action, way)
        for action in actions
        if action.id in then and (way := travel(then[action.id].brag, action.brag)) is not None
    ]
    closed = [(one.before, one.now) for one in moved if one.way is Travel.CLOSED]
    gone = [(action, None) for action in earlier.actions if action.id not in now and action.brag is not None]
    return Changes(
        new=tuple(action for action in actions if action.brag is not None and _stood_outside(then.get(action.id))),
        completed=tuple(one for one in moved if one.way is Travel.IMPROVED and one.now.brag is Brag.BLUE),
        closed=(*closed, *gone),
        improved=tuple(one for one in moved if one.way is Travel.IMPROVED and one.now.brag is not Brag.BLUE),
        worsened=tuple(one for one in moved if one.way is Travel.WORSENED),
        slipped=tuple(
            Slip(action, before, moves.get(action.id, Move("", "")))
            for action in actions
            if (before := _due_before(then.get(action.id))) is not None and _is_later(before, action)
        ),
    )


def _stood_outside(action: Action | None) -> bool:
    """Whether an action was not there, or withdrawn or carried forward: taken up again it counts as new."""
    return action is None or action.brag is None


def _due_before(action: Action | None) -> dt.date | None:
    return action.due if action is not None else None


def _is_later(before: dt.date, action: Action) -> bool:
    return action.due is None or action.due > before


def moved_of(earlier: Earlier | None, actions: Sequence[Action]) -> dict[str, str]:
    """Return how the rating of each action moved, in words with an arrow: "↓ Worsened, was On track"."""
    if earlier is None:
        return {}
    then = {action.id: action for action in earlier.actions}
    told = {}
    for action in actions:
        before = then.get(action.id)
        way = travel(before.brag if before else None, action.brag)
        if way in (Travel.IMPROVED, Travel.WORSENED) and before is not None:
            told[action.id] = f"{way.arrow} {way.word}, was {before.rating_word.lower()}"
        elif way is not None:
            told[action.id] = f"{way.arrow} {way.word}"
    return told


def change_sentence(changes: Changes, earlier: Earlier) -> str:
    """Return the changes counted in one sentence."""
    parts = [
        f"{len(found):,} {word}"
        for found, word in (
            (changes.new, "new"),
            (changes.completed, "completed"),
            (changes.closed, "closed without completing"),
            (changes.improved, "improved"),
            (changes.worsened, "worsened"),
        )
        if found
    ]
    since = f"Since {earlier.label}"
    sentence = f"{since}: {in_words(parts)}." if parts else f"{since}, no action is new, closed or rated differently."
    if changes.slipped:
        sentence += f" {many(len(changes.slipped), 'due date').capitalize()} slipped."
    return sentence


def change_blocks(changes: Changes, earlier: Earlier, *, level: int = 3) -> list[Block]:
    """Return every change in tables; kinds of change without any are left out."""
    blocks: list[Block] = [Prose(change_sentence(changes, earlier))]
    for heading, found in (("New", changes.new),):
        if found:
            blocks += [_heading(heading, len(found), level), short_table(found, "Actions that are new", "New")]
    for heading, moved, caption in (
        ("Completed", changes.completed, "Actions completed since then"),
        ("Worsened", changes.worsened, "Actions whose rating is worse than it was"),
        ("Improved", changes.improved, "Actions whose rating is better than it was"),
    ):
        if moved:
            blocks += [_heading(heading, len(moved), level), _moved_table(moved, caption, heading)]
    if changes.closed:
        blocks += [_heading("Closed without completing", len(changes.closed), level), _closed_table(changes.closed)]
    if changes.slipped:
        blocks += [_heading("Slipped due dates", len(changes.slipped), level), slip_table(changes.slipped)]
    return blocks


def slip_table(slipped: Sequence[Slip]) -> Table:
    """Return due dates that slipped: first date, date then, date now, by how many days, why and by whom."""
    columns = (
        Column("Ref", 58),
        Column("Action", 150),
        Column("First due", 62),
        Column("Due now", 62),
        Column("Slipped", 62),
        Column("Reason and who moved it", 120, split=("Reason", "Moved by")),
    )
    return Table("Due dates later than they were", columns, tuple(map(_slip_row, slipped)), "Slipped")


def _slip_row(slip: Slip) -> tuple[Cell, ...]:
    action = slip.action
    return (
        words(action.ref, Tone.STRONG),
        words(action.title),
        (Words(show_date(slip.first), value=slip.first),),
        (Words(show_date(action.due) if action.due else "No date", value=action.due),),
        words(slip.words, Tone.STRONG),
        (Words(slip.move.reason or "No reason given"), Words(slip.move.by, Tone.QUIET)),
    )


def _heading(word: str, count: int, level: int) -> Heading:
    return Heading(f"{word}: {many(count, 'due date' if word.startswith('Slipped') else 'action')}", level)


def _moved_table(moved: Sequence[Moved], caption: str, sheet: str) -> Table:
    columns = (
        Column("Ref", 58),
        Column("Action", 195),
        Column("Rating then", 85),
        Column("Rating now", 150, split=("Rating", "Why", "Direction")),
    )
    rows = tuple(
        (
            words(one.now.ref, Tone.STRONG),
            words(one.now.title),
            (Words(one.before.rating_word, mark=one.before.brag),),
            (*rating_cell(schedule_entry(one.now)), Words(f"{one.way.arrow} {one.way.word}", Tone.QUIET)),
        )
        for one in moved
    )
    return Table(caption, columns, rows, sheet)


def _closed_table(closed: Sequence[tuple[Action, Action | None]]) -> Table:
    columns = (
        Column("Ref", 58),
        Column("Action", 195),
        Column("Rating then", 85),
        Column("Now", 150, split=("Now", "Reason")),
    )
    rows = tuple(
        (
            words(before.ref, Tone.STRONG),
            words(now.title if now else before.title),
            (Words(before.rating_word, mark=before.brag),),
            (
                Words(now.rating_word if now else "In the Bin, or not chosen any more", Tone.STRONG),
                Words(now.closure_reason if now else ""),
            ),
        )
        for before, now in closed
    )
    return Table("Actions that left the totals without being completed", columns, rows, "Closed")


def due_words(action: Action, move: Move | None) -> str:
    """Return how a due date stands against the first one, in a sentence; "" where it never moved."""
    if action.original_due is None or action.due is None or action.original_due == action.due:
        return ""
    moved = moved_words((action.due - action.original_due).days)
    why = f" Reason: {move.reason}" if move and move.reason else ""
    return f"First due {show_date_long(action.original_due)}, now {moved}.{why}"
