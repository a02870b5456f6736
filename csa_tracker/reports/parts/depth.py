"""One action in depth: rating and why, what it is for, dates, milestones, updates."""

from __future__ import annotations

import datetime as dt

from csa_tracker.rating_look import RATING_LOOKS
from csa_tracker.reports.blocks import Block, Cell, Column, Facts, Heading, Points, Prose, Table, Tone, Words, words
from csa_tracker.reports.board_entries import schedule_entry
from csa_tracker.reports.parts.change import due_words, moved_of
from csa_tracker.reports.parts.milestones import state_of
from csa_tracker.reports.source import Source
from csa_tracker.rules.dates import show_date
from csa_tracker.rules.years import Span
from csa_tracker.values import Action, Brag, MilestoneView, UpdateView

_RATING = (
    Column("Rating", 118),
    Column("Why", 375, split=("Why", "Owner’s view", "Since the last report")),
)
_STEPS = (Column("Milestone", 230), Column("Due", 75), Column("Owner", 110), Column("State", 90))
_UPDATES = (Column("Date", 75), Column("Update", 330), Column("Owner’s rating", 60), Column("Progress", 55))


def action_blocks(source: Source, *, span: Span, as_at: dt.date) -> list[Block]:
    """Return every action of the source under a heading of its own, with the updates of the period."""
    if not source.actions:
        return [Prose("There is no action yet.")]
    moved = moved_of(source.earlier, source.actions)
    blocks: list[Block] = []
    for action in source.actions:
        news = [update for update in action.updates if span.first <= update.made_on <= span.last]
        blocks += [
            Heading(f"{action.ref} {action.title}", 3),
            rating_table(action, moved.get(action.id, "")),
            Facts(facts_of(action)),
            *_long_texts(action),
            *_slip(source, action),
            *step_blocks(action, as_at),
        ]
        if news:
            blocks.append(update_table(news))
        elif action.latest_update_on is not None:
            blocks.append(Prose(f"No update in this period. The last one is of {show_date(action.latest_update_on)}."))
        else:
            blocks.append(Prose("No update yet."))
    return blocks


def rating_table(action: Action, moved: str) -> Table:
    """Return the rating with its reason, the owner's word where it differs, and how it moved."""
    entry = schedule_entry(action, moved)
    row: tuple[Cell, ...] = (
        (Words(entry.rating_word, Tone.STRONG, mark=entry.brag),),
        (Words(entry.why), Words(entry.owner_word), Words(entry.moved, Tone.QUIET)),
    )
    return Table(f"Rating of {action.ref} and why", _RATING, (row,), "Ratings", keep_whole=True)


def facts_of(action: Action) -> tuple[tuple[str, str], ...]:
    """Return what is known about an action, without what nobody filled in."""
    entry = schedule_entry(action)
    pairs = (
        ("Key issue", entry.key_issue),
        ("Areas", entry.areas),
        ("Lead", ", ".join(filter(None, (entry.lead, entry.lead_role)))),
        ("Partners", ", ".join(action.partners)),
        ("Board", action.board),
        ("Start", show_date(action.start) if action.start else ""),
        ("Due", entry.due),
        ("Status", action.status.word if action.status else ""),
        ("Progress", f"{action.percent}%" if action.percent is not None else ""),
        ("Owner’s rating", RATING_LOOKS[Brag(action.rag.value)].word if action.rag else ""),
        ("Completed", show_date(action.completed_on) if action.completed_on else ""),
        ("Themes", "; ".join(action.labels.get(code, code) for code in action.themes)),
        ("Causes", "; ".join(action.labels.get(code, code) for code in action.causes)),
        ("Commitments", "; ".join(action.labels.get(code, code) for code in action.commitments)),
        ("Also serves", "; ".join(action.labels.get(code, code) for code in action.also_key_issues)),
    )
    return tuple(pair for pair in pairs if pair[1])


def step_blocks(action: Action, as_at: dt.date) -> list[Block]:
    """Return the milestones of an action, or the sentence that it has none."""
    if not action.milestones:
        return [Prose("No milestones.")]
    rows = tuple(_step_row(step, as_at) for step in action.milestones)
    return [Table(f"Milestones of {action.ref}", _STEPS, rows, "Milestones")]


def update_table(updates: list[UpdateView] | tuple[UpdateView, ...]) -> Table:
    """Return updates, the newest first, each with what its author said of rating and progress."""
    return Table("Updates, newest first", _UPDATES, tuple(map(_update_row, updates)), "Updates")


def _step_row(step: MilestoneView, as_at: dt.date) -> tuple[Cell, ...]:
    return (
        words(step.title, Tone.STRONG),
        (Words(show_date(step.due) if step.due else "No date", value=step.due),),
        words(step.owner_role or "Nobody named"),
        words(state_of(step, as_at)),
    )


def _update_row(update: UpdateView) -> tuple[Cell, ...]:
    brag = Brag(update.rag.value) if update.rag else None
    return (
        (Words(show_date(update.made_on), Tone.STRONG, value=update.made_on),),
        (Words(update.text), Words(update.author, Tone.QUIET)),
        (Words(RATING_LOOKS[brag].word, mark=brag) if brag else Words("None given"),),
        words(f"{update.percent}%" if update.percent is not None else "None given"),
    )


def _long_texts(action: Action) -> list[Block]:
    parts = []
    if action.description:
        parts.append(f"What it is: {action.description}")
    if action.measure:
        parts.append(f"Measure of success: {action.measure}")
    if action.closure_reason:
        parts.append(f"Reason for closing: {action.closure_reason}")
    return [Points(tuple(parts))] if parts else []


def _slip(source: Source, action: Action) -> list[Block]:
    told = due_words(action, source.moves.get(action.id))
    return [Prose(told)] if told else []
