"""Write a paper to a file: wholly or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, BinaryIO

from csa_tracker.errors import UserError
from csa_tracker.reports.blocks import Paper
from csa_tracker.reports.watch import Watch, unwatched
from db.files import replace_atomically

if TYPE_CHECKING:
    from csa_tracker.reports.typeset.clean import Replacement


@dataclass(frozen=True, slots=True)
class BuiltPaper:
    """A finished file: its bytes, its pages (0 where it has none), and characters that are printed as marks."""

    data: bytes
    pages: int
    replacements: tuple[Replacement, ...] = ()


@dataclass(frozen=True, slots=True)
class WrittenReport:
    """A written paper. `replacements` lists the characters that are printed as marks, for the person to see."""

    path: Path
    pages: int
    replacements: tuple[Replacement, ...]


def build_paper(paper: Paper, kind: str, *, watch: Watch = unwatched) -> BuiltPaper:
    """Return a paper as ".pdf", ".html" or ".xlsx"; equal papers give equal bytes.

    `watch` hears how far a PDF is and may stop it by raising. Raises UserError("unknown-format") for other endings.
    """
    builder = _BUILDERS.get(kind.lower())
    if builder is None:
        raise UserError(
            "unknown-format",
            f"A report cannot be written as “{kind[:20]}”." if kind else "The name of the file has no ending.",
            "End the name in .pdf, .html or .xlsx.",
        )
    return builder(paper, watch)


def write_paper(paper: Paper, target: Path, *, watch: Watch = unwatched) -> WrittenReport:
    """Write a paper to `target` as its ending says, replacing what is there; equal papers give equal bytes.

    Raises UserError for another ending, a missing or read-only folder, a full disk, or a file open in another program.
    """
    built = build_paper(paper, target.suffix, watch=watch)
    write_bytes(built.data, target)
    return WrittenReport(target, built.pages, built.replacements)


def write_bytes(data: bytes, target: Path) -> None:
    """Write a finished file wholly or not at all. Raises UserError as `write_paper`."""

    def write(stream: BinaryIO) -> None:
        stream.write(data)

    replace_atomically(target, write)


def _pdf(paper: Paper, watch: Watch) -> BuiltPaper:
    from csa_tracker.reports.pdf.build import build_pdf  # ReportLab takes a fifth of a second to import

    built = build_pdf(paper, watch=watch)
    return BuiltPaper(built.data, built.pages, built.replacements)


def _html(paper: Paper, watch: Watch) -> BuiltPaper:
    from csa_tracker.reports.html.page import build_html

    watch(0, 0)
    return BuiltPaper(build_html(paper), 0)


def _xlsx(paper: Paper, watch: Watch) -> BuiltPaper:
    from csa_tracker.reports.book.build import build_xlsx

    watch(0, 0)
    return BuiltPaper(build_xlsx(paper), 0)


_BUILDERS: Mapping[str, Callable[[Paper, Watch], BuiltPaper]] = MappingProxyType(
    {".pdf": _pdf, ".html": _html, ".xlsx": _xlsx}
)
FORMATS = tuple(_BUILDERS)
"""The endings a report may be written under."""
