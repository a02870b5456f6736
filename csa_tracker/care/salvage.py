"""Salvage a damaged plan into a new one, and say how much of it was recovered."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from pathlib import Path

from csa_tracker.care.backups import last_good_backup
from csa_tracker.care.known import known_plan_id
from csa_tracker.clock import Clock
from csa_tracker.errors import Exit, UserError
from csa_tracker.profile import Profile
from db.log.merge import Sinks
from db.log.opening import SHARED
from db.log.write import Edit
from db.meta import Author
from db.salvage import find, save_found
from db.salvage import plan_id_in as plan_id_in

_DEFAULT_NAME = "Salvaged plan"


@dataclass(frozen=True, slots=True)
class SalvageResult:
    """What came of a salvage: changes recovered of all that were seen, how many of them only a backup still held."""

    target: Path
    changes: int
    of_changes: int
    from_backup: int

    @property
    def share(self) -> str:
        """The share recovered, like "1,204 of 1,210 changes, 99.5 %"; never rounded up to everything."""
        if self.changes == self.of_changes:
            return f"{self.changes:,} of {self.of_changes:,} changes, 100 %"
        tenths = self.changes * 1000 // self.of_changes
        return f"{self.changes:,} of {self.of_changes:,} changes, {tenths / 10:.1f} %"


def salvage_plan(
    damaged: Path, target: Path, *, sinks: Sinks, agreement: str, profile: Profile, clock: Clock
) -> SalvageResult:
    """Make the new plan `target` of what can be read of `damaged` and of the last good backup of the same plan.

    The damaged file is only read. Raises UserError when nothing can be recovered or the target exists.
    """
    if not damaged.is_file():
        raise UserError("no-plan", f"There is no file at {damaged}.", "Check the name of the damaged plan.")
    plan_id = known_plan_id(profile, damaged) or plan_id_in(damaged)
    backup = last_good_backup(profile, plan_id) if plan_id else None
    found = find(damaged, [backup.path] if backup is not None else [])
    if not found.share.changes:
        raise UserError(
            "nothing-to-salvage",
            f"Nothing of a plan could be read in {damaged.name}.",
            "Keep the file, and restore a backup with `csa-tracker restore FILE`.",
            exit_code=Exit.DAMAGED,
        )
    row = str(uuid.uuid4())
    plan_row = [
        Edit("plan", row, "name", _DEFAULT_NAME, scope=SHARED),
        Edit("plan", row, "agreement", agreement, scope=SHARED),
        Edit("plan", row, "marking", "OFFICIAL", scope=SHARED),
    ]
    author = Author(profile.keys().member, clock.now())
    save_found(found._replace(plan=found.plan or plan_id), target, sinks, author=author, plan_row=plan_row)
    return SalvageResult(target, found.share.changes, found.share.of_changes, found.share.from_backup)
