"""Keeps the preview of an import true to the answers: after each it is made again on a thread, the latest counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from csa_tracker.errors import UserError
from csa_tracker.importing.preview import ImportPreview
from csa_tracker.watch import Watch
from ui.imports.jobs import Into, Seen, answer_preview, read_pasted_preview, read_preview
from ui.kit.job import Job

_PAUSE_MS = 180
"""Answers given in one go are read together."""


class Watched(QObject):
    """Hears from a thread how far it is, and stops it once nobody waits. `told` carries (done, in all)."""

    told = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.is_wanted = True
        self._last = -1

    def watch(self, done: int, total: int) -> None:
        """Hand on each further hundredth. Raises UserError, which nobody hears, when the work is given up."""
        if not self.is_wanted:
            raise UserError("stopped", "The work was stopped.", "Start it again when you need it.")
        part = 100 * done // total if total else -1
        if part != self._last:
            self._last = part
            self.told.emit(done, total)


class Previews(QObject):
    """`made` carries each new preview, `refused` a UserError; `turned` fires when work begins or ends.

    The preview before stays in `now` until the next one is there, also where that is refused.
    """

    made = Signal(object)
    refused = Signal(object)
    turned = Signal()
    progressed = Signal(int, int)

    def __init__(self, into: Into, home: QWidget) -> None:
        """`home` is the window, which outlives the sheet and waits for its threads."""
        super().__init__(home)
        self.seen: Seen | None = None
        self._into, self._home = into, home
        self._job: Job | None = None
        self._watched = Watched()
        self._answers: Mapping[str, str] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self._begin)

    @property
    def now(self) -> ImportPreview | None:
        """The latest preview."""
        return self.seen.preview if self.seen is not None else None

    @property
    def is_busy(self) -> bool:
        """Whether a preview is being made, or about to be."""
        return self._job is not None or self._timer.isActive()

    def read(self, files: Sequence[Path]) -> None:
        """Read files from scratch."""
        self.give_up()
        self.seen = None
        self._start(partial(read_preview, self._into, tuple(files)))

    def paste(self, text: str) -> None:
        """Read cells that were copied from a table."""
        self.give_up()
        self.seen = None
        self._start(partial(read_pasted_preview, self._into, text))

    def answer(self, answers: Mapping[str, str]) -> None:
        """Make the preview again with these answers, shortly."""
        self._answers = dict(answers)
        was_busy = self.is_busy
        self._timer.start()
        if not was_busy:
            self.turned.emit()

    def hurry(self) -> None:
        """Do not wait for a further answer."""
        if self._timer.isActive():
            self._timer.stop()
            self._begin()

    def give_up(self) -> None:
        """Stop what is going on; the preview before stays."""
        self._timer.stop()
        self._answers = None
        if self._job is not None:
            self._job.abandon()
            self._watched.is_wanted = False
            self._job = None
            self.turned.emit()

    def _begin(self) -> None:
        """Start on the latest answers, unless a thread works: then it is started when that one ends."""
        if self._job is not None or self._answers is None or self.seen is None:
            return
        answers, self._answers = self._answers, None
        self._start(partial(answer_preview, self._into, self.seen, answers))

    def _start(self, work: Callable[[Watch], object]) -> None:
        watched = self._watched = Watched()
        watched.told.connect(self.progressed)
        job = self._job = Job(partial(work, watched.watch), self._home)
        job.done.connect(partial(self._done, job))
        job.refused.connect(partial(self._refused, job))
        job.broke.connect(partial(self._ended, job))
        job.start()
        self.turned.emit()

    def _ended(self, job: Job, _error: object = None) -> bool:
        """Whether the job that ended is the one awaited; a newer answer is taken up at once."""
        if job is not self._job:
            return False
        self._job = None
        self._begin()
        self.turned.emit()
        return True

    def _done(self, job: Job, seen: Seen) -> None:
        if job is self._job:
            self.seen = seen
            self._ended(job)
            self.made.emit(seen.preview)

    def _refused(self, job: Job, error: UserError) -> None:
        if self._ended(job):
            self.refused.emit(error)
