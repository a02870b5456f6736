"""A filter as typed, resolved against a plan: names become rows, days become dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

from csa_tracker.filters import (
    Condition,
    DateCondition,
    Filter,
    Key,
    NameCondition,
    RatingCondition,
    StatusCondition,
    TextCondition,
    day_span,
)
from csa_tracker.plan.vocabulary import Vocabulary, folded
from csa_tracker.values import Choice
from db.queries import conditions as sql

Words = Callable[[], Vocabulary]
"""Reads the plan's vocabulary: asked for by a condition that names something, so that plain words do without it."""


def resolve(wanted: Filter, vocabulary: Words, today: dt.date) -> tuple[sql.Condition, ...]:
    """The conditions a list query tests; a name nothing is called by matches no action."""
    return tuple(
        sql.Not(plain) if condition.negated else plain
        for condition in wanted.conditions
        if (plain := _plain(condition, vocabulary, today)) is not None
    )


def _plain(condition: Condition, vocabulary: Words, today: dt.date) -> sql.Met | None:
    match condition:
        case TextCondition(text=text, phrase=phrase):
            # Signs alone name nothing, as while somebody is still typing.
            return sql.Says(text, whole=phrase) if any(char.isalnum() for char in text) else None
        case NameCondition():
            return _named(condition, vocabulary())
        case RatingCondition(ratings=ratings, missing=missing):
            return sql.Rated(frozenset(rating.value for rating in ratings) | (_NONE if missing else frozenset()))
        case StatusCondition(statuses=statuses, missing=missing):
            return sql.Standing(frozenset(status.value for status in statuses) | (_NONE if missing else frozenset()))
        case DateCondition():
            span = day_span(condition, today)
            return sql.Dated(
                condition.key is Key.UPDATED,
                span.first,
                span.last,
                missing=span.missing,
                empty=span.empty,
                unfinished=span.unfinished,
            )


_NONE: frozenset[str | None] = frozenset({None})


def _named(condition: NameCondition, vocabulary: Vocabulary) -> sql.Met:
    match condition.key:
        case Key.LEAD:
            return sql.Led(condition.names, condition.missing)
        case Key.AREA:
            return sql.In(_ids(condition.names, vocabulary.areas), condition.missing)
        case Key.THEME:
            return sql.Serves(_ids(condition.names, vocabulary.themes), "theme", condition.missing)
        case _:
            return sql.Serves(_ids(condition.names, vocabulary.key_issues), "key_issue", condition.missing)


def _ids(names: Iterable[str], choices: Iterable[Choice]) -> frozenset[str]:
    """Rows called by any of these names: the exact name or code where there is one, else every name that holds it."""
    listed = list(choices)
    found: set[str] = set()
    for name in names:
        wanted = folded(name)
        spoken = {choice.id: (folded(choice.code), folded(choice.label), folded(choice.short)) for choice in listed}
        exact = {row for row, words in spoken.items() if wanted in words}
        found |= exact or {row for row, words in spoken.items() if any(wanted in word for word in words)}
    return frozenset(found)
