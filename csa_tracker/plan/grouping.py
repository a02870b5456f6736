"""A list in groups: by key issue, lead, area or the quarter an action is due, each with its counts by rating."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from csa_tracker.rules.years import quarter_of
from csa_tracker.values import Brag
from csa_tracker.workspace import OpenPlan
from db.engine import Connection
from db.queries import groups as stored
from db.queries.groups import RawGroup

_NONE = {"key_issue": "No key issue", "lead": "No lead", "area": "No area", "quarter": "No due date"}


@dataclass(frozen=True, slots=True)
class Group:
    """A run of a list: its name, the keys of its actions in the list's order, how many have each rating."""

    name: str
    keys: tuple[int, ...]
    counts: Mapping[Brag | None, int]


def group_keys(plan: OpenPlan, keys: Sequence[int], by: str, *, deleted: bool = False) -> list[Group]:
    """The list's keys in groups, each in the list's order; groups without an action of the list are left out.

    `by` is a name of GROUPINGS (csa_tracker/plan/list_rows.py) other than the empty one. An action in several areas
    stands in one group of such.
    """
    with plan.store.reading() as connection:
        raw = _named(connection, by, deleted=deleted)
        ratings = {
            key: brag for brag, rated in stored.keys_by_rating(connection, deleted=deleted).items() for key in rated
        }
    place = {key: number for number, (_, members) in enumerate(raw) for key in members}
    runs: list[list[int]] = [[] for _ in raw]
    rest: list[int] = []  # written since the list was read
    for key in keys:
        number = place.get(key)
        (runs[number] if number is not None else rest).append(key)
    named = [(name, run) for (name, _), run in zip(raw, runs, strict=True)]
    return [_group(name, run, ratings) for name, run in [*named, (_NONE[by], rest)] if run]


def _group(name: str, run: Sequence[int], ratings: Mapping[int, str | None]) -> Group:
    counted = Counter(ratings.get(key) for key in run)
    return Group(name, tuple(run), {Brag(brag) if brag else None: count for brag, count in counted.items()})


_READERS: Mapping[str, Callable[..., list[RawGroup]]] = {
    "key_issue": stored.key_issue_groups,
    "lead": stored.lead_groups,
    "area": stored.area_groups,
    "quarter": stored.month_groups,
}


def _named(connection: Connection, by: str, *, deleted: bool) -> list[tuple[str, list[int]]]:
    """Groups with the words people read, those without a value last."""
    found: dict[str, list[int]] = {}
    missing: list[int] = []
    for raw in _READERS[by](connection, deleted=deleted):
        if not raw.value:
            missing += raw.keys
        else:
            found.setdefault(_name(by, raw), []).extend(raw.keys)
    return [*found.items(), (_NONE[by], missing)]


def _name(by: str, raw: RawGroup) -> str:
    value = raw.value or ""
    if by == "quarter":
        return f"Due in {quarter_of(dt.date.fromisoformat(f'{value}-01')).label}"
    if value == stored.SEVERAL:
        return "Several areas"
    return raw.name or value
