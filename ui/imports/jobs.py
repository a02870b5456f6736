"""What an import does on its thread: it reads and writes the plan through a connection of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from csa_tracker.clock import Clock
from csa_tracker.importing.apply import ImportResult, apply_import
from csa_tracker.importing.pasted import read_pasted
from csa_tracker.importing.preview import ImportPreview, Source, preview_import, preview_source
from csa_tracker.profile import Profile
from csa_tracker.watch import Watch
from csa_tracker.workspace import OpenPlan, open_plan


@dataclass(frozen=True, slots=True)
class Into:
    """The plan an import goes into, as a thread opens it."""

    path: Path
    profile: Profile
    clock: Clock

    def open(self) -> OpenPlan:
        """Open the plan through a connection of one's own. Raises UserError."""
        return open_plan(self.path, profile=self.profile, clock=self.clock)


def read_preview(into: Into, files: Sequence[Path], watch: Watch) -> ImportPreview:
    """Say what importing the files would do. Raises UserError as `preview_import` does."""
    with into.open() as plan:
        return preview_import(plan, files, today=plan.today, watch=watch)


def read_pasted_preview(into: Into, text: str, watch: Watch) -> ImportPreview:
    """Say what importing the cells of a text would do. Raises UserError as `read_preview` does."""
    with into.open() as plan:
        return preview_source(plan, Source((read_pasted(text),)), answers={}, today=plan.today, watch=watch)


def answer_preview(into: Into, preview: ImportPreview, answers: Mapping[str, str], watch: Watch) -> ImportPreview:
    """Say what importing would do with these answers. Raises UserError as `preview_source` does."""
    with into.open() as plan:
        return preview_source(plan, preview.source, answers=answers, today=preview.today, watch=watch)


def write_import(into: Into, preview: ImportPreview, answers: Mapping[str, str], *, leave_out: bool) -> ImportResult:
    """Bring a preview into the plan, all of it or nothing. Raises UserError as `apply_import` does."""
    with into.open() as plan:
        return apply_import(plan, preview, answers=answers, take_suggested=leave_out)
