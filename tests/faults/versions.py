"""F15 and F16: a plan of a newer version is read and never changed; a plan of every older version opens as it was."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from csa_tracker.care.check import check_plan, plan_digest
from csa_tracker.errors import UserError
from csa_tracker.plan.info import plan_info
from csa_tracker.plan.progress import log_update
from csa_tracker.plan.read import read_actions
from csa_tracker.profile import Profile
from csa_tracker.workspace import open_plan
from tests.faults.jobs import CLOCK, Scene, backups_of, open_scene, update
from tests.faults.report import Outcome
from tests.faults.scenes import make_older, scene_with_action

FIXTURES = Path(__file__).parents[1] / "fixtures"

NEWER = {
    "log format": "PRAGMA user_version = 9",
    "migration step": "UPDATE alembic_version SET version_num = '9999'",
    "view version": "UPDATE local_meta SET value = '999' WHERE key = 'view_version'",
}
"""What a newer version of the app may have raised, and how it is done to a plan of today."""


def open_newer(root: Path) -> Outcome:
    """Open plans of a newer version, read everything, try to write."""
    started = time.monotonic()
    broken = [
        f"newer {what}: {promise}" for what in NEWER for promise in _newer(root / what.replace(" ", "-"), NEWER[what])
    ]
    notes = (", ".join(NEWER) + ": opened read-only, bytes unchanged",) if not broken else ()
    return Outcome("newer plans", len(NEWER), tuple(broken), notes, time.monotonic() - started)


def _newer(root: Path, statement: str) -> Iterator[str]:
    scene = scene_with_action(root)
    with closing(sqlite3.connect(scene.plan)) as connection:
        connection.execute(statement)
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    before = hashlib.sha256(scene.plan.read_bytes()).hexdigest()
    with open_scene(scene) as plan:
        if "newer" not in plan.read_only:
            yield f"opened with {plan.read_only!r}"
        if [action.title for action in read_actions(plan)] != ["Evening patrols"]:
            yield "not shown as it is"
        try:
            log_update(plan, scene.action, update("Too late."))
            yield "changed"
        except UserError as error:
            if error.code != "read-only":
                yield f"refused with {error.code}"
    if hashlib.sha256(scene.plan.read_bytes()).hexdigest() != before:
        yield "its bytes were changed"
    for path in scene.folder.iterdir():
        # A connection that only reads cannot take away the empty journal it needs while it looks.
        if path != scene.plan and not path.name.endswith("-shm") and path.stat().st_size:
            yield f"stray file {path.name}"


def fixtures() -> list[Path]:
    """The folder of every version there is a plan of, oldest first."""
    return sorted(path.parent for path in FIXTURES.glob("v*/plan.csplan"))


def open_older(root: Path) -> Outcome:
    """Open the plan of every released version, as it is and with views of an older version."""
    started = time.monotonic()
    broken = [
        f"{folder.name}{' with older views' if older else ''}: {promise}"
        for folder in fixtures()
        for older in (False, True)
        for promise in opened_fixture(folder, root / f"{folder.name}-{older}", older=older)
    ]
    notes = (f"versions: {', '.join(folder.name for folder in fixtures())}",)
    return Outcome("older plans", 2 * len(fixtures()), tuple(broken), notes, time.monotonic() - started)


def opened_fixture(folder: Path, root: Path, *, older: bool) -> Iterator[str]:
    """What is broken when the plan of a version is opened by this one; `older` makes its views out of date first."""
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    scene = Scene(root / "plans", root / "profile", root / "papers")
    for part in scene.parts:
        part.mkdir(parents=True)
    shutil.copyfile(folder / "plan.csplan", scene.plan)
    if older:
        make_older(scene.plan)
    with open_plan(scene.plan, profile=Profile(scene.profile), clock=CLOCK) as plan:
        if plan.read_only:
            yield f"opens read-only: {plan.read_only}"
        digest, info = plan_digest(plan), plan_info(plan)
        found = {
            "log": digest.log, "view": digest.view, "actions": info.actions, "milestones": info.milestones,
            "updates": info.updates,
        }  # fmt: skip
        yield from check_plan(plan).problems
    yield from (f"{key} is {found[key]}, not {value}" for key, value in expected.items() if found[key] != value)
    if older and len(backups_of(scene)) != 1:
        yield f"{len(backups_of(scene))} backups were made before the update"
