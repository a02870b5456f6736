"""A Reports page in a window, and how a test waits for what it makes."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QThread
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from csa_tracker.errors import UserError
from tests.ui.acting import settle
from ui.ask import ScriptedAsk
from ui.reports.page import ReportsPage
from ui.session import Session


@dataclass
class Printers:
    """A printer that prints into a file, or none at all; `pages` limits what is chosen in its dialog."""

    target: Path | None = None
    pages: tuple[int, int] = (0, 0)
    asked: list[int] = field(default_factory=list)

    def is_there(self) -> bool:
        """Say whether there is a file to print into."""
        return self.target is not None

    def choose(self, parent: QWidget, *, pages: int, title: str) -> QPrinter | None:  # noqa: ARG002
        """Choose that file, and the pages."""
        self.asked.append(pages)
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.target))
        if self.pages != (0, 0):
            printer.setPrintRange(QPrinter.PrintRange.PageRange)
            printer.setFromTo(*self.pages)
        return printer


@dataclass
class Desk:
    """The page, its window, and what it said."""

    window: QMainWindow
    page: ReportsPage
    ask: ScriptedAsk
    said: list[str] = field(default_factory=list)
    problems: list[UserError] = field(default_factory=list)

    def words(self) -> str:
        """The words of the page shown, as a screen reader has them, on one line."""
        return " ".join(self.page.preview.view.sheet.accessibleDescription().split())

    def wait(self, qtbot: QtBot) -> None:
        """Wait until the preview stands still."""
        qtbot.waitUntil(lambda: self.page.proofs.is_idle, timeout=30_000)
        settle()

    def wait_for_threads(self, qtbot: QtBot) -> None:
        """Wait until everything written or printed is."""
        qtbot.waitUntil(lambda: not self.window.findChildren(QThread), timeout=30_000)
        settle()


def desk_of(
    qtbot: QtBot,
    session: Session,
    folder: Path,
    *,
    printers: Printers | None = None,
    size: tuple[int, int] = (1055, 680),
) -> Desk:
    """Show a page of a session in a window and wait for its first preview."""
    ask = ScriptedAsk()
    window = QMainWindow()
    qtbot.addWidget(window)
    page = ReportsPage(session, ask, folder=folder, printing=printers or Printers())
    desk = Desk(window, page, ask)
    page.said.connect(lambda words, _step, _act: desk.said.append(words))
    page.problem.connect(lambda _headline, error: desk.problems.append(error))
    window.setCentralWidget(page)
    window.setMinimumSize(320, 240)  # as the real one has a least size of its own
    window.resize(*size)
    window.show()
    window.activateWindow()
    qtbot.waitExposed(window)
    desk.wait(qtbot)
    return desk
