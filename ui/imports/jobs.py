"""What an import does on its thread: it reads and writes the plan through a connection of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from csa_tracker.clock import Clock
from csa_tracker.errors import UserError
from csa_tracker.importing.apply import ImportResult, apply_import
from csa_tracker.importing.files import read_files
from csa_tracker.importing.layouts import preview_remembered, remember, remembered_words
from csa_tracker.importing.pasted import read_pasted
from csa_tracker.importing.preview import ImportPreview, Source, preview_source
from csa_tracker.importing.rejects import save_rejected
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


@dataclass(frozen=True, slots=True)
class Seen:
    """A preview, and in words what was remembered for it."""

    preview: ImportPreview
    remembered: str


def read_preview(into: Into, files: Sequence[Path], watch: Watch) -> Seen:
    """Say what importing the files would do. Raises UserError as `preview_import` does."""
    return _first(into, Source(tuple(read_files(files, watch=watch))), watch)


def read_pasted_preview(into: Into, text: str, watch: Watch) -> Seen:
    """Say what importing the cells of a text would do. Raises UserError as `read_preview` does."""
    return _first(into, Source((read_pasted(text),)), watch)


def _first(into: Into, source: Source, watch: Watch) -> Seen:
    with into.open() as plan:
        preview = preview_remembered(plan, source, answers={}, kept={}, today=plan.today, watch=watch)
        return Seen(preview, remembered_words(plan.profile, preview))


def answer_preview(into: Into, before: Seen, answers: Mapping[str, str], watch: Watch) -> Seen:
    """Say what importing would do with these answers, those of `before` beneath them. Raises UserError.

    An answer may end other questions, a sheet that is left out all those about its rows: their answers go with them.
    """
    source, given = before.preview.source, dict(before.preview.answers) | dict(answers)
    with into.open() as plan:
        today = before.preview.today
        try:
            preview = preview_source(plan, source, answers=given, today=today, watch=watch)
        except UserError as error:
            if not error.code.startswith("unknown-"):
                raise
            preview = preview_remembered(plan, source, answers={}, kept=given, today=today, watch=watch)
    return Seen(preview, before.remembered)


def write_import(into: Into, preview: ImportPreview, watch: Watch, *, leave_out: bool, keep: bool) -> ImportResult:
    """Bring a preview into the plan, all of it or nothing; with `keep` its answers are kept for the next such file.

    Raises UserError as `apply_import` does.
    """
    with into.open() as plan:
        result = apply_import(plan, preview, take_suggested=leave_out, watch=watch)
        if keep:
            remember(plan.profile, preview)
        return result


def write_rejected(preview: ImportPreview, target: Path) -> int:
    """Save the rows that did not come in, with the reasons; returns how many. Raises UserError."""
    return save_rejected(preview, target)
