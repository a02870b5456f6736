"""Verbs that keep a plan safe: backup, restore, salvage."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from csa_tracker.care.backups import Backup, backup_folder, make_backup, spoken, stamps
from csa_tracker.care.restore import RestorePreview, preview_restore, restore_plan
from csa_tracker.cli.output import contents_of, emit, note, say
from csa_tracker.cli.session import session, verb
from csa_tracker.errors import UserError
from csa_tracker.workspace import salvage_to


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    app.command("backup")(verb(backup))
    app.command("restore")(verb(restore))
    app.command("salvage")(verb(salvage))


def backup(
    file: Annotated[
        Path | None, typer.Argument(help="A new file, or a folder (default: among the backups of your profile).")
    ] = None,
    listed: Annotated[bool, typer.Option("--list", help="List the backups of the plan instead.")] = False,
) -> None:
    """Back the plan up into a verified file, or list its backups."""
    here = session()
    with here.open() as plan:
        if listed:
            _list(backup_folder(plan.profile, plan.meta.plan), as_json=here.as_json)
            return
        made = make_backup(plan, file)
    if here.as_json:
        emit({"backup": _backup_json(made)})
    else:
        say(f"Backed up to {made.path}: {_held(made)}. The copy was checked.")


def restore(
    file: Annotated[Path, typer.Argument(help="The backup, NAME-2026-10-02-1432.cspbak.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Put a backup in the place of the plan; the file it replaces is kept."""
    here = session()
    path = here.plan_path()
    preview = preview_restore(file, path, profile=here.profile)
    if not yes and not _agreed(preview, as_json=here.as_json):
        note("Nothing was changed.")
        return
    restored = restore_plan(file, path, profile=here.profile, clock=here.clock)
    if here.as_json:
        emit(
            {
                "restored": str(restored.plan),
                "replaced": str(restored.replaced) if restored.replaced is not None else None,
                "safety": str(restored.safety.path) if restored.safety is not None else None,
                "preview": _preview_json(preview),
            }
        )
        return
    say(f"Restored {preview.name} from {file} to {restored.plan}.")
    if restored.replaced is not None:
        say(f"The plan that was there is kept as {restored.replaced.name}.")


def salvage(
    damaged: Annotated[Path, typer.Argument(help="The damaged plan file; it is only read.")],
    new: Annotated[Path, typer.Argument(help="The plan file to make, NEW.csplan.")],
) -> None:
    """Save what can be read of a damaged plan into a new one."""
    here = session()
    result = salvage_to(damaged, new, profile=here.profile, clock=here.clock)
    if here.as_json:
        emit(
            {
                "salvaged": str(result.target),
                "changes": result.changes,
                "of_changes": result.of_changes,
                "from_backup": result.from_backup,
            }
        )
        return
    say(f"Recovered {result.share}, into {result.target}.")
    if result.from_backup:
        say(f"{result.from_backup:,} of them came from the last good backup.")


def _list(folder: Path, *, as_json: bool) -> None:
    found = stamps(folder)
    if as_json:
        emit({"backups": [{"file": str(one.path), "made": one.made.isoformat(), "whole": one.whole} for one in found]})
        return
    for one in found:
        say(f"{spoken(one.made)}  {one.path}{'' if one.whole else '  (damaged)'}")
    if not found:
        say("There is no backup yet. Make one with `csa-tracker backup`.")


def _agreed(preview: RestorePreview, *, as_json: bool) -> bool:
    """Whether the person at the terminal says yes. Raises UserError with the preview where nobody can be asked."""
    if as_json or not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UserError("restore-asks", preview.sentence, "Add --yes to put it in the place of the plan.")
    say(preview.sentence)
    return typer.confirm("Put it in the place of the plan?", default=False)


def _held(made: Backup) -> str:
    return contents_of(made.actions, made.milestones, made.updates)


def _backup_json(made: Backup) -> dict[str, object]:
    return {
        "file": str(made.path),
        "made": made.made.isoformat(),
        "plan_id": made.plan_id,
        "name": made.name,
        "actions": made.actions,
        "updates": made.updates,
        "milestones": made.milestones,
        "transactions": made.transactions,
        "changes": made.changes,
    }


def _preview_json(preview: RestorePreview) -> dict[str, object]:
    return {
        "file": str(preview.backup),
        "plan_id": preview.plan_id,
        "name": preview.name,
        "newest": preview.newest.isoformat(),
        "actions": preview.actions,
        "updates": preview.updates,
        "milestones": preview.milestones,
        "changes": preview.changes,
        "lacks": preview.lacks,
    }
