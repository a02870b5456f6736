"""The press as the window uses it: one process for all papers, asked from a thread, given up or timed out in words."""

from __future__ import annotations

import atexit
import multiprocessing
import time
from collections.abc import Callable
from multiprocessing.connection import Connection as Pipe
from multiprocessing.context import SpawnProcess
from threading import Lock
from typing import cast

from PySide6.QtCore import QObject, QThread, Signal

from csa_tracker.errors import UserError
from csa_tracker.plan.press import STOP, Order, PlanPlace, Told, work
from csa_tracker.reports.watch import Watch, unwatched
from csa_tracker.workspace import OpenPlan
from ui.kit.job import Job

LIMIT_SECONDS = 600.0
"""How long one paper may take: the largest plan needs half a minute."""
GIVEN_UP = "given-up"
_LOOK_SECONDS = 0.05
_KIND_SECONDS = 1.0
"""How long a paper that is given up may take to stop by itself; then its process is ended."""
_TOLD_SECONDS = 0.1


class PressError(RuntimeError):
    """A mistake of our own in the other process: its type and place, never words of a plan."""


class Press:
    """The process that makes papers: started with the first, kept for the next, one paper at a time."""

    def __init__(self, *, limit: float = LIMIT_SECONDS) -> None:
        self.limit = limit
        self._free = Lock()
        self._process: SpawnProcess | None = None
        self._pipe: Pipe | None = None

    def make(self, order: Order, *, watch: Watch = unwatched, patience: float = _KIND_SECONDS) -> object:
        """Have an order done and return what it brings; waits, so call it on a thread.

        A QThread that is asked to stop gives the order up; after `patience` seconds the process is ended for it.
        Raises UserError: what the order refuses, GIVEN_UP, "took-too-long", or "press-ended".
        """
        while not self._free.acquire(timeout=_LOOK_SECONDS):
            if _is_unwanted():
                raise _given_up()
        try:
            return self._asked(order, watch, patience)
        finally:
            self._free.release()

    def end(self) -> None:
        """End the process; the next order starts another."""
        process, pipe, self._process, self._pipe = self._process, self._pipe, None, None
        if pipe is not None:
            pipe.close()
        if process is not None:
            process.kill()
            process.join()
            process.close()

    def _asked(self, order: Order, watch: Watch, patience: float) -> object:
        try:
            pipe = self._started()
            pipe.send(order)
            return self._awaited(pipe, watch, patience)
        except (EOFError, OSError) as error:  # it crashed, or somebody ended it
            self.end()
            raise UserError(
                "press-ended",
                "The report could not be finished: the part of the program that makes reports has stopped.",
                "Try again. The plan itself was not changed.",
            ) from error

    def _awaited(self, pipe: Pipe, watch: Watch, patience: float) -> object:
        until, unwanted_since = time.monotonic() + self.limit, 0.0
        while True:
            now = time.monotonic()
            if not unwanted_since and _is_unwanted():
                unwanted_since = now
                pipe.send(STOP)
            if unwanted_since and now - unwanted_since > patience:
                self.end()
                raise _given_up()
            if now > until:
                self.end()
                raise _too_long(self.limit)
            if not pipe.poll(_LOOK_SECONDS):
                continue
            told: Told = pipe.recv()
            if told.kind == "at":
                watch(*cast("tuple[int, int]", told.what))
                continue
            if unwanted_since or told.kind == "stopped":
                raise _given_up()
            return _result(told)

    def _started(self) -> Pipe:
        if self._process is not None and not self._process.is_alive():
            self.end()
        if self._pipe is None:
            context = multiprocessing.get_context("spawn")  # a copy of this process would have its windows too
            self._pipe, theirs = context.Pipe()
            self._process = context.Process(target=work, args=(theirs,), name="reports", daemon=True)
            self._process.start()
            theirs.close()
        return self._pipe


PRESS = Press()
"""The one press of this program."""
atexit.register(PRESS.end)


class PressJob(Job):
    """Work on a thread that waits for the press; `progress` carries pages done and in all (0 while not yet known)."""

    progress = Signal(int, int)

    def __init__(self, make: Callable[[Watch], object], parent: QObject) -> None:
        super().__init__(lambda: make(self._tell), parent)
        self._told = 0.0

    def _tell(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._told > _TOLD_SECONDS:
            self._told = now
            self.progress.emit(done, total)


def place_of(plan: OpenPlan) -> PlanPlace:
    """Return where a plan is, for the press."""
    return PlanPlace(plan.path, plan.profile.folder, plan.clock)


def _is_unwanted() -> bool:
    return QThread.currentThread().isInterruptionRequested()


def _result(told: Told) -> object:
    if told.kind == "refused":
        raise UserError(*cast("tuple[str, str, str]", told.what))
    if told.kind == "broke":
        raise PressError(str(told.what))
    return told.what


def _given_up() -> UserError:
    return UserError(GIVEN_UP, "The report was given up.", "Nothing was saved.")


def _too_long(limit: float) -> UserError:
    minutes = max(1, round(limit / 60))
    return UserError(
        "took-too-long",
        f"The report was not finished after {minutes} minute{'s' if minutes > 1 else ''}, so it was stopped.",
        "Choose fewer actions, such as one partnership, area or key issue, and try again.",
    )
