"""Direction of travel: how ratings moved between two dates, judged by goodness and never by value.

Order of goodness: red, amber, green, blue. Grey says that nobody knows, so it has no place in that order:
into grey is worse than amber, green or blue and no better than red (silence or a pause never improves anything);
out of grey, green or blue is better, red or amber is worse (the trouble is now known).
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from csa_tracker.values import Brag

Key = TypeVar("Key", bound=Hashable)


class Travel(StrEnum):
    """How an action moved since an earlier date."""

    IMPROVED = "improved"
    SAME = "same"
    WORSENED = "worsened"
    NEW = "new"
    CLOSED = "closed"

    @property
    def word(self) -> str:
        """The word people read: "Improved", "Same" ..."""
        return self.value.capitalize()

    @property
    def arrow(self) -> str:
        """The sign beside the word, never alone: up is better."""
        return _ARROWS[self]


_ARROWS = {
    Travel.IMPROVED: "↑",
    Travel.SAME: "→",
    Travel.WORSENED: "↓",
    Travel.NEW: "+",
    Travel.CLOSED: "×",
}
_GOODNESS = {Brag.RED: 0, Brag.AMBER: 1, Brag.GREEN: 2, Brag.BLUE: 3}
_WANTED = {Brag.RED: -1, Brag.AMBER: -1, Brag.GREY: -1, Brag.BLUE: 1}
"""Whether more actions of a rating are good. More or fewer green are neither: they come from amber or go to blue."""


@dataclass(frozen=True, slots=True)
class TravelCounts:
    """How many actions moved which way; each is counted once, those outside the totals on both dates not at all."""

    improved: int = 0
    same: int = 0
    worsened: int = 0
    new: int = 0
    closed: int = 0

    @property
    def all(self) -> int:
        """Every action with a rating on either date."""
        return self.improved + self.same + self.worsened + self.new + self.closed


@dataclass(frozen=True, slots=True)
class CountChange:
    """How a count of one rating changed; `travel` is None where more is neither good nor bad."""

    brag: Brag
    before: int
    now: int
    travel: Travel | None

    @property
    def words(self) -> str:
        """The change in words: "2 more", "1 fewer", "no change"."""
        more = self.now - self.before
        if more == 0:
            return "no change"
        return f"{abs(more):,} {'more' if more > 0 else 'fewer'}"


def travel(before: Brag | None, now: Brag | None) -> Travel | None:
    """How an action moved from one rating to another; None stands for no rating or no action.

    Without a rating before it is new; without one now it is closed (withdrawn, carried forward or deleted). A completed
    action has improved to blue. None when there is no rating on either date.
    """
    match before, now:
        case None, None:
            return None
        case None, _:
            return Travel.NEW
        case _, None:
            return Travel.CLOSED
        case (was, is_now) if was is is_now:
            return Travel.SAME
        case Brag.GREY, _:
            return Travel.IMPROVED if now in (Brag.GREEN, Brag.BLUE) else Travel.WORSENED
        case _, Brag.GREY:
            return Travel.SAME if before is Brag.RED else Travel.WORSENED
        case _:
            return Travel.IMPROVED if _GOODNESS[now] > _GOODNESS[before] else Travel.WORSENED


def travel_between(before: Mapping[Key, Brag | None], now: Mapping[Key, Brag | None]) -> Mapping[Key, Travel]:
    """How each action moved between two snapshots (action -> rating); those without a rating on both are left out."""
    moved = {key: travel(before.get(key), now.get(key)) for key in {**before, **now}}
    return {key: way for key, way in moved.items() if way is not None}


def count_travel(before: Mapping[Key, Brag | None], now: Mapping[Key, Brag | None]) -> TravelCounts:
    """How many actions moved which way between two snapshots (action -> rating)."""
    met: dict[str, int] = {}
    for way in travel_between(before, now).values():
        met[way.value] = met.get(way.value, 0) + 1
    return TravelCounts(**met)


def count_change(brag: Brag, before: int, now: int) -> CountChange:
    """How the number of actions with one rating changed between two dates: fewer red, amber or grey is better."""
    wanted = _WANTED.get(brag)
    if wanted is None:
        return CountChange(brag, before, now, None)
    if before == now:
        return CountChange(brag, before, now, Travel.SAME)
    better = (now > before) == (wanted > 0)
    return CountChange(brag, before, now, Travel.IMPROVED if better else Travel.WORSENED)
