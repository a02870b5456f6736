"""The jobs that are killed, starved and cut off, each run in a child process on a scene made for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from csa_tracker.clock import Clock
from csa_tracker.plan.drafts import UpdateDraft
from csa_tracker.plan.progress import log_update
from csa_tracker.profile import Profile
from csa_tracker.workspace import OpenPlan, create_plan, open_plan

CLOCK = Clock(dt.datetime(2026, 11, 22, 10, 31, tzinfo=dt.UTC))
DONE = "done"
UPDATES = ("Patrols began on Monday.", "Two schools have joined – the third answers next week.")
"""What the job `save` logs, one acknowledged save each."""
MANY_UPDATES = tuple(f"Visit {number} took place as planned." for number in range(1, 13))
"""What the job `save_often` logs, in three sittings."""
NEW_NAME = "Pendle plan"
PARTNER = "Tom"
NAMED = "Jane Zebedee"
"""Who should never have been named."""
NEW_ROLE = "Community safety manager"

Acknowledge = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Scene:
    """What a job works on: a folder with the plan alone, a profile, a folder for papers, spreadsheets to import."""

    folder: Path
    profile: Path
    papers: Path
    action: str = ""
    sheets: tuple[Path, ...] = ()

    @property
    def plan(self) -> Path:
        """The plan file."""
        return self.folder / "scene.csplan"

    @property
    def parts(self) -> tuple[Path, Path, Path]:
        """The folders that make up the scene; the spreadsheets are only read and stay where they are."""
        return self.folder, self.profile, self.papers

    def moved_to(self, root: Path) -> Scene:
        """The same scene after its folders were copied below `root`."""
        folder, profile, papers = (root / part.name for part in self.parts)
        return replace(self, folder=folder, profile=profile, papers=papers)


def open_scene(scene: Scene) -> OpenPlan:
    """The scene's plan, opened as the product opens it."""
    return open_plan(scene.plan, profile=Profile(scene.profile), clock=CLOCK)


def save(scene: Scene, acknowledge: Acknowledge) -> None:
    """Log each update and acknowledge it once the product has returned."""
    with open_scene(scene) as plan:
        for text in UPDATES:
            log_update(plan, scene.action, update(text))
            acknowledge(text)


def save_often(scene: Scene, acknowledge: Acknowledge) -> None:
    """Log a dozen updates in three sittings, so that the journal is made, written back and removed on the way."""
    for start in range(0, len(MANY_UPDATES), 4):
        with open_scene(scene) as plan:
            for text in MANY_UPDATES[start : start + 4]:
                log_update(plan, scene.action, update(text))
                acknowledge(text)


def import_sheets(scene: Scene, acknowledge: Acknowledge) -> None:
    """Import all rows at once."""
    with open_scene(scene) as plan:
        import_one(plan, scene.sheets[0])
        acknowledge(DONE)


def upgrade(scene: Scene, acknowledge: Acknowledge) -> None:
    """Open a plan of an older version, which brings it to this one."""
    open_scene(scene).close()
    acknowledge(DONE)


def backup(scene: Scene, acknowledge: Acknowledge) -> None:
    """Back the plan up among the profile's own backups."""
    from csa_tracker.care.backups import make_backup

    with open_scene(scene) as plan:
        make_backup(plan)
        acknowledge(DONE)


def restore(scene: Scene, acknowledge: Acknowledge) -> None:
    """Put the one backup of the scene in the place of the plan, which has grown since."""
    from csa_tracker.care.restore import restore_plan

    (older,) = backups_of(scene)
    restore_plan(older, scene.plan, profile=Profile(scene.profile), clock=CLOCK)
    acknowledge(DONE)


def report(scene: Scene, acknowledge: Acknowledge) -> None:
    """Write the board report over an older one."""
    from csa_tracker.plan.reporting import write_report

    with open_scene(scene) as plan:
        write_report(plan, "board", scene.papers / "board.pdf")
        acknowledge(DONE)


def export(scene: Scene, acknowledge: Acknowledge) -> None:
    """Export the plan as a workbook, three CSV files and a document over older ones."""
    from csa_tracker.exporting.export import export_plan

    with open_scene(scene) as plan:
        for ending in ("xlsx", "csv", "json"):
            export_plan(plan, scene.papers / f"plan.{ending}")
        acknowledge(DONE)


def new(scene: Scene, acknowledge: Acknowledge) -> None:
    """Start a plan; this also runs every migration step there is."""
    create_plan(scene.plan, partnership="PEN", name=NEW_NAME, profile=Profile(scene.profile), clock=CLOCK).close()
    acknowledge(DONE)


def settings(scene: Scene, acknowledge: Acknowledge) -> None:
    """Change the settings."""
    Profile(scene.profile).set_identity(role=NEW_ROLE)
    acknowledge(DONE)


def receive(scene: Scene, acknowledge: Acknowledge) -> None:
    """Bring the file of a partner in, which holds new actions and a change that meets one of ours."""
    from csa_tracker.exchange.receiving import receive as receive_file

    with open_scene(scene) as plan:
        receive_file(plan, scene.sheets[0])
        acknowledge(DONE)


def send(scene: Scene, acknowledge: Acknowledge) -> None:
    """Write a file for the partner."""
    from csa_tracker.exchange.sending import send as send_file

    with open_scene(scene) as plan:
        send_file(plan, [PARTNER], scene.papers / "sent.cspx")
        acknowledge(DONE)


def join(scene: Scene, acknowledge: Acknowledge) -> None:
    """Make a plan of a partner's full file."""
    from csa_tracker.exchange.joining import join as join_plan
    from csa_tracker.exchange.joining import look_at

    profile = Profile(scene.profile)
    sender = look_at(scene.sheets[0], profile).sender
    assert sender is not None
    join_plan(scene.sheets[0], scene.plan, partnership="BUR", sender=sender, profile=profile, clock=CLOCK)
    acknowledge(DONE)


def remove(scene: Scene, acknowledge: Acknowledge) -> None:
    """Remove a name for good."""
    from csa_tracker.plan.removing import find_words, remove_for_good

    with open_scene(scene) as plan:
        remove_for_good(plan, [one.head for one in find_words(plan, NAMED)], "a person's name")
        acknowledge(DONE)


def backups_of(scene: Scene) -> list[Path]:
    """The backups in the scene's profile, oldest first."""
    return sorted((scene.profile / "backups").glob("*/*.cspbak"))


def update(text: str) -> UpdateDraft:
    """An update with this text."""
    return UpdateDraft(text=text, made_on=CLOCK.today(), author="ASB Coordinator")


def import_one(plan: OpenPlan, sheet: Path) -> None:
    """Import one spreadsheet, taking every suggested answer."""
    from csa_tracker.importing.apply import apply_import
    from csa_tracker.importing.preview import preview_import

    preview = preview_import(plan, [sheet], today=CLOCK.today())
    apply_import(plan, preview, answers=None, take_suggested=True)
