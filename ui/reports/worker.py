"""Writes the board report on a thread of its own, so that the window stays alive."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal

from csa_tracker.errors import UserError
from csa_tracker.reports.board_values import BoardContent


class BoardReportWriter(QThread):
    """`written` carries the path and the number of pages, `refused` a UserError, `broke` any other exception."""

    written = Signal(object, int)
    refused = Signal(object)
    broke = Signal(object)

    def __init__(self, content: BoardContent, target: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._content, self._target = content, target

    def run(self) -> None:
        """Lay the paper out and write it; ReportLab is loaded here, never before the first window."""
        try:
            from csa_tracker.reports.write import write_board_pdf

            done = write_board_pdf(self._content, self._target)
        except UserError as error:
            self.refused.emit(error)
        except Exception as error:  # noqa: BLE001 (a thread has no one above it; the window shows and logs it)
            self.broke.emit(error)
        else:
            self.written.emit(done.path, done.pages)
