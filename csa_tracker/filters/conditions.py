"""What a filter says, independent of the store and of row ids: names stand as they were typed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from csa_tracker.values import Brag, Lifecycle


class Key(StrEnum):
    """The words before a colon; other spellings of them are in `KEYS`."""

    LEAD = "lead"
    ISSUE = "issue"
    AREA = "area"
    THEME = "theme"
    RATING = "rating"
    STATUS = "status"
    DUE = "due"
    UPDATED = "updated"


KEYS = {key.value: key for key in Key} | {
    "owner": Key.LEAD,
    "keyissue": Key.ISSUE,
    "district": Key.AREA,
    "rag": Key.RATING,
    "brag": Key.RATING,
    "update": Key.UPDATED,
}

NONE_WORDS = frozenset({"none", "never"})
"""Words that ask for actions where nothing is entered; in quotation marks they are ordinary names."""


class Compare(StrEnum):
    """How a date condition compares; relative ones count days from today (due) or back from today (updated)."""

    BEFORE = "<"
    UP_TO = "<="
    AFTER = ">"
    FROM = ">="
    ON = ""  # that day, or with a number of days: within them
    OVERDUE = "overdue"
    MISSING = "none"


@dataclass(frozen=True, slots=True)
class TextCondition:
    """A word that may be the beginning of a word, or a phrase to be found as it is, in any text of the action."""

    text: str
    phrase: bool = False
    negated: bool = False


@dataclass(frozen=True, slots=True)
class NameCondition:
    """Lead, issue, area or theme is one of these names (any part of a name, as typed), or is `missing`."""

    key: Key
    names: tuple[str, ...] = ()
    missing: bool = False
    negated: bool = False


@dataclass(frozen=True, slots=True)
class RatingCondition:
    """The rating is one of these, or is `missing` (withdrawn and carried forward actions)."""

    ratings: tuple[Brag, ...] = ()
    missing: bool = False
    negated: bool = False


@dataclass(frozen=True, slots=True)
class StatusCondition:
    """The status is one of these, or is `missing`."""

    statuses: tuple[Lifecycle, ...] = ()
    missing: bool = False
    negated: bool = False


@dataclass(frozen=True, slots=True)
class DateCondition:
    """A due date or last update compared with a day, or with a number of `days` counted from the day of asking.

    Exactly one of `days` and `day` is given, neither for OVERDUE and MISSING. `days.day_span` says which days it means.
    """

    key: Key
    compare: Compare
    days: int | None = None
    day: dt.date | None = None
    negated: bool = False


Condition = TextCondition | NameCondition | RatingCondition | StatusCondition | DateCondition


@dataclass(frozen=True, slots=True)
class Problem:
    """What could not be understood, as a plain sentence, and where: text[start:end]."""

    sentence: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Chip:
    """One condition as a chip: its label, the filter text it stands for, and where it was typed: text[start:end]."""

    label: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Filter:
    """Conditions that must all hold, in the order typed. Two filters are equal when their conditions are.

    `chips` has one chip for each condition, in the same order.
    """

    conditions: tuple[Condition, ...] = ()
    problems: tuple[Problem, ...] = field(default=(), compare=False)
    chips: tuple[Chip, ...] = field(default=(), compare=False)
