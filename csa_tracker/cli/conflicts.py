"""Verbs about what partners changed apart: list it, decide it."""

from __future__ import annotations

from typing import Annotated

import typer

from csa_tracker.cli.listing_group import ListUnlessNamed
from csa_tracker.cli.output import emit, say, table
from csa_tracker.cli.session import session, verb
from csa_tracker.errors import UserError
from csa_tracker.plan.conflicts import Conflict, find_conflict, read_conflicts, take_value, write_value
from csa_tracker.plan.read import find_action
from csa_tracker.rules.dates import show_date
from csa_tracker.rules.wording import many


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    group = typer.Typer(cls=ListUnlessNamed, help="What partners changed apart, to be decided.")
    group.command("list")(verb(list_))
    group.command("resolve")(verb(resolve))
    app.add_typer(group, name="conflicts")


def list_(
    ref: Annotated[str | None, typer.Argument(help="An action's reference; without it the whole plan.")] = None,
) -> None:
    """List every field with several values: all of them, who wrote each, and what was there before."""
    here = session()
    with here.open() as plan:
        found = read_conflicts(plan, find_action(plan, ref) if ref is not None else None)
    if here.as_json:
        emit({"conflicts": [_as_json(conflict) for conflict in found]})
        return
    if not found:
        say("There is nothing to decide.")
        return
    table(
        ("Ref", "Field", "No.", "Value", "By", "On"),
        [
            (conflict.ref, conflict.field, f"{value.n}{' (shown)' if value.shown else ''}", value.text, value.by,
             show_date(value.at.date()))
            for conflict in found
            for value in conflict.values
        ],
    )  # fmt: skip
    say(f"{many(len(found), 'field')} to decide. Take one: `csa-tracker conflicts resolve REF FIELD --take NUMBER`.")


def resolve(
    ref: Annotated[str, typer.Argument(help="The action's reference.")],
    field: Annotated[str, typer.Argument(help="The field, as the list names it.")],
    take: Annotated[int | None, typer.Option(help="The number of the value to take.")] = None,
    value: Annotated[str | None, typer.Option(help="A value of your own.")] = None,
) -> None:
    """Decide a field. The other values stay in the history."""
    here = session()
    if (take is None) == (value is None):
        raise UserError(
            "take-or-value", "Say which value you decide for.", "Give either --take NUMBER or --value TEXT."
        )
    with here.open() as plan:
        conflict = find_conflict(plan, find_action(plan, ref), field)
        if take is not None:
            take_value(plan, conflict, take)
        else:
            write_value(plan, conflict, value or "")
        left = len(read_conflicts(plan))
    if here.as_json:
        emit({"ref": conflict.ref, "field": conflict.field, "left": left})
    else:
        say(
            f"{conflict.ref}: {conflict.label} is decided. {many(left, 'field') if left else 'Nothing'} left to decide."
        )


def _as_json(conflict: Conflict) -> dict[str, object]:
    return {
        "ref": conflict.ref,
        "field": conflict.field,
        "values": [
            {"n": value.n, "value": value.value, "by": value.by, "at": value.at.isoformat(), "shown": value.shown}
            for value in conflict.values
        ],
        "base": conflict.base or None,
    }
