"""Kill a job at chosen points, each time on a fresh copy of its scene, and judge what is left."""

from __future__ import annotations

import itertools
import multiprocessing
import shutil
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.faults.jobs import Scene, serve
from tests.faults.oracle import SIDECARS, Counts, broken_promises, count
from tests.faults.strace import Point, attach

ENOUGH_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Ended:
    """How a child ended: what it acknowledged, whether SIGKILL took it, the points it passed."""

    acknowledged: tuple[str, ...]
    killed: bool
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one kill left behind; not `killed` when the job ended before it came to the point."""

    point: Point
    killed: bool
    acknowledged: int
    broken: tuple[str, ...]


class Sweep:
    """One job on one scene: learns its points once, then kills it at any of them."""

    def __init__(self, job: str, scene: Scene, work: Path) -> None:
        self.job = job
        self._scene = scene
        self._work = work
        # A fork server imports the product once; each child starts in milliseconds.
        self._processes = multiprocessing.get_context("forkserver")
        self._processes.set_forkserver_preload(["tests.faults.jobs", "csa_tracker.importing.apply", "pandas"])
        undisturbed = self._run(self._copy())
        if undisturbed.killed or not undisturbed.acknowledged:
            raise RuntimeError(f"{job} does not even work undisturbed: {undisturbed}")
        self.points = undisturbed.points
        self._whole = count(self._latest) if not scene.action else Counts(0, 0, 0)

    def kill_at(self, point: Point) -> Verdict:
        """Kill the job at `point` and judge what is left."""
        scene = self._copy()
        ended = self._run(scene, kill_at=point)
        broken = broken_promises(scene, ended.acknowledged, whole=self._whole)
        return Verdict(point, ended.killed, len(ended.acknowledged), tuple(broken))

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
                if not verdict.killed and nth > watched_times:
                    break
        return verdicts

    def _copy(self) -> Scene:
        shutil.rmtree(self._work, ignore_errors=True)
        for folder in (self._scene.folder, self._scene.profile):
            shutil.copytree(folder, self._work / folder.name)
        self._latest = self._scene.moved_to(self._work)
        return self._latest

    def _run(self, scene: Scene, *, kill_at: Point | None = None) -> Ended:
        ours, theirs = self._processes.Pipe()
        child = self._processes.Process(target=serve, args=(self.job, scene, theirs))
        child.start()
        theirs.close()
        ours.recv()  # ready
        assert child.pid is not None
        watch = attach(child.pid, watched(scene), log=self._work / "strace.log", kill_at=kill_at)
        ours.send("go")
        acknowledged = []
        try:
            while True:
                acknowledged.append(ours.recv())
        except EOFError:  # the child has ended, by itself or not: what it could say, it has said
            ours.close()
        child.join(ENOUGH_SECONDS)
        points = watch.points()
        return Ended(tuple(acknowledged), child.exitcode == -9, tuple(points))


def watched(scene: Scene) -> list[Path]:
    """The plan, its sidecars and its folder; the settings and their folder."""
    plan = [scene.plan, *(scene.plan.with_name(scene.plan.name + ending) for ending in SIDECARS), scene.folder]
    return [*plan, scene.profile, *sorted(path for path in scene.profile.rglob("*") if path.is_file())]


def evenly(points: Sequence[Point], wanted: int) -> list[Point]:
    """At most `wanted` points, spread evenly, the first and the last among them."""
    if len(points) <= wanted:
        return list(points)
    return [points[round(place * (len(points) - 1) / (wanted - 1))] for place in range(wanted)]
