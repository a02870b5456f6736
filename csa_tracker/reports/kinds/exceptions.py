"""Exceptions and a chase list: what is off track, at risk or silent, then what to ask each lead for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from csa_tracker.reports.blocks import Block, Cell, Column, Heading, Paper, Prose, Table, Tone, Words, words
from csa_tracker.reports.board_content import board_content
from csa_tracker.reports.board_entries import schedule_entry
from csa_tracker.reports.kinds.partnership import NO_LEAD, by_lead
from csa_tracker.reports.options import ReportOptions
from csa_tracker.reports.parts import actions, change, figures
from csa_tracker.reports.parts.actions import rating_cell
from csa_tracker.reports.parts.closing import key_blocks
from csa_tracker.reports.parts.figures import has_reported
from csa_tracker.reports.parts.milestones import open_milestones
from csa_tracker.reports.parts.opening import day_of, paper, span_of
from csa_tracker.reports.parts.selection import select
from csa_tracker.reports.source import Source
from csa_tracker.rules.dates import show_date
from csa_tracker.rules.wording import in_words, many
from csa_tracker.rules.years import Span
from csa_tracker.values import Action, Lifecycle

_ENDED = (Lifecycle.COMPLETE, Lifecycle.WITHDRAWN, Lifecycle.CARRIED_FORWARD)
_COLUMNS = (
    Column("Ref", 58),
    Column("Action", 165),
    Column("Due", 64),
    Column("Rating", 96, split=("Rating", "Why")),
    Column("To ask for", 110),
)


def build(source: Source, options: ReportOptions) -> Paper:
    """Return the exceptions and the chase list. Raises UserError("marking-too-high")."""
    chosen = select(source, options)
    day, span = day_of(chosen, options), span_of(chosen, options)
    moved = change.moved_of(chosen.earlier, chosen.actions)
    content = board_content(
        chosen.info, chosen.actions, key_issues=chosen.key_issues, today=chosen.today, options=options, moved=moved
    )
    asked = {action.id: wanted for action in chosen.actions if (wanted := asks(action, span, day))}
    blocks: list[Block] = [
        figures.cards(content, chosen.earlier),
        Heading("Exceptions"),
        *actions.exceptions(content.exceptions),
        Heading("Chase list by lead"),
    ]
    if not asked:
        blocks.append(Prose("Every open action has its update for this period, and nothing is late."))
    else:
        told = f"{many(len(asked), 'action').capitalize()} with something to ask for, each under its lead organisation."
        blocks += [Prose(told), *_leads(chosen.actions, asked)]
    return paper(
        chosen,
        options,
        [*blocks, *key_blocks(content.abbreviations)],
        report="exceptions",
        title="Exceptions and chase list",
    )


def asks(action: Action, span: Span, as_at: dt.date) -> tuple[str, ...]:
    """Return what to ask an action's lead for: an update for the period, a new date, late milestones."""
    if action.status in _ENDED:
        return ()
    wanted = []
    begun = action.start is None or action.start <= span.last
    if begun and not has_reported((action,), span):
        last = f" (the last is of {show_date(action.latest_update_on)})" if action.latest_update_on else ""
        wanted.append(f"An update{last}")
    if action.due is not None and action.due < as_at:
        wanted.append(f"Is it done, or when will it be? It is {many((as_at - action.due).days, 'day')} overdue")
    late = open_milestones((action,), until=as_at - dt.timedelta(days=1))
    if late:
        wanted.append(f"Late milestones: {in_words([one.step.title for one in late])}")
    return tuple(wanted)


def _leads(held: Iterable[Action], asked: dict[str, tuple[str, ...]]) -> list[Block]:
    blocks: list[Block] = []
    for lead, mine in by_lead(held).items():
        rows = tuple(_row(action, asked[action.id]) for action in mine if action.id in asked)
        if rows:
            caption = "Actions with something to ask this lead for"
            heading = Heading(f"{lead or NO_LEAD}: {many(len(rows), 'action')}", 3)
            blocks += [heading, Table(caption, _COLUMNS, rows, "Chase list")]
    return blocks


def _row(action: Action, wanted: tuple[str, ...]) -> tuple[Cell, ...]:
    entry = schedule_entry(action)
    return (
        words(entry.ref, Tone.STRONG),
        (Words(entry.title), Words(entry.lead_role, Tone.QUIET)),
        (Words(entry.due, value=entry.due_on),),
        rating_cell(entry),
        tuple(Words(f"{want}.") for want in wanted),
    )
