"""Writes a filter: as text that reads back the same, and as the labels of its chips."""

from __future__ import annotations

import re
from collections.abc import Iterable

from csa_tracker.filters.conditions import (
    NONE_WORDS,
    Compare,
    Condition,
    DateCondition,
    Filter,
    Key,
    NameCondition,
    RatingCondition,
    StatusCondition,
    TextCondition,
)
from csa_tracker.filters.tokens import QUOTES
from csa_tracker.rules.dates import show_date

_NEEDS_QUOTES = re.compile(rf"[\s,]|^[<>{QUOTES}]|^$")
_ESCAPED = re.compile(rf"([\\{QUOTES}])")
_NOUN = {
    Key.LEAD: "lead",
    Key.ISSUE: "key issue",
    Key.AREA: "area",
    Key.THEME: "theme",
    Key.RATING: "rating",
    Key.STATUS: "status",
    Key.DUE: "due date",
    Key.UPDATED: "update",
}


def show_filter(shown: Filter) -> str:
    """The text of a filter; `parse_filter` reads the same conditions back."""
    return " ".join(show_condition(condition) for condition in shown.conditions)


def show_condition(condition: Condition) -> str:
    """The text of one condition: `lead:smith`, `-rating:red,amber`, `due:<30d`, `"a phrase"`."""
    sign = "-" if condition.negated else ""
    match condition:
        case TextCondition(text, phrase):
            return sign + (_quoted(text) if phrase else text)
        case NameCondition(key, names, missing):
            return f"{sign}{key}:{_listed((_name(name) for name in names), missing)}"
        case RatingCondition(ratings, missing):
            return f"{sign}{Key.RATING}:{_listed(ratings, missing)}"
        case StatusCondition(statuses, missing):
            return f"{sign}{Key.STATUS}:{_listed((status.replace('_', '-') for status in statuses), missing)}"
        case _:
            return f"{sign}{condition.key}:{condition.compare}{_days_or_day(condition)}"


def chip_label(condition: Condition) -> str:
    """The label of a condition's chip: "Lead: smith", "No due date", "Due in less than 30 days", "Not rating: red"."""
    label = _label(condition)
    if not condition.negated:
        return label
    if isinstance(condition, TextCondition):
        return f"Not: {label}"
    if label.startswith("No "):
        return f"Any {label.removeprefix('No ')}"
    return f"Not {label[0].lower()}{label[1:]}"


def _listed(words: Iterable[str], missing: bool) -> str:
    return ",".join((*words, *(("none",) if missing else ())))


def _name(name: str) -> str:
    return _quoted(name) if _NEEDS_QUOTES.search(name) or name.lower() in NONE_WORDS else name


def _quoted(text: str) -> str:
    return '"' + _ESCAPED.sub(r"\\\1", text) + '"'


def _days_or_day(condition: DateCondition) -> str:
    if condition.day is not None:
        return condition.day.isoformat()
    return f"{condition.days}d" if condition.days is not None else ""


def _label(condition: Condition) -> str:
    match condition:
        case TextCondition(text, phrase):
            return f"“{text}”" if phrase else text
        case NameCondition(key, names, missing):
            return _names_label(_NOUN[key], names, missing)
        case RatingCondition(ratings, missing):
            return _names_label(_NOUN[Key.RATING], ratings, missing)
        case StatusCondition(statuses, missing):
            return _names_label(_NOUN[Key.STATUS], [status.word.lower() for status in statuses], missing)
        case _:
            return _date_label(condition)


def _names_label(noun: str, names: Iterable[str], missing: bool) -> str:
    listed = [*names, *([f"no {noun}"] if missing else [])]
    return f"{noun.capitalize()}: {' or '.join(listed)}" if listed != [f"no {noun}"] else f"No {noun}"


def _date_label(condition: DateCondition) -> str:
    match condition.compare:
        case Compare.OVERDUE:
            return "Overdue"
        case Compare.MISSING:
            return f"No {_NOUN[condition.key]}"
        case _:
            return _due_label(condition) if condition.key is Key.DUE else _updated_label(condition)


def _due_label(condition: DateCondition) -> str:
    if condition.day is not None:
        return f"Due {_DAY_WORDS[condition.compare]} {show_date(condition.day)}"
    return f"Due {_AHEAD_WORDS[condition.compare]} {_days(condition.days or 0)}"


def _updated_label(condition: DateCondition) -> str:
    if condition.day is not None:
        return f"Updated {_DAY_WORDS[condition.compare]} {show_date(condition.day)}"
    ago = _days(condition.days or 0)
    match condition.compare:
        case Compare.AFTER:
            return f"Last updated more than {ago} ago"
        case Compare.FROM:
            return f"Last updated {ago} ago or earlier"
        case Compare.BEFORE:
            return f"Updated less than {ago} ago"
        case _:
            return f"Updated in the last {ago}"


_DAY_WORDS = {
    Compare.BEFORE: "before",
    Compare.UP_TO: "by",
    Compare.AFTER: "after",
    Compare.FROM: "from",
    Compare.ON: "on",
}
_AHEAD_WORDS = {
    Compare.BEFORE: "in less than",
    Compare.UP_TO: "in at most",
    Compare.AFTER: "in more than",
    Compare.FROM: "in at least",
    Compare.ON: "in the next",
}


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count:,} days"
