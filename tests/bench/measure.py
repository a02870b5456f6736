"""Time two jobs side by side: alternated, so that a slow moment of the machine falls on both; medians of seven."""

from __future__ import annotations

import compileall
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.house.tree import ROOT

ROUNDS = 7

Job = Callable[[], float]
"""Does the work once and returns the seconds it took (a child process may measure itself)."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: medians in seconds; `limit` is the largest ratio (without a baseline: time)."""

    what: str
    ours: float
    beside: str
    baseline: float | None
    limit: float
    most: float | None = None  # seconds that must not be exceeded either
    unit: str = "s"  # or what else `ours` and `limit` count

    @property
    def ratio(self) -> float | None:
        """Ours divided by the baseline."""
        return self.ours / self.baseline if self.baseline else None

    @property
    def met(self) -> bool:
        """Whether the figure is within its limits."""
        measured = self.ours if self.ratio is None else self.ratio
        return measured <= self.limit and (self.most is None or self.ours <= self.most)


def compile_rooms() -> None:
    """Compile every module, as an installation has them: a checkout may be kept from writing compiled ones."""
    for room in ("ui", "csa_tracker", "db", "resources"):
        compileall.compile_dir(ROOT / room, quiet=1)


def peak_memory() -> float:
    """Peak memory of this process in MiB; on Linux not what its parent used."""
    status = Path("/proc/self/status")
    if status.exists():
        return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")) / 1024
    import resource  # Windows has none

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 / 1024


def timed(work: Callable[[], object]) -> Job:
    """A job that measures `work` by the wall clock."""

    def job() -> float:
        started = time.perf_counter()
        work()
        return time.perf_counter() - started

    return job


def alternate(ours: Job, baseline: Job | None, *, rounds: int = ROUNDS) -> tuple[float, float | None]:
    """Medians of both jobs, run in turn, after one unmeasured round of each."""
    ours()
    if baseline is not None:
        baseline()
    mine: list[float] = []
    theirs: list[float] = []
    for _ in range(rounds):
        mine.append(ours())
        if baseline is not None:
            theirs.append(baseline())
    return statistics.median(mine), statistics.median(theirs) if theirs else None
