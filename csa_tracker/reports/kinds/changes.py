"""What changed between two moments: ratings and dates, then every field that differs."""

from __future__ import annotations

from csa_tracker.errors import UserError
from csa_tracker.reports.abbreviations import abbreviations_in
from csa_tracker.reports.blocks import Block, Cell, Column, Heading, Paper, Prose, Table, Tone, Words, words
from csa_tracker.reports.options import ReportOptions
from csa_tracker.reports.parts import change
from csa_tracker.reports.parts.closing import key_blocks
from csa_tracker.reports.parts.opening import paper
from csa_tracker.reports.parts.selection import select
from csa_tracker.reports.source import Difference, Source
from csa_tracker.rules.wording import many

_COLUMNS = (Column("Ref", 58), Column("Field", 75), Column("Before", 180), Column("After", 180))


def build(source: Source, options: ReportOptions) -> Paper:
    """Return what changed since the earlier moment.

    Raises UserError("nothing-to-compare") when there is none, UserError("marking-too-high").
    """
    chosen = select(source, options)
    if chosen.earlier is None:
        raise UserError(
            "nothing-to-compare",
            "There is no earlier moment to compare with.",
            "Name a snapshot with --since, or publish a board report first.",
        )
    changes = change.changes_since(chosen.earlier, chosen.actions, chosen.moves)
    known = {action.ref for action in (*chosen.actions, *chosen.earlier.actions)}
    fields = [one for one in source.differences if one.ref in known]
    blocks: list[Block] = [
        Heading("Ratings and dates"),
        *change.change_blocks(changes, chosen.earlier),
        Heading("Every change, field by field"),
    ]
    if fields:
        blocks.append(Prose(f"{many(len(fields), 'change').capitalize()}, by action and in the order of the fields."))
        blocks.append(Table("Fields that differ", _COLUMNS, tuple(map(_row, fields)), "Fields"))
    else:
        blocks.append(Prose("No field of any action differs."))
    abbreviations = abbreviations_in(action.title for action in chosen.actions)
    return paper(chosen, options, [*blocks, *key_blocks(abbreviations)], report="changes", title="What changed")


def _row(one: Difference) -> tuple[Cell, ...]:
    return (
        words(one.ref, Tone.STRONG),
        words(one.field),
        (Words(one.before or "Nothing"),),
        (Words(one.after or "Nothing"),),
    )
