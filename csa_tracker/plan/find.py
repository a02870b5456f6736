"""Find actions by what people call them: reference, number, or words of the title, spelt nearly right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from csa_tracker.values import ActionRow

LIMIT = 30
"""Actions shown at most: somebody who gets more types another word."""
EXACT, NUMBER, BEGINS, WORDS, WITHIN, LIKE = range(6)
"""How well a text was found, best first: the whole of it, its number, its beginning, whole words, within, nearly."""
_CLOSE = 80
"""How like two words must be, of 100, to count as one misspelt (rapidfuzz's partial ratio)."""
_FEWEST = 4
_LONGEST_REF = 6


@dataclass(frozen=True, slots=True)
class Named:
    """What a person calls an action by."""

    id: str
    ref: str
    title: str


@dataclass(frozen=True, slots=True)
class NameIndex:
    """Every live action by name, in the order of the plan; `sought` is what words are looked for in."""

    names: tuple[Named, ...] = ()
    sought: tuple[str, ...] = ()


def name_index(rows: Iterable[ActionRow]) -> NameIndex:
    """The index of the rows of a list."""
    names = tuple(Named(row.id, row.ref, row.title) for row in rows)
    return NameIndex(names, tuple(f"{name.ref} {name.title}".casefold() for name in names))


def find_named(index: NameIndex, text: str, *, limit: int = LIMIT) -> list[tuple[int, Named]]:
    """Actions by reference, number or words, best first, each with how well it was found."""
    return [(rank, index.names[place]) for rank, place in match_words(index.sought, text, limit=limit)]


def match_words(sought: Sequence[str], text: str, *, limit: int = LIMIT) -> list[tuple[int, int]]:
    """Places in `sought` (texts in lower case) that hold every word, best first; misspelt words only where few do.

    Each place comes with how well it was found, EXACT to LIKE.
    """
    words = text.casefold().split()
    if not words:
        return []
    whole = " ".join(words)
    # With digits in it a word is a number or a reference, and a nearly right one is a wrong one.
    found = [
        (_rank(held, whole, words), place) for place, held in enumerate(sought) if all(word in held for word in words)
    ]
    found.sort()
    if len(found) < limit and any(_may_be_misspelt(word) for word in words):
        literal = {place for _, place in found}
        found += [(LIKE, place) for place in _nearly(sought, words) if place not in literal]
    return found[:limit]


def _rank(held: str, whole: str, words: Sequence[str]) -> int:
    ref = held.split(" ", 1)[0]
    if ref == whole:
        return EXACT
    if whole.isdigit() and _number_of(ref) == int(whole):
        return NUMBER
    if held.startswith(whole):
        return BEGINS
    return WORDS if all(re.search(rf"(?<!\w){re.escape(word)}", held) for word in words) else WITHIN


def _nearly(sought: Sequence[str], words: Sequence[str]) -> list[int]:
    from rapidfuzz import fuzz, process

    scores: dict[int, float] | None = None
    for word in words:
        if _may_be_misspelt(word):
            hits = process.extract_iter(word, sought, scorer=fuzz.partial_ratio, score_cutoff=_CLOSE)
            likely = {place: score for _, score, place in hits}
        else:
            likely = {place: 100.0 for place, held in enumerate(sought) if word in held}
        scores = (
            likely
            if scores is None
            else {place: scores[place] + score for place, score in likely.items() if place in scores}
        )
    return sorted(scores or {}, key=lambda place: (-(scores or {})[place], place))


def _may_be_misspelt(word: str) -> bool:
    return len(word) >= _FEWEST and word.isalpha()


def _number_of(ref: str) -> int | None:
    digits = re.search(r"([0-9]{1,9})(?:~[0-9]+)?$", ref)
    return int(digits[1]) if digits is not None else None


def split_reference(index: NameIndex, rest: str) -> tuple[list[Named], str]:
    """The actions whose reference (or number alone) a text begins with, and what follows it; all of it for none."""
    words = rest.split()
    for length in range(min(_LONGEST_REF, len(words)), 0, -1):
        wanted = " ".join(words[:length]).casefold()
        found = [name for name in index.names if name.ref.casefold() == wanted]
        if found:
            return found, _after(rest, length)
    if words and words[0].isdigit() and len(words[0]) < 10:
        found = [name for name in index.names if _number_of(name.ref) == int(words[0])]
        return found, _after(rest, 1) if found else rest
    return [], rest


def _after(rest: str, words: int) -> str:
    parts = rest.split(None, words)
    return parts[words] if len(parts) > words else ""
