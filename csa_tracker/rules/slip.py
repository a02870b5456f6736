"""The slip of a due date: what was promised first, how many days it has moved, and why."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from csa_tracker.errors import UserError
from csa_tracker.rules.dates import show_date
from csa_tracker.rules.lifecycle import is_reason

_OPENER = re.compile("(?:[Bb]ecause:? )?(?:(A|An|The|This|That|There|It|Its|We|Our|They|Their|No|Not)(?= ))?")


@dataclass(frozen=True, slots=True)
class DueChange:
    """A change of a due date: the first date promised (to be stored), the dates before and after, None = no date."""

    original: dt.date | None
    before: dt.date | None
    after: dt.date | None

    @property
    def days(self) -> int | None:
        """Days from the first date to the new one: +30 later, -3 earlier; None when either is missing."""
        return days_slipped(self.original, self.after)

    @property
    def needs_reason(self) -> bool:
        """Whether the change must be explained.

        A date later than the first one and than the one it replaces does, and so does taking a date away, the longest
        slip there is. Pulling a slipped date back does not: the reason given for the slip still stands.
        """
        if self.after is None:
            return self.before is not None
        if self.original is None or self.after <= self.original:
            return False
        return self.before is None or self.after > self.before


def change_due(*, original: dt.date | None, before: dt.date | None, after: dt.date | None) -> DueChange:
    """The change from `before` to `after` of an action whose first due date is stored as `original` or not at all."""
    return DueChange(original or before or after, before, after)


def days_slipped(original: dt.date | None, due: dt.date | None) -> int | None:
    """Days from the first due date to the present one, negative when earlier; None when either is missing."""
    return (due - original).days if due is not None and original is not None else None


def check_due_change(change: DueChange, reason: str) -> UserError | None:
    """None when the change may be made, else the refusal that asks for the missing reason."""
    if not change.needs_reason or is_reason(reason):
        return None
    if change.after is None or change.original is None:
        return UserError(
            "reason-needed", "Say why the due date is taken away.", "A few words are enough. The report prints them."
        )
    moved = moved_words((change.after - change.original).days)
    return UserError(
        "reason-needed",
        f"Say why the due date is {moved} than first planned ({show_date(change.original)}).",
        "A few words are enough. The report prints them.",
    )


def moved_words(days: int) -> str:
    """The words for a slip: "30 days later", "1 day earlier", "not moved"."""
    if days == 0:
        return "not moved"
    count = "1 day" if abs(days) == 1 else f"{abs(days):,} days"
    return f"{count} {'later' if days > 0 else 'earlier'}"


def slip_sentence(original: dt.date | None, due: dt.date | None, reason: str = "") -> str:
    """How a due date is told: "Due 30 Oct 2026, first due 30 Sep 2026: 30 days later, because …."."""
    now = f"Due {show_date(due)}" if due is not None else "No due date"
    if original is None or original == due:
        return f"{now}."
    moved = "" if due is None else f": {moved_words((due - original).days)}"
    return f"{now}, first due {show_date(original)}{moved}{_because(reason)}."


def change_note(change: DueChange, reason: str = "") -> str:
    """The text of the update that records a change: "Due date moved from 30 Sep 2026 to 30 Oct 2026, because …."."""
    if change.before is None and change.after is not None:
        told = f"Due date set to {show_date(change.after)}"
    elif change.before is not None and change.after is not None:
        told = f"Due date moved from {show_date(change.before)} to {show_date(change.after)}"
    elif change.before is not None:
        told = f"Due date of {show_date(change.before)} taken away"
    else:
        return ""
    return f"{told}{_because(reason)}."


def _because(reason: str) -> str:
    """The reason as the end of a sentence; only small opening words lose their capital, names and initials keep it."""
    if not is_reason(reason):
        return ""
    words = " ".join(reason.split()).rstrip(". ")
    return f", because {_OPENER.sub(lambda opener: (opener[1] or '').lower(), words, count=1)}"
