"""What reports need from an open plan, and the name one is proposed to be saved under."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from csa_tracker.plan.moments import list_snapshots
from csa_tracker.plan.reporting import earlier_of, source_of
from csa_tracker.reports.blocks import Paper
from csa_tracker.reports.make import make_paper
from csa_tracker.reports.options import ReportOptions
from csa_tracker.reports.registry import REPORTS
from csa_tracker.reports.source import Earlier, Source
from csa_tracker.values import Action
from ui.session import Session

Choices = tuple[tuple[str, str], ...]
"""What may be chosen: (words, value)."""


@dataclass(frozen=True, slots=True)
class ReportSource:
    """Everything read from the plan for one report, so that a thread can make it without the plan."""

    source: Source
    author: str

    def paper(self, name: str, options: ReportOptions) -> Paper:
        """Work out what a report says; the person who works here is its author unless the options say.

        Raises UserError as `make_paper` does.
        """
        chosen = options if options.author else replace(options, author=self.author)
        return make_paper(name, self.source, chosen)


class ReportReader:
    """Reads the plan for reports, on the window's thread; what does not change between two of them is read once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._actions: tuple[Action, ...] | None = None
        self._earlier: dict[tuple[bool, str], Earlier | None] = {}
        self._read: dict[tuple[str, ReportOptions], ReportSource] = {}

    def forget(self) -> None:
        """Read anew from now on: the plan has changed."""
        self._actions = None
        self._earlier, self._read = {}, {}

    def read(self, name: str, options: ReportOptions) -> ReportSource:
        """Return what a report needs. Raises UserError as `source_of` does."""
        # Only these change what has to be read; words of the cover do not.
        telling = ReportOptions(
            areas=options.areas, issues=options.issues, partnership=options.partnership, action=options.action,
            since=options.since,
        )  # fmt: skip
        found = self._read.get((name, telling))
        if found is None:
            plan = self._session.plan
            source = source_of(plan, name, telling, actions=self.actions(), earlier=self._moment(name, telling))
            found = self._read[name, telling] = ReportSource(source, self._session.author)
        return found

    def actions(self) -> tuple[Action, ...]:
        """Return every action, read once until `forget`."""
        if self._actions is None:
            self._actions = tuple(self._session.actions())
        return self._actions

    def choices(self) -> dict[str, Choices]:
        """Return what may be chosen for each option that chooses actions or a moment, by the option's name."""
        words, actions = self._session.vocabulary(), self.actions()
        used = {action.partnership for action in actions}
        areas = {area for action in actions for area in action.areas}
        leads = {" ".join(action.lead.split()) for action in actions} - {""}
        snapshots = reversed(list_snapshots(self._session.plan))
        return {
            "partnership": tuple((one.label, one.code) for one in words.partnerships if one.code in used),
            "areas": tuple((area, area) for area in sorted(areas)),
            "issues": tuple((one.label, one.code) for one in words.key_issues),
            "lead": tuple((lead, lead) for lead in sorted(leads, key=str.casefold)),
            "action": tuple((f"{action.ref} {action.title}", action.ref) for action in actions),
            "since": tuple((one.name, one.name) for one in snapshots),
        }

    def _moment(self, name: str, options: ReportOptions) -> Earlier | None:
        key = ("since" in REPORTS[name].takes, options.since)
        if key not in self._earlier:
            self._earlier[key] = earlier_of(self._session.plan, name, options)
        return self._earlier[key]


def proposed_name(session: Session, name: str, folder: Path) -> Path:
    """Return a file name to propose: "Board progress report Burnley plan 2026-10-02.pdf", safe on every system."""
    words = f"{REPORTS[name].title} {session.info().name}"
    safe = "".join(char if char.isalnum() or char in " -" else " " for char in words)
    return folder / f"{' '.join(safe.split())[:80]} {session.today.isoformat()}.pdf"


def with_suffix(path: Path) -> Path:
    """Return the path with the ending of a report: .pdf where people leave it out."""
    return path if path.suffix.lower() in (".pdf", ".html", ".xlsx") else path.with_name(f"{path.name}.pdf")
