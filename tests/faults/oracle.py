"""The judge after a kill: opens what is left as the product does and lists every broken promise."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from csa_tracker.care.check import check_plan
from csa_tracker.plan.read import read_action, read_actions
from tests.faults.jobs import IMPORTED, UPDATES, Scene, open_scene

SIDECARS = ("-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a plan holds."""

    actions: int
    milestones: int
    updates: int


def count(scene: Scene) -> Counts:
    """What the plan holds now."""
    with open_scene(scene) as plan:
        actions = read_actions(plan)
        return Counts(
            len(actions), sum(len(one.milestones) for one in actions), sum(len(one.updates) for one in actions)
        )


def broken_promises(scene: Scene, acknowledged: Sequence[str], *, whole: Counts) -> list[str]:
    """Every promise the killed job broke; `whole` is what a finished import adds to the empty plan."""
    found = list(_strays(scene, SIDECARS))
    if scene.action:
        found += _lost_or_torn_updates(scene, acknowledged)
    else:
        found += _half_import(scene, acknowledged, whole)
    with open_scene(scene) as plan:
        if plan.read_only:
            found.append(f"opens read-only: {plan.read_only}")
        found += check_plan(plan).problems
    found += _strays(scene, ())
    found += _damage(scene.plan)
    return found


def _lost_or_torn_updates(scene: Scene, acknowledged: Sequence[str]) -> Iterator[str]:
    with open_scene(scene) as plan:
        action = read_action(plan, scene.action)
    texts = [update.text for update in action.updates]
    for text in acknowledged:
        if text not in texts:
            yield f"lost: {text!r} was acknowledged"
    for text in texts:
        if text not in UPDATES or texts.count(text) > 1:
            yield f"torn or repeated: {text!r}"
    if any(not update.author for update in action.updates):
        yield "an update without its author"


def _half_import(scene: Scene, acknowledged: Sequence[str], whole: Counts) -> Iterator[str]:
    now = count(scene)
    nothing = Counts(0, 0, 0)
    if now not in (nothing, whole):
        yield f"half an import: {now} of {whole}"
    if IMPORTED in acknowledged and now != whole:
        yield f"lost: the import was acknowledged, but the plan holds {now}"


def _strays(scene: Scene, allowed: Sequence[str]) -> Iterator[str]:
    expected = {scene.plan.name, *(scene.plan.name + ending for ending in allowed)}
    for path in scene.folder.iterdir():
        if path.name not in expected:
            yield f"stray file: {path.name}"


def _damage(plan: Path) -> Iterator[str]:
    with closing(sqlite3.connect(f"{plan.as_uri()}?mode=ro", uri=True)) as connection:
        for (answer,) in connection.execute("PRAGMA integrity_check"):
            if answer != "ok":
                yield f"integrity: {answer}"
        for row in connection.execute("PRAGMA foreign_key_check"):
            yield f"foreign key: {row}"
