"""Restore a plan from a backup: preview, safety backup, the replaced file kept, always the old or the new in place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from csa_tracker.care.backups import Backup, back_up_file, free_name, local_minute, spoken
from csa_tracker.care.known import known_plan_id, note_plan
from csa_tracker.care.scouring import scour
from csa_tracker.clock import Clock
from csa_tracker.errors import Exit, UserError
from csa_tracker.profile import Profile
from csa_tracker.workspace import open_plan
from db.exchange.intake import begin_intake
from db.log.clock import instant_of
from db.log.replay import stored_removals
from db.log.transaction import Transaction
from db.planfile import PlanFacts, looking_at, missing_changes, plan_file_problems, read_facts
from db.swap import swap_in

_DAMAGE = ("damaged", "not-a-plan", "views-damaged")
PLAN_SUFFIX = ".csplan"


@dataclass(frozen=True, slots=True)
class RestorePreview:
    """What restoring would do: what is in the backup, and how many changes of the plan there now it lacks.

    `lacks` is None when the plan there now is missing or too damaged to say. `newest` is when the backup's latest
    change was made, in local time.
    """

    backup: Path
    plan: Path
    plan_id: str
    name: str
    newest: dt.datetime
    actions: int
    updates: int
    milestones: int
    changes: int
    lacks: int | None

    @property
    def sentence(self) -> str:
        """The preview as people read it."""
        held = (
            f"“{self.name}” as it was on {spoken(self.newest)}: {self.actions:,} actions, {self.updates:,} updates, "
            f"{self.milestones:,} milestones"
        )
        if self.lacks is None:
            return f"{self.backup.name} holds {held}. The plan in its place now cannot be compared with it."
        lacking = "1 change" if self.lacks == 1 else f"{self.lacks:,} changes"
        return f"{self.backup.name} holds {held}. It lacks {lacking} of the plan as it is now."


@dataclass(frozen=True, slots=True)
class Restored:
    """A restored plan: where it is, where the file it replaced is kept, and the safety backup made before."""

    plan: Path
    replaced: Path | None
    safety: Backup | None


def preview_restore(backup: Path, plan: Path, *, profile: Profile) -> RestorePreview:
    """Look at a backup beside the plan file it would replace; changes nothing.

    Raises UserError when the backup is missing, damaged, or of another plan.
    """
    facts = _checked(backup)
    current = _plan_id_at(plan, profile)
    if current and current != facts.plan:
        raise UserError(
            "other-plan",
            f"{backup.name} is a backup of another plan, “{facts.name}”.",
            "Choose a backup of this plan, or restore it under a new name with --plan.",
        )
    newest = instant_of(facts.newest).astimezone().replace(tzinfo=None)
    return RestorePreview(
        backup, plan, facts.plan, facts.name, newest, facts.actions, facts.updates, facts.milestones,
        facts.head.operations, _lacks(plan, backup),
    )  # fmt: skip


def restore_plan(backup: Path, plan: Path, *, profile: Profile, clock: Clock) -> Restored:
    """Put the plan of a verified backup in the place of `plan`, as a new replica; nobody may have `plan` open.

    Takes a safety backup first, or refuses; a plan too damaged for that is kept as it is beside the restored one.
    Raises UserError, changing nothing, when the backup is damaged or of another plan, the plan is open elsewhere, or
    the disk is full.
    """
    preview = preview_restore(backup, plan, profile=profile)
    safety = _safety_backup(plan, preview, profile=profile, clock=clock)
    kept = _name_for_replaced(plan, clock) if plan.exists() else None
    removals = _removals_in(plan)
    swap_in(backup, plan, keep_as=kept)
    note_plan(profile, plan, preview.plan_id)
    if removals:
        _remove_again(plan, removals, profile=profile, clock=clock)
    return Restored(plan, kept, safety)


def _removals_in(plan: Path) -> list[Transaction]:
    """What was removed for good in the plan that is about to be replaced; unknown where it cannot be read."""
    if not plan.exists():
        return []
    try:
        with looking_at(plan) as connection:
            return stored_removals(connection)
    except UserError as error:
        if error.code not in _DAMAGE:
            raise
        return []


def _remove_again(plan: Path, removals: Sequence[Transaction], *, profile: Profile, clock: Clock) -> None:
    """An old backup must not bring back what was removed for good since."""
    with open_plan(plan, profile=profile, clock=clock) as restored:
        with restored.store.writing() as connection:
            begin_intake(connection)
            restored.store.take_in(connection, removals)
        scour(restored)


def _checked(backup: Path) -> PlanFacts:
    if not backup.is_file():
        raise UserError("no-backup", f"There is no backup at {backup}.", "List them with `csa-tracker backup --list`.")
    if plan_file_problems(backup, seals=True):
        raise UserError(
            "damaged",
            f"The backup {backup.name} is damaged, so it was not used.",
            "Choose an older one from `csa-tracker backup --list`.",
            exit_code=Exit.DAMAGED,
        )
    return read_facts(backup)


def _plan_id_at(plan: Path, profile: Profile) -> str:
    if not plan.exists():
        return ""
    try:
        return read_facts(plan).plan
    except UserError as error:
        if error.code not in _DAMAGE:
            raise
        return known_plan_id(profile, plan)


def _lacks(plan: Path, backup: Path) -> int | None:
    if not plan.exists():
        return None
    try:
        return missing_changes(plan, backup)
    except UserError as error:
        if error.code not in _DAMAGE:
            raise
        return None


def _safety_backup(plan: Path, preview: RestorePreview, *, profile: Profile, clock: Clock) -> Backup | None:
    """A backup of the plan that is about to be replaced; None when it is missing or too damaged to be copied."""
    if preview.lacks is None:
        return None
    try:
        return back_up_file(plan, plan_id=preview.plan_id, profile=profile, clock=clock)
    except UserError as error:
        if error.code in (*_DAMAGE, "backup-differs"):
            return None  # the replaced file is kept whole beside the restored one
        raise


def _name_for_replaced(plan: Path, clock: Clock) -> Path:
    """NAME.replaced-2026-10-02-1432.csplan, not taken."""
    return free_name(plan.parent, f"{plan.stem}.replaced", local_minute(clock), suffix=PLAN_SUFFIX)
