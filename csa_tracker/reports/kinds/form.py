"""The blank update form of one lead organisation: what is known of each open action, and room to answer."""

from __future__ import annotations

import datetime as dt

from csa_tracker.rating_look import RATING_LOOKS
from csa_tracker.reports.abbreviations import abbreviations_in
from csa_tracker.reports.blocks import Block, Form, Heading, Paper, Points, Prose, Question
from csa_tracker.reports.board_entries import schedule_entry
from csa_tracker.reports.options import ReportOptions
from csa_tracker.reports.parts.closing import key_blocks
from csa_tracker.reports.parts.milestones import horizon, open_milestones
from csa_tracker.reports.parts.opening import day_of, paper, span_of
from csa_tracker.reports.parts.selection import select
from csa_tracker.reports.source import Source
from csa_tracker.rules.dates import show_date, show_date_long
from csa_tracker.rules.wording import in_words, many
from csa_tracker.values import Action, Brag, Lifecycle

_ENDED = (Lifecycle.COMPLETE, Lifecycle.WITHDRAWN, Lifecycle.CARRIED_FORWARD)
ANSWERS = tuple(RATING_LOOKS[brag].word for brag in (Brag.GREEN, Brag.AMBER, Brag.RED, Brag.BLUE))
QUESTIONS = (
    Question("How does it stand?", choices=ANSWERS),
    Question("Update: what happened in this period, and what difference did it make?", 4),
    Question("Progress in per cent, and a new due date with the reason if it moved", 1),
    Question("What stands in the way, and what help is needed?", 2),
)


def build(source: Source, options: ReportOptions) -> Paper:
    """Return the form of the chosen lead organisation. Raises UserError("marking-too-high")."""
    chosen = select(source, options)
    held = [action for action in chosen.actions if action.status not in _ENDED]
    day, span = day_of(chosen, options), span_of(chosen, options)
    days = f"{show_date_long(span.first)} to {show_date_long(span.last)}"
    blocks: list[Block] = [
        Prose(
            f"{options.lead} leads {many(len(held), 'open action')} of this plan. This form asks how each stands, for "
            f"the period {days}."
        ),
        Heading("How to fill it in"),
        Points(
            (
                "Say what happened and what difference it made, in a sentence or two for each action.",
                "Leave an action empty when nothing happened: it then counts as without news, not as on track.",
                "Give a reason when a date moved. The board’s paper prints it.",
                "Do not write names of victims, suspects or members of the public, nor case details.",
            )
        ),
        Heading("Actions"),
    ]
    if not held:
        blocks.append(Prose("This organisation leads no open action."))
    blocks += [_form(action, day) for action in held]
    abbreviations = abbreviations_in(action.title for action in held)
    blocks += key_blocks(abbreviations, method=False)
    return paper(chosen, options, blocks, report="form", title="Update form")


def _form(action: Action, as_at: dt.date) -> Form:
    entry = schedule_entry(action)
    steps = open_milestones((action,), until=horizon(as_at))
    told = [f"{one.step.title} (due {show_date(one.step.due)})" for one in steps if one.step.due]
    facts = (
        ("Key issue", entry.key_issue),
        ("Due", entry.due),
        ("Rating now", f"{entry.rating_word}. {entry.why}"),
        ("Latest update", f"{entry.latest_update_on}: {entry.latest_update}" if entry.latest_update_on else "None yet"),
        ("Milestones due", in_words(told)),
        ("Lead role", entry.lead_role),
    )
    return Form(entry.ref, entry.title, tuple(pair for pair in facts if pair[1]), QUESTIONS)
