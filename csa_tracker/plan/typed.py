"""A list as one would type it: what was chosen from menus, written in the filter language."""

from __future__ import annotations

from collections.abc import Iterator

from csa_tracker.filters import Compare, Condition, DateCondition, Key, NameCondition, RatingCondition, StatusCondition
from csa_tracker.filters.show import show_condition
from csa_tracker.plan.lists import ListQuery
from csa_tracker.plan.vocabulary import Vocabulary


def typed_text(query: ListQuery, vocabulary: Vocabulary) -> str:
    """The filter text that finds what `query` finds, to be kept or shown; a name nothing has any more is left out."""
    chosen = " ".join(show_condition(condition) for condition in _chosen(query, vocabulary))
    return " ".join(part for part in (query.text.strip(), chosen) if part)


def _chosen(query: ListQuery, vocabulary: Vocabulary) -> Iterator[Condition]:
    if query.brags:
        named = tuple(sorted(brag for brag in query.brags if brag is not None))
        yield RatingCondition(named, missing=None in query.brags)
    for key, ids, choices in (
        (Key.ISSUE, query.key_issues, vocabulary.key_issues),
        (Key.AREA, query.areas, vocabulary.areas),
    ):
        names = tuple(choice.label for choice in choices if choice.id in ids)
        if names:
            yield NameCondition(key, names)
    if query.leads:
        yield NameCondition(Key.LEAD, tuple(sorted(query.leads)))
    if query.lifecycles:
        yield StatusCondition(tuple(sorted(query.lifecycles)))
    if query.overdue:
        yield DateCondition(Key.DUE, Compare.OVERDUE)
