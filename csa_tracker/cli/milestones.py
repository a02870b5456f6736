"""Verbs about milestones: add, done, list."""

from __future__ import annotations

from typing import Annotated

import typer

from csa_tracker.cli.actions import Ref
from csa_tracker.cli.output import emit, say, table
from csa_tracker.cli.session import session, verb
from csa_tracker.errors import UserError
from csa_tracker.plan.as_json import action_json
from csa_tracker.plan.drafts import MilestoneDraft
from csa_tracker.plan.progress import save_milestone
from csa_tracker.plan.read import find_action, read_action
from csa_tracker.rules.dates import read_date, show_date
from csa_tracker.values import Action


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    app.command("add")(verb(add))
    app.command("done")(verb(done))
    app.command("list")(verb(list_))


def add(
    ref: Ref,
    title: Annotated[str, typer.Option(help="What will be reached.")],
    due: Annotated[str, typer.Option(help="By when.")] = "",
    owner_role: Annotated[str, typer.Option(help="The post that sees to it.")] = "",
) -> None:
    """Add a milestone at the end of the action's list."""
    here = session()
    with here.open() as plan:
        day = read_date(due, today=plan.today, field="Due date") if due else None
        action_id = find_action(plan, ref)
        save_milestone(plan, action_id, MilestoneDraft(title=title, due=day, owner_role=owner_role))
        _tell(read_action(plan, action_id), as_json=here.as_json)


def done(
    ref: Ref,
    number: Annotated[int, typer.Argument(help="The milestone's number in `milestone list`.", min=1)],
    on: Annotated[str, typer.Option(help="The day it was reached (default: today).")] = "",
) -> None:
    """Tick a milestone."""
    here = session()
    with here.open() as plan:
        action = read_action(plan, find_action(plan, ref))
        if number > len(action.milestones):
            raise UserError(
                "unknown-milestone",
                f"{action.ref} has {len(action.milestones)} milestones, not {number}.",
                f"List them with `csa-tracker milestone list {action.ref}`.",
            )
        known = action.milestones[number - 1]
        day = read_date(on, today=plan.today, field="The completion date") if on else plan.today
        draft = MilestoneDraft(id=known.id, title=known.title, due=known.due, done=day, owner_role=known.owner_role)
        save_milestone(plan, action.id, draft)
        _tell(read_action(plan, action.id), as_json=here.as_json)


def list_(ref: Ref) -> None:
    """List the milestones of an action."""
    here = session()
    with here.open() as plan:
        action = read_action(plan, find_action(plan, ref))
    if here.as_json:
        emit({"milestones": action_json(action, whole=True)["milestone_list"]})
        return
    rows = [
        (str(place), m.title, show_date(m.due) if m.due else "", show_date(m.done) if m.done else "")
        for place, m in enumerate(action.milestones, start=1)
    ]
    if rows:
        table(("No.", "Milestone", "Due", "Done"), rows)
    else:
        say(f"{action.ref} has no milestones.")


def _tell(action: Action, *, as_json: bool) -> None:
    if as_json:
        emit(action_json(action, whole=True))
    else:
        reached = sum(milestone.done is not None for milestone in action.milestones)
        say(f"{action.ref}: {reached} of {len(action.milestones)} milestones done.")
