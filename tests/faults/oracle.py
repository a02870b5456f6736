"""The judge after a fault: opens what is left as the product does and lists every broken promise.

A judge is given the scene, what was acknowledged, and what the scene held before the job and after an undisturbed one.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from csa_tracker.care.check import check_plan, plan_digest
from csa_tracker.errors import UserError
from csa_tracker.plan.info import plan_info
from csa_tracker.plan.read import read_action
from csa_tracker.profile import Profile
from csa_tracker.workspace import open_plan
from db.planfile import plan_file_problems
from tests.faults.jobs import CLOCK, DONE, MANY_UPDATES, NEW_NAME, UPDATES, Scene, backups_of, open_scene

JOURNAL_MAGIC = bytes.fromhex("d9d505f920a163d7")
SIDECARS = ("-wal", "-shm", "-journal")
LEFTOVER = re.compile(r"\.csa-.*\.part(-wal|-shm|-journal)?")
"""A hidden temporary file that a killed job could not take away; it is never taken for a plan, backup or paper."""
_SAID_BY_PERSON = ("name", "role", "organisation")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a scene holds: the digest of the values shown, counts, how many backups, papers by name, settings."""

    view: str
    counts: tuple[int, int, int]
    backups: int
    papers: Mapping[str, str]
    settings: Mapping[str, object]


def read_facts(scene: Scene) -> Facts:
    """Read them as the product does; a scene may lack its plan."""
    view, counts = "", (0, 0, 0)
    if scene.plan.exists():
        with open_scene(scene) as plan:
            view = plan_digest(plan).view
            info = plan_info(plan)
            counts = (info.actions, info.milestones, info.updates)
    papers = {path.name: _fingerprint(path) for path in scene.papers.iterdir() if not LEFTOVER.fullmatch(path.name)}
    return Facts(view, counts, len(backups_of(scene)), papers, read_settings(scene))


def read_settings(scene: Scene) -> dict[str, object]:
    """What the person has said of themselves; the rest of the settings changes whenever a plan is opened."""
    stored = Profile(scene.profile).read_settings()
    return {key: stored.get(key) for key in _SAID_BY_PERSON}


def _fingerprint(paper: Path) -> str:
    """SHA-256 of a paper; of a workbook without the time it was written. A cut workbook has none."""
    if paper.suffix != ".xlsx":
        return hashlib.sha256(paper.read_bytes()).hexdigest()
    try:
        with zipfile.ZipFile(paper) as members:
            content = [members.read(name) for name in members.namelist() if name != "docProps/core.xml"]
    except zipfile.BadZipFile:
        return "cut"
    return hashlib.sha256(b"".join(content)).hexdigest()


Judge = Callable[[Scene, Sequence[str], Facts, Facts], Iterator[str]]


def judged(promises: Iterator[str]) -> list[str]:
    """What a judge finds; a plan that the product or SQLite refuses to open is a broken promise like any other."""
    found: list[str] = []
    try:
        found.extend(promises)
    except UserError as error:
        found.append(f"does not open: {error.code}: {error}")
    except sqlite3.Error as error:
        found.append(f"SQLite: {error}")
    return found


def judge_save(scene: Scene, said: Sequence[str], before: Facts, after: Facts) -> Iterator[str]:
    """Each acknowledged update is there in its text; none is torn or there twice."""
    yield from judge_updates(scene, said, UPDATES)
    yield from sound(scene)


def judge_sittings(scene: Scene, said: Sequence[str], before: Facts, after: Facts) -> Iterator[str]:
    """The same for the dozen of `save_often`."""
    yield from judge_updates(scene, said, MANY_UPDATES)
    yield from sound(scene)


def judge_updates(scene: Scene, said: Sequence[str], meant: Sequence[str]) -> Iterator[str]:
    """The same for any updates that were meant to be logged."""
    with open_scene(scene) as plan:
        updates = read_action(plan, scene.action).updates
    texts = [update.text for update in updates]
    yield from (f"lost: {text!r} was acknowledged" for text in said if text not in texts)
    yield from (f"torn or repeated: {text!r}" for text in texts if text not in meant or texts.count(text) > 1)
    if any(not update.author for update in updates):
        yield "an update without its author"


def judge_import(scene: Scene, said: Sequence[str], before: Facts, after: Facts) -> Iterator[str]:
    """All rows or none."""
    now = read_facts(scene).counts
    if now not in (before.counts, after.counts):
        yield f"half an import: {now} of {after.counts}"
    if DONE in said and now != after.counts:
        yield f"lost: the import was acknowledged, but the plan holds {now}"
    yield from sound(scene)


def judge_unchanged(scene: Scene, said: Sequence[str], before: Facts, after: Facts) -> Iterator[str]:
    """The plan shows what it showed before (an upgrade, a backup), and every backup is whole."""
    now = read_facts(scene)
    if now.view != after.view or now.counts != after.counts:
        yield f"the plan shows something else: {now.counts} of {after.counts}"
    yield from _whole_backups(scene)
    yield from sound(scene)


