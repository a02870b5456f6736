"""What differs between two texts, word by word: what was taken away, what was added, what stayed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from enum import Enum
from typing import NamedTuple

from csa_tracker.rules.wording import many

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_MOST_WORDS = 4000
_ALIKE = 0.35
"""Texts with less in common than this share read better one after the other than woven together."""


class Mark(Enum):
    """What became of a piece of text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


class Piece(NamedTuple):
    """A stretch of text and what became of it."""

    text: str
    mark: Mark


def compare(before: str, after: str) -> list[Piece]:
    """Return both texts woven together: what stayed, what is gone, what is new, in reading order."""
    if before == after:
        return [Piece(after, Mark.SAME)] if after else []
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if len(old) > _MOST_WORDS or len(new) > _MOST_WORDS:
        return _apart(before, after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return _apart(before, after)
    pieces: list[Piece] = []
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            pieces.append(Piece("".join(old[start:end]), Mark.SAME))
            continue
        pieces += _apart("".join(old[start:end]), "".join(new[new_start:new_end]))
    return pieces


def _apart(before: str, after: str) -> list[Piece]:
    return [piece for piece in (Piece(before, Mark.GONE), Piece(after, Mark.NEW)) if piece.text]


def one_side(pieces: Iterable[Piece], mark: Mark) -> list[Piece]:
    """Return the earlier text (`Mark.GONE`) or the later one (`Mark.NEW`) with its own differences marked."""
    return [piece for piece in pieces if piece.mark in (Mark.SAME, mark)]


def around_change(pieces: list[Piece], *, before: int = 24) -> list[Piece]:
    """Return the pieces from shortly before the first difference, so that a line of a list shows what changed."""
    if not pieces or pieces[0].mark is not Mark.SAME or len(pieces) == 1:
        return pieces
    first = pieces[0].text
    if len(first) <= before + 8:
        return pieces
    tail = first[-before:]
    cut = tail.partition(" ")[2] or tail
    return [Piece("…" + cut, Mark.SAME), *pieces[1:]]


def difference_words(pieces: Iterable[Piece]) -> str:
    """Return how much differs, in words: "3 words taken away, 5 words added"; for people who do not see the marks."""
    counts = {Mark.GONE: 0, Mark.NEW: 0}
    for piece in pieces:
        if piece.mark in counts:
            counts[piece.mark] += len(re.findall(r"\w+", piece.text))
    told = [
        f"{many(counts[mark], 'word')} {done}"
        for mark, done in ((Mark.GONE, "taken away"), (Mark.NEW, "added"))
        if counts[mark]
    ]
    return ", ".join(told) or "Only spaces or punctuation differ"
