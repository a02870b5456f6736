"""The jobs that are killed, run in a child process: two saves, one import, and two faulty twins that must be caught."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from csa_tracker.clock import Clock
from csa_tracker.plan.drafts import UpdateDraft
from csa_tracker.plan.progress import log_update
from csa_tracker.profile import Profile
from csa_tracker.workspace import OpenPlan, open_plan

CLOCK = Clock(dt.datetime(2026, 11, 22, 10, 31, tzinfo=dt.UTC))
IMPORTED = "the import"
UPDATES = ("Patrols began on Monday.", "Two schools have joined – the third answers next week.")
"""What the job `save` logs, one acknowledged save each."""

Acknowledge = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Scene:
    """A plan prepared for a job: its folder holds nothing else; the profile and the spreadsheets lie beside it."""

    folder: Path
    profile: Path
    action: str
    sheets: tuple[Path, ...]

    @property
    def plan(self) -> Path:
        """The plan file."""
        return self.folder / "scene.csplan"

    def moved_to(self, root: Path) -> Scene:
        """The same scene after its files were copied below `root`."""
        return Scene(root / self.folder.name, root / self.profile.name, self.action, self.sheets)


def open_scene(scene: Scene) -> OpenPlan:
    """The scene's plan, opened as the product opens it."""
    return open_plan(scene.plan, profile=Profile(scene.profile), clock=CLOCK)


def save(scene: Scene, acknowledge: Acknowledge) -> None:
    """Log each update and acknowledge it once the product has returned."""
    with open_scene(scene) as plan:
        for text in UPDATES:
            log_update(plan, scene.action, _draft(text))
            acknowledge(text)


def import_sheets(scene: Scene, acknowledge: Acknowledge) -> None:
    """Import all rows at once."""
    with open_scene(scene) as plan:
        _import(plan, scene.sheets[0])
        acknowledge(IMPORTED)


def save_acknowledged_too_early(scene: Scene, acknowledge: Acknowledge) -> None:
    """Seeded fault: says saved before it is."""
    with open_scene(scene) as plan:
        for text in UPDATES:
            acknowledge(text)
            log_update(plan, scene.action, _draft(text))


def import_in_two_halves(scene: Scene, acknowledge: Acknowledge) -> None:
    """Seeded fault: one import committed as two."""
    with open_scene(scene) as plan:
        for half in scene.sheets[1:]:
            _import(plan, half)
        acknowledge(IMPORTED)


JOBS: dict[str, Callable[[Scene, Acknowledge], None]] = {
    job.__name__: job for job in (save, import_sheets, save_acknowledged_too_early, import_in_two_halves)
}


def serve(job: str, scene: Scene, pipe: Connection) -> None:
    """Body of the child process: say ready, wait to be watched, do the job, acknowledge through the pipe."""
    pipe.send("ready")
    pipe.recv()
    JOBS[job](scene, pipe.send)


def _draft(text: str) -> UpdateDraft:
    return UpdateDraft(text=text, made_on=CLOCK.today(), author="ASB Coordinator")


def _import(plan: OpenPlan, sheet: Path) -> None:
    from csa_tracker.importing.apply import apply_import
    from csa_tracker.importing.preview import preview_import

    preview = preview_import(plan, [sheet], today=CLOCK.today())
    apply_import(plan, preview, answers=None, take_suggested=True)
