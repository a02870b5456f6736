"""F5: the same job on disks of every size from full to large enough; F6: the nth write or sync fails.

A job must either do its work or refuse in plain words, and leave what was there before.
"""

from __future__ import annotations

import os
import resource
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.faults.child import SAYINGS, Ended, run_job
from tests.faults.jobs import Scene
from tests.faults.oracle import Facts, judged, leftovers, read_facts
from tests.faults.report import Outcome
from tests.faults.sweep import Sweep, copy_scene
from tests.faults.trials import Trial

STEP = 16 * 1024
LARGE = 64 * 1024 * 1024
_PAGE = 4096
ENOUGH_SUCCESSES = 2
PLAIN = frozenset({"disk-full", "disk-error"})
"""Refusals that a full or failing disk explains."""

FAILURES = (
    ("pwrite64", "ENOSPC", False), ("pwrite64", "ENOSPC", True), ("pwrite64", "EIO", False),
    ("fdatasync", "EIO", False), ("fdatasync", "ENOSPC", True), ("fsync", "EIO", False), ("ftruncate", "EIO", False),
)  # fmt: skip
"""Calls that are made to fail, how, and whether all that follow fail too."""


@dataclass(frozen=True, slots=True)
class Known:
    """A trial, its scene, and what the scene holds before the job and after an undisturbed one."""

    trial: Trial
    scene: Scene
    before: Facts
    after: Facts

    def judge(self, scene: Scene, ended: Ended) -> Iterator[str]:
        """Every promise broken by a job that met a full disk."""
        if ended.fault:
            yield f"no plain refusal: {ended.fault}"
        if ended.refused and ended.refused.split(":")[0] not in PLAIN:
            yield f"refused for another reason: {ended.refused}"
        if not ended.refused and not ended.acknowledged:
            yield "neither done nor refused"
        yield from (f"left behind: {path.name}" for path in leftovers(scene))
        yield from judged(self.trial.judge(scene, ended.acknowledged, self.before, self.after))


def learn(trial: Trial, root: Path) -> Known:
    """Make a trial's scene and run its job once undisturbed."""
    scene = trial.make(root / "scene")
    before = read_facts(copy_scene(scene, root / "learn"))
    work = copy_scene(scene, root / "learn")
    ended = run_job(trial.job, work)
    if ended.refused or ended.fault or not ended.acknowledged:
        raise RuntimeError(f"{trial.job} does not even work undisturbed: {ended}")
    return Known(trial, scene, before, read_facts(work))


def can_mount(root: Path) -> bool:
    """Whether this process may mount a small disk of its own."""
    if os.geteuid() != 0:
        return False
    point = root / "mount-test"
    point.mkdir(parents=True, exist_ok=True)
    if subprocess.run(["mount", "-t", "tmpfs", "none", point], capture_output=True, check=False).returncode:
        return False
    subprocess.run(["umount", point], check=True)
    return True


@contextmanager
def small_disk(point: Path, size: int) -> Iterator[Callable[[int], None]]:
    """A disk of so many bytes at `point`; gives a function that changes its size."""
    point.mkdir(parents=True, exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "none", point], check=True)
    try:
        yield lambda new: _resize(point, new)
    finally:
        subprocess.run(["umount", point], check=True)


def _resize(point: Path, size: int) -> None:
    subprocess.run(["mount", "-o", f"remount,size={size}", point], check=True)


def fill_disk(trial: Trial, root: Path, *, step: int = STEP, most: int = 10_000) -> Outcome:
    """Run the job on disks that hold the scene and 0, 1, 2 … steps more, until it succeeds twice."""
    started = time.monotonic()
    known = learn(trial, root)
    on_disk = _on_small_disk if can_mount(root) else run_with_file_limit
    said: Counter[str] = Counter()
    broken: list[str] = []
    tried = successes = 0
    while successes < ENOUGH_SUCCESSES and tried < most:
        ended, promises = on_disk(known, root, tried * step)
        said[ended.refused.split(":")[0] or "done"] += 1
        broken += [f"{tried * step // 1024} KB free: {promise}" for promise in promises]
        successes += not ended.refused
        tried += 1
    how = (
        f"small disks (tmpfs), {step // 1024} KB apart"
        if on_disk is _on_small_disk
        else "no disk could be mounted here (that needs root): files were limited in size instead (RLIMIT_FSIZE)"
    )
    notes = (how, ", ".join(f"{word} {times}" for word, times in said.most_common()))
    return Outcome(f"full disk during {trial.job}", tried, tuple(broken), notes, time.monotonic() - started)


def _on_small_disk(known: Known, root: Path, free: int) -> tuple[Ended, Sequence[str]]:
    used = sum(_pages(path) for part in known.scene.parts for path in part.rglob("*") if path.is_file())
    with small_disk(root / "disk", LARGE) as resize:
        scene = copy_scene(known.scene, root / "disk" / "work")
        # What the child says takes no space of the product's: its page is there before the disk grows small.
        (scene.folder.parent / SAYINGS).write_bytes(b" ")
        resize(used + free + _PAGE)
        ended = run_job(known.trial.job, scene)
        resize(LARGE)
        promises = list(known.judge(scene, ended))
        if ended.refused and not ended.acknowledged:
            again = run_job(known.trial.job, scene)
            if again.refused or again.fault:
                promises.append(f"does not work with space again: {again}")
    return ended, promises


def run_with_file_limit(known: Known, root: Path, free: int) -> tuple[Ended, Sequence[str]]:
    scene = copy_scene(known.scene, root / "work")
    before = partial(limit_files, free)
    ended = run_job(known.trial.job, scene, before=before)
    return ended, list(known.judge(scene, ended))


def limit_files(size: int) -> None:
    """Let no file of this process grow beyond so many bytes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))


def _pages(path: Path) -> int:
    return -(-path.stat().st_size // _PAGE) * _PAGE


def fail_each(
    trial: Trial, root: Path, *, every: int = 1, failures: Sequence[tuple[str, str, bool]] = FAILURES
) -> Iterator[Outcome]:
    """Fail the nth write, sync or change of length for n = 1, 2 … (or every so many-th write) until there is none."""
    sweep = Sweep(trial, root)
    for call, error, onwards in failures:
        started = time.monotonic()
        verdicts = list(sweep.fail_everywhere(call, error, onwards=onwards, step=every if call == "pwrite64" else 1))
        broken = [verdict.sentence for verdict in verdicts if verdict.broken]
        broken += [
            f"{call} {verdict.point.nth}: refused for another reason: {verdict.ended.refused}"
            for verdict in verdicts
            if verdict.ended.refused and verdict.ended.refused.split(":")[0] not in PLAIN
        ]
        said = Counter(verdict.ended.refused.split(":")[0] or "done" for verdict in verdicts)
        notes = (", ".join(f"{word} {times}" for word, times in said.most_common()),)
        what = f"{error} at {'every call from the' if onwards else 'the'} nth {call} of {trial.job}"
        yield Outcome(what, len(verdicts), tuple(broken), notes, time.monotonic() - started)
