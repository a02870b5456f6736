"""Verbs about what needs attention after an exchange: list it, and mend what one word mends."""

from __future__ import annotations

from typing import Annotated

import typer

from csa_tracker.cli.grouping import OWN, OwnUnlessNamed
from csa_tracker.cli.output import emit, say, table
from csa_tracker.cli.session import session, verb
from csa_tracker.plan.attention import Item, read_attention
from csa_tracker.plan.mending import remove_part, renumber
from csa_tracker.plan.read import find_action
from csa_tracker.rules.wording import many


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    group = typer.Typer(cls=OwnUnlessNamed, help="What needs attention after an exchange.")
    group.command(OWN)(verb(list_))
    group.command("renumber")(verb(renumber_))
    group.command("remove")(verb(remove))
    app.add_typer(group, name="attention")


def list_() -> None:
    """List everything that needs attention, with what to do about it."""
    here = session()
    with here.open() as plan:
        found = read_attention(plan)
    if here.as_json:
        emit({"attention": [_as_json(item) for item in found]})
        return
    if not found:
        say("Nothing needs attention.")
        return
    table(("What", "Do"), [(item.sentence, item.advice) for item in found])
    say(f"{many(len(found), 'line')}. What each means and how it is mended: docs/exchange.md.")


def renumber_(
    ref: Annotated[str, typer.Argument(help="The reference as it is shown, such as BUR-0014~2.")],
) -> None:
    """Give an action that shares its reference a number of its own."""
    here = session()
    with here.open() as plan:
        action = find_action(plan, ref)
        given = renumber(plan, action)
    if here.as_json:
        emit({"id": action, "before": ref, "ref": given})
    else:
        say(f"{ref} is now {given}. `csa-tracker undo` takes that back.")


def remove(
    part: Annotated[str, typer.Argument(metavar="ID", help="The id of the update or milestone, from --json.")],
) -> None:
    """Delete an update or milestone that came for an action in the Bin."""
    here = session()
    with here.open() as plan:
        removed = remove_part(plan, part)
    if here.as_json:
        emit({"id": part, "action": removed.action})
    else:
        say(f"Deleted what came for {removed.ref}. `csa-tracker undo` brings it back.")


def _as_json(item: Item) -> dict[str, object]:
    return {
        "kind": item.kind.value,
        "sentence": item.sentence,
        "next": item.advice,
        "ref": item.ref or None,
        "action": item.action_id or None,
        "part": item.row or None,
        "count": item.count,
    }
