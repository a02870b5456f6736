"""What the rows of the tables say: typed values, links, updates and milestones, or why a row cannot be imported."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from csa_tracker.plan.drafts import MilestoneDraft, UpdateDraft, Value
from csa_tracker.values import Rag


@dataclass(slots=True)
class ReadMilestone:
    """A milestone of the file and the number it has there, if any."""

    draft: MilestoneDraft
    number: int | None


@dataclass(slots=True)
class ReadAction:
    """One row of actions as understood; `fields` (log names) and the link sets hold only what the file says.

    A link set is None where the file says nothing, which is not the same as empty. `problems` make the row impossible,
    `supposed` names fields that were worked out rather than read: they only fill what the plan leaves blank.
    `notes` are told, `waiting` counts open questions, `left_out` is set by an answer.
    """

    row: int
    ref: str
    fields: dict[str, Value] = field(default_factory=dict)
    topics: dict[str, set[str]] = field(default_factory=dict)
    areas: set[str] | None = None
    partners: tuple[str, ...] | None = None
    more_partners: tuple[str, ...] = ()
    latest: UpdateDraft | None = None
    latest_is_dated: bool = True
    updates: list[UpdateDraft] = field(default_factory=list)
    milestones: list[ReadMilestone] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    waiting: int = 0
    left_out: bool = False
    supposed: set[str] = field(default_factory=set)
    rag: Rag | None = None


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row of milestones or updates that cannot be imported, with its reasons."""

    row: int
    ref: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything the tables say."""

    actions: list[ReadAction]
    bad_rows: list[BadRow]
    today: dt.date
