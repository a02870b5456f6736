"""Verbs about other moments: as-at, snapshots, and what changed between two."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from csa_tracker.cli.actions import lines_of
from csa_tracker.cli.output import emit, say, table
from csa_tracker.cli.session import session, verb
from csa_tracker.plan.as_json import action_json
from csa_tracker.plan.moments import (
    action_on,
    actions_at,
    actions_on,
    changes_between,
    find_snapshot,
    list_snapshots,
    take_snapshot,
)
from csa_tracker.plan.read import find_action, read_actions
from csa_tracker.rules.dates import read_date


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    app.command("as-at")(verb(as_at))
    group = typer.Typer(help="Named moments of the plan.", no_args_is_help=True)
    group.command("create")(verb(create))
    group.command("list")(verb(list_))
    group.command("changes")(verb(changes))
    app.add_typer(group, name="snapshot")


def as_at(
    date: Annotated[str, typer.Argument(help="The day, such as 30/9/2026.")],
    ref: Annotated[str | None, typer.Argument(help="An action's reference; without it every action is listed.")] = None,
) -> None:
    """Show an action, or every action, as it stood at the end of a day."""
    here = session()
    with here.open() as plan:
        day = read_date(date, today=plan.today, field="The date")
        if ref is not None:
            action = action_on(plan, day, find_action(plan, ref))
            emit(action_json(action, whole=True)) if here.as_json else say(*lines_of(action))
            return
        found = actions_on(plan, day)
    if here.as_json:
        emit({"actions": [action_json(action, whole=False) for action in found]})
    elif found:
        table(("Ref", "Rating", "Action"), [(action.ref, action.rating_word, action.title) for action in found])
    else:
        say("There were no actions on that day.")


def create(name: Annotated[str, typer.Argument(help="What it stands for, such as “Q2 board”.")]) -> None:
    """Keep this moment under a name."""
    here = session()
    with here.open() as plan:
        taken = take_snapshot(plan, name)
    if here.as_json:
        emit({**asdict(taken), "taken_at": taken.taken_at.isoformat()})
    else:
        say(f"Snapshot {taken.name} taken ({taken.fingerprint}).")


def list_() -> None:
    """List the snapshots."""
    here = session()
    with here.open() as plan:
        known = list_snapshots(plan)
    if here.as_json:
        emit({"snapshots": [{**asdict(one), "taken_at": one.taken_at.isoformat()} for one in known]})
    elif known:
        rows = [(one.name, one.taken_at.astimezone().strftime("%Y-%m-%d %H:%M"), one.fingerprint) for one in known]
        table(("Name", "Taken", "Fingerprint"), rows)
    else:
        say("No snapshots yet. Take one with `csa-tracker snapshot create NAME`.")


def changes(
    since: Annotated[str, typer.Argument(help="The earlier snapshot.")],
    until: Annotated[str | None, typer.Argument(help="The later one (default: the plan as it is now).")] = None,
) -> None:
    """List what changed between two snapshots, or since one."""
    here = session()
    with here.open() as plan:
        before = actions_at(plan, find_snapshot(plan, since))
        after = read_actions(plan) if until is None else actions_at(plan, find_snapshot(plan, until))
    found = changes_between(before, after)
    if here.as_json:
        emit({"changes": [asdict(change) for change in found]})
    elif found:
        table(("Ref", "Field", "Before", "After"), [(one.ref, one.field, one.before, one.after) for one in found])
    else:
        say("Nothing changed.")
