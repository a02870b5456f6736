"""Verbs that look after a plan: history, check, digest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import asdict
from typing import Annotated

import typer

from csa_tracker.care.backups import spoken
from csa_tracker.care.check import CheckResult, check_plan, plan_digest
from csa_tracker.cli.actions import Ref
from csa_tracker.cli.output import contents_of, emit, say, table
from csa_tracker.cli.session import session, verb
from csa_tracker.errors import Exit, UserError
from csa_tracker.plan.history import action_history, restore_value
from csa_tracker.plan.read import find_action
from csa_tracker.rules.wording import many
from csa_tracker.values import HistoryEntry


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    app.command("history")(verb(history))
    app.command("check")(verb(check))
    app.command("digest")(verb(digest))


def history(
    ref: Ref,
    restore: Annotated[
        int | None, typer.Option(min=1, help="Write the value of this line again (lines count from 1).")
    ] = None,
) -> None:
    """Show who changed what on an action, oldest first, or bring a value back."""
    here = session()
    with here.open() as plan:
        action_id = find_action(plan, ref)
        entries = action_history(plan, action_id)
        if restore is not None:
            if restore > len(entries):
                raise UserError(
                    "no-such-line", f"The history has {len(entries)} lines, not {restore}.", "List it again."
                )
            restore_value(plan, action_id, entries[restore - 1])
            entries = action_history(plan, action_id)
    if here.as_json:
        emit({"history": [_entry_json(entry) for entry in entries]})
        return
    table(
        ("No.", "When", "Who", "Field", "Before", "After"),
        [
            (
                str(number),
                entry.at.astimezone().strftime("%Y-%m-%d %H:%M"),
                entry.by,
                entry.field,
                entry.before,
                entry.after,
            )
            for number, entry in enumerate(entries, start=1)
        ],
    )


def _local(at: dt.datetime) -> str:
    return at.astimezone().strftime("%Y-%m-%d %H:%M")


def _entry_json(entry: HistoryEntry) -> dict[str, str]:
    at = entry.at.isoformat()
    return {"at": at, "by": entry.by, "field": entry.field, "before": entry.before, "after": entry.after}


def check(
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Make everything shown again from the change log.")
    ] = False,
) -> int:
    """Check the plan file, its change log, and that what is shown follows from it."""
    here = session()
    with here.open() as plan:
        result = check_plan(plan, rebuild=rebuild)
    if here.as_json:
        emit(
            {
                "ok": result.ok,
                "problems": list(result.problems),
                "counts": result.counts._asdict() if result.counts is not None else None,
                "last_backup": result.last_backup.isoformat() if result.last_backup is not None else None,
                "attention": list(result.attention),
            }
        )
    else:
        say(*result.problems)
        if result.ok:
            say("Everything was made again from the change log." if result.rebuilt else "The plan is in good order.")
        say(*_about(result), *result.attention)
    return int(Exit.DONE if result.ok else Exit.DAMAGED)


def _about(result: CheckResult) -> Iterator[str]:
    """How much is in the plan, and when it was last backed up."""
    if result.counts is not None:
        held = result.counts
        entries = many(held.transactions, "entry", plural="entries")
        yield f"{contents_of(held.actions, held.milestones, held.updates)}, {entries} in the change log."
    if result.last_backup is not None:
        yield f"The last backup is from {spoken(result.last_backup)}."
    else:
        yield "There is no backup yet. Make one with `csa-tracker backup`."


def digest() -> None:
    """Print fingerprints of the plan: of its changes and of its values."""
    here = session()
    with here.open() as plan:
        found = plan_digest(plan)
    if here.as_json:
        emit(asdict(found))
        return
    say(f"log   {found.log}", f"view  {found.view}", *(f"{scope:8}{print_}" for scope, print_ in found.scopes.items()))
