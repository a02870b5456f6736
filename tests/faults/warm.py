"""Imported by the fork server alone: one edit of each kind on a plan of its own, so that every child starts warm.

A first edit takes a tenth of a second and a second one a hundredth: without this a random kill would mostly hit imports
and caches rather than writes.
"""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

from tests.faults.edits import Editor, Message
from tests.faults.jobs import open_scene
from tests.faults.scenes import scene_with_action


def _ignore(message: Message) -> None:
    """Nobody listens yet."""


def warm_up() -> None:
    """Make one edit of each kind and throw the plan away."""
    with tempfile.TemporaryDirectory(prefix="csa-faults-") as folder:
        scene = scene_with_action(Path(folder))
        with open_scene(scene) as plan:
            editor = Editor(plan, random.Random(0), _ignore, scene.papers)  # noqa: S311 (no secret)
            for edit in (
                editor.add, editor.change, editor.update, editor.milestone, editor.link, editor.delete, editor.restore,
                editor.undo, editor.redo, editor.snapshot, editor.import_sheet,
            ):  # fmt: skip
                edit()


warm_up()
