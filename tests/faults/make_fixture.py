"""Make the plan that stands for this version in the tests of all later ones: `python -m tests.faults.make_fixture`.

A plan of a released version is never made again; before the release, --again replaces it.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from csa_tracker import __version__
from csa_tracker.care.check import plan_digest
from csa_tracker.plan.change import change_actions
from csa_tracker.plan.drafts import ActionDraft, MilestoneDraft
from csa_tracker.plan.info import plan_info
from csa_tracker.plan.moments import take_snapshot
from csa_tracker.plan.progress import log_update, save_milestone
from csa_tracker.plan.read import read_actions
from csa_tracker.plan.save import delete_actions, save_actions
from csa_tracker.plan.undo import undo
from csa_tracker.workspace import OpenPlan
from tests.faults.jobs import CLOCK, import_one, open_scene, update
from tests.faults.scenes import scene_with_sheets
from tests.faults.versions import FIXTURES

ROWS = 12


def main(arguments: list[str]) -> int:
    """Make the fixture of this version; returns 1 when it is there already."""
    folder = FIXTURES / f"v{'.'.join(__version__.split('.')[:2])}"
    if folder.exists() and "--again" not in arguments:
        print(f"{folder} is there already, and the plan of a released version is never made again.")
        return 1
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="csa-fixture-") as root:
        made, expected = make_plan(Path(root))
        shutil.copyfile(made, folder / "plan.csplan")
    (folder / "expected.json").write_text(json.dumps(expected, indent=2) + "\n", "utf-8")
    print(f"Made {folder} ({(folder / 'plan.csplan').stat().st_size:,} bytes).")
    return 0


def make_plan(root: Path) -> tuple[Path, dict[str, object]]:
    """A plan with something of everything, packed, and what it holds."""
    scene = scene_with_sheets(root, rows=ROWS)
    with open_scene(scene) as plan:
        import_one(plan, scene.sheets[0])
        edit(plan)
        digest, info = plan_digest(plan), plan_info(plan)
    with closing(sqlite3.connect(scene.plan)) as connection:
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    expected: dict[str, object] = {
        "log": digest.log, "view": digest.view, "actions": info.actions, "milestones": info.milestones,
        "updates": info.updates,
    }  # fmt: skip
    return scene.plan, expected


def edit(plan: OpenPlan) -> None:
    """Make one edit of each kind."""
    first, second, third, fourth = (action.id for action in read_actions(plan)[:4])
    due = CLOCK.today() + dt.timedelta(days=200)
    change_actions(
        plan, [ActionDraft(id=first, fields={"due_on": due})], reason="Recruitment is late.", deed="change-action"
    )
    log_update(plan, second, update("Zwölf Besuche – “all well”."))
    save_milestone(plan, third, MilestoneDraft(title="Half of the wards are done", due=due))
    save_actions(plan, [ActionDraft(id=third, partners=("Lancashire Fire and Rescue Service",))], label="link")
    take_snapshot(plan, "Board of the autumn")
    delete_actions(plan, [fourth])
    log_update(plan, second, update("Typed by mistake."))
    undo(plan)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
