"""The kinds of file a report is saved as, and the name one is proposed to be saved under."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from csa_tracker.reports.registry import REPORTS
from ui.session import Session


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its ending, what it is called in the list, on the button, and in the save dialog."""

    ending: str
    words: str
    step: str
    kind: str
    about: str


FORMATS = (
    Format(".pdf", "PDF document", "Save PDF", "PDF documents (*.pdf)", "A tagged PDF that screen readers can read"),
    Format(
        ".html", "Web page", "Save web page", "Web pages (*.html)", "One file that every browser opens, phones as well"
    ),
    Format(
        ".xlsx",
        "Excel workbook",
        "Save workbook",
        "Workbooks (*.xlsx)",
        "Each list on a sheet of its own, to sort and count",
    ),
)


def format_of(ending: object) -> Format:
    """Return the kind of file with this ending; PDF where there is none."""
    return next((one for one in FORMATS if one.ending == ending), FORMATS[0])


def proposed_name(session: Session, name: str, folder: Path, *, ending: str = ".pdf") -> Path:
    """Return a file name to propose: "Board progress report Burnley plan 2026-10-02.pdf", safe on every system."""
    return folder / f"{_safe(f'{REPORTS[name].title} {session.info().name}')} {session.today.isoformat()}{ending}"


def published_name(session: Session, title: str, number: int, folder: Path, ending: str) -> Path:
    """Return a file name to propose for a published report."""
    return folder / f"{_safe(f'Report {number} {title} {session.info().name}')}{ending}"


def with_suffix(path: Path, ending: str = ".pdf") -> Path:
    """Return the path with the ending of a report: the one chosen where people leave it out."""
    known = {one.ending for one in FORMATS}
    return path if path.suffix.lower() in known else path.with_name(f"{path.name}{ending}")


def _safe(words: str) -> str:
    return " ".join("".join(char if char.isalnum() or char in " -" else " " for char in words).split())[:80]
