"""What a report is made of: everything read from the plan beforehand, because reports never query."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from csa_tracker.values import Action, Choice, PlanInfo


@dataclass(frozen=True, slots=True)
class Earlier:
    """The plan at an earlier moment, to compare with: what it is called ("report 3 of 14 July 2026"), its day."""

    label: str
    on: dt.date
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """Why a due date was moved, and who moved it; either may be empty where nobody said."""

    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of an action that differs between two moments, as people read it."""

    ref: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Source:
    """A plan as its reports see it, on one day.

    `actions` are rated already, in reference order. `areas` are those that are expected to report. `moves` are by
    action id. `edition` says which published report this is, with its snapshot and fingerprint; empty for a draft.
    """

    info: PlanInfo
    actions: tuple[Action, ...]
    today: dt.date
    key_issues: tuple[Choice, ...]
    themes: tuple[Choice, ...] = ()
    areas: tuple[Choice, ...] = ()
    partnerships: tuple[Choice, ...] = ()
    earlier: Earlier | None = None
    moves: Mapping[str, Move] = field(default_factory=lambda: MappingProxyType({}))
    differences: tuple[Difference, ...] = ()
    edition: str = ""
