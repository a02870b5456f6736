"""The papers this product makes, by the name typed on the command line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

COMMON = ("period", "as_at", "meeting", "meeting_date", "author", "marking")
"""Options that every report takes (names of `ReportOptions`)."""
CHOICE = ("partnership", "areas", "issues", "lead")
"""Options that choose actions."""


@dataclass(frozen=True, slots=True)
class Report:
    """A kind of report: its title, what it is for, the options it takes and those it cannot do without."""

    name: str
    title: str
    about: str
    takes: tuple[str, ...]
    needs: tuple[str, ...] = ()


_REPORTS = (
    Report(
        "board",
        "Board progress report",
        "How every action stands, what changed since the last board, exceptions, milestones and the full schedule.",
        (*COMMON, *CHOICE, "since"),
    ),
    Report(
        "partnership",
        "Partnership report",
        "The actions of one partnership, by lead and by key issue.",
        (*COMMON, *CHOICE, "since"),
    ),
    Report(
        "issue",
        "Key issue in depth",
        "One key issue: how it stands, who does what, every action with its milestones and updates.",
        (*COMMON, *CHOICE, "since"),
        ("issues",),
    ),
    Report(
        "exceptions",
        "Exceptions and chase list",
        "What is off track, at risk or silent, and what to ask each lead for.",
        (*COMMON, *CHOICE, "since"),
    ),
    Report(
        "action",
        "Action on a page",
        "One action: why it has its rating, its milestones, its updates and its dates.",
        (*COMMON, "action", "since"),
        ("action",),
    ),
    Report(
        "changes",
        "What changed",
        "What is new, completed, closed, better, worse or later than at a snapshot, field by field.",
        (*COMMON, *CHOICE, "since"),
    ),
    Report(
        "annual",
        "Annual review",
        "What the year achieved, what was closed and why, and what to decide about every action that goes on.",
        (*COMMON, *CHOICE),
    ),
    Report(
        "public",
        "Public progress report",
        "What may be published: actions marked OFFICIAL-SENSITIVE are left out and counted.",
        (*COMMON, *CHOICE),
    ),
    Report(
        "form",
        "Update form",
        "A blank form for one lead organisation, to fill in by hand or in a workbook.",
        (*COMMON, *CHOICE),
        ("lead",),
    ),
    Report(
        "coverage",
        "Agreement coverage",
        "Key issues against themes and areas: where the work is, and where there is none.",
        (*COMMON, *CHOICE),
    ),
)

REPORTS: Mapping[str, Report] = MappingProxyType({report.name: report for report in _REPORTS})
"""Every report by name, in the order of `report list`."""
