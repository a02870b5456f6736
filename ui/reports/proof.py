"""Makes the preview in the background: a moment after the last change, one at a time, and only the newest counts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from csa_tracker.errors import UserError
from ui.kit.job import Job

PAUSE_MS = 300
SLOW_MS = 400
Work = Callable[[], object]


class ProofMaker(QObject):
    """`made` carries what the newest work returned, `refused` its UserError, `working` says that it takes a while.

    What an older wish brings after a newer one was made is dropped.
    """

    made = Signal(object)
    refused = Signal(object)
    working = Signal(bool)

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._owner = owner
        self._wanted: Work | None = None
        self._job: Job | None = None
        self._pause = self._timer(PAUSE_MS, self._start)
        self._slow = self._timer(SLOW_MS, self._say_slow)

    def _timer(self, milliseconds: int, act: Callable[[], None]) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(milliseconds)
        made.timeout.connect(act)
        return made

    @property
    def is_idle(self) -> bool:
        """Whether nothing is being made or waiting to be."""
        return self._job is None and self._wanted is None

    def want(self, work: Work, *, at_once: bool = False) -> None:
        """Ask for a proof: at once, or when nothing newer is asked for in the next moment."""
        self._wanted = work
        self._pause.start(0 if at_once else PAUSE_MS)
        if self._job is not None:
            self._job.requestInterruption()  # the press need not finish what nobody will look at

    def _start(self) -> None:
        if self._job is not None or self._wanted is None:
            return  # the running one starts the next when it ends
        work, self._wanted = self._wanted, None
        # The window outlives this page, which may be built anew in another look while the thread works.
        self._job = Job(work, self._owner.window())
        self._job.done.connect(self._done)
        self._job.refused.connect(self._refused)
        self._job.broke.connect(self._broke)
        if not self._slow.isActive():
            self._slow.start()
        self._job.start()

    def _done(self, result: object) -> None:
        if self._is_newest():
            self.made.emit(result)

    def _refused(self, error: UserError) -> None:
        if self._is_newest():
            self.refused.emit(error)

    def _broke(self, _error: Exception) -> None:
        """The crash guard tells of our own mistakes; the preview must not wait for ever."""
        self._refused(
            UserError("no-preview", "The preview could not be made.", "Try again. The plan itself was not changed.")
        )

    def _is_newest(self) -> bool:
        """End the running work; when another is wanted by now, go on with that and say False."""
        self._job = None
        if self._wanted is not None:
            if not self._pause.isActive():
                self._start()
            return False
        self._slow.stop()
        self.working.emit(False)
        return True

    def _say_slow(self) -> None:
        self.working.emit(True)
