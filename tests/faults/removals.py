"""Scene and judge of a removal for good that is cut off: done or not, and once it is done nothing is left of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from csa_tracker.care.due import after_opening
from csa_tracker.plan.progress import log_update
from csa_tracker.plan.removing import find_words
from csa_tracker.plan.written import keep_written, update_key
from tests.faults.jobs import DONE, NAMED, Scene, open_scene, update
from tests.faults.oracle import Facts, read_facts, sound
from tests.faults.scenes import scene_with_action


def scene_to_remove(root: Path) -> Scene:
    """A plan in which somebody is named in an update, and a draft that names them too."""
    scene = scene_with_action(root)
    with open_scene(scene) as plan:
        log_update(plan, scene.action, update(f"Met {NAMED} on Monday."))
        keep_written(plan, update_key(scene.action), f"Met {NAMED} on Monday. And again.")
    return scene


def judge_remove(scene: Scene, said: Sequence[str], before: Facts, after: Facts) -> Iterator[str]:
    """The name is where it was, or, once the plan was opened again, in no byte of the plan or of the drafts."""
    now = read_facts(scene)
    if now.counts != after.counts:
        yield f"counts {now.counts} instead of {after.counts}"
    with open_scene(scene) as plan:
        gone = not find_words(plan, NAMED)
        after_opening(plan)
    if gone == (now.view == before.view):  # the row of a removal has an id of its own each time
        yield "half a removal"
    if DONE in said and not gone:
        yield "lost: the removal was acknowledged"
    if gone:
        yield from (f"left in {path.name}" for path in _with_name(scene.folder, scene.profile / "drafts"))
    yield from sound(scene)


def _with_name(*folders: Path) -> Iterator[Path]:
    for folder in folders:
        yield from (path for path in folder.rglob("*") if path.is_file() and NAMED.encode() in path.read_bytes())
