"""Work on a thread of its own, so that the window stays alive."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QThread, Signal

from csa_tracker.errors import UserError
from ui.crash import raise_later


class Job(QThread):
    """Runs `work` once and goes away. `done` carries what it returned, `refused` the UserError it raised.

    Anything else it raises goes to the one place that shows and logs our own mistakes.
    """

    done = Signal(object)
    refused = Signal(object)
    broke = Signal(object)

    def __init__(self, work: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._abandoned = False
        self.broke.connect(raise_later)
        self.finished.connect(self.deleteLater)

    def abandon(self) -> None:
        """Tell nobody how it ends: the person has thought better of it."""
        self._abandoned = True

    def run(self) -> None:
        """Work; what a thread raises has nobody above it."""
        try:
            result = self._work()
        except UserError as error:
            if not self._abandoned:
                self.refused.emit(error)
        except Exception as error:  # noqa: BLE001 (handed on to the window's thread)
            self.broke.emit(error)
        else:
            if not self._abandoned:
                self.done.emit(result)


def end_jobs(owner: QObject) -> None:
    """Wait for every thread of an owner that goes away; a report at work is given up, everything else is finished."""
    for thread in owner.findChildren(QThread):
        thread.requestInterruption()
    for thread in owner.findChildren(QThread):
        thread.wait()
