"""How long the rest of the queue takes at one's own pace: the median of the last actions, kept between sittings."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import median

from csa_tracker.profile import Profile
from csa_tracker.rules.wording import many

SETTING = "queue_pace"
_MOST_KEPT = 20
_LONGEST_SECONDS = 15 * 60.0
"""An action that took longer was left open while somebody did something else; it says nothing about the pace."""


def read_paces(profile: Profile) -> list[float]:
    """Return the seconds each of the last actions took, the latest last; empty before the first."""
    stored = profile.read_settings().get(SETTING, [])
    numbers = stored if isinstance(stored, list) else []
    return [float(one) for one in numbers if isinstance(one, int | float) and 0 < one <= _LONGEST_SECONDS]


def note_pace(profile: Profile, seconds: float) -> list[float]:
    """Remember how long one action took and return the paces now known."""
    paces = read_paces(profile)
    if 0 < seconds <= _LONGEST_SECONDS:
        paces = [*paces, round(seconds, 1)][-_MOST_KEPT:]
        profile.change_settings({SETTING: paces})
    return paces


def progress_words(place: int, total: int, left: int, paces: Sequence[float]) -> str:
    """Return "3 of 18, about 7 minutes left"; without a pace only the place."""
    words = f"{place:,} of {total:,}"
    if not paces or left <= 0:
        return words
    minutes = math.ceil(median(paces) * left / 60)
    return f"{words}, about {many(minutes, 'minute')} left"
