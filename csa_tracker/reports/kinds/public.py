"""The publishable cut: nothing marked OFFICIAL-SENSITIVE, and a count of what was left out."""

from __future__ import annotations

from dataclasses import replace

from csa_tracker.errors import UserError
from csa_tracker.reports.blocks import Bars, Block, Cell, Column, Heading, Paper, Prose, Table, Tone, Words, words
from csa_tracker.reports.board_content import board_content
from csa_tracker.reports.board_entries import schedule_entry
from csa_tracker.reports.options import ReportOptions
from csa_tracker.reports.parts import figures
from csa_tracker.reports.parts.actions import rating_cell
from csa_tracker.reports.parts.closing import key_blocks
from csa_tracker.reports.parts.opening import paper, span_of
from csa_tracker.reports.parts.selection import select
from csa_tracker.reports.source import Source
from csa_tracker.rules.markings import OFFICIAL, OFFICIAL_SENSITIVE, read_marking
from csa_tracker.rules.wording import many
from csa_tracker.values import Action

_COLUMNS = (
    Column("Ref", 58),
    Column("What we are doing", 195, split=("What we are doing", "Areas", "Latest news")),
    Column("Who leads", 90),
    Column("Due", 64),
    Column("How it stands", 86, split=("Rating", "Why")),
)


def build(source: Source, options: ReportOptions) -> Paper:
    """Return what may be published of the chosen actions.

    An action without a marking of its own has the plan's. Raises UserError("not-publishable") when a marking above
    OFFICIAL was chosen for the paper, UserError("marking-too-high").
    """
    if options.marking and read_marking(options.marking).marking == OFFICIAL_SENSITIVE:
        raise UserError(
            "not-publishable",
            "A report for the public cannot be marked OFFICIAL-SENSITIVE.",
            "Leave the marking out, or choose another report.",
        )
    chosen = select(source, options)
    shown = tuple(action for action in chosen.actions if not is_withheld(action, source))
    withheld = len(chosen.actions) - len(shown)
    kept = replace(chosen, actions=shown, earlier=None, differences=(), info=replace(chosen.info, marking=OFFICIAL))
    content = board_content(
        kept.info, shown, key_issues=chosen.key_issues, today=chosen.today, options=replace(options, marking="")
    )
    blocks: list[Block] = [
        Prose(withheld_sentence(withheld, len(chosen.actions))),
        Prose(" ".join(content.summary)),
        figures.cards(content, None),
        Heading("Progress by key issue"),
        Bars("rating of the actions of each key issue", content.by_key_issue),
        figures.counts_table(
            content.by_key_issue,
            content.counts,
            head="Key issue",
            total_word="All key issues",
            caption="Number of actions by key issue and rating",
            sheet="By key issue",
        ),
        *figures.area_blocks(shown, chosen.areas, span=span_of(chosen, options), total=content.counts),
        Heading("What we are doing"),
    ]
    groups: dict[str, list[Action]] = {}
    for action in shown:
        groups.setdefault(action.key_issue_label or "Other work", []).append(action)
    if not groups:
        blocks.append(Prose("There is nothing to publish yet."))
    for label, held in groups.items():
        table = Table("Actions of this key issue", _COLUMNS, tuple(map(_row, held)), "Actions")
        blocks += [Heading(f"{label}: {many(len(held), 'action')}", 3), table]
    return paper(
        kept,
        replace(options, marking=""),
        [*blocks, *key_blocks(content.abbreviations)],
        report="public",
        title="Progress report for the public",
        marking=OFFICIAL,
    )


def is_withheld(action: Action, source: Source) -> bool:
    """Whether an action must not be published: its marking, or the plan's where it has none. Raises UserError."""
    return read_marking(action.marking or source.info.marking).marking == OFFICIAL_SENSITIVE


def withheld_sentence(withheld: int, of: int) -> str:
    """Return how many actions were left out because of their marking."""
    if not withheld:
        return "Nothing has been left out of this report because of its marking."
    held = f"{many(withheld, 'action').capitalize()} of {of:,}"
    return f"{held} {'is' if withheld == 1 else 'are'} left out and not counted, because of the protective marking."


def _row(action: Action) -> tuple[Cell, ...]:
    entry = schedule_entry(action)
    latest = f"Latest news, {entry.latest_update_on}:" if entry.latest_update_on else "Latest news:"
    return (
        words(entry.ref, Tone.STRONG),
        (
            Words(entry.title, Tone.STRONG),
            Words(entry.areas, Tone.QUIET),
            Words(entry.latest_update, label=latest),
        ),
        words(entry.lead),
        (Words(entry.due, value=entry.due_on),),
        rating_cell(entry),
    )
