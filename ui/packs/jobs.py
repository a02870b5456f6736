"""What is done about packs on a thread: each opens the plan anew, for a connection of its own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from csa_tracker.clock import Clock
from csa_tracker.exporting.calendar_file import CALENDAR_SUFFIX, export_calendar
from csa_tracker.exporting.export import export_plan
from csa_tracker.packs.making import MadePack, make_pack
from csa_tracker.packs.merging import PackPreview, PackResult, apply_pack, preview_pack
from csa_tracker.profile import Profile
from csa_tracker.rules.wording import many
from csa_tracker.workspace import OpenPlan, open_plan


class PackFile:
    """A plan as a thread needs it: where it is, and as whom and when it is opened."""

    def __init__(self, path: Path, profile: Profile, clock: Clock) -> None:
        self._path, self._profile, self._clock = path, profile, clock

    def make(self, lead: str, target: Path, *, include_sensitive: bool) -> MadePack:
        """Write the pack of a lead. Raises UserError as `make_pack` does."""
        with self._open() as plan:
            return make_pack(plan, lead, target, include_sensitive=include_sensitive)

    def preview(self, file: Path) -> PackPreview:
        """Say what a pack would change. Raises UserError as `preview_pack` does."""
        with self._open() as plan:
            return preview_pack(plan, file)

    def apply(self, preview: PackPreview, choices: Mapping[str, str], reason: str, *, leave_out: bool) -> PackResult:
        """Bring a pack back, all that was accepted or nothing. Raises UserError as `apply_pack` does."""
        with self._open() as plan:
            return apply_pack(plan, preview, choices=choices, reason=reason, leave_out=leave_out)

    def export(self, target: Path) -> str:
        """Write the plan as the kind of file its ending says; returns what was written, in words."""
        with self._open() as plan:
            if target.suffix.lower() != CALENDAR_SUFFIX:
                export_plan(plan, target)
                return f"Exported to {target.name}."
            made = export_calendar(plan, target)
        held = f" {many(made.withheld, 'sensitive action')} left out." if made.withheld else ""
        return f"{many(made.due_dates, 'due date')} and {many(made.milestones, 'milestone')} in {target.name}.{held}"

    def _open(self) -> OpenPlan:
        return open_plan(self._path, profile=self._profile, clock=self._clock)
