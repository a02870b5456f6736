"""Save the board report of an open plan: ask for a name, write in the background, say when it is done."""

from __future__ import annotations

from pathlib import Path

from csa_tracker.reports.board_content import board_content
from csa_tracker.reports.board_values import BoardContent, ReportOptions
from ui.session import Session


def board_values(session: Session) -> BoardContent:
    """Read what the board report says now; every read happens here, on the window's thread."""
    return board_content(
        session.info(),
        session.actions(),
        key_issues=session.vocabulary().key_issues,
        today=session.today,
        options=ReportOptions(author=session.author),
    )


def proposed_name(session: Session, folder: Path) -> Path:
    """Return a file name to propose: "Board report Burnley plan 2 Oct 2026.pdf", safe on every system."""
    name = "".join(char if char.isalnum() or char in " -" else " " for char in session.info().name)
    return folder / f"{' '.join(f'Board report {name}'.split())[:80]} {session.today.isoformat()}.pdf"


def with_suffix(path: Path) -> Path:
    """Return the path ending in .pdf: people leave the ending out."""
    return path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")
