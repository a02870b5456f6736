"""The last pages of a paper: the key in force, the method, and abbreviations."""

from __future__ import annotations

from collections.abc import Sequence

from csa_tracker.reports.blocks import Block, Column, Heading, Prose, Table, Tone, Words, words
from csa_tracker.reports.board_values import KeyEntry
from csa_tracker.reports.rating_key import METHOD, key_in_force


def key_blocks(abbreviations: Sequence[tuple[str, str]], *, method: bool = True) -> list[Block]:
    """Return what each rating means, how it is worked out (where `method`), and what abbreviations stand for."""
    blocks: list[Block] = [Heading("Key and method" if method else "Key"), _key_table(key_in_force())]
    blocks += [Prose(sentence) for sentence in METHOD] if method else []
    if abbreviations:
        blocks += [Heading("Abbreviations", 3), _abbreviation_table(abbreviations)]
    return blocks


def _key_table(entries: Sequence[KeyEntry]) -> Table:
    rows = tuple(((Words(entry.word, Tone.STRONG, mark=entry.brag),), words(entry.meaning)) for entry in entries)
    columns = (Column("Rating", 118), Column("When it applies", 375))
    return Table("What each rating means", columns, rows, "Key", keep_whole=True)


def _abbreviation_table(pairs: Sequence[tuple[str, str]]) -> Table:
    rows = tuple((words(short, Tone.STRONG), words(meaning)) for short, meaning in pairs)
    columns = (Column("Abbreviation", 118), Column("Meaning", 375))
    return Table("Abbreviations and their meanings", columns, rows, "Abbreviations", keep_whole=True)
