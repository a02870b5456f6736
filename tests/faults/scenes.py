"""Plans prepared for the kill jobs: one with a single action, one empty beside a spreadsheet and its two halves."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from csa_tracker.plan.drafts import ActionDraft
from csa_tracker.plan.save import save_actions
from csa_tracker.plan.vocabulary import read_vocabulary
from csa_tracker.profile import Profile
from csa_tracker.workspace import create_plan
from resources import read_text
from tests.faults.jobs import CLOCK, Scene

SAMPLE = "samples/Lancashire_CSP_action_plan_example"


def scene_with_action(root: Path) -> Scene:
    """A closed plan with one action, for the job `save`."""
    scene = _empty_scene(root)
    with create_plan(
        scene.plan, partnership="BUR", name="Burnley", profile=Profile(scene.profile), clock=CLOCK
    ) as plan:
        issue = read_vocabulary(plan).key_issues[0]
        draft = ActionDraft(fields={"title": "Evening patrols", "key_issue": issue.id, "start_on": CLOCK.today()})
        (action,) = save_actions(plan, [draft], label="add")
    return Scene(scene.folder, scene.profile, action, ())


def scene_with_sheets(root: Path, *, rows: int) -> Scene:
    """A closed empty plan and three spreadsheets: the first `rows` sample actions, and the same in two halves."""
    scene = _empty_scene(root)
    create_plan(scene.plan, partnership="PAN", name="Lancashire", profile=Profile(scene.profile), clock=CLOCK).close()
    places = range(rows)
    parts = {"all": places, "first": places[: rows // 2], "second": places[rows // 2 :]}
    sheets = tuple(_write_sample(root / f"{name}.csv", rows=part) for name, part in parts.items())
    return Scene(scene.folder, scene.profile, "", sheets)


def _empty_scene(root: Path) -> Scene:
    scene = Scene(root / "plans", root / "profile", "", ())
    scene.folder.mkdir(parents=True)
    return scene


def _write_sample(target: Path, *, rows: Sequence[int]) -> Path:
    """Write the chosen action rows of the shipped sample, their milestones and updates beside it."""
    table = _read(f"{SAMPLE}.csv")
    chosen = [table[0], *(table[1 + row] for row in rows)]
    refs = {line[0] for line in chosen[1:]}
    _write(target, chosen)
    for sibling in ("milestones", "updates"):
        lines = _read(f"{SAMPLE}_{sibling}.csv")
        _write(target.with_name(f"{target.stem}_{sibling}.csv"), [lines[0], *(x for x in lines[1:] if x[0] in refs)])
    return target


def _read(name: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(read_text(name).lstrip("\ufeff"))))


def _write(target: Path, lines: Sequence[Sequence[str]]) -> None:
    with target.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(lines)
