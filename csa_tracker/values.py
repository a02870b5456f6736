"""Values that cross to the window, the command line and the reports: frozen, plain, never database rows.

JSON names are those of docs/cli.md. Dates are calendar dates; instants are aware UTC datetimes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Brag(StrEnum):
    """Delivery rating of an action; None elsewhere means no rating (withdrawn or carried forward)."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    BLUE = "blue"
    GREY = "grey"


class Rag(StrEnum):
    """The owner's own word about an action or in an update (blue only on an update, as imported)."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    BLUE = "blue"


class Lifecycle(StrEnum):
    """Where an action stands in its life."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    PAUSED = "paused"
    COMPLETE = "complete"
    WITHDRAWN = "withdrawn"
    CARRIED_FORWARD = "carried_forward"

    @property
    def word(self) -> str:
        """The words people read: "Not started", "In progress" ..."""
        return self.value.replace("_", " ").capitalize()


Head = tuple[str, int]
"""One head of a field: (transaction id in hex, operation index)."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a list to choose from: a topic, area, board, organisation or partnership."""

    id: str
    code: str
    label: str
    short: str = ""


@dataclass(frozen=True, slots=True)
class UpdateView:
    """A progress update as read."""

    id: str
    made_on: dt.date
    author: str
    text: str
    rag: Rag | None
    percent: int | None


@dataclass(frozen=True, slots=True)
class MilestoneView:
    """A milestone as read."""

    id: str
    title: str
    due: dt.date | None
    done: dt.date | None
    owner_role: str


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One line of a list: what the grid shows without opening the action."""

    id: str
    ref: str
    title: str
    key_issue: str  # label
    areas: tuple[str, ...]  # names
    lead: str
    due: dt.date | None
    due_text: str
    status: Lifecycle | None
    brag: Brag | None
    rating_word: str  # "Off track", "At risk", "On track", "Complete", "Not started", "Paused", "No update", ...
    rag: Rag | None
    percent: int | None
    latest_update_on: dt.date | None
    conflicts: int
    deleted: bool


@dataclass(frozen=True, slots=True)
class Action:
    """One action whole, as `action show` prints it and the detail pane and the reports read it."""

    id: str
    ref: str
    source_ref: str | None
    title: str
    description: str
    partnership: str  # code
    areas: tuple[str, ...]  # names
    key_issue: str | None  # code
    key_issue_label: str
    also_key_issues: tuple[str, ...]  # codes
    themes: tuple[str, ...]  # codes
    causes: tuple[str, ...]
    commitments: tuple[str, ...]
    lead: str
    lead_role: str
    partners: tuple[str, ...]
    board: str
    start: dt.date | None
    due: dt.date | None
    due_text: str
    status: Lifecycle | None
    rag: Rag | None
    brag: Brag | None
    rating_word: str
    why: str  # plain sentence
    percent: int | None
    measure: str
    marking: str
    latest_update: str
    latest_update_on: dt.date | None
    updates: tuple[UpdateView, ...]  # newest first
    milestones: tuple[MilestoneView, ...]  # in order
    conflicts: tuple[str, ...]  # JSON names of fields with several values
    deleted: bool
    labels: Mapping[str, str] = field(default_factory=dict)  # label of every topic code named above
    heads: Mapping[str, tuple[Head, ...]] = field(default_factory=dict)
    original_due: dt.date | None = None
    completed_on: dt.date | None = None
    closure_reason: str = ""
    review_on: dt.date | None = None
    outcome: str = ""
    funding: str = ""


@dataclass(frozen=True, slots=True)
class PlanInfo:
    """What a plan is: shown by `info`, in the window's title and on the report's cover."""

    path: str
    plan_id: str
    name: str
    partnership: str  # code
    partnership_name: str
    agreement: str  # code
    agreement_title: str
    period_start: dt.date
    period_end: dt.date
    actions: int
    updates: int
    milestones: int
    transactions: int
    read_only: str  # "" or the reason as a sentence
    marking: str


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One field change of an action: who, when, before and after as people read them.

    Where the value of the change was `removed` for good, `after` says when.
    """

    at: dt.datetime
    by: str
    field: str
    before: str
    after: str
    head: Head
    """The change itself, for bringing its value back."""
    removed: bool = False
