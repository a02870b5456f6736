"""What an import does on its thread: it reads and writes the plan through a connection of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from csa_tracker.clock import Clock
from csa_tracker.importing.apply import ImportResult, apply_import
from csa_tracker.importing.preview import ImportPreview, preview_import
from csa_tracker.profile import Profile
from csa_tracker.workspace import open_plan


def read_preview(path: Path, files: Sequence[Path], *, profile: Profile, clock: Clock) -> ImportPreview:
    """Say what importing the files into the plan at `path` would do. Raises UserError as `preview_import` does."""
    with open_plan(path, profile=profile, clock=clock) as plan:
        return preview_import(plan, files, today=plan.today)


def write_import(
    path: Path, preview: ImportPreview, *, answers: Mapping[str, str], leave_out: bool, profile: Profile, clock: Clock
) -> ImportResult:
    """Bring a preview into the plan at `path`, all of it or nothing. Raises UserError as `apply_import` does."""
    with open_plan(path, profile=profile, clock=clock) as plan:
        return apply_import(plan, preview, answers=answers, take_suggested=leave_out)
