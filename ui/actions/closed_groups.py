"""Which groups of a list a person closed: kept for each grouping and each filter, over a rebuild and over a restart.

A view is its filter, so each view has its own. Kept with the person's settings, not in the plan.
"""

from __future__ import annotations

from collections.abc import Iterable

from csa_tracker.plan.list_rows import GROUPINGS
from csa_tracker.plan.lists import ListQuery
from csa_tracker.profile import Profile

_SETTING = "closed_groups"
MOST_LISTS = 30
"""Lists remembered, the latest; only those with a closed group are."""


def list_name(query: ListQuery, group: str) -> str:
    """Return what tells one list from another: its grouping, whether it is the Bin, its filter."""
    return f"{group}{':bin' if query.deleted else ''}:{' '.join(query.text.split())}"


def read_closed(profile: Profile, query: ListQuery, group: str) -> set[str]:
    """Return the names of the groups that were closed in this list; what cannot be read counts as open."""
    names = _stored(profile).get(list_name(query, group), []) if group in GROUPINGS and group else []
    return {name for name in names if isinstance(name, str)} if isinstance(names, list) else set()


def keep_closed(profile: Profile, query: ListQuery, group: str, closed: Iterable[str]) -> None:
    """Remember the closed groups of this list, as the one changed last."""
    stored, name = _stored(profile), list_name(query, group)
    stored.pop(name, None)
    names = sorted(closed)
    if names:
        stored[name] = names
    profile.change_settings({_SETTING: dict(list(stored.items())[-MOST_LISTS:])})


def _stored(profile: Profile) -> dict[str, object]:
    stored = profile.read_settings().get(_SETTING)
    return dict(stored) if isinstance(stored, dict) else {}
