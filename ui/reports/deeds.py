"""Does one thing with a report at a time, in the background: says how far it is, and how it ended."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from csa_tracker.errors import UserError
from csa_tracker.reports.watch import Watch
from ui.reports.press import GIVEN_UP, PressJob
from ui.reports.progress_line import ProgressLine

BUSY = "Wait until the last report is finished, or cancel it."


class Deeds(QObject):
    """`said` carries the words of a toast, its step and what that does; `problem` a headline and a UserError.

    `ended` fires after each, however it went, and carries whether the keyboard was on Cancel.
    """

    said = Signal(str, str, object)
    problem = Signal(str, object)
    ended = Signal(bool)

    def __init__(self, line: ProgressLine, owner: QWidget) -> None:
        super().__init__(owner)
        self._line, self._owner = line, owner
        self._job: PressJob | None = None
        self._done: Callable[[object], object] = lambda _result: None
        self._failed = ""
        line.given_up.connect(self.give_up)

    @property
    def is_idle(self) -> bool:
        """Whether nothing is being done."""
        return self._job is None

    def run(
        self, make: Callable[[Watch], object], *, doing: str, done: Callable[[object], object], failed: str
    ) -> None:
        """Do it; `doing` is said meanwhile, `done` gets what it brings, `failed` heads a refusal."""
        if self._job is not None:
            self.said.emit(BUSY, "", None)
            return
        self._done, self._failed = done, failed
        # The window outlives the page, which may be built anew in another look while the thread works.
        self._job = PressJob(make, self._owner.window())
        self._job.progress.connect(self._line.say)
        self._job.done.connect(self._finish)
        self._job.refused.connect(self._refuse)
        self._job.broke.connect(lambda _error: self._end())
        self.said.emit(f"{doing}…", "", None)
        self._line.begin(doing)
        self._job.start()

    def give_up(self) -> None:
        """Stop what is being done; nothing of it stays."""
        if self._job is not None:
            self._job.requestInterruption()
            self._line.say_stopping()

    def _finish(self, result: object) -> None:
        self._end()
        self._done(result)

    def _refuse(self, error: UserError) -> None:
        self._end()
        if error.code == GIVEN_UP:
            self.said.emit(f"{error.message} {error.next_step}", "", None)
        else:
            self.problem.emit(self._failed, error)

    def _end(self) -> None:
        self._job = None
        self.ended.emit(self._line.end())
