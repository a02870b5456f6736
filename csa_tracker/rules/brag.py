"""The delivery rating of an action and its reason. This is the only rule; docs/rating.md prints it, reports quote it.

The first line that matches wins. The owner's word never raises a computed rating; where they differ both are shown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from csa_tracker.values import Brag, Lifecycle, Rag

UPDATE_INTERVAL_DAYS = 92
"""A quarter: an action without an update for longer is grey."""
DUE_SOON_DAYS = 28
MILESTONE_SHARE_PERCENT = 80


class Why(StrEnum):
    """Why an action has its rating: one code for each line of the rule."""

    WITHDRAWN = "withdrawn"
    CARRIED_FORWARD = "carried-forward"
    COMPLETE = "complete"
    PAUSED = "paused"
    OVERDUE = "overdue"
    OWNER_RED = "owner-red"
    NOT_STARTED = "not-started"
    LATE_START = "late-start"
    NO_UPDATE = "no-update"
    OWNER_AMBER = "owner-amber"
    DUE_SOON = "due-soon"
    ON_TRACK = "on-track"


@dataclass(frozen=True, slots=True)
class RatingFacts:
    """What the rule looks at. `created_on` stands in for a missing start when there is no update yet."""

    lifecycle: Lifecycle | None
    owner_rag: Rag | None
    start_on: dt.date | None
    due_on: dt.date | None
    created_on: dt.date
    last_update_on: dt.date | None
    milestones: int
    milestones_done: int


@dataclass(frozen=True, slots=True)
class Rating:
    """A rating (None: outside the totals), its reason, and the next day on which it could change by itself."""

    brag: Brag | None
    why: Why
    next_change_on: dt.date | None


_BRAG = {
    Why.WITHDRAWN: None,
    Why.CARRIED_FORWARD: None,
    Why.COMPLETE: Brag.BLUE,
    Why.PAUSED: Brag.GREY,
    Why.OVERDUE: Brag.RED,
    Why.OWNER_RED: Brag.RED,
    Why.NOT_STARTED: Brag.GREY,
    Why.LATE_START: Brag.AMBER,
    Why.NO_UPDATE: Brag.GREY,
    Why.OWNER_AMBER: Brag.AMBER,
    Why.DUE_SOON: Brag.AMBER,
    Why.ON_TRACK: Brag.GREEN,
}

_TIMELESS = {
    Lifecycle.WITHDRAWN: Why.WITHDRAWN,
    Lifecycle.CARRIED_FORWARD: Why.CARRIED_FORWARD,
    Lifecycle.COMPLETE: Why.COMPLETE,
    Lifecycle.PAUSED: Why.PAUSED,
}


def rate(facts: RatingFacts, today: dt.date) -> Rating:
    """Rate an action as it stands on `today` (docs/rating.md)."""
    if facts.lifecycle in _TIMELESS:
        why = _TIMELESS[facts.lifecycle]
        return Rating(_BRAG[why], why, None)
    why = _why(facts, today)
    return Rating(_BRAG[why], why, _next_change(facts, today))


def _why(facts: RatingFacts, today: dt.date) -> Why:
    if facts.due_on is not None and facts.due_on < today:
        return Why.OVERDUE
    if facts.owner_rag is Rag.RED:
        return Why.OWNER_RED
    if facts.lifecycle is Lifecycle.NOT_STARTED:
        waiting = facts.start_on is None or facts.start_on > today
        return Why.NOT_STARTED if waiting else Why.LATE_START
    if (today - _last_sign(facts)).days > UPDATE_INTERVAL_DAYS:
        return Why.NO_UPDATE
    if facts.owner_rag is Rag.AMBER:
        return Why.OWNER_AMBER
    if _is_due_soon(facts, today) and _is_behind(facts):
        return Why.DUE_SOON
    return Why.ON_TRACK


def _last_sign(facts: RatingFacts) -> dt.date:
    return facts.last_update_on or facts.start_on or facts.created_on


def _is_due_soon(facts: RatingFacts, today: dt.date) -> bool:
    return facts.due_on is not None and (facts.due_on - today).days <= DUE_SOON_DAYS


def _is_behind(facts: RatingFacts) -> bool:
    return facts.milestones_done * 100 < facts.milestones * MILESTONE_SHARE_PERCENT


def _next_change(facts: RatingFacts, today: dt.date) -> dt.date | None:
    """The first later day on which some line of the rule turns; a day too early only costs one more look."""
    turns = [_after(_last_sign(facts), UPDATE_INTERVAL_DAYS + 1)]
    if facts.start_on is not None:
        turns.append(facts.start_on)
    if facts.due_on is not None:
        turns += [_after(facts.due_on, 1), _after(facts.due_on, -DUE_SOON_DAYS)]
    return min((turn for turn in turns if turn is not None and turn > today), default=None)


def _after(day: dt.date, days: int) -> dt.date | None:
    try:
        return day + dt.timedelta(days=days)
    except OverflowError:  # beyond the calendar's first or last day nothing changes any more
        return None


def rating_word(brag: Brag | None, why: Why) -> str:
    """The words beside a rating: grey says which of its three reasons it is."""
    match brag:
        case Brag.RED:
            return "Off track"
        case Brag.AMBER:
            return "At risk"
        case Brag.GREEN:
            return "On track"
        case Brag.BLUE:
            return "Complete"
        case Brag.GREY:
            return {Why.PAUSED: "Paused", Why.NO_UPDATE: "No update"}.get(why, "Not started")
        case _:  # outside the totals
            return "Withdrawn" if why is Why.WITHDRAWN else "Carried forward"


def why_sentence(facts: RatingFacts, rating: Rating, today: dt.date) -> str:
    """The generated plain sentence beside a rating; the owner's word is added where it differs."""
    sentence = f"{rating_word(rating.brag, rating.why)}: {_reason(facts, rating.why, today)}"
    if _owner_differs(facts, rating):
        sentence += f"; the owner says {_OWNER_SAYS[facts.owner_rag]}"
    return sentence + "."


