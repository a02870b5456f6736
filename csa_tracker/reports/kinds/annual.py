"""The annual review: what the year achieved, what was closed and why, and what to decide about what goes on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from csa_tracker.reports.blocks import Bars, Block, Cell, Column, Heading, Paper, Prose, Table, Tone, Words, words
from csa_tracker.reports.board_content import board_content
from csa_tracker.reports.board_entries import schedule_entry
from csa_tracker.reports.options import ReportOptions
from csa_tracker.reports.parts import figures
from csa_tracker.reports.parts.actions import rating_cell
from csa_tracker.reports.parts.closing import key_blocks
from csa_tracker.reports.parts.opening import day_of, paper, span_of
from csa_tracker.reports.parts.selection import select
from csa_tracker.reports.source import Source
from csa_tracker.rules.dates import show_date
from csa_tracker.rules.slip import days_slipped
from csa_tracker.rules.wording import many
from csa_tracker.rules.years import Span, financial_year_of
from csa_tracker.values import Action, Lifecycle

_ENDED = (Lifecycle.COMPLETE, Lifecycle.WITHDRAWN, Lifecycle.CARRIED_FORWARD)
RowOf = Callable[[Action], tuple[Cell, ...]]
_DONE = (Column("Ref", 58), Column("Action", 220), Column("Completed", 70), Column("What came of it", 145))
_CLOSED = (Column("Ref", 58), Column("Action", 220), Column("Status", 80), Column("Reason", 135))
_OPEN = (
    Column("Ref", 58),
    Column("Action", 165),
    Column("Due", 70),
    Column("Rating", 96, split=("Rating", "Why")),
    Column("Proposal", 104),
)


def build(source: Source, options: ReportOptions) -> Paper:
    """Return the review of the financial year the period falls in. Raises UserError("marking-too-high")."""
    chosen = select(source, options)
    year = financial_year_of(span_of(chosen, options).first)
    day = day_of(chosen, options)
    content = board_content(
        chosen.info, chosen.actions, key_issues=chosen.key_issues, today=chosen.today, options=options
    )
    done = [action for action in chosen.actions if _is_within(action.completed_on, year)]
    undated = [action for action in chosen.actions if action.status is Lifecycle.COMPLETE and not action.completed_on]
    closed = [a for a in chosen.actions if a.status in (Lifecycle.WITHDRAWN, Lifecycle.CARRIED_FORWARD)]
    going = [action for action in chosen.actions if action.status not in _ENDED]
    steps = sum(_is_within(step.done, year) for action in chosen.actions for step in action.milestones)
    news = sum(_is_within(update.made_on, year) for action in chosen.actions for update in action.updates)
    blocks: list[Block] = [
        Prose(
            f"In {year.label}, {many(len(done), 'action')} {_was(len(done))} completed, {many(steps, 'milestone')} "
            f"reached and {many(news, 'update')} written. {' '.join(content.summary)}"
        ),
        figures.cards(content, None),
        Heading("Rating by key issue"),
        Bars("rating of the actions of each key issue", content.by_key_issue),
        figures.counts_table(
            content.by_key_issue,
            content.counts,
            head="Key issue",
            total_word="All key issues",
            caption="Number of actions by key issue and rating",
            sheet="By key issue",
        ),
        *figures.area_blocks(chosen.actions, chosen.areas, span=year, total=content.counts),
        Heading("Completed this year"),
        *_listed(done, _DONE, _done_row, "Actions completed in the year", nothing="No action was completed this year."),
    ]
    if undated:
        caption = "Actions that are complete, with no date of completion"
        blocks += [Heading("Completed, date not given", 3), _table(undated, _DONE, _done_row, caption)]
    blocks += [
        Heading("Closed without completing"),
        *_listed(
            closed, _CLOSED, _closed_row, "Actions withdrawn or carried forward",
            nothing="No action was withdrawn or carried forward.",
        ),
        Heading("Roll-forward: what goes on"),
        Prose("Each action that is still open, with a proposal to confirm or to change."),
        *_listed(
            going, _OPEN, lambda action: _open_row(action, chosen, day),
            "Open actions with a proposal for next year", nothing="No action is open.",
        ),
        *key_blocks(content.abbreviations),
    ]  # fmt: skip
    title = f"Annual review and roll-forward, {year.label}"
    return paper(chosen, options, blocks, report="annual", title=title)


def proposal(action: Action, source: Source, as_at: dt.date) -> str:
    """Return what to do with an open action next year; only ever a proposal, decided by people."""
    slipped = days_slipped(action.original_due, action.due) or 0
    if action.due is not None and action.due < as_at:
        return "Overdue: complete it, or carry it forward with a new date"
    if action.due is not None and action.due > source.info.period_end:
        return "Carry forward: it is due after this agreement ends"
    if action.status is Lifecycle.PAUSED:
        return "Paused: start it again, or withdraw it"
    if slipped > 180:
        return f"Continue, and look again: its date moved by {slipped:,} days"
    return "Continue"


def _listed(
    held: Sequence[Action], columns: tuple[Column, ...], row: RowOf, caption: str, *, nothing: str
) -> list[Block]:
    return [_table(held, columns, row, caption)] if held else [Prose(nothing)]


def _table(held: Sequence[Action], columns: tuple[Column, ...], row: RowOf, caption: str) -> Table:
    return Table(caption, columns, tuple(row(action) for action in held), caption.partition(",")[0])


def _done_row(action: Action) -> tuple[Cell, ...]:
    day = action.completed_on
    return (
        words(action.ref, Tone.STRONG),
        words(action.title),
        (Words(show_date(day) if day else "No date given", value=day),),
        words(action.closure_reason or action.latest_update or "Nothing written"),
    )


def _closed_row(action: Action) -> tuple[Cell, ...]:
    return (
        words(action.ref, Tone.STRONG),
        words(action.title),
        words(action.rating_word),
        words(action.closure_reason or "No reason given"),
    )


def _open_row(action: Action, source: Source, as_at: dt.date) -> tuple[Cell, ...]:
    entry = schedule_entry(action)
    return (
        words(entry.ref, Tone.STRONG),
        words(entry.title),
        (Words(entry.due, value=entry.due_on),),
        rating_cell(entry),
        words(proposal(action, source, as_at)),
    )


def _is_within(day: dt.date | None, span: Span) -> bool:
    return day is not None and span.first <= day <= span.last


def _was(count: int) -> str:
    return "was" if count == 1 else "were"
