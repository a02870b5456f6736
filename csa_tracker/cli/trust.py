"""Verbs about whom this plan trusts."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from csa_tracker.cli.output import emit, say, table
from csa_tracker.cli.session import session, verb
from csa_tracker.errors import UserError
from csa_tracker.exchange.cards import Card, read_card
from csa_tracker.exchange.trust import (
    EVERYTHING,
    Member,
    Status,
    add_member,
    check_card,
    list_members,
    revoke,
    set_scopes,
)
from csa_tracker.workspace import known_partnership, partnership_names
from db.log.opening import SHARED

Who = Annotated[str, typer.Argument(metavar="MEMBER", help="The member's name or id.")]


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    group = typer.Typer(help="Whom this plan trusts, and what each is sent.", no_args_is_help=True)
    group.command("add")(verb(add))
    group.command("list")(verb(list_))
    group.command("scopes")(verb(scopes_))
    group.command("revoke")(verb(revoke_))
    app.add_typer(group, name="trust")


def add(
    file: Annotated[Path, typer.Argument(help="The card a partner sent, FILE.cspid.")],
    scopes: Annotated[
        str, typer.Option(metavar="CODES", help="What they are sent: all, or codes such as BUR,PAN.")
    ] = "",
    replaces: Annotated[
        str, typer.Option(metavar="MEMBER", help="Whose old card this one replaces: that key is revoked.")
    ] = "",
    yes: Annotated[bool, typer.Option("--yes", help="The six words were compared over the phone.")] = False,
) -> None:
    """Trust a partner's card, once its six words match those the partner reads to you over the phone."""
    here = session()
    card = read_card(file)
    with here.open() as plan:
        wanted = read_scopes(scopes) if scopes else None
        check_card(plan, card, replaces=replaces)
        if not yes:
            compare_words(card, as_json=here.as_json)
        added = add_member(plan, card, wanted, replaces=replaces)
    if here.as_json:
        emit(_as_json(added))
    else:
        say(f"{added.name} is trusted from now on, and is sent {_sees(added)}.")


def list_() -> None:
    """List the members this plan knows: trusted, introduced by somebody else's file, or revoked."""
    here = session()
    with here.open() as plan:
        members = list_members(plan)
    if here.as_json:
        emit({"members": [_as_json(one) for one in members]})
        return
    if not members:
        say("Nobody is known to this plan yet. Add a partner's card with `csa-tracker trust add`.")
        return
    names = {one.member: one.name for one in members}
    table(
        ("Name", "Role", "Partnership", "Status", "Is sent", "Six words", "Member"),
        [
            (one.name, one.card.role, one.card.partnership, _status(one, names), _sees(one), one.card.words, one.member)
            for one in members
        ],
    )


def scopes_(
    member: Who,
    codes: Annotated[str, typer.Argument(metavar="CODES", help="all, shared, or codes such as BUR,PAN.")],
) -> None:
    """Say what a member is sent from now on; the shared lists go to everybody."""
    here = session()
    with here.open() as plan:
        changed = set_scopes(plan, member, read_scopes(codes))
    if here.as_json:
        emit(_as_json(changed))
    else:
        say(f"{changed.name} is sent {_sees(changed)} from now on.")


def revoke_(member: Who) -> None:
    """Believe nothing more of a member; what was accepted before stays."""
    here = session()
    with here.open() as plan:
        revoked = revoke(plan, member)
    if here.as_json:
        emit(_as_json(revoked))
    else:
        say(f"The key of {revoked.name} is revoked. What came from them before stays; nothing later is believed.")


def read_scopes(text: str) -> tuple[str, ...]:
    """What a member may see, from "all" or codes with commas between. Raises UserError for an unknown code."""
    parts = {part.strip().casefold() for part in text.split(",")}
    if parts == set(EVERYTHING):
        return EVERYTHING
    return tuple(sorted(known_partnership(part) for part in parts - {SHARED}))


def compare_words(card: Card, *, as_json: bool) -> None:
    """Have the person compare the six words. Raises UserError where nobody can be asked, or the words differ."""
    if as_json or not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UserError(
            "trust-asks",
            f"The card of {card.name} says {card.words}.",
            f"Have {card.name} read their six words to you over the phone, and add --yes when they are the same.",
        )
    partnership = partnership_names().get(card.partnership, card.partnership)
    say(card.name, *filter(None, [card.role, card.organisation]), partnership, f"Six words: {card.words}")
    if not typer.confirm(f"Do these six words match what {card.name} reads to you?", default=False):
        raise UserError(
            "words-differ",
            f"{card.name} was not added, because the words were not the same.",
            "Ask for the card again, sent another way, and compare the words once more.",
        )


def _as_json(one: Member) -> dict[str, object]:
    card = one.card
    return {
        "member": one.member, "name": one.name, "role": card.role, "organisation": card.organisation,
        "partnership": card.partnership, "fingerprint": card.words, "scopes": one.scopes, "status": one.status.value,
        "introduced_by": one.introduced_by, "added_at": one.added_at.isoformat(),
        "revoked_at": one.revoked_at.isoformat() if one.revoked_at is not None else None,
    }  # fmt: skip


def _sees(one: Member) -> str:
    """What a member is sent, in words."""
    if one.status is not Status.TRUSTED:
        return "nothing"
    return "everything" if one.scopes == EVERYTHING else ", ".join(one.scopes) or "the shared lists only"


def _status(one: Member, names: Mapping[str, str]) -> str:
    if one.status is Status.INTRODUCED:
        return f"introduced by {names.get(one.introduced_by or '', one.introduced_by)}"
    return one.status.value
