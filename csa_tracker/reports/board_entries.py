"""One action as the paper prints it: the same words in the schedule and among the exceptions."""

from __future__ import annotations

from csa_tracker.rating_look import RATING_LOOKS
from csa_tracker.reports.board_values import ScheduleEntry
from csa_tracker.rules.dates import show_date
from csa_tracker.values import Action, Brag


def schedule_entry(action: Action, moved: str = "") -> ScheduleEntry:
    """Return what the paper says about one action; every part is complete, nothing is shortened.

    `moved` says how its rating moved since the last report.
    """
    return ScheduleEntry(
        ref=action.ref,
        title=action.title,
        key_issue=action.key_issue_label or "No key issue yet",
        areas=", ".join(action.areas) or "No area given",
        lead=action.lead or "No lead given",
        lead_role=action.lead_role,
        due=_due(action),
        brag=action.brag,
        rating_word=action.rating_word,
        why=_why(action),
        owner_word=_owner_word(action),
        latest_update=action.latest_update or "No update yet.",
        latest_update_on=show_date(action.latest_update_on) if action.latest_update_on else "",
        due_on=action.due,
        moved=moved,
    )


def _due(action: Action) -> str:
    if action.due is not None:
        return show_date(action.due)
    return action.due_text or "No date"


def _why(action: Action) -> str:
    """The reason without the rating's word, which is printed beside its shape already."""
    opening = f"{action.rating_word}: "
    if not action.why.startswith(opening):
        return action.why
    reason = action.why.removeprefix(opening)
    return reason[:1].upper() + reason[1:]


def _owner_word(action: Action) -> str:
    if action.rag is None or action.brag in (None, Brag.BLUE) or action.rag.value == action.brag.value:
        return ""
    word = RATING_LOOKS[Brag(action.rag.value)].word.lower()
    # The reason usually quotes the owner already; saying it twice helps nobody.
    return "" if f"owner says {word}" in action.why else f"The owner says {word}."
