"""What reports need from an open plan, and the name one is proposed to be saved under."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from csa_tracker.plan.reporting import read_source as read_report_source
from csa_tracker.reports.blocks import Paper
from csa_tracker.reports.make import make_paper
from csa_tracker.reports.options import ReportOptions
from csa_tracker.reports.registry import REPORTS
from csa_tracker.reports.source import Source
from ui.session import Session


@dataclass(frozen=True, slots=True)
class ReportSource:
    """Everything read from the plan for its reports, so that a thread can make one without the plan."""

    source: Source
    author: str

    def paper(self, name: str, options: ReportOptions) -> Paper:
        """Work out what a report says; the person who works here is its author unless the options say.

        Raises UserError as `make_paper` does.
        """
        chosen = options if options.author else replace(options, author=self.author)
        return make_paper(name, self.source, chosen)


def read_source(session: Session) -> ReportSource:
    """Read the plan; every read happens here, on the window's thread."""
    return ReportSource(read_report_source(session.plan, "board", ReportOptions()), session.author)


def proposed_name(session: Session, name: str, folder: Path) -> Path:
    """Return a file name to propose: "Board progress report Burnley plan 2026-10-02.pdf", safe on every system."""
    words = f"{REPORTS[name].title} {session.info().name}"
    safe = "".join(char if char.isalnum() or char in " -" else " " for char in words)
    return folder / f"{' '.join(safe.split())[:80]} {session.today.isoformat()}.pdf"


def with_suffix(path: Path) -> Path:
    """Return the path ending in .pdf: people leave the ending out."""
    return path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")
