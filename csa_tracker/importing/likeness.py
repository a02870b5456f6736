"""How alike the titles of actions are, and which of thousands come near one without comparing each with each."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from typing import Generic, TypeVar

from rapidfuzz import fuzz

SURE = 95.0
"""From this likeness (0 to 100) two titles say the same, if lead, key issue or area agree as well."""
NEAR = 85.0
"""From this likeness it is asked whether two titles mean one action."""
REWORDED = 60.0
"""Down to this likeness a title under the same reference counts as reworded; below it, somebody is asked."""

_COMPARED = 300
"""Signs of a title that are compared: whole paragraphs stand in some title columns."""
_FEATURES = 8
_COMMON = 300
_CANDIDATES = 12
_FEW_WORDS = 3

Known = TypeVar("Known")


@lru_cache(maxsize=60_000)
def plain_title(text: str) -> str:
    """A title as its words alone: no case, punctuation or spare spaces."""
    folded = unicodedata.normalize("NFKC", text[:_COMPARED]).casefold().replace("&", " and ")
    return " ".join(re.findall(r"\w+", folded))


def likeness(left: str, right: str) -> float:
    """How alike two titles are, 0 to 100. Titles that name other numbers are never surely the same."""
    one, other = plain_title(left), plain_title(right)
    if one == other:
        return 100.0 if one else 0.0
    score = max(fuzz.ratio(one, other), fuzz.token_sort_ratio(one, other))
    if _numbers(one) != _numbers(other):
        return min(score, SURE - 1) if len(re.findall(r"[^\W\d]{2,}", one)) > _FEW_WORDS else min(score, NEAR - 1)
    return score


def rewording(left: str, right: str) -> float:
    """The same for two titles under one reference, where one that only says more counts as the same words."""
    return max(likeness(left, right), fuzz.token_set_ratio(plain_title(left), plain_title(right)))


def _numbers(title: str) -> list[str]:
    return sorted(re.findall(r"\d+", title))


class TitleIndex(Generic[Known]):
    """Titles by their words and pairs of words, so that only those are compared that share rare ones."""

    def __init__(self, titled: Iterable[tuple[str, Known]]) -> None:
        self._known = list(titled)
        self._places: dict[str, list[int]] = {}
        for place, (title, _) in enumerate(self._known):
            for feature in _features(title):
                self._places.setdefault(feature, []).append(place)

    def near(self, title: str) -> list[tuple[float, Known]]:
        """The titles at least NEAR to this one, the nearest first."""
        shared: Counter[int] = Counter()
        held = [self._places[feature] for feature in _features(title) if feature in self._places]
        for places in sorted(held, key=len)[:_FEATURES]:
            if len(places) <= _COMMON:
                shared.update(places)
        scored = ((likeness(title, self._known[place][0]), place) for place, _ in shared.most_common(_CANDIDATES))
        best = sorted((pair for pair in scored if pair[0] >= NEAR), key=lambda pair: (-pair[0], pair[1]))
        return [(score, self._known[place][1]) for score, place in best]


def _features(title: str) -> list[str]:
    words = plain_title(title).split()
    return list(dict.fromkeys([*words, *(f"{one} {other}" for one, other in pairwise(words))]))
