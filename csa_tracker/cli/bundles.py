"""Verbs about files that go between partners: send, look into one, who has what, join; receiving.py has the rest."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from csa_tracker.cli.inbox import inbox
from csa_tracker.cli.output import emit, say, table
from csa_tracker.cli.receiving import receipt_json, receive
from csa_tracker.cli.session import session, verb
from csa_tracker.cli.trust import compare_words
from csa_tracker.exchange.bundle import inspect_bundle
from csa_tracker.exchange.joining import join as join_plan
from csa_tracker.exchange.joining import look_at, sender_to_check
from csa_tracker.exchange.partners import list_partners
from csa_tracker.exchange.sending import send as send_file
from csa_tracker.rules.dates import show_date
from csa_tracker.rules.wording import in_words, many


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    group = typer.Typer(help="Files that go between partners.", no_args_is_help=True)
    group.command("send")(verb(send))
    group.command("receive")(verb(receive))
    group.command("inbox")(verb(inbox))
    group.command("inspect")(verb(inspect))
    group.command("peers")(verb(peers))
    app.add_typer(group, name="exchange")
    app.command("join")(verb(join))


def send(
    to: Annotated[list[str], typer.Option("--to", metavar="MEMBER", help="A partner's name or id; may be repeated.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The file, or a folder for it (default: beside the plan).")
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="Everything, not only what they lack.")] = False,
) -> None:
    """Write a file with what partners do not have yet. Only they can read it."""
    here = session()
    with here.open() as plan:
        sent = send_file(plan, to, output, full=full)
    if here.as_json:
        emit({**asdict(sent), "path": str(sent.path)})
        return
    held = f"{many(sent.operations, 'change')}" if sent.transactions else "nothing new, and what you have"
    say(f"Written for {in_words(sent.to)}: {sent.path}", f"It holds {held}. Send it by e-mail or on a stick.")


def inspect(file: Annotated[Path, typer.Argument(help="A file a partner sent, FILE.cspx.")]) -> None:
    """Say what a file is, without a plan: who made it, for whom, how much it holds."""
    here = session()
    seen = inspect_bundle(file, here.profile.keys())
    manifest, sender = seen.manifest, seen.sender
    if here.as_json:
        emit(
            {
                "plan": manifest.plan, "bundle": manifest.bundle_id, "kind": manifest.kind,
                "scopes": list(manifest.scopes), "sender": manifest.sender.member,
                "name": sender.name if sender else None, "fingerprint": sender.words if sender else None,
                "recipients": list(manifest.recipients), "transactions": manifest.n_txn, "operations": manifest.n_op,
                "size": seen.size,
            }
        )  # fmt: skip
        return
    who = f"{sender.name}, {sender.organisation or sender.partnership}" if sender else "somebody who sent no card"
    say(
        f"From {who}.",
        *([f"Their six words: {sender.words}"] if sender else []),
        f"For {many(len(manifest.recipients), 'partner')}, "
        f"{'everything' if manifest.kind == 'full' else 'the latest changes'}: {many(manifest.n_op, 'change')}.",
    )


def peers() -> None:
    """List partners: when a file last went and came, and how many changes they have not confirmed."""
    here = session()
    with here.open() as plan:
        found = list_partners(plan)
    if here.as_json:
        emit(
            {
                "peers": [
                    {
                        "member": one.member, "name": one.name, "partnership": one.partnership,
                        "last_sent": one.last_sent.isoformat() if one.last_sent else None,
                        "last_received": one.last_received.isoformat() if one.last_received else None,
                        "unconfirmed": one.unconfirmed,
                    }
                    for one in found
                ]
            }
        )  # fmt: skip
        return
    if not found:
        say("No partners yet. Add a card: `csa-tracker trust add FILE.cspid`.")
        return
    rows = [
        (
            one.name, one.partnership, show_date(one.last_sent.date()) if one.last_sent else "never",
            show_date(one.last_received.date()) if one.last_received else "never", f"{one.unconfirmed:,}",
        )
        for one in found
    ]  # fmt: skip
    table(("Partner", "Partnership", "Last sent", "Last received", "Not confirmed"), rows)


def join(
    bundle: Annotated[Path, typer.Argument(help="The full file a partner sent, FILE.cspx.")],
    file: Annotated[Path, typer.Argument(help="The plan to make, FILE.csplan.")],
    partnership: Annotated[str, typer.Option(metavar="CODE", help="Whom you work for, such as BUR.")],
    yes: Annotated[bool, typer.Option("--yes", help="The six words were compared over the phone.")] = False,
) -> None:
    """Make a plan of a partner's full file, and trust the partner who made it."""
    here = session()
    sender = sender_to_check(look_at(bundle, here.profile))
    if not yes:
        compare_words(sender, as_json=here.as_json)
    done = join_plan(bundle, file, partnership=partnership, sender=sender, profile=here.profile, clock=here.clock)
    if here.as_json:
        emit({"file": str(file), **receipt_json(done.receipt)})
        return
    say(f"Your plan is {file}: {many(done.receipt.counts['added'], 'action')}, shared with {sender.name}.")
