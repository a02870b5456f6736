"""Lists of actions: which, in which order, and a page of rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from csa_tracker.filters import parse_filter
from csa_tracker.plan.filtering import resolve
from csa_tracker.plan.list_rows import action_row
from csa_tracker.plan.vocabulary import read_vocabulary
from csa_tracker.values import ActionRow, Brag, Lifecycle
from csa_tracker.workspace import OpenPlan
from db.queries import conditions as sql
from db.queries import lists

SORTS = ("ref", "rating", "title", "key_issue", "lead", "due", "percent", "updated")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListQuery:
    """Which actions, in which order; empty means no restriction. Topics and areas are row ids, leads names.

    `text` is in the filter language (csa_tracker/filters): plain words, or "due:<30d rating:red".
    """

    text: str = ""
    sort: str = "ref"
    descending: bool = False
    deleted: bool = False
    brags: frozenset[Brag | None] = frozenset()
    key_issues: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    leads: frozenset[str] = frozenset()
    lifecycles: frozenset[Lifecycle] = frozenset()
    overdue: bool = False


def list_keys(plan: OpenPlan, query: ListQuery) -> list[int]:
    """Opaque keys of the actions in order; filtered and sorted in SQL."""
    plan.refresh_day()
    wanted = _filter(plan, query)
    with plan.store.reading() as connection:
        return lists.list_keys(connection, wanted)


def count_actions(plan: OpenPlan, query: ListQuery) -> int:
    """How many actions a query finds."""
    return len(list_keys(plan, query))


def read_rows(plan: OpenPlan, keys: Sequence[int]) -> list[ActionRow]:
    """One page of rows, in the order of the keys."""
    with plan.store.reading() as connection:
        return [action_row(listed) for listed in lists.read_rows(connection, keys)]


def count_by_brag(plan: OpenPlan, query: ListQuery) -> Mapping[Brag | None, int]:
    """How many of these actions have each rating (None: withdrawn or carried forward)."""
    plan.refresh_day()
    wanted = _filter(plan, query)
    with plan.store.reading() as connection:
        counted = lists.count_by_brag(connection, wanted)
    return {Brag(brag) if brag else None: count for brag, count in counted.items()}


def _filter(plan: OpenPlan, query: ListQuery) -> lists.ActionFilter:
    typed = parse_filter(query.text, today=plan.today)
    conditions = resolve(typed, partial(read_vocabulary, plan, used=False), plan.today)
    return lists.ActionFilter((*conditions, *_chosen(query, plan.today)), query.sort, query.descending, query.deleted)


def _chosen(query: ListQuery, today: dt.date) -> Iterator[sql.Condition]:
    """The conditions chosen from lists rather than typed."""
    if query.brags:
        yield sql.Rated(frozenset(brag.value if brag is not None else None for brag in query.brags))
    if query.key_issues:
        yield sql.Serves(query.key_issues, "key_issue")
    if query.areas:
        yield sql.In(query.areas)
    if query.leads:
        yield sql.LedBy(query.leads)
    if query.lifecycles:
        yield sql.Standing(frozenset(lifecycle.value for lifecycle in query.lifecycles))
    if query.overdue:
        yield sql.Dated(updated=False, last=today - dt.timedelta(days=1), unfinished=True)