_OWNER_SAYS: Mapping[Rag | None, str] = {Rag.RED: "off track", Rag.AMBER: "at risk", Rag.GREEN: "on track"}

_FIXED_REASONS: Mapping[Why, str] = {
    Why.WITHDRAWN: "no longer part of the plan",
    Why.CARRIED_FORWARD: "goes on in a later plan",
    Why.COMPLETE: "the work is done",
    Why.PAUSED: "work is paused",
    Why.OWNER_RED: "the owner says it will not deliver as planned",
    Why.OWNER_AMBER: "the owner says delivery is at risk",
    Why.ON_TRACK: "nothing is late or at risk",
}


def _owner_differs(facts: RatingFacts, rating: Rating) -> bool:
    """A finished action keeps no word of its owner, and one outside the totals has no rating to differ from."""
    return (
        facts.owner_rag in _OWNER_SAYS
        and rating.brag not in (None, Brag.BLUE)
        and str(facts.owner_rag) != str(rating.brag)
    )


def _reason(facts: RatingFacts, why: Why, today: dt.date) -> str:
    if why in _FIXED_REASONS:
        return _FIXED_REASONS[why]
    started = (today - (facts.start_on or today)).days
    left = ((facts.due_on or today) - today).days
    match why:
        case Why.OVERDUE:
            return f"{_days(-left)} overdue"
        case Why.NOT_STARTED:
            return "no start date yet" if facts.start_on is None else f"starts in {_days(-started)}"
        case Why.LATE_START:
            return "should have started today" if started == 0 else f"should have started {_days(started)} ago"
        case Why.DUE_SOON:
            when = "due today" if left == 0 else f"due in {_days(left)}"
            return f"{when} with {facts.milestones_done} of {facts.milestones} milestones done"
        case _:
            return _silence(facts, today)


def _silence(facts: RatingFacts, today: dt.date) -> str:
    days = (today - _last_sign(facts)).days
    if facts.last_update_on is not None:
        return f"last update {_days(days)} ago"
    since = "the start" if facts.start_on is not None else "the action was added"
    return f"no update in the {_days(days)} since {since}"


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count:,} days"
