"""Roll-ups from districts to county to pan-Lancashire: they count and never average, and always say who reported."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from csa_tracker.values import Brag

WORST_FIRST = (Brag.RED, Brag.AMBER, Brag.GREY, Brag.GREEN, Brag.BLUE)
"""The order in which one rating outweighs another. Grey comes before green: what nobody reports is never good news."""

UNPLACED = ""
"""The part of an action that names none of the parts, or one that is not among them; so that nothing disappears."""


@dataclass(frozen=True, slots=True)
class BragCounts:
    """How many actions have each rating; `outside` are those without one (withdrawn, carried forward)."""

    red: int = 0
    amber: int = 0
    green: int = 0
    blue: int = 0
    grey: int = 0
    outside: int = 0

    @property
    def rated(self) -> int:
        """The total the ratings add up to."""
        return self.red + self.amber + self.green + self.blue + self.grey

    def of(self, brag: Brag | None) -> int:
        """The count of one rating; None asks for those outside."""
        return {
            Brag.RED: self.red,
            Brag.AMBER: self.amber,
            Brag.GREEN: self.green,
            Brag.BLUE: self.blue,
            Brag.GREY: self.grey,
            None: self.outside,
        }[brag]

    def __add__(self, other: BragCounts) -> BragCounts:
        """Both counts together."""
        return BragCounts(
            red=self.red + other.red,
            amber=self.amber + other.amber,
            green=self.green + other.green,
            blue=self.blue + other.blue,
            grey=self.grey + other.grey,
            outside=self.outside + other.outside,
        )

    @property
    def worst(self) -> Brag | None:
        """The rating that outweighs the others here; None when nothing is rated."""
        return next((brag for brag in WORST_FIRST if self.of(brag)), None)


@dataclass(frozen=True, slots=True)
class ReturnFact:
    """What a roll-up looks at: the one part an action belongs to, its rating and the day of its last update."""

    part: str
    brag: Brag | None
    last_update_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a roll-up. `own` counts its own actions, `whole` those of everything below it too.

    `reported` of `expected` are the lowest parts at or below it. `late_green` of its own actions would be green but
    are counted grey, because the part has not reported.
    """

    code: str
    parent: str | None
    own: BragCounts
    whole: BragCounts
    reported: int
    expected: int
    late_green: int


@dataclass(frozen=True, slots=True)
class Rollup:
    """All parts in the order given (then UNPLACED when it has actions), and the totals, each action counted once."""

    parts: tuple[Part, ...]
    total: BragCounts
    reported: int
    expected: int


def count_brags(brags: Iterable[Brag | None]) -> BragCounts:
    """Count ratings; None is outside the totals."""
    met: dict[str, int] = {}
    for brag in brags:
        name = brag.value if brag is not None else "outside"
        met[name] = met.get(name, 0) + 1
    return BragCounts(**met)


def roll_up(facts: Iterable[ReturnFact], parents: Mapping[str, str | None], *, first: dt.date, last: dt.date) -> Rollup:
    """Roll up actions over a tree of parts (code -> parent or None) for the period from `first` to `last`.

    A part without parts below it reports when one of its actions has an update in the period. Until then its return is
    late and its green actions are counted grey: red and amber stay, as silence lifts no warning, and done stays done.
    """
    placed: dict[str, list[ReturnFact]] = {code: [] for code in parents}
    for fact in facts:
        placed.setdefault(fact.part if fact.part in parents else UNPLACED, []).append(fact)
    inner = {parent for parent in parents.values() if parent is not None}
    expected = frozenset(code for code in parents if code not in inner)
    reporting = frozenset(
        code for code in expected if any(_is_within(fact.last_update_on, first, last) for fact in placed[code])
    )
    owns = {
        code: count_brags(_shown(fact.brag, late=code in expected - reporting) for fact in own)
        for code, own in placed.items()
    }
    below: dict[str, list[str]] = {code: [] for code in placed}
    for code in placed:
        for upper in _line_up(code, parents):
            below[upper].append(code)
    parts = tuple(
        Part(
            code=code,
            parent=parents.get(code),
            own=owns[code],
            whole=_sum(owns[lower] for lower in below[code]),
            reported=len(reporting.intersection(below[code])),
            expected=len(expected.intersection(below[code])),
            late_green=owns[code].grey - sum(fact.brag is Brag.GREY for fact in own),
        )
        for code, own in placed.items()
    )
    return Rollup(parts, _sum(owns.values()), len(reporting), len(expected))


def reported_words(reported: int, expected: int) -> str:
    """How many have reported, as every roll-up must say: "11 of 14 reported"."""
    return f"{reported:,} of {expected:,} reported" if expected else "Nobody reports here"


def _shown(brag: Brag | None, *, late: bool) -> Brag | None:
    return Brag.GREY if late and brag is Brag.GREEN else brag


def _is_within(day: dt.date | None, first: dt.date, last: dt.date) -> bool:
    return day is not None and first <= day <= last


def _line_up(code: str, parents: Mapping[str, str | None]) -> list[str]:
    """The part and those above it; ends at a parent that is not among the parts, and after one round of a circle."""
    line = [code]
    upper = parents.get(code)
    while upper is not None and upper in parents and upper not in line:
        line.append(upper)
        upper = parents.get(upper)
    return line


def _sum(counts: Iterable[BragCounts]) -> BragCounts:
    return sum(counts, BragCounts())
