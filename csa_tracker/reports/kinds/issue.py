"""One key issue in depth: figures, areas, leads, and every action with its milestones and the updates of the period."""

from __future__ import annotations

from csa_tracker.reports.blocks import Block, Heading, Paper, Prose
from csa_tracker.reports.board_content import board_content
from csa_tracker.reports.kinds.partnership import lead_blocks
from csa_tracker.reports.options import ReportOptions
from csa_tracker.reports.parts import actions, change, figures, milestones
from csa_tracker.reports.parts.closing import key_blocks
from csa_tracker.reports.parts.depth import action_blocks
from csa_tracker.reports.parts.issues import standing_sentence
from csa_tracker.reports.parts.opening import day_of, paper, span_of
from csa_tracker.reports.parts.selection import select
from csa_tracker.reports.source import Source
from csa_tracker.rules.wording import in_words, many

IN_DEPTH_AT_MOST = 400
"""Actions told in depth: beyond that the paper lists them in the schedule only and says so."""


def build(source: Source, options: ReportOptions) -> Paper:
    """Return the report of the chosen key issues. Raises UserError("marking-too-high")."""
    chosen = select(source, options)
    labels = {choice.code: choice.label for choice in source.key_issues}
    name = in_words([labels.get(code, code) for code in options.issues])
    moved = change.moved_of(chosen.earlier, chosen.actions)
    content = board_content(
        chosen.info, chosen.actions, key_issues=(), today=chosen.today, options=options, moved=moved
    )
    day, span = day_of(chosen, options), span_of(chosen, options)
    also = [action for action in source.actions if set(options.issues).intersection(action.also_key_issues)]
    blocks: list[Block] = [
        Prose(f"{name}. {standing_sentence(chosen.actions, span)}"),
        figures.cards(content, chosen.earlier),
        Heading("Exceptions"),
        *actions.exceptions(content.exceptions),
    ]
    if chosen.earlier is not None:
        changes = change.changes_since(chosen.earlier, chosen.actions, chosen.moves)
        blocks += [Heading("What changed"), *change.change_blocks(changes, chosen.earlier)]
    blocks += figures.area_blocks(chosen.actions, chosen.areas, span=span, total=content.counts)
    blocks += lead_blocks(chosen.actions)
    blocks += [Heading("Milestones due"), *milestones.milestone_blocks(chosen.actions, day)]
    if also:
        told = (
            f"{many(len(also), 'action').capitalize()} counted under another key issue also {_serves(len(also))} this."
        )
        blocks += [
            Heading("Also working on this"),
            Prose(told),
            actions.short_table(also, "Actions of other key issues that also serve this one", "Also"),
        ]
    blocks.append(Heading("Every action"))
    if len(chosen.actions) > IN_DEPTH_AT_MOST:
        blocks += [
            Prose(f"These are {len(chosen.actions):,} actions, too many to tell in depth: here is the schedule."),
            *actions.schedule(content.schedule),
        ]
    else:
        blocks += action_blocks(chosen, span=span, as_at=day)
    return paper(
        chosen, options, [*blocks, *key_blocks(content.abbreviations)], report="issue", title=f"Key issue: {name}"
    )


def _serves(count: int) -> str:
    return "serves" if count == 1 else "serve"
