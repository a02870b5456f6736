"""How values read on screen: dates, lateness, percentages, ratings of updates."""

from __future__ import annotations

import datetime as dt

from csa_tracker.rating_look import RATING_LOOKS
from csa_tracker.rules.dates import show_date
from csa_tracker.values import ActionRow, Brag, Lifecycle, Rag

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_CLOSED = (Lifecycle.COMPLETE, Lifecycle.WITHDRAWN, Lifecycle.CARRIED_FORWARD)


def show_day(day: dt.date) -> str:
    """Return a date with its weekday: "Fri 3 Apr 2026"."""
    return f"{_WEEKDAYS[day.weekday()]} {show_date(day)}"


def show_short(day: dt.date, today: dt.date) -> str:
    """Return a date without its year when that is this year: "18 Sep"."""
    shown = show_date(day)
    return shown.rsplit(" ", 1)[0] if day.year == today.year else shown


def days_late(due: dt.date | None, status: Lifecycle | None, today: dt.date) -> int:
    """Return how many days past its due date open work is, 0 when it is not."""
    if due is None or status in _CLOSED or due >= today:
        return 0
    return (today - due).days


def lateness(days: int) -> str:
    """Return "2 days late", empty for none."""
    if days <= 0:
        return ""
    return f"{days:,} day{'' if days == 1 else 's'} late"


def due_words(row: ActionRow) -> str:
    """Return a due date as people read it: the day, or the words of the plan ("Ongoing"), or that there is none."""
    if row.due is not None:
        return show_date(row.due)
    return row.due_text or "No date"


def percent_words(percent: int | None) -> str:
    """Return "40 %", empty when nobody said."""
    return "" if percent is None else f"{percent} %"


def brag_of(rag: Rag | None) -> Brag:
    """Return the shape that stands for an owner's word; grey for none."""
    return Brag(rag.value) if rag is not None else Brag.GREY


def rag_word(rag: Rag | None) -> str:
    """Return an owner's word as people read it."""
    return RATING_LOOKS[Brag(rag.value)].word if rag is not None else "No rating"


def plural(count: int, one: str, many: str = "") -> str:
    """Return "1 action", "60 actions", "1,200 actions"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
