"""Verbs of update packs: a workbook for one lead organisation, and bringing back what was filled in."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from csa_tracker.cli.output import emit, note, say, table
from csa_tracker.cli.session import session, verb
from csa_tracker.errors import UserError
from csa_tracker.rules.wording import many

if TYPE_CHECKING:
    from csa_tracker.packs.merging import PackPreview, PackResult


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    app.command("export")(verb(export))
    app.command("merge")(verb(merge))


def export(
    file: Annotated[Path, typer.Argument(help="The workbook to write, FILE.xlsx.")],
    lead: Annotated[str, typer.Option(metavar="ORG", help="The lead organisation whose actions go into it.")],
    include_sensitive: Annotated[
        bool, typer.Option("--include-sensitive", help="Also what is marked OFFICIAL-SENSITIVE.")
    ] = False,
) -> None:
    """Make an update pack: a workbook for one lead organisation with only its actions."""
    from csa_tracker.packs.making import make_pack

    here = session()
    with here.open() as plan:
        made = make_pack(plan, lead, file, include_sensitive=include_sensitive)
    if here.as_json:
        emit(
            {
                "file": str(made.path), "lead": made.lead, "marking": made.marking, "actions": made.actions,
                "milestones": made.milestones, "withheld": made.withheld,
            }
        )  # fmt: skip
        return
    say(
        f"The pack for {made.lead} is in {made.path}: {many(made.actions, 'action')}, "
        f"{many(made.milestones, 'milestone')}. It is marked {made.marking}."
    )
    if made.withheld:
        say(f"{many(made.withheld, 'action')} marked OFFICIAL-SENSITIVE left out; --include-sensitive takes them in.")


def merge(
    file: Annotated[Path, typer.Argument(help="The workbook that came back, FILE.xlsx.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change and change nothing.")] = False,
    yes: Annotated[
        bool, typer.Option("--yes", help="Bring it in without asking; leave out what is not settled, and say so.")
    ] = False,
    take: Annotated[
        str,
        typer.Option(metavar="OURS|THEIRS", help="What counts where both sides changed a field."),
    ] = "",
    reason: Annotated[
        str, typer.Option(help="The reason for later due dates and stopped actions where the pack gives none.")
    ] = "",
) -> None:
    """Bring an update pack back into the plan, field by field: only what the lead changed."""
    from csa_tracker.packs.merging import OURS, THEIRS, apply_pack, preview_pack

    here = session()
    take = take.strip().casefold()
    if take not in ("", OURS, THEIRS):
        raise UserError("unknown-choice", f"--take says “{take[:20]}”.", f"Use {OURS} or {THEIRS}.")
    with here.open() as plan:
        preview = preview_pack(plan, file)
        asks = not (dry_run or yes or here.as_json) and sys.stdin.isatty() and sys.stdout.isatty()
        if (asks or dry_run) and not here.as_json:
            _show(preview)
        if dry_run:
            emit(preview.as_json()) if here.as_json else say("Nothing was changed.")
            return
        choices = {line.key: take for line in preview.conflicts} if take else {}
        if asks:
            answered = _ask(preview, choices, reason)
            if answered is None:
                say("Nothing was changed.")
                return
            choices, reason = answered
        result = apply_pack(plan, preview, choices=choices, reason=reason, leave_out=yes or asks)
    _tell(preview, result)


def _tell(preview: PackPreview, result: PackResult) -> None:
    if session().as_json:
        written = {
            "actions": result.actions, "values": result.values, "updates": result.updates,
            "milestones": result.milestones, "kept": result.kept, "left_out": result.left_out,
        }  # fmt: skip
        emit({**preview.as_json(), "written": written, "notes": list(result.notes)})
        return
    for sentence in result.notes:
        note(sentence)
    if not preview.lines:
        say(f"Nothing new: {preview.head.lead} changed nothing that is not in the plan already.")
        return
    say(
        f"From {preview.head.lead}: {many(result.actions, 'action')} changed: {many(result.values, 'value')}, "
        f"{many(result.updates, 'update')}, {many(result.milestones, 'milestone')}; "
        f"{result.kept:,} kept as in the plan, {result.left_out:,} left out."
    )


def _show(preview: PackPreview) -> None:
    table(
        ("Ref", "Field", "When made", "Here now", "In the pack", "Outcome"),
        [(line.ref, line.label, line.base, line.here, line.there, str(line.outcome)) for line in preview.lines],
    )
    for sentence in (*(line.reason for line in preview.cannot), *preview.strays):
        note(sentence)
    counts = preview.counts
    say(
        f"From {preview.head.lead}: {counts['take']:,} to take, {counts['conflict']:,} to decide, "
        f"{counts['cannot']:,} that cannot be taken."
    )


def _ask(preview: PackPreview, choices: dict[str, str], reason: str) -> tuple[dict[str, str], str] | None:
    """What a person decides at a terminal: each conflict, a reason where one is needed, and whether to go on."""
    from csa_tracker.packs.merging import OURS, THEIRS

    answers = dict(choices)
    for line in preview.conflicts:
        if line.key in answers:
            continue
        say(f"{line.ref}, {line.label}: changed here and in the pack.", f"  1. Keep ours: {line.here or 'none'}",
            f"  2. Take theirs: {line.there or 'none'}")  # fmt: skip
        number: int = typer.prompt("Number", default=1, type=int)
        answers[line.key] = THEIRS if number == 2 else OURS
    wanted = [line for line in preview.lines if line.needs_reason and answers.get(line.key) != OURS]
    if wanted and not reason:
        say(*(f"{line.ref}, {line.label}: {line.there or 'none'} needs a reason." for line in wanted))
        reason = str(typer.prompt("Reason (blank leaves them out)", default="", show_default=False))
    return (answers, reason) if typer.confirm("Bring this in?") else None
