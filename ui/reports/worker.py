"""What reports do on a thread of their own, so that the window stays alive: lay out, write, print."""

from __future__ import annotations

from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from csa_tracker.reports.board_values import ReportOptions
from ui.reports.board import BoardSource
from ui.reports.paper import Paper
from ui.reports.printing import print_paper

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from csa_tracker.reports.board_pages import BuiltPdf
    from csa_tracker.reports.write import WrittenReport

_PRESS = Lock()
"""One paper at a time: ReportLab keeps its fonts for the whole process."""


def lay_out(source: BoardSource, options: ReportOptions) -> BuiltPdf:
    """Lay the board report out in memory; ReportLab is loaded here, never before the first window.

    Raises UserError for a marking that does not belong in a report.
    """
    from csa_tracker.reports.board_pages import build_board_pdf

    with _PRESS:
        return build_board_pdf(source.content(options))


def write_out(source: BoardSource, options: ReportOptions, target: Path) -> WrittenReport:
    """Write the board report to a file. Raises UserError as `write_board_pdf` does; then nothing was replaced."""
    from csa_tracker.reports.write import write_board_pdf

    with _PRESS:
        return write_board_pdf(source.content(options), target)


def print_out(source: BoardSource, options: ReportOptions, printer: QPrinter) -> str:
    """Print the board report; returns the printer's name. Raises UserError as `lay_out` and `print_paper` do."""
    built = lay_out(source, options)
    return print_paper(Paper(built.data, built.pages), printer)
