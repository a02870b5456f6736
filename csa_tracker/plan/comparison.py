"""The ratings at the last named snapshot, for saying how they changed since.

Working them out reads the whole change log (2 seconds for 10,000 actions), and what a snapshot saw never changes: they
are worked out once and kept in the profile, which works for a plan that can only be read as well.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass, fields

from csa_tracker.plan.moments import Snapshot, actions_at, list_snapshots
from csa_tracker.rules.rollup import BragCounts, count_brags
from csa_tracker.workspace import OpenPlan

_SETTING = "snapshot_counts"
_MOST = 50


@dataclass(frozen=True, slots=True)
class Comparison:
    """The counts at a named snapshot."""

    snapshot: str
    taken_on: dt.date
    counts: BragCounts


def last_snapshot(plan: OpenPlan) -> Snapshot | None:
    """The named snapshot taken last, None when there is none."""
    known = list_snapshots(plan)
    return known[-1] if known else None


def known_comparison(plan: OpenPlan, snapshot: Snapshot) -> Comparison | None:
    """The counts at a snapshot where they have been worked out before."""
    stored = _kept(plan).get(snapshot.id)
    counts = _read(stored)
    return None if counts is None else _comparison(snapshot, counts)


def count_at(plan: OpenPlan, snapshot: Snapshot) -> BragCounts:
    """The counts at a snapshot; slow for a large plan. On a thread of its own it needs an OpenPlan of its own."""
    return count_brags(action.brag for action in actions_at(plan, snapshot))


def keep_comparison(plan: OpenPlan, snapshot: Snapshot, counts: BragCounts) -> Comparison:
    """Keep the counts at a snapshot for the next time; those of the latest 50 snapshots are kept."""
    kept = {row: known for row, known in _kept(plan).items() if row != snapshot.id}
    kept[snapshot.id] = asdict(counts)
    plan.profile.change_settings({_SETTING: dict(list(kept.items())[-_MOST:])})
    return _comparison(snapshot, counts)


def _comparison(snapshot: Snapshot, counts: BragCounts) -> Comparison:
    return Comparison(snapshot.name, snapshot.taken_at.astimezone().date(), counts)


def _kept(plan: OpenPlan) -> dict[str, object]:
    stored = plan.profile.read_settings().get(_SETTING)
    return {str(row): known for row, known in stored.items()} if isinstance(stored, dict) else {}


def _read(stored: object) -> BragCounts | None:
    if not isinstance(stored, dict):
        return None
    found = {field.name: stored.get(field.name) for field in fields(BragCounts)}
    counts = {name: count for name, count in found.items() if type(count) is int and count >= 0}
    return BragCounts(**counts) if len(counts) == len(found) else None
