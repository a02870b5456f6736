"""When the person last looked at each plan, so that the Dashboard can say what changed since; kept in the profile."""

from __future__ import annotations

import datetime as dt

from csa_tracker.profile import Profile

_SETTING = "visits"
_MOST = 50


def last_visit(profile: Profile, plan_id: str) -> dt.datetime | None:
    """When this plan was last left, as an aware instant; None for the first visit or a setting that cannot be read."""
    stored = _visits(profile).get(plan_id)
    if stored is None:
        return None
    try:
        visited = dt.datetime.fromisoformat(stored)
    except ValueError:
        return None
    return visited if visited.tzinfo is not None else None


def note_visit(profile: Profile, plan_id: str, at: dt.datetime) -> None:
    """Remember when this plan was left (an aware instant); the plans left longest ago are forgotten past 50."""
    visits = {plan: seen for plan, seen in _visits(profile).items() if plan != plan_id}
    visits[plan_id] = at.isoformat()
    profile.change_settings({_SETTING: dict(list(visits.items())[-_MOST:])})


def _visits(profile: Profile) -> dict[str, str]:
    stored = profile.read_settings().get(_SETTING)
    if not isinstance(stored, dict):
        return {}
    return {str(plan): seen for plan, seen in stored.items() if isinstance(seen, str)}
