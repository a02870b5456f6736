"""The report of one partnership: how its actions stand, by lead and by key issue, with exceptions and schedule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from csa_tracker.reports.blocks import Bars, Block, Heading, Paper, Prose
from csa_tracker.reports.board_content import board_content, count_actions
from csa_tracker.reports.board_values import KeyIssueCounts
from csa_tracker.reports.options import ReportOptions
from csa_tracker.reports.parts import actions, change, figures, milestones
from csa_tracker.reports.parts.closing import key_blocks
from csa_tracker.reports.parts.issues import issue_blocks
from csa_tracker.reports.parts.opening import day_of, paper, span_of
from csa_tracker.reports.parts.selection import select
from csa_tracker.reports.source import Source
from csa_tracker.values import Action

NO_LEAD = "No lead given"


def build(source: Source, options: ReportOptions) -> Paper:
    """Return the report of the chosen partnership, or of all of the plan. Raises UserError("marking-too-high")."""
    chosen = select(source, options)
    names = {choice.code: choice.label for choice in source.partnerships}
    who = names.get(options.partnership, options.partnership) or source.info.partnership_name
    moved = change.moved_of(chosen.earlier, chosen.actions)
    content = board_content(
        chosen.info, chosen.actions, key_issues=chosen.key_issues, today=chosen.today, options=options, moved=moved
    )
    day, span = day_of(chosen, options), span_of(chosen, options)
    blocks: list[Block] = [
        Prose(f"How the actions of {who} stand. {' '.join(content.summary)}"),
        figures.cards(content, chosen.earlier),
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
        *lead_blocks(chosen.actions),
        *figures.area_blocks(chosen.actions, chosen.areas, span=span, total=content.counts),
        *_changes(chosen),
        Heading("Exceptions"),
        *actions.exceptions(content.exceptions),
        Heading("Key issues"),
        *issue_blocks(chosen, span=span, as_at=day),
        Heading("Milestones due"),
        *milestones.milestone_blocks(chosen.actions, day),
        Heading("Schedule of all actions"),
        *actions.schedule(content.schedule),
        *key_blocks(content.abbreviations),
    ]
    return paper(chosen, options, blocks, report="partnership", title=f"Partnership report: {who}")


def lead_blocks(held: Sequence[Action]) -> list[Block]:
    """Return how the actions of each lead organisation are rated."""
    leads = by_lead(held)
    rows = [KeyIssueCounts(lead or NO_LEAD, lead or NO_LEAD, count_actions(mine)) for lead, mine in leads.items()]
    if not rows:
        return []
    table = figures.counts_table(
        rows,
        count_actions(held),
        head="Lead organisation",
        total_word="All leads",
        caption="Number of actions by lead organisation and rating",
        sheet="By lead",
    )
    return [Heading("Rating by lead organisation"), table]


def by_lead(held: Iterable[Action]) -> dict[str, list[Action]]:
    """Return actions by lead organisation in alphabetical order, those without one at the end under ""."""
    groups: dict[str, list[Action]] = {}
    names: dict[str, str] = {}
    for action in held:
        key = " ".join(action.lead.split()).casefold()
        names.setdefault(key, " ".join(action.lead.split()))
        groups.setdefault(key, []).append(action)
    return {names[key]: groups[key] for key in sorted(groups, key=lambda key: (not key, key))}


def _changes(source: Source) -> list[Block]:
    if source.earlier is None:
        return []
    changes = change.changes_since(source.earlier, source.actions, source.moves)
    return [Heading("What changed"), *change.change_blocks(changes, source.earlier)]
