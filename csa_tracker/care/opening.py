"""What belongs to opening a plan: a backup before an update, the last good one of a damaged plan."""

from __future__ import annotations

from pathlib import Path

from csa_tracker.care.backups import back_up_file, failure, last_good_backup, spoken
from csa_tracker.care.known import known_plan_id
from csa_tracker.care.salvage import plan_id_in
from csa_tracker.clock import Clock
from csa_tracker.errors import Exit, UserError
from csa_tracker.profile import Profile
from db.meta import LocalMeta


def backup_before_update(path: Path, meta: LocalMeta, *, profile: Profile, clock: Clock) -> str:
    """Back up a plan file that is about to be updated; returns what to tell the person about it."""
    try:
        backup = back_up_file(path, plan_id=meta.plan, profile=profile, clock=clock)
    except UserError as error:
        return failure(error)
    return f"This plan was updated for this version of CSA Tracker. A backup was saved before: {backup.path.name}."


def with_last_backup(error: UserError, path: Path, profile: Profile) -> UserError:
    """The same refusal of a damaged plan, naming the last good backup and the way to it.

    A file that is no longer recognised but was a plan here before, or still holds pages of one, is damaged as well.
    """
    if error.code not in ("damaged", "not-a-plan"):
        return error
    plan_id = known_plan_id(profile, path) or plan_id_in(path)
    if error.code == "not-a-plan" and not plan_id:
        return error
    salvage = f"save what can be read with `csa-tracker salvage {path.name} NEW.csplan`"
    last = last_good_backup(profile, plan_id) if plan_id else None
    if last is None:
        step = f"No good backup of it was found here. Keep the file, and {salvage}."
    else:
        step = (
            f"The last good backup is from {spoken(last.made)}. "
            f"Restore it with `csa-tracker restore {last.path}`, or {salvage}."
        )
    return UserError("damaged", f"The plan file {path.name} is damaged.", step, exit_code=Exit.DAMAGED)
