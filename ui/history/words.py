"""How changes read: the name of a field, a value as people say it, when and by whom."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress

from csa_tracker.plan.names import BY_JSON
from csa_tracker.rules.dates import show_date
from csa_tracker.values import HistoryEntry, Lifecycle, Rag
from ui.shown import rag_word

_SPOKEN = {
    "update": "Update",
    "update removed": "Update removed",
    "progress_update removed": "Update removed",
    "milestone": "Milestone",
    "milestone due": "Milestone due date",
    "milestone done": "Milestone done",
    "milestone removed": "Milestone removed",
    "topic": "Link",
    "area": "Area",
    "partner": "Partner",
    "in the Bin": "In the Bin",
    "removed for good": "Removed for good",
}
_PERMANENT = ("ref", "source_ref", "partnership")
_LONG = 200


def field_words(field: str) -> str:
    """Return the name of a field of the history as people read it."""
    known = BY_JSON.get(field)
    return known.spoken if known is not None else _SPOKEN.get(field, field.replace("_", " ").capitalize())


def value_words(field: str, text: str) -> str:
    """Return a value of the history as people read it; empty for none."""
    if not text:
        return ""
    with suppress(ValueError):
        match field:
            case "status":
                return Lifecycle(text).word
            case "rag":
                return rag_word(Rag(text))
            case "percent":
                return f"{int(text)} %"
            case _ if _is_day(text):
                return show_date(dt.date.fromisoformat(text))
    return text


def _is_day(text: str) -> bool:
    return len(text) == 10 and text[4] == text[7] == "-" and text.replace("-", "").isdigit()


def when_words(at: dt.datetime) -> str:
    """Return the moment of a change where the person sits: "2 Oct 2026, 14:32"."""
    here = at.astimezone()
    return f"{show_date(here.date())}, {here:%H:%M}"


def change_words(entry: HistoryEntry) -> str:
    """Return a change as one sentence, for a screen reader and for a list without pictures."""
    before, after = (value_words(entry.field, text)[:_LONG] for text in (entry.before, entry.after))
    if before and after:
        what = f"changed from “{before}” to “{after}”"
    elif after:
        what = f"set to “{after}”"
    else:
        what = f"taken away, was “{before}”" if before else "left empty"
    return f"{field_words(entry.field)} {what}, {when_words(entry.at)}, by {entry.by}"


def why_not_restorable(entry: HistoryEntry, *, now: str) -> str:
    """Return why the value after a change cannot be brought back, as a sentence; empty when it can.

    `now` is the value the field has at present, as the history writes it.
    """
    if entry.field not in BY_JSON:
        return "Only a value of the action itself can be restored. Undo brings back updates, milestones and links."
    if entry.field in _PERMANENT:
        return "A reference and a partnership stay for good."
    if entry.removed:
        return "That value was removed for good."
    if entry.after == now:
        return f"{field_words(entry.field)} has this value now."
    return ""
