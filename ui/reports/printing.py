"""Print a report on a printer of this computer, page by page. Tests print into a file; no real printer was tried."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from csa_tracker.errors import UserError
from ui.reports.paper import POINTS_PER_INCH, Paper

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

DPI = 300
NO_PRINTER = "No printer is set up on this computer. Save the report as a PDF and print it from there."


class Printing(Protocol):
    """Where printers come from."""

    def is_there(self) -> bool:
        """Say whether this computer has a printer."""

    def choose(self, parent: QWidget, *, pages: int, title: str) -> QPrinter | None:
        """Return the printer with what was chosen about it, None when the person thinks better of it."""


class SystemPrinting:
    """The printers and the print dialog of the system."""

    def is_there(self) -> bool:
        """Ask the system for its printers."""
        from PySide6.QtPrintSupport import QPrinterInfo

        return bool(QPrinterInfo.availablePrinterNames())

    def choose(self, parent: QWidget, *, pages: int, title: str) -> QPrinter | None:
        """Open the system's print dialog."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(title)
        dialog = QPrintDialog(printer, parent)
        dialog.setMinMax(1, max(1, pages))
        return printer if dialog.exec() == QPrintDialog.DialogCode.Accepted else None


def print_paper(paper: Paper, printer: QPrinter) -> str:
    """Draw the chosen pages at 300 dpi, each as large as on paper or as the printer can; returns the printer's name.

    Raises UserError when the printer takes nothing.
    """
    from PySide6.QtPrintSupport import QPrinter

    printer.setFullPage(True)
    everything = printer.printRange() == QPrinter.PrintRange.AllPages or not printer.fromPage()
    first, last = (1, paper.pages) if everything else (printer.fromPage(), min(printer.toPage(), paper.pages))
    painter = QPainter()
    if not painter.begin(printer):
        raise _refusal()
    try:
        for number in range(first - 1, last):
            if number >= first and not printer.newPage():
                raise _refusal()
            _draw(painter, paper, number, printer=printer)
    finally:
        painter.end()
    return printer.printerName()


def _draw(painter: QPainter, paper: Paper, number: int, *, printer: QPrinter) -> None:
    room = QRectF(printer.pageLayout().fullRectPixels(printer.resolution()))
    with paper.opened(number) as page:
        whole = page.size() * (printer.resolution() / POINTS_PER_INCH)
        picture = page.image(DPI / POINTS_PER_INCH)
    share = min(1.0, room.width() / whole.width(), room.height() / whole.height())
    size = whole * share
    place = QRectF(room.center().x() - size.width() / 2, room.center().y() - size.height() / 2, *size.toTuple())
    painter.drawImage(place, picture)


def _refusal() -> UserError:
    return UserError(
        "not-printed",
        "The printer did not take the report.",
        "Check that it is switched on and has paper, then print again, or save the report as a PDF.",
    )
