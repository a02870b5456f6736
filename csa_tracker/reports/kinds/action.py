"""One action on a page: its rating and why, what it is for, its milestones and every update."""

from __future__ import annotations

from dataclasses import replace

from csa_tracker.errors import UserError
from csa_tracker.reports.abbreviations import abbreviations_in
from csa_tracker.reports.blocks import Block, Facts, Heading, Paper, Points, Prose
from csa_tracker.reports.options import ReportOptions
from csa_tracker.reports.parts.change import due_words, moved_of
from csa_tracker.reports.parts.closing import key_blocks
from csa_tracker.reports.parts.depth import facts_of, rating_table, step_blocks, update_table
from csa_tracker.reports.parts.milestones import timeline
from csa_tracker.reports.parts.opening import day_of, paper
from csa_tracker.reports.source import Source


def build(source: Source, options: ReportOptions) -> Paper:
    """Return the page of the chosen action.

    Raises UserError("unknown-reference") when it is not in the plan on that day, UserError("marking-too-high").
    """
    action = next((one for one in source.actions if one.ref == options.action and not one.deleted), None)
    if action is None:
        raise UserError(
            "unknown-reference",
            f"There is no action {options.action[:60]} in this plan.",
            "List the actions to see their references.",
        )
    day = day_of(source, options)
    moved = moved_of(source.earlier, (action,)).get(action.id, "")
    blocks: list[Block] = [rating_table(action, moved), Facts(facts_of(action))]
    told = due_words(action, source.moves.get(action.id))
    if told:
        blocks.append(Prose(told))
    for heading, text in (
        ("What it is", action.description),
        ("Measure of success", action.measure),
        ("Reason for closing", action.closure_reason),
    ):
        if text:
            blocks += [Heading(heading), Prose(text)]
    blocks.append(Heading("Milestones"))
    if action.milestones:
        blocks.append(timeline((action,), day))
    blocks += [*step_blocks(action, day), Heading("Updates")]
    blocks.append(update_table(action.updates) if action.updates else Prose("No update yet."))
    if action.conflicts:
        blocks += [
            Heading("To be decided"),
            Prose("Two offices wrote different values for these fields, and nobody has chosen yet:"),
            Points(action.conflicts),
        ]
    texts = (action.title, action.description, action.measure, *(update.text for update in action.updates))
    one = replace(source, actions=(action,))
    return paper(
        one,
        options,
        [*blocks, *key_blocks(abbreviations_in(texts), method=False)],
        report="action",
        title=f"{action.ref} {action.title}",
    )
