"""What papers count and list, as plain values: tested without a page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from csa_tracker.rating_look import BRAG_ORDER
from csa_tracker.values import Brag, Lifecycle


@dataclass(frozen=True, slots=True)
class RatingCounts:
    """How many actions have each rating; withdrawn, carried forward and not rated ones stand outside `rated`."""

    red: int = 0
    amber: int = 0
    green: int = 0
    blue: int = 0
    grey: int = 0
    withdrawn: int = 0
    carried_forward: int = 0
    not_rated: int = 0

    @property
    def rated(self) -> int:
        """The total that the ratings add up to."""
        return sum(self.of(brag) for brag in BRAG_ORDER)

    @property
    def outside(self) -> int:
        """Actions in the schedule that have no rating."""
        return self.withdrawn + self.carried_forward + self.not_rated

    @property
    def all(self) -> int:
        """Every action in the schedule."""
        return self.rated + self.outside

    def of(self, brag: Brag) -> int:
        """Return the count of one rating."""
        return {
            Brag.RED: self.red,
            Brag.AMBER: self.amber,
            Brag.GREEN: self.green,
            Brag.BLUE: self.blue,
            Brag.GREY: self.grey,
        }[brag]


def count_ratings(rated: Iterable[tuple[Brag | None, Lifecycle | None]]) -> RatingCounts:
    """Count (rating, lifecycle) pairs; a pair without a rating is counted by its lifecycle."""
    met: dict[str, int] = {}
    for brag, lifecycle in rated:
        match brag, lifecycle:
            case None, (Lifecycle.WITHDRAWN | Lifecycle.CARRIED_FORWARD):
                name = lifecycle.value
            case None, _:
                name = "not_rated"
            case _:
                name = brag.value
        met[name] = met.get(name, 0) + 1
    return RatingCounts(**met)


@dataclass(frozen=True, slots=True)
class KeyIssueCounts:
    """One row of "Rating by key issue": full label, short label for charts, counts."""

    label: str
    short: str
    counts: RatingCounts


@dataclass(frozen=True, slots=True)
class ScheduleEntry:
    """Everything the paper prints about one action; dates are already words."""

    ref: str
    title: str
    key_issue: str
    areas: str
    lead: str
    lead_role: str
    due: str
    brag: Brag | None
    rating_word: str
    why: str
    owner_word: str  # "" when the owner's own rating agrees or was not given, else a sentence
    latest_update: str
    latest_update_on: str
    due_on: dt.date | None = None  # the due date as a date, for workbooks
    moved: str = ""  # how its rating moved since the last report, in words with an arrow


@dataclass(frozen=True, slots=True)
class ExceptionGroup:
    """Exceptions of one rating: `entries` are the first of `total`, most urgent first; `more` points to the rest."""

    brag: Brag
    heading: str
    total: int
    entries: tuple[ScheduleEntry, ...]
    more: str


@dataclass(frozen=True, slots=True)
class ScheduleGroup:
    """The part of the schedule that belongs to one key issue."""

    heading: str
    entries: tuple[ScheduleEntry, ...]


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """One line of the key in force: a rating (None: no rating), its word and when it applies."""

    brag: Brag | None
    word: str
    meaning: str


@dataclass(frozen=True, slots=True)
class BoardContent:
    """The whole board paper as values, in reading order."""

    title: str
    plan_name: str
    partnership: str
    facts: tuple[tuple[str, str], ...]
    author: str
    as_at: dt.date
    marking: str
    counts: RatingCounts
    grey_words: tuple[tuple[str, int], ...]
    summary: tuple[str, ...]
    by_key_issue: tuple[KeyIssueCounts, ...]
    exceptions: tuple[ExceptionGroup, ...]
    schedule: tuple[ScheduleGroup, ...]
    key: tuple[KeyEntry, ...]
    method: tuple[str, ...]
    abbreviations: tuple[tuple[str, str], ...]
