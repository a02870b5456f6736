"""F3: record a job's real system calls, and look at the plan in thousands of states a power cut may have left.

States are judged in two ways: each by SQLite itself and the texts in it, and a sample by the product.
"""

from __future__ import annotations

import hashlib
import random
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tests.faults.child import SAYINGS, run_watched
from tests.faults.disk import Disk
from tests.faults.jobs import DONE, Scene
from tests.faults.oracle import Facts, judged, read_facts
from tests.faults.recording import Operation, Recording
from tests.faults.report import Outcome
from tests.faults.sweep import copy_scene
from tests.faults.trials import Trial

Quick = Callable[[Path, Sequence[str], "Recorded"], Iterator[str]]
"""A cheap judge of every state: the plan file, what was acknowledged, the recording."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A job's operations, the files it began with, and what the scene held before and after."""

    scene: Scene
    operations: tuple[Operation, ...]
    files: Mapping[str, bytes]
    inodes: Mapping[str, int]
    folders: tuple[str, ...]
    before: Facts
    after: Facts

    def disk(self) -> Disk:
        """The disk before the job."""
        return Disk(self.files, self.inodes, self.folders)


def record(trial: Trial, root: Path) -> Recorded:
    """Run the job once under strace; proves that the recording, replayed whole, gives the files that are there."""
    made = trial.make(root / "scene")
    before = read_facts(copy_scene(made, root / "work"))
    scene = copy_scene(made, root / "work")
    files = {str(path): path.read_bytes() for path in _files(scene)}
    folders = tuple(str(path) for part in scene.parts for path in (part, *part.rglob("*")) if path.is_dir())
    inodes = {path: number for number, path in enumerate(files, start=1)}
    ended, watch = run_watched(trial.job, scene, log=root / "strace.log", record=True)
    if ended.killed or ended.fault or ended.refused or not ended.acknowledged:
        raise RuntimeError(f"{trial.job} does not even work undisturbed: {ended}")
    reading = Recording(PurePosixPath(root / "work"), inodes, folders)
    operations = tuple(reading.operations(watch.lines()))
    recorded = Recorded(scene, operations, files, inodes, folders, before, before)
    _prove(recorded, ended.acknowledged)
    after = read_facts(scene)
    return Recorded(scene, operations, files, inodes, folders, before, after)


def _prove(recorded: Recorded, acknowledged: Sequence[str]) -> None:
    disk = recorded.disk()
    for operation in recorded.operations:
        disk.do(operation)
    there = {str(path): path.read_bytes() for path in _files(recorded.scene)}
    replayed = disk.as_it_is()
    if replayed != there:
        wrong = sorted(path for path in replayed.keys() | there.keys() if replayed.get(path) != there.get(path))
        raise RuntimeError(f"the recording does not give the files that are there: {wrong}")
    if disk.said != list(acknowledged):
        raise RuntimeError("the recording does not hold what was acknowledged")


def cut_power(trial: Trial, root: Path, *, states: int, quick: Quick | None, every: int, seed: int = 3) -> Outcome:
    """Judge so many states: each by `quick`, and every so many-th by the trial's own judge, with the product."""
    started = time.monotonic()
    recorded = record(trial, root)
    image = root / "image"
    broken, seen, opened = [], set(), 0
    dice = random.Random(seed)  # noqa: S311 (a repeatable choice, no secret)
    for number, (place, disk) in enumerate(_cuts(recorded, states)):
        state = disk.after_power_cut(dice)
        seen.add(_digest(state))
        scene = _write_image(recorded, state, image)
        thorough = number % every == 0
        opened += thorough
        promises = list(_judged(trial, quick, scene, disk.said, recorded, thorough=thorough))
        if promises:
            broken.append(f"cut at operation {place}: {'; '.join(promises)}")
    notes = (
        f"{len(recorded.operations)} operations recorded; {len(seen):,} different states; {opened:,} opened by the app",
    )
    return Outcome(f"power cuts during {trial.job}", states, tuple(broken), notes, time.monotonic() - started)


def _cuts(recorded: Recorded, states: int) -> Iterator[tuple[int, Disk]]:
    """The disk after each number of operations, as often as it takes to make `states`, the same disk each time."""
    disk = recorded.disk()
    places = len(recorded.operations) + 1
    for place in range(places):
        if place:
            disk.do(recorded.operations[place - 1])
        for _ in range(states * place // places, states * (place + 1) // places):
            yield place, disk


def _judged(
    trial: Trial, quick: Quick | None, scene: Scene, said: Sequence[str], recorded: Recorded, *, thorough: bool
) -> Iterator[str]:
    if quick is not None:
        yield from judged(quick(scene.plan, said, recorded))
    if thorough:
        yield from judged(trial.judge(scene, said, recorded.before, recorded.after))


def _write_image(recorded: Recorded, state: Mapping[str, bytes], image: Path) -> Scene:
    shutil.rmtree(image, ignore_errors=True)
    scene = recorded.scene.moved_to(image)
    for part in scene.parts:
        part.mkdir(parents=True)
    start = recorded.scene.folder.parent
    for path, content in state.items():
        target = image / Path(path).relative_to(start)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return scene


def _digest(state: Mapping[str, bytes]) -> bytes:
    total = hashlib.blake2b(digest_size=16)
    for path in sorted(state):
        total.update(path.encode() + b"\0" + len(state[path]).to_bytes(8, "big") + state[path])
    return total.digest()


def _files(scene: Scene) -> list[Path]:
    found = [path for part in scene.parts for path in part.rglob("*") if path.is_file()]
    return sorted(path for path in found if not path.name.endswith("-shm") and path.name != SAYINGS)


def quick_updates(meant: Sequence[str]) -> Quick:
    """SQLite finds nothing wrong; every acknowledged update is there, and none that was not meant."""

    def judge(plan: Path, said: Sequence[str], recorded: Recorded) -> Iterator[str]:
        with closing(sqlite3.connect(plan)) as connection:
            yield from _unsound(connection)
            texts = [text for (text,) in connection.execute("SELECT text FROM progress_update ORDER BY rowid")]
        yield from (f"lost: {text!r} was acknowledged" for text in said if text not in texts)
        yield from (f"not meant: {text!r}" for text in texts if text not in meant)

    return judge


def quick_import(plan: Path, said: Sequence[str], recorded: Recorded) -> Iterator[str]:
    """SQLite finds nothing wrong; all rows are there or none, and all once that was acknowledged."""
    with closing(sqlite3.connect(plan)) as connection:
        yield from _unsound(connection)
        now = tuple(
            connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 (our own names)
            for table in ("action", "milestone", "progress_update")
        )
    if now not in (recorded.before.counts, recorded.after.counts):
        yield f"half an import: {now} of {recorded.after.counts}"
    if DONE in said and now != recorded.after.counts:
        yield "lost: the import was acknowledged"


def _unsound(connection: sqlite3.Connection) -> Iterator[str]:
    yield from (f"integrity: {row[0]}" for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok")
    yield from (f"foreign key: {row}" for row in connection.execute("PRAGMA foreign_key_check"))
