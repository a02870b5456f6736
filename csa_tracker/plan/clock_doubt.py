"""Whether this computer's clock can be right: changes keep their order whatever it says, but people read dates."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from csa_tracker.plan.authors import read_authors
from csa_tracker.rules.dates import show_date
from db.log.clock import instant_of
from db.queries import attention as sql

if TYPE_CHECKING:
    from csa_tracker.workspace import OpenPlan

BEHIND = dt.timedelta(minutes=10)
"""How much earlier than the last change made here a clock may be."""
AHEAD = dt.timedelta(days=60)
"""How far ahead of the clock the newest change of all may be."""


@dataclass(frozen=True, slots=True)
class ClockDoubt:
    """Why a clock may be wrong and what to do; `is_ours` when it is certainly the one of this computer."""

    sentence: str
    advice: str
    is_ours: bool


def doubt_about_clock(plan: OpenPlan) -> ClockDoubt | None:
    """Compare the clock with the last change made here and with the newest change of all. None: nothing is wrong."""
    now = plan.clock.now()
    with plan.store.reading() as connection:
        (newest, member), replica = sql.newest(connection), plan.replica(connection)
        if instant_of(newest) - BEHIND <= now:  # the usual case, without another question
            return None
        own = instant_of(sql.last_own(connection, replica))
        author = read_authors(connection, plan.profile)(member)
    if own - BEHIND > now:
        return ClockDoubt(
            f"This computer’s clock ({_day(now)}) is earlier than the last change made here ({_day(own)}).",
            "Check the date. Your changes are kept in the right order.",
            is_ours=True,
        )
    if instant_of(newest) - AHEAD > now:
        return ClockDoubt(
            f"The newest change, by {author}, is dated {_day(instant_of(newest))}. "
            f"This computer’s clock says {_day(now)}.",
            "Check the date of both computers. Every change is kept in the right order.",
            is_ours=False,
        )
    return None


def _day(at: dt.datetime) -> str:
    here = at.astimezone()
    return f"{show_date(here.date())}, {here:%H:%M}"
