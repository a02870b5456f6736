"""What reports do on a thread of their own, so that the window stays alive: lay out, write, print."""

from __future__ import annotations

from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from csa_tracker.reports.options import ReportOptions
from ui.reports.paper import Paper
from ui.reports.printing import print_paper
from ui.reports.source import ReportSource

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from csa_tracker.reports.pdf.build import BuiltPdf
    from csa_tracker.reports.write import WrittenReport

_PRESS = Lock()
"""One paper at a time: ReportLab keeps its fonts for the whole process."""


def lay_out(source: ReportSource, name: str, options: ReportOptions) -> BuiltPdf:
    """Lay a report out in memory; ReportLab is loaded here, never before the first window.

    Raises UserError for a marking that does not belong in a report, and for an option that is missing.
    """
    from csa_tracker.reports.pdf.build import build_pdf

    with _PRESS:
        return build_pdf(source.paper(name, options))


def write_out(source: ReportSource, name: str, options: ReportOptions, target: Path) -> WrittenReport:
    """Write a report to a file. Raises UserError as `write_paper` does; then nothing was replaced."""
    from csa_tracker.reports.write import write_paper

    with _PRESS:
        return write_paper(source.paper(name, options), target)


def print_out(source: ReportSource, name: str, options: ReportOptions, printer: QPrinter) -> str:
    """Print a report; returns the printer's name. Raises UserError as `lay_out` and `print_paper` do."""
    built = lay_out(source, name, options)
    return print_paper(Paper(built.data, built.pages), printer)
