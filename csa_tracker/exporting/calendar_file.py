"""Due dates and milestones as an iCalendar file (RFC 5545): whole days that Outlook, Google and others take in.

The same plan gives the same bytes. An entry keeps its UID, and its SEQUENCE grows with each change, so that a calendar
that takes the file in again moves what is there already.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from csa_tracker.errors import UserError
from csa_tracker.packs.making import is_sensitive, led_actions
from csa_tracker.plan.info import plan_info
from csa_tracker.plan.read import read_actions
from csa_tracker.rules.lifecycle import is_closed
from csa_tracker.values import Action, Lifecycle
from csa_tracker.workspace import OpenPlan
from db.files import replace_atomically
from db.queries.revisions import last_written

if TYPE_CHECKING:
    from icalendar import Event

CALENDAR_SUFFIX = ".ics"
_BEGAN = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
"""SEQUENCE counts seconds from here: it grows with each change and fits the 31 bits calendars give it until 2088."""


@dataclass(frozen=True, slots=True)
class CalendarWritten:
    """A calendar that was written: its entries, and how many actions were withheld as sensitive."""

    path: Path
    due_dates: int
    milestones: int
    withheld: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One whole day: what falls due, and whether it is done or off."""

    uid: str
    row: str
    day: dt.date
    words: str
    is_done: bool
    is_off: bool
    action: Action


def export_calendar(
    plan: OpenPlan, target: Path, *, lead: str = "", include_sensitive: bool = False
) -> CalendarWritten:
    """Write due dates and milestones of the actions outside the Bin, or of those that `lead` leads, to `target` (.ics).

    What is marked OFFICIAL-SENSITIVE is only in it when asked. Raises UserError for an organisation that leads nothing,
    another ending, and a file that cannot be written.
    """
    if target.suffix.lower() != CALENDAR_SUFFIX:
        raise UserError("calendar-ending", f"{target.name} is not named like a calendar.", "End the name in .ics.")
    actions = led_actions(plan, lead)[1] if lead else read_actions(plan)
    chosen = [action for action in actions if include_sensitive or not is_sensitive(action)]
    entries = [entry for action in chosen for entry in entries_of(action)]
    with plan.store.reading() as connection:
        written = last_written(connection)
    content = _calendar(plan_info(plan).name, entries, written)

    def write(stream: BinaryIO) -> None:
        stream.write(content)

    replace_atomically(target, write)
    due = sum(entry.uid.startswith("due-") for entry in entries)
    return CalendarWritten(target, due, len(entries) - due, len(actions) - len(chosen))


def entries_of(action: Action) -> Iterator[Entry]:
    """The due date of an action and those of its milestones, as far as they have any."""
    is_off = action.status in (Lifecycle.WITHDRAWN, Lifecycle.CARRIED_FORWARD)
    if action.due is not None:
        done = action.status is Lifecycle.COMPLETE
        words = f"{action.ref} due: {action.title}"
        yield Entry(f"due-{action.id}", action.id, action.due, words, done, is_off, action)
    for one in action.milestones:
        if one.due is not None:
            off = one.done is None and is_closed(action.status)
            words = f"{action.ref} milestone: {one.title}"
            yield Entry(f"milestone-{one.id}", one.id, one.due, words, one.done is not None, off, action)


def _calendar(name: str, entries: Sequence[Entry], written: Mapping[str, dt.datetime]) -> bytes:
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//CSA Tracker//Due dates and milestones//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _line(name))
    for entry in sorted(entries, key=lambda one: (one.day, one.words, one.uid)):
        # A milestone is called off by a change of its action.
        changed = max(written.get(entry.row, _BEGAN), written.get(entry.action.id, _BEGAN))
        calendar.add_component(_event(entry, changed))
    content: bytes = calendar.to_ical()
    return content


def _event(entry: Entry, changed: dt.datetime) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{entry.uid}@csa-tracker")
    event.add("dtstamp", changed.replace(microsecond=0))
    event.add("last-modified", changed.replace(microsecond=0))
    event.add("sequence", max(0, int((changed - _BEGAN).total_seconds())))
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + dt.timedelta(days=1))
    event.add("summary", _line(f"Done: {entry.words}" if entry.is_done else entry.words))
    event.add("description", _about(entry.action))
    event.add("status", "CANCELLED" if entry.is_off else "CONFIRMED")
    event.add("transp", "TRANSPARENT")  # a due date keeps nobody busy
    if entry.action.key_issue_label:
        event.add("categories", [_line(entry.action.key_issue_label)])
    return event


def _about(action: Action) -> str:
    lead = ", ".join(filter(None, [_line(action.lead), _line(action.lead_role)]))
    status = action.status.word if action.status is not None else ""
    facts = (("Lead", lead), ("Status", status), ("Due", _line(action.due_text)), ("Marking", action.marking))
    return "\n".join(f"{name}: {text}" for name, text in facts if text)


def _line(text: str) -> str:
    """Words as one line: a calendar knows neither control characters nor halves of a character."""
    whole = text.encode("utf-8", "ignore").decode("utf-8")
    return " ".join("".join(char if char.isprintable() else " " for char in whole).split())
