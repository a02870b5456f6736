"""Verbs that look after a plan: check, digest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Annotated

import typer

from csa_tracker.care.backups import spoken
from csa_tracker.care.check import CheckResult, check_plan, plan_digest
from csa_tracker.cli.output import contents_of, emit, say
from csa_tracker.cli.session import session, verb
from csa_tracker.errors import Exit
from csa_tracker.rules.wording import many


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    app.command("check")(verb(check))
    app.command("digest")(verb(digest))


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
