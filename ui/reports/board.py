"""What the board report needs from an open plan, and the name it is proposed to be saved under."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from csa_tracker.reports.board_content import board_content
from csa_tracker.reports.board_values import BoardContent, ReportOptions
from csa_tracker.values import Action, Choice, PlanInfo
from ui.session import Session


@dataclass(frozen=True, slots=True)
class BoardSource:
    """Everything read from the plan for one report, so that a thread can lay it out without the plan."""

    info: PlanInfo
    actions: Sequence[Action]
    key_issues: Sequence[Choice]
    today: dt.date
    author: str

    def content(self, options: ReportOptions) -> BoardContent:
        """Work out what the paper says; the person who works here is its author unless the options say."""
        chosen = options if options.author else replace(options, author=self.author)
        return board_content(self.info, self.actions, key_issues=self.key_issues, today=self.today, options=chosen)


def read_source(session: Session) -> BoardSource:
    """Read the plan; every read happens here, on the window's thread."""
    return BoardSource(
        session.info(),
        tuple(session.actions()),
        tuple(session.vocabulary().key_issues),
        session.today,
        session.author,
    )


def proposed_name(session: Session, folder: Path) -> Path:
    """Return a file name to propose: "Board report Burnley plan 2026-10-02.pdf", safe on every system."""
    name = "".join(char if char.isalnum() or char in " -" else " " for char in session.info().name)
    return folder / f"{' '.join(f'Board report {name}'.split())[:80]} {session.today.isoformat()}.pdf"


def with_suffix(path: Path) -> Path:
    """Return the path ending in .pdf: people leave the ending out."""
    return path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")
