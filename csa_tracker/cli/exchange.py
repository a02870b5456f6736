"""Verbs about who works here, and whom this plan trusts."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from csa_tracker.cli import trust
from csa_tracker.cli.output import emit, say
from csa_tracker.cli.session import session, verb
from csa_tracker.exchange.cards import make_card, write_card
from csa_tracker.workspace import known_partnership


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    group = typer.Typer(help="Who works here: name, role, organisation and key.", invoke_without_command=True)
    group.callback(invoke_without_command=True)(verb(identity))
    group.command("set")(verb(set_))
    group.command("export")(verb(export))
    app.add_typer(group, name="identity")
    trust.register(app)


def identity(context: typer.Context) -> None:
    """Show who works here; keys are made at first use."""
    if context.invoked_subcommand is None:
        _show()


def set_(
    name: Annotated[str | None, typer.Option(help="Name colleagues see beside your changes.")] = None,
    role: Annotated[str | None, typer.Option(help="Your role.")] = None,
    organisation: Annotated[str | None, typer.Option(help="Your organisation.")] = None,
) -> None:
    """Change what colleagues see beside your changes."""
    session().profile.set_identity(name=name, role=role, organisation=organisation)
    _show()


def export(
    file: Annotated[Path, typer.Argument(help="The card to write, FILE.cspid.")],
    partnership: Annotated[
        str | None, typer.Option(metavar="CODE", help="Whom you work for (default: the partnership of the plan).")
    ] = None,
) -> None:
    """Write your card: name, role and public keys, to be sent to a partner. It holds no secret."""
    here = session()
    if partnership is None:
        with here.open() as plan:
            code = plan.meta.partnership
    else:
        code = known_partnership(partnership)
    card = make_card(here.profile, code)
    write_card(file, card)
    if here.as_json:
        emit({"file": str(file), "member": card.member, "fingerprint": card.words})
        return
    say(f"Your card is in {file}.", f"Send it, and read these six words to your partner over the phone: {card.words}")


def _show() -> None:
    here = session()
    known = here.profile.read_identity()
    if here.as_json:
        emit(asdict(known))
        return
    say(
        known.name or "No name yet. Set one with `csa-tracker identity set --name`.",
        *filter(None, [known.role, known.organisation]),
        f"Member {known.member}",
        f"Six words: {known.fingerprint}",
    )
