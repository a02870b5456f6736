"""The board progress report: cover, summary, exceptions, key issues, maps, milestones, schedule, key and method."""

from __future__ import annotations

from collections.abc import Sequence

from csa_tracker.reports.blocks import Bars, Block, Contents, Heading, Paper, Points, Prose
from csa_tracker.reports.board_content import board_content
from csa_tracker.reports.board_values import BoardContent
from csa_tracker.reports.options import ReportOptions
from csa_tracker.reports.parts import actions, change, figures, matrices, milestones
from csa_tracker.reports.parts.closing import key_blocks
from csa_tracker.reports.parts.issues import issue_blocks
from csa_tracker.reports.parts.opening import day_of, paper, span_of
from csa_tracker.reports.parts.selection import select
from csa_tracker.reports.source import Source
from csa_tracker.rules.dates import show_date, show_date_long
from csa_tracker.rules.wording import many

PURPOSE = (
    "This paper tells the board how the actions of the plan stand, what changed, and where a decision or support may "
    "be needed. Each rating is worked out by one rule, given in the key, and says why."
)


def build(source: Source, options: ReportOptions) -> Paper:
    """Return the board progress report. Raises UserError("marking-too-high")."""
    chosen = select(source, options)
    moved = change.moved_of(chosen.earlier, chosen.actions)
    content = board_content(
        chosen.info, chosen.actions, key_issues=chosen.key_issues, today=chosen.today, options=options, moved=moved
    )
    blocks: list[Block] = [
        *_cover(chosen, options, content),
        *_summary(chosen, options, content),
        Heading("Exceptions"),
        *actions.exceptions(content.exceptions),
        *_changes(chosen),
        Heading("Key issues"),
        *issue_blocks(chosen, span=span_of(chosen, options), as_at=day_of(chosen, options)),
        *_maps(chosen),
        Heading("Milestones due"),
        *milestones.milestone_blocks(chosen.actions, day_of(chosen, options)),
        Heading("Schedule of all actions"),
        *actions.schedule(content.schedule),
        *key_blocks(content.abbreviations),
    ]
    return paper(chosen, options, blocks, report="board", title="Board progress report")


def _cover(source: Source, options: ReportOptions, content: BoardContent) -> list[Block]:
    span = span_of(source, options)
    told = list(content.summary)
    if source.earlier is not None:
        changes = change.changes_since(source.earlier, source.actions, source.moves)
        told.append(change.change_sentence(changes, source.earlier))
    expected = [choice.label for choice in source.areas]
    told.append(figures.reported_sentence(expected, figures.silent_areas(source.actions, source.areas, span)))
    until = milestones.horizon(day_of(source, options))
    due = milestones.open_milestones(source.actions, until=until)
    if due:
        late = sum(one.step.due is not None and one.step.due < day_of(source, options) for one in due)
        told.append(
            f"{many(len(due), 'milestone').capitalize()} not done and due by {show_date(until)}, {late:,} of them late."
        )
    blocks: list[Block] = [Prose(PURPOSE), Heading("At a glance"), Points(tuple(told))]
    if content.abbreviations:
        meanings = "; ".join(f"{short}: {meaning}" for short, meaning in content.abbreviations)
        blocks.append(Prose(f"Abbreviations in this paper. {meanings}.", quiet=True))
    return [*blocks, Heading("In this paper", 3), Contents()]


def _summary(source: Source, options: ReportOptions, content: BoardContent) -> list[Block]:
    blocks: list[Block] = [
        Heading("Summary of actions", new_page=True),
        figures.cards(content, source.earlier),
    ]
    if source.earlier is not None:
        day = show_date_long(source.earlier.on)
        blocks.append(Prose(f"Each change is since {source.earlier.label}, as at {day}.", quiet=True))
    if content.by_key_issue:
        blocks += [
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
        ]
    span = span_of(source, options)
    return [*blocks, *figures.area_blocks(source.actions, source.areas, span=span, total=content.counts)]


def _changes(source: Source) -> Sequence[Block]:
    if source.earlier is None:
        return (
            Heading("Since the last board"),
            Prose("No board report has been published before this one, so there is nothing to compare with."),
        )
    changes = change.changes_since(source.earlier, source.actions, source.moves)
    return (Heading("Since the last board"), *change.change_blocks(changes, source.earlier))


def _maps(source: Source) -> Sequence[Block]:
    areas, themes = matrices.by_area(source), matrices.by_theme(source)
    blocks: list[Block] = []
    if areas.columns:
        blocks += [Heading("Key issues and areas"), matrices.heat_map(areas, source, across="area")]
    if themes.columns:
        blocks += [Heading("Key issues and cross-cutting themes"), matrices.heat_map(themes, source, across="theme")]
        empty = [
            choice.short or choice.label for choice in source.themes if themes.column_totals[choice.code].count == 0
        ]
        if empty and len(empty) < len(source.themes):
            blocks += [Prose("No action names these themes:"), Points(tuple(empty))]
        elif empty:
            blocks.append(Prose("No action names a cross-cutting theme yet."))
    return blocks
