"""The verb that logs progress."""

from __future__ import annotations

from typing import Annotated

import typer

from csa_tracker.cli.actions import Ref
from csa_tracker.cli.output import emit, say
from csa_tracker.cli.session import session, verb
from csa_tracker.plan.as_json import action_json
from csa_tracker.plan.drafts import UpdateDraft
from csa_tracker.plan.entry import read_percent, read_rag, read_status
from csa_tracker.plan.progress import log_update
from csa_tracker.plan.read import find_action, read_action
from csa_tracker.rules.dates import read_date


def register(app: typer.Typer) -> None:
    """Add the verb of this file."""
    app.command("update")(verb(update))


def update(
    ref: Ref,
    text: Annotated[str, typer.Option(help="What has happened.")],
    rag: Annotated[str, typer.Option(help="The owner's rating: red, amber or green.")] = "",
    percent: Annotated[str, typer.Option(help="Progress, 0 to 100.")] = "",
    status: Annotated[str, typer.Option(help="A new status, such as in_progress.")] = "",
    on: Annotated[str, typer.Option(help="The day it was reported (default: today).")] = "",
) -> None:
    """Log an update on an action."""
    here = session()
    with here.open() as plan:
        identity = plan.profile.read_identity()
        draft = UpdateDraft(
            text=text,
            made_on=read_date(on, today=plan.today, field="The update's date") if on else plan.today,
            author=identity.name or identity.role,
            role=identity.role,
            rag=read_rag(rag) if rag else None,
            percent=read_percent(percent) if percent else None,
        )
        action_id = find_action(plan, ref)
        log_update(plan, action_id, draft, lifecycle=read_status(status) if status else None)
        action = read_action(plan, action_id)
    if here.as_json:
        emit(action_json(action, whole=True))
    else:
        say(f"Update added to {action.ref}. {action.why}")
