"""Brings what was previewed into the plan on a thread: all of it, or nothing when it is stopped."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from csa_tracker.importing.apply import ImportResult
from csa_tracker.importing.preview import ImportPreview
from ui.imports.jobs import Into, write_import
from ui.imports.previews import Watched
from ui.kit.job import Job


class Writing(QObject):
    """`done` carries the ImportResult, `refused` a UserError, also the one that stopping ends in."""

    done = Signal(object)
    refused = Signal(object)
    progressed = Signal(int, int)

    def __init__(self, into: Into, home: QWidget) -> None:
        super().__init__(home)
        self.is_on = False
        self._into, self._home = into, home
        self._watched = Watched()

    def start(self, preview: ImportPreview, *, keep: bool) -> None:
        """Begin; rows that cannot come in are left out, and with `keep` the answers are remembered."""
        watched = self._watched = Watched()
        watched.told.connect(self.progressed)
        leave_out = preview.counts["cannot"] > 0
        job = Job(partial(write_import, self._into, preview, watched.watch, leave_out=leave_out, keep=keep), self._home)
        job.done.connect(self._end)
        job.refused.connect(self._refuse)
        job.broke.connect(self._break)
        self.is_on = True
        job.start()

    def stop(self) -> None:
        """Ask the thread to stop at its next step; the plan stays as it was, unless it is over already."""
        self._watched.is_wanted = False

    def _end(self, result: ImportResult) -> None:
        self.is_on = False
        self.done.emit(result)

    def _refuse(self, error: object) -> None:
        self.is_on = False
        self.refused.emit(error)

    def _break(self, _error: object) -> None:
        self.is_on = False
        self.progressed.emit(0, 0)
