"""Ratings as people write them in one cell: a word, a letter, a dot, a change ("G → A") or a word with its history."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from csa_tracker.rules.words import WordRefusal, read_rag
from csa_tracker.values import Rag

_ARROWS = re.compile(r" ?[↑↓↔↗↘⬆⬇▲▼⇑⇓] ?")
_CHANGE = re.compile(r"(?P<before>.{1,12}?) ?(?:->|=>|[→⇒➔➜>]| to | now ) ?(?P<now>.{1,12})", re.IGNORECASE)
_HISTORY = re.compile(
    r"(?P<now>.{1,12}?) ?[(\[,;-] ?(?:was|previously|prev\.?|from|formerly|last (?:quarter|time):?) "
    r"(?P<before>.{1,12}?)[)\]]?",
    re.IGNORECASE,
)
_TWICE = re.compile(r"(?P<one>[^/ ]{1,8}) ?[/ ] ?(?P<two>[^/ ]{1,8})")
_LABELLED = re.compile(r"(?:b?rag|rating|status) ?(?:rating|status)? ?[:=-] ?(?P<word>.{1,12})", re.IGNORECASE)
_EXPLAINED = re.compile(r"(?P<word>[^( ]{1,8}) ?\((?P<why>[^()]{2,20})\)")


@dataclass(frozen=True, slots=True)
class RatingReading:
    """What a rating cell says: the rating of now or None, and the one before where the cell tells of a change."""

    rag: Rag | None
    before: Rag | None = None


@lru_cache(maxsize=4096)
def read_rating(text: str) -> RatingReading:
    """Read a rating cell. Raises WordRefusal where it is not wholly a rating or says two different ones at once."""
    typed = " ".join(_ARROWS.sub(" ", text.replace("\ufe0f", "")).split())
    try:
        return RatingReading(read_rag(typed))
    except WordRefusal as refusal:
        reading = _labelled(typed) or _explained(typed) or _changed(typed) or _twice(typed)
        if reading is None:
            raise refusal from None
        return reading


def _labelled(typed: str) -> RatingReading | None:
    found = _LABELLED.fullmatch(typed)
    rag = _known(found["word"]) if found is not None else None
    return RatingReading(rag) if rag is not None else None


def _explained(typed: str) -> RatingReading | None:
    """A rating with its own meaning behind it: "Blue (complete)"."""
    found = _EXPLAINED.fullmatch(typed)
    rag = _known(found["word"]) if found is not None else None
    if found is None or rag is None:
        return None
    is_said = _known(found["why"]) is rag or (
        rag is Rag.BLUE and found["why"].lower() in ("complete", "completed", "done")
    )
    return RatingReading(rag) if is_said else None


def _changed(typed: str) -> RatingReading | None:
    for pattern in (_CHANGE, _HISTORY):
        found = pattern.fullmatch(typed)
        if found is not None:
            now, before = _known(found["now"]), _known(found["before"])
            if now is not None and before is not None:
                return RatingReading(now, before)
    return None


def _twice(typed: str) -> RatingReading | None:
    """One rating said in two ways: "A/🟠", "Amber 🟠"."""
    found = _TWICE.fullmatch(typed)
    if found is None:
        return None
    one, two = _known(found["one"]), _known(found["two"])
    return RatingReading(one) if one is not None and one is two else None


def _known(word: str) -> Rag | None:
    try:
        return read_rag(word)
    except WordRefusal:
        return None
