"""The sample plan, made from the sample spreadsheet by the same import that reads anybody's."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from csa_tracker.clock import Clock
from csa_tracker.errors import UserError
from csa_tracker.plan.info import plan_info
from csa_tracker.profile import Profile
from csa_tracker.workspace import OpenPlan, create_plan, open_plan
from resources import file_path

SAMPLE_NAME = "sample-plan.csplan"
_SPREADSHEET = "samples/Lancashire_CSP_action_plan_example.xlsx"


@dataclass(frozen=True, slots=True)
class Demo:
    """What a demo folder holds."""

    plan: Path
    report: Path
    actions: int


def sample_plan(path: Path, *, profile: Profile, clock: Clock) -> OpenPlan:
    """Make the sample plan at `path` and open it. Raises UserError when the file exists."""
    from csa_tracker.importing.apply import apply_import
    from csa_tracker.importing.preview import preview_import

    with ExitStack() as stack:
        spreadsheet = stack.enter_context(file_path(_SPREADSHEET))
        plan = create_plan(path, partnership="PAN", name="Sample plan", profile=profile, clock=clock)
        try:
            preview = preview_import(plan, [spreadsheet], today=clock.today())
            apply_import(plan, preview, answers=None, take_suggested=True)
        except BaseException:
            plan.close()
            raise
    return plan


def make_demo(folder: Path, *, clock: Clock) -> Demo:
    """Fill `folder` with the sample plan and its board report; a plan that is there already is kept and used.

    Raises UserError when the folder cannot be made or written.
    """
    from csa_tracker.plan.reporting import write_report

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            "no-folder", f"The folder {folder} could not be made.", "Choose a folder that you may write in."
        ) from error
    profile = Profile(folder / "profile")
    path, report = folder / SAMPLE_NAME, folder / "board-report.pdf"
    opened = (
        open_plan(path, profile=profile, clock=clock)
        if path.exists()
        else sample_plan(path, profile=profile, clock=clock)
    )
    with opened as plan:
        write_report(plan, "board", report)
        return Demo(path, report, plan_info(plan).actions)
