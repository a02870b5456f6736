"""Lists of actions: which, in which order, and a page of rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from csa_tracker.rules.brag import Why, rating_word
from csa_tracker.values import ActionRow, Brag, Lifecycle, Rag
from csa_tracker.workspace import OpenPlan
from db.queries import lists

SORTS = ("ref", "rating", "title", "key_issue", "lead", "due", "percent", "updated")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListQuery:
    """Which actions, in which order; empty means no restriction. Topics and areas are row ids, leads names."""

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
    with plan.store.reading() as connection:
        return lists.list_keys(connection, _filter(plan, query))


def read_rows(plan: OpenPlan, keys: Sequence[int]) -> list[ActionRow]:
    """One page of rows, in the order of the keys."""
    with plan.store.reading() as connection:
        return [_row(listed) for listed in lists.read_rows(connection, keys)]


def count_by_brag(plan: OpenPlan, query: ListQuery) -> Mapping[Brag | None, int]:
    """How many of these actions have each rating (None: withdrawn or carried forward)."""
    plan.refresh_day()
    with plan.store.reading() as connection:
        counted = lists.count_by_brag(connection, _filter(plan, query))
    return {Brag(brag) if brag else None: count for brag, count in counted.items()}


def _filter(plan: OpenPlan, query: ListQuery) -> lists.ActionFilter:
    return lists.ActionFilter(
        text=query.text,
        sort=query.sort,
        descending=query.descending,
        deleted=query.deleted,
        brags=frozenset(brag.value if brag is not None else None for brag in query.brags),
        topics=query.key_issues,
        areas=query.areas,
        leads=query.leads,
        lifecycles=frozenset(lifecycle.value for lifecycle in query.lifecycles),
        overdue_on=plan.today if query.overdue else None,
    )


def _row(listed: lists.ListedAction) -> ActionRow:
    brag = Brag(listed.brag) if listed.brag else None
    return ActionRow(
        id=listed.id,
        ref=listed.ref or "",
        title=listed.title or "",
        key_issue=listed.key_issue or "",
        areas=listed.areas,
        lead=listed.lead or "",
        due=listed.due_on,
        due_text=listed.due_text or "",
        status=Lifecycle(listed.lifecycle) if listed.lifecycle else None,
        brag=brag,
        rating_word=rating_word(brag, Why(listed.why_code)) if listed.why_code else "",
        rag=Rag(listed.owner_rag) if listed.owner_rag else None,
        percent=listed.percent,
        latest_update_on=listed.last_update_on,
        conflicts=listed.conflicts,
        deleted=bool(listed.deleted),
    )
