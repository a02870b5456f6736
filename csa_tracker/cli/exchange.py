"""Verbs about who works here."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from csa_tracker.cli.output import emit, say
from csa_tracker.cli.session import session, verb


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    group = typer.Typer(help="Who works here: name, role, organisation and key.", invoke_without_command=True)
    group.callback(invoke_without_command=True)(verb(identity))
    group.command("set")(verb(set_))
    app.add_typer(group, name="identity")


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
