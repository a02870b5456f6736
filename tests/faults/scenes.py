"""Scenes for the jobs: plans, profiles and papers as a job finds them, made once and copied for each trial."""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from csa_tracker.care.backups import make_backup
from csa_tracker.exporting.export import export_plan
from csa_tracker.plan.drafts import ActionDraft
from csa_tracker.plan.progress import log_update
from csa_tracker.plan.save import save_actions
from csa_tracker.plan.vocabulary import read_vocabulary
from csa_tracker.profile import Profile
from csa_tracker.workspace import OpenPlan, create_plan
from resources import read_text
from tests.faults.jobs import CLOCK, Scene, import_one, open_scene, update

SAMPLE = "samples/Lancashire_CSP_action_plan_example"
OLD_PAPER = b"%PDF-1.7 an older report\n" * 400


def scene_with_action(root: Path) -> Scene:
    """A closed plan with one action, and an older report."""
    scene = _empty_scene(root)
    with _new_plan(scene) as plan:
        (action,) = save_actions(plan, [new_draft(plan, "Evening patrols")], label="add-action")
    (scene.papers / "board.pdf").write_bytes(OLD_PAPER)
    return replace(scene, action=action)


def scene_with_sheets(root: Path, *, rows: int) -> Scene:
    """A closed empty plan and three spreadsheets: the first `rows` sample actions, and the same in two halves."""
    scene = _empty_scene(root)
    _new_plan(scene).close()
    return replace(scene, sheets=_sample_sheets(root, rows))


def scene_to_upgrade(root: Path, *, rows: int) -> Scene:
    """A plan with sample actions whose view tables are of an older version, so that opening makes them again."""
    scene = scene_with_sheets(root, rows=rows)
    with open_scene(scene) as plan:
        import_one(plan, scene.sheets[0])
    make_older(scene.plan)
    return Scene(*scene.parts)


def make_older(plan: Path) -> None:
    """Mark the view tables of a plan as those of a version before the first."""
    with closing(sqlite3.connect(plan)) as connection, connection:
        changed = connection.execute("UPDATE local_meta SET value = '0' WHERE key = 'view_version'").rowcount
    if changed != 1:
        raise RuntimeError("the plan does not say which version its views have")


def scene_with_backup(root: Path) -> Scene:
    """A plan with one action and a backup, changed since."""
    scene = scene_with_action(root)
    with open_scene(scene) as plan:
        make_backup(plan)
        log_update(plan, scene.action, update("After the backup."))
    return scene


def scene_with_exports(root: Path) -> Scene:
    """A plan that was exported before it was changed."""
    scene = scene_with_action(root)
    with open_scene(scene) as plan:
        for ending in ("xlsx", "csv", "json"):
            export_plan(plan, scene.papers / f"plan.{ending}")
        log_update(plan, scene.action, update("After the export."))
    return scene


def scene_without_plan(root: Path) -> Scene:
    """A profile that has been used, and no plan."""
    scene = scene_with_action(root)
    scene.plan.unlink()
    return Scene(*scene.parts)


def scene_with_settings(root: Path) -> Scene:
    """A profile with settings."""
    scene = scene_with_action(root)
    Profile(scene.profile).set_identity(name="Asha Khan", role="Officer", organisation="Burnley Council")
    return scene


def write_rows(target: Path, table: Sequence[Sequence[str]]) -> None:
    """Write a CSV file."""
    with target.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(table)


def _empty_scene(root: Path) -> Scene:
    scene = Scene(root / "plans", root / "profile", root / "papers")
    for part in scene.parts:
        part.mkdir(parents=True)
    return scene


def _new_plan(scene: Scene) -> OpenPlan:
    return create_plan(scene.plan, partnership="BUR", name="Burnley", profile=Profile(scene.profile), clock=CLOCK)


def new_draft(plan: OpenPlan, title: str) -> ActionDraft:
    """A new action with this title."""
    issue = read_vocabulary(plan).key_issues[0]
    return ActionDraft(fields={"title": title, "key_issue": issue.id, "start_on": CLOCK.today()})


def _sample_sheets(root: Path, rows: int) -> tuple[Path, ...]:
    places = range(rows)
    parts = {"all": places, "first": places[: rows // 2], "second": places[rows // 2 :]}
    return tuple(_write_sample(root / f"{name}.csv", rows=part) for name, part in parts.items())


def _write_sample(target: Path, *, rows: Sequence[int]) -> Path:
    """Write the chosen action rows of the shipped sample, their milestones and updates beside it."""
    table = _read(f"{SAMPLE}.csv")
    chosen = [table[0], *(table[1 + row] for row in rows)]
    refs = {line[0] for line in chosen[1:]}
    write_rows(target, chosen)
    for sibling in ("milestones", "updates"):
        lines = _read(f"{SAMPLE}_{sibling}.csv")
        kept = [lines[0], *(line for line in lines[1:] if line[0] in refs)]
        write_rows(target.with_name(f"{target.stem}_{sibling}.csv"), kept)
    return target


def _read(name: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(read_text(name).lstrip("\ufeff"))))
