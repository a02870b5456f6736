"""Which plan lives at which path, noted when it opens: a damaged file can no longer say whose backups are its own."""

from __future__ import annotations

from pathlib import Path

from csa_tracker.profile import Profile

_SETTING = "plan_ids"
_MOST = 100


def note_plan(profile: Profile, path: Path, plan_id: str) -> None:
    """Remember that this plan lives at `path`; the latest opened are remembered longest."""
    known = _known(profile)
    place = str(path.absolute())
    if known.get(place) == plan_id:
        return
    known.pop(place, None)
    newest = [*known.items(), (place, plan_id)][-_MOST:]
    profile.change_settings({_SETTING: dict(newest)})


def known_plan_id(profile: Profile, path: Path) -> str:
    """The id of the plan last opened at `path`, or nothing."""
    return _known(profile).get(str(path.absolute()), "")


def _known(profile: Profile) -> dict[str, str]:
    stored = profile.read_settings().get(_SETTING, {})
    if not isinstance(stored, dict):
        return {}
    return {place: plan for place, plan in stored.items() if isinstance(place, str) and _is_id(plan)}


def _is_id(plan: object) -> bool:
    """Whether it is 32 hexadecimal digits: it becomes the name of a folder."""
    return isinstance(plan, str) and len(plan) == 32 and set(plan) <= set("0123456789abcdef")
