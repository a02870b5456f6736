"""Verbs that look after a plan: history, check, digest."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from csa_tracker.care.check import check_plan, plan_digest
from csa_tracker.cli.actions import Ref
from csa_tracker.cli.output import emit, say, table
from csa_tracker.cli.session import session, verb
from csa_tracker.errors import Exit
from csa_tracker.plan.history import action_history
from csa_tracker.plan.read import find_action


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    app.command("history")(verb(history))
    app.command("check")(verb(check))
    app.command("digest")(verb(digest))


def history(ref: Ref) -> None:
    """Show who changed what on an action, oldest first."""
    here = session()
    with here.open() as plan:
        entries = action_history(plan, find_action(plan, ref))
    if here.as_json:
        emit({"history": [{**asdict(entry), "at": entry.at.isoformat()} for entry in entries]})
        return
    table(
        ("When", "Who", "Field", "Before", "After"),
        [(e.at.astimezone().strftime("%Y-%m-%d %H:%M"), e.by, e.field, e.before, e.after) for e in entries],
    )


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
        emit({"ok": result.ok, "problems": list(result.problems)})
    else:
        say(*result.problems)
        if result.ok:
            say("Everything was made again from the change log." if result.rebuilt else "The plan is in good order.")
    return int(Exit.DONE if result.ok else Exit.DAMAGED)


def digest() -> None:
    """Print fingerprints of the plan: of its changes and of its values."""
    here = session()
    with here.open() as plan:
        found = plan_digest(plan)
    if here.as_json:
        emit(asdict(found))
        return
    say(f"log   {found.log}", f"view  {found.view}", *(f"{scope:8}{print_}" for scope, print_ in found.scopes.items()))
