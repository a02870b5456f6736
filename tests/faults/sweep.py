"""Kill or fail a job at chosen points, each time on a fresh copy of its scene, and judge what is left."""

from __future__ import annotations

import itertools
import shutil
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.faults.child import Ended, run_watched
from tests.faults.jobs import Scene
from tests.faults.oracle import SIDECARS, judged, leftovers, read_facts
from tests.faults.strace import Point, Watch, failing, killing
from tests.faults.trials import Trial


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one fault left behind; not `hit` when the job ended before it came to the point.

    `leftovers` are the hidden temporary files that are still there after the plan was opened again.
    """

    point: Point
    hit: bool
    ended: Ended
    broken: tuple[str, ...]
    leftovers: int

    @property
    def sentence(self) -> str:
        """The broken promises of this point."""
        return f"{self.point.call} {self.point.nth}: {'; '.join(self.broken)}"


class Sweep:
    """One trial: learns its points once, then kills or fails the job at any of them."""

    def __init__(self, trial: Trial, root: Path) -> None:
        self.trial = trial
        self._scene = trial.make(root / "scene")
        self._work = root / "work"
        ended, watch = self._run(self._copy())
        if ended.killed or ended.fault or ended.refused or not ended.acknowledged:
            raise RuntimeError(f"{trial.job} does not even work undisturbed: {ended}")
        self.points = watch.points()
        self._after = read_facts(self._latest)
        self._before = read_facts(self._copy())

    def kill_at(self, point: Point) -> Verdict:
        """Kill the job at `point` and judge what is left."""
        ended, _ = self._run(self._copy(), inject=killing(point))
        return self._verdict(point, ended, hit=ended.killed)

    def fail_at(self, point: Point, error: str, *, onwards: bool = False) -> Verdict:
        """Make this call fail with `error` (and with `onwards` all after it), and judge what is left."""
        ended, watch = self._run(self._copy(), inject=failing(point, error, onwards=onwards))
        return self._verdict(point, ended, hit=watch.hits() > 0)

    def kill_at_each(self, points: Iterable[Point]) -> list[Verdict]:
        """Kill at each point in turn."""
        return [self.kill_at(point) for point in points]

    def kill_everywhere(self) -> list[Verdict]:
        """Kill at every point there is.

        Row ids are random, so a run may write a page more or less than the one that was watched: each kind of call is
        counted on until the job is no longer killed.
        """
        verdicts = []
        for call, watched_times in Counter(point.call for point in self.points).items():
            for nth in itertools.count(1):
                verdict = self.kill_at(Point(call, nth))
                verdicts.append(verdict)
                if not verdict.hit and nth > watched_times:
                    break
        return verdicts

    def fail_everywhere(self, call: str, error: str, *, onwards: bool = False, step: int = 1) -> list[Verdict]:
        """Fail this call the first time, a `step` later and so on, until the job no longer comes that far."""
        verdicts: list[Verdict] = []
        for nth in itertools.count(1, step):
            verdict = self.fail_at(Point(call, nth), error, onwards=onwards)
            if not verdict.hit:
                return verdicts
            verdicts.append(verdict)
        return verdicts

    def _verdict(self, point: Point, ended: Ended, *, hit: bool) -> Verdict:
        broken = judged(self.trial.judge(self._latest, ended.acknowledged, self._before, self._after))
        left = len(leftovers(self._latest))
        if ended.fault:
            broken.append(f"no plain refusal: {ended.fault}")
        if left and not ended.killed:
            broken.append(f"{left} temporary files were left by a job that was not killed")
        return Verdict(point, hit, ended, tuple(broken), left)

    def _copy(self) -> Scene:
        self._latest = copy_scene(self._scene, self._work)
        return self._latest

    def _run(self, scene: Scene, *, inject: str = "") -> tuple[Ended, Watch]:
        paths = tuple(watched(scene)) if self.trial.settled else ()
        return run_watched(self.trial.job, scene, log=self._work / "strace.log", paths=paths, inject=inject)


def copy_scene(scene: Scene, work: Path) -> Scene:
    """A fresh copy of a scene in the folder `work`, which is emptied first."""
    shutil.rmtree(work, ignore_errors=True)
    for part in scene.parts:
        shutil.copytree(part, work / part.name)
    return scene.moved_to(work)


def watched(scene: Scene) -> list[Path]:
    """The plan, its sidecars and its folder; the settings and their folder."""
    plan = [scene.plan, *(scene.plan.with_name(scene.plan.name + ending) for ending in SIDECARS), scene.folder]
    return [*plan, scene.profile, *sorted(path for path in scene.profile.rglob("*") if path.is_file())]


def evenly(points: Sequence[Point], wanted: int) -> list[Point]:
    """At most `wanted` points, spread evenly, the first and the last among them."""
    if len(points) <= wanted:
        return list(points)
    return [points[round(place * (len(points) - 1) / (wanted - 1))] for place in range(wanted)]