def judge_backup(scene: Scene, said: Sequence[str], before: Facts, after: Facts) -> Iterator[str]:
    """An acknowledged backup is there; every one there is whole."""
    if DONE in said and len(backups_of(scene)) != after.backups:
        yield f"lost: the backup was acknowledged, but there are {len(backups_of(scene))}"
    yield from judge_unchanged(scene, said, before, after)


def judge_restore(scene: Scene, said: Sequence[str], before: Facts, after: Facts) -> Iterator[str]:
    """The old plan or the restored one is there; once it is the restored one, the old one is kept beside it."""
    now = read_facts(scene).view
    if now not in (before.view, after.view):
        yield "the plan is neither the old nor the restored one"
    if DONE in said and now != after.view:
        yield "lost: the restore was acknowledged, but the old plan is there"
    kept = [path for path in scene.folder.iterdir() if ".replaced" in path.name and path.suffix == ".csplan"]
    if now == after.view and [_view_of(path, scene) for path in kept] != [before.view]:
        yield f"the replaced plan is not kept: {[path.name for path in kept]}"
    yield from _whole_backups(scene)
    yield from sound(scene, kept=[path.name for path in kept])


def judge_papers(scene: Scene, said: Sequence[str], before: Facts, after: Facts) -> Iterator[str]:
    """Each paper is the old or the new one, and the new one once that was acknowledged."""
    now = read_facts(scene).papers
    for name in now.keys() | after.papers.keys():
        if now.get(name) not in (before.papers.get(name), after.papers.get(name)):
            yield f"half a paper: {name}"
        if DONE in said and now.get(name) != after.papers.get(name):
            yield f"lost: {name} was acknowledged"
    yield from judge_unchanged(scene, said, before, after)


def judge_settings(scene: Scene, said: Sequence[str], before: Facts, after: Facts) -> Iterator[str]:
    """The settings are the old or the new ones."""
    now = read_settings(scene)
    if now not in (before.settings, after.settings):
        yield f"half the settings: {sorted(now)}"
    if DONE in said and now != after.settings:
        yield "lost: the settings were acknowledged"


def judge_new(scene: Scene, said: Sequence[str], before: Facts, after: Facts) -> Iterator[str]:
    """The plan is there whole or not at all."""
    if not scene.plan.exists():
        if DONE in said:
            yield "lost: the new plan was acknowledged"
        return
    with open_scene(scene) as plan:
        if plan_info(plan).name != NEW_NAME:
            yield "the new plan does not say its name"
    yield from sound(scene)


def sound(scene: Scene, *, kept: Sequence[str] = ()) -> Iterator[str]:
    """What is wrong with the plan file, and what lies beside it that should not."""
    yield from _strays(scene, [*kept, *(scene.plan.name + ending for ending in SIDECARS)])
    with open_scene(scene) as plan:
        if plan.read_only:
            yield f"opens read-only: {plan.read_only}"
        yield from check_plan(plan).problems
    yield from _strays(scene, kept)
    yield from damage(scene.plan)


def damage(plan: Path) -> Iterator[str]:
    """What SQLite itself finds wrong with the file."""
    with closing(sqlite3.connect(f"{plan.as_uri()}?mode=ro", uri=True)) as connection:
        for (answer,) in connection.execute("PRAGMA integrity_check"):
            if answer != "ok":
                yield f"integrity: {answer}"
        for row in connection.execute("PRAGMA foreign_key_check"):
            yield f"foreign key: {row}"


def leftovers(scene: Scene) -> list[Path]:
    """Hidden temporary files below the scene."""
    return [path for part in scene.parts for path in part.rglob(".*") if LEFTOVER.fullmatch(path.name)]


def _cold_journals(scene: Scene) -> Iterator[str]:
    """Rollback journals whose header was never written, or is gone: SQLite reads nothing from them, and leaves them."""
    for journal in scene.folder.glob("*.csplan-journal"):
        if not journal.read_bytes().startswith(JOURNAL_MAGIC):
            yield journal.name


def _strays(scene: Scene, allowed: Sequence[str]) -> Iterator[str]:
    expected = {scene.plan.name, *allowed, *_cold_journals(scene)}
    for path in scene.folder.iterdir():
        if path.name not in expected and not LEFTOVER.fullmatch(path.name):
            yield f"stray file: {path.name}"


def _whole_backups(scene: Scene) -> Iterator[str]:
    for path in backups_of(scene):
        try:
            problems = plan_file_problems(path, seals=True)
        except UserError as error:
            problems = [str(error)]
        yield from (f"backup {path.name}: {problem}" for problem in problems)


def _view_of(path: Path, scene: Scene) -> str:
    with open_plan(path, profile=Profile(scene.profile), clock=CLOCK) as plan:
        return plan_digest(plan).view
