"""Backups of a plan: made verified, named by their minute, thinned as they grow older, and found again."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from csa_tracker.care.thinning import Stamp, superseded
from csa_tracker.clock import Clock
from csa_tracker.errors import UserError
from csa_tracker.profile import Profile
from db.backup import back_up
from db.files import discard
from db.planfile import BACKUP_SUFFIX, PlanFacts, looks_whole, plan_file_problems

if TYPE_CHECKING:
    from csa_tracker.workspace import OpenPlan

DUE_AFTER = dt.timedelta(days=1)
_NAME = re.compile(r".*-(\d{4}-\d{2}-\d{2}-\d{4})(?:-(\d+))?\.cspbak", re.S)
_STAMP = "%Y-%m-%d-%H%M"
_LONGEST_NAME = 80
_TRIES = 3


@dataclass(frozen=True, slots=True)
class Backup:
    """A verified backup and what is in it; `made` is local time."""

    path: Path
    made: dt.datetime
    plan_id: str
    name: str
    actions: int
    updates: int
    milestones: int
    transactions: int
    changes: int


def backup_folder(profile: Profile, plan_id: str) -> Path:
    """Where the profile keeps the backups of a plan."""
    return profile.folder / "backups" / plan_id


def make_backup(plan: OpenPlan, target: Path | None = None) -> Backup:
    """Back the plan up to `target` (a new file, or a folder that is there), or else among the profile's own backups.

    Raises UserError when the target exists or cannot be written, the disk is full or the plan is damaged.
    """
    return back_up_file(plan.path, plan_id=plan.meta.plan, profile=plan.profile, clock=plan.clock, target=target)


def back_up_file(source: Path, *, plan_id: str, profile: Profile, clock: Clock, target: Path | None = None) -> Backup:
    """Back up the plan file at `source`, which need not be open. Raises UserError as `make_backup` does."""
    made = local_minute(clock)
    if target is not None and not target.is_dir():
        return _backup(target, made, back_up(source, target))
    folder = target or backup_folder(profile, plan_id)
    if target is None:
        _make_folder(folder)
    path, facts = _back_up_into(folder, source, made)
    if target is None:
        for old in superseded(stamps(folder)):
            discard(old.path)
    return _backup(path, made, facts)


def _back_up_into(folder: Path, source: Path, made: dt.datetime) -> tuple[Path, PlanFacts]:
    path = free_name(folder, source.stem, made)
    for _ in range(_TRIES):
        try:
            return path, back_up(source, path)
        except UserError as error:
            if error.code != "exists":  # taken meanwhile by another program that backs up the same plan
                raise
        path = free_name(folder, source.stem, made)
    return path, back_up(source, path)


def stamps(folder: Path) -> list[Stamp]:
    """The backups in a folder, oldest first, told by their names; each says whether it looks whole."""
    found = []
    for path in folder.glob(f"*{BACKUP_SUFFIX}"):
        match = _NAME.fullmatch(path.name)
        if match is None:
            continue
        try:
            made = dt.datetime.strptime(match[1], _STAMP)  # noqa: DTZ007 (names hold local time)
        except ValueError:
            continue  # a name of that shape with no such date: somebody else's file
        found.append(Stamp(made, int(match[2] or 1), path, looks_whole(path)))
    return sorted(found)


def last_backup(profile: Profile, plan_id: str) -> Stamp | None:
    """The newest whole backup of a plan, told by its name."""
    return next((stamp for stamp in reversed(stamps(backup_folder(profile, plan_id))) if stamp.whole), None)


def last_good_backup(profile: Profile, plan_id: str) -> Stamp | None:
    """The newest backup of a plan that stands a full check, its seals included."""
    for stamp in reversed(stamps(backup_folder(profile, plan_id))):
        if stamp.whole and _is_good(stamp.path):
            return stamp
    return None


def is_due(plan: OpenPlan) -> bool:
    """Whether no whole backup was made in the last day; one from a clock that ran ahead does not count."""
    now = local_minute(plan.clock)
    return not any(
        stamp.whole and dt.timedelta(0) <= now - stamp.made <= DUE_AFTER
        for stamp in stamps(backup_folder(plan.profile, plan.meta.plan))
    )


def automatic_backup(plan: OpenPlan) -> str:
    """Back up silently before something large; the answer is empty, or a sentence for the person when it failed.

    It never raises for a refusal: work goes on without it.
    """
    try:
        make_backup(plan)
    except UserError as error:
        return failure(error)
    return ""


def failure(error: UserError) -> str:
    """What people read when an automatic backup could not be made."""
    return f"The automatic backup could not be made. {error.message} {error.next_step}"


def local_minute(clock: Clock) -> dt.datetime:
    """Now, as names of backups say it: local time without a zone, to the minute."""
    return clock.now().astimezone().replace(tzinfo=None, second=0, microsecond=0)


def spoken(made: dt.datetime) -> str:
    """A local time as people read it, like "2 October 2026 at 14:32"."""
    return f"{made.day} {made:%B %Y} at {made:%H:%M}"


def free_name(folder: Path, stem: str, made: dt.datetime, *, suffix: str = BACKUP_SUFFIX) -> Path:
    """A file name in `folder` that is not taken: NAME-2026-10-02-1432.cspbak, with -2, -3 … in the same minute."""
    first = f"{stem[:_LONGEST_NAME]}-{made.strftime(_STAMP)}"
    path = folder / f"{first}{suffix}"
    serial = 1
    while path.exists():
        serial += 1
        path = folder / f"{first}-{serial}{suffix}"
    return path


def _is_good(path: Path) -> bool:
    try:
        return not plan_file_problems(path, seals=True)
    except UserError:
        return False


def _backup(path: Path, made: dt.datetime, facts: PlanFacts) -> Backup:
    return Backup(
        path,
        made,
        facts.plan,
        facts.name,
        facts.actions,
        facts.updates,
        facts.milestones,
        facts.head.transactions,
        facts.head.operations,
    )


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise UserError(
            "no-backup-folder",
            f"The folder for backups, {folder}, could not be made.",
            "Make a backup elsewhere with `csa-tracker backup FILE`. Your plan is safe.",
        ) from error
