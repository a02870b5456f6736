"""Counts what waits on the Exchange page: after the plan has opened and after every change, on a thread."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ui.kit.job import Job

if TYPE_CHECKING:
    from pathlib import Path

    from csa_tracker.clock import Clock
    from csa_tracker.exchange.waiting import Waiting
    from csa_tracker.profile import Profile
    from ui.session import Session

FIRST_MS = 2500
"""How long after the plan was opened: the list, the views and their counts come first."""
LATER_MS = 700
"""How long after a change, so that several are read once."""
PLAN = "plan"
"""The source that this reads itself."""


class WaitingCount(QObject):
    """The one owner of the number beside Exchange: sources report how much waits, `counted` carries the sum.

    `doubted` carries a doubt about the computer's clock, once.
    """

    counted = Signal(int)
    doubted = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._by_source: dict[str, int] = {}
        self._reading = self._stale = self._has_doubted = self._has_waited = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.read)
        session.changed.connect(partial(self._timer.start, LATER_MS))
        self._timer.start(FIRST_MS)

    @property
    def is_idle(self) -> bool:
        """Whether what waits now is counted."""
        return bool(self._by_source) and not self._reading and not self._timer.isActive()

    def report(self, source: str, count: int) -> None:
        """Say how much waits at a source; 0 when nothing does."""
        if self._by_source.get(source) != count:
            self._by_source[source] = count
            self.tell()

    def tell(self) -> None:
        """Tell the sum once more, to somebody who has come since. Nothing is told before anything waited."""
        total = sum(self._by_source.values())
        self._has_waited = self._has_waited or total > 0
        if self._has_waited:
            self.counted.emit(total)

    def read(self) -> None:
        """Count what waits in the plan; what changes meanwhile is read after it."""
        if self._session.is_closed:
            return
        if self._reading:
            self._stale = True
            return
        self._reading, self._stale = True, False
        plan = self._session.plan
        # The window waits for its threads before it closes; it outlives the session.
        job = Job(partial(_read, plan.path, plan.profile, plan.clock), self._session.parent() or self)
        job.done.connect(self._show)
        job.refused.connect(self._refused)
        job.broke.connect(self._refused)
        job.start()

    def _show(self, waiting: Waiting) -> None:
        self._reading = False
        if self._session.is_closed:
            return
        self.report(PLAN, waiting.count)
        if waiting.clock and not self._has_doubted:
            self._has_doubted = True
            self.doubted.emit(waiting.clock)
        if self._stale:
            self.read()

    def _refused(self, _error: Exception) -> None:
        """The page says why when it is gone to; the next change asks again."""
        self._reading = False


def waiting_of(session: Session) -> WaitingCount:
    """Return the count of a session, begun when it is first asked for: pages and looks come and go."""
    return session.findChild(WaitingCount) or WaitingCount(session)


def _read(path: Path, profile: Profile, clock: Clock) -> Waiting:
    from csa_tracker.exchange.waiting import read_waiting
    from csa_tracker.workspace import open_plan

    with open_plan(path, profile=profile, clock=clock) as plan:
        return read_waiting(plan)
