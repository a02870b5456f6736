"""A process that makes papers for a window: the window stays alive, and a paper can be given up at any moment.

What it is asked for comes through a pipe as a function of this program with its arguments. It only reads the plan; what
it made goes back through the pipe, so that ending it leaves nothing half done.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection as Pipe
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from csa_tracker.clock import Clock
from csa_tracker.errors import UserError
from csa_tracker.profile import Profile
from csa_tracker.reports.registry import REPORTS
from csa_tracker.reports.watch import Watch
from csa_tracker.values import Action
from csa_tracker.workspace import OpenPlan, open_beside
from db.log.digest import log_digest

if TYPE_CHECKING:
    from csa_tracker.reports.options import ReportOptions
    from csa_tracker.reports.source import Earlier, Source
    from csa_tracker.reports.write import BuiltPaper

STOP = "stop"
"""What the window sends to give up the order at work."""


class Stopped(BaseException):
    """The order at work was given up; nothing below may take it for a fault."""


@dataclass(frozen=True, slots=True)
class PlanPlace:
    """A plan as another process needs it: where it is, whose profile, and what time it is there."""

    path: Path
    profile: Path
    clock: Clock


class Told(NamedTuple):
    """What the press says: `done` with a result, `at` with pages done and in all, `refused` or `broke` with words."""

    kind: str
    what: object


class Bench:
    """What the press keeps between two orders: the actions of the plan, as long as its log stays the same."""

    def __init__(self) -> None:
        self._state: tuple[object, ...] = ()
        self._actions: tuple[Action, ...] | None = None
        self._earlier: dict[tuple[bool, str], Earlier | None] = {}
        self.built: dict[tuple[object, ...], BuiltPaper] = {}

    @contextmanager
    def open(self, place: PlanPlace) -> Iterator[OpenPlan]:
        """Open a plan to read it. Raises UserError as `open_plan`."""
        plan = open_beside(place.path, profile=Profile(place.profile), clock=place.clock)
        try:
            with plan.store.reading() as connection:
                state = (place.path, log_digest(connection), plan.today)
            if state != self._state:
                self._state, self._actions = state, None
                self._earlier, self.built = {}, {}
            yield plan
        finally:
            plan.store.close()

    def actions(self, plan: OpenPlan) -> tuple[Action, ...]:
        """Every action as it is now, read once as long as nothing changes."""
        from csa_tracker.plan.read import read_actions

        if self._actions is None:
            self._actions = tuple(read_actions(plan))
        return self._actions

    def source(self, plan: OpenPlan, name: str, options: ReportOptions) -> Source:
        """Everything a report needs. Raises UserError as `read_source`."""
        from csa_tracker.plan.reporting import earlier_of, read_source, source_of

        if options.as_at not in (None, plan.today):
            return read_source(plan, name, options)
        key = ("since" in REPORTS[name].takes, options.since)
        if key not in self._earlier:
            self._earlier[key] = earlier_of(plan, name, options)
        return source_of(plan, name, options, actions=self.actions(plan), earlier=self._earlier[key])


Order = Callable[[Bench, Watch], object]
"""A function of this program (or a partial of one, so that it can go through the pipe) that does one thing."""


def work(pipe: Pipe) -> None:
    """Do what comes through the pipe, one order at a time, until its other end is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal is for the window, which then ends this
    bench = Bench()
    while True:
        try:
            asked = pipe.recv()
            if asked != STOP:  # one that came too late for the order it was meant for
                pipe.send(_answer(bench, asked, pipe))
        except (EOFError, OSError):  # the window has gone
            return


def _answer(bench: Bench, order: Order, pipe: Pipe) -> Told:
    def watch(done: int, total: int) -> None:
        if pipe.poll() and pipe.recv() == STOP:
            raise Stopped
        pipe.send(Told("at", (done, total)))

    try:
        return Told("done", order(bench, watch))
    except Stopped:
        return Told("stopped", None)
    except UserError as error:
        return Told("refused", (error.code, error.message, error.next_step))
    except Exception as error:  # noqa: BLE001 (handed on: the window tells and logs it)
        trace = error.__traceback__
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace is not None else ""
        return Told("broke", f"{type(error).__name__} at {place}")
