"""The verb that brings partners' files in, one or several."""

from __future__ import annotations

import sys
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Annotated

import typer

from csa_tracker.cli.output import emit, note, refuse, say, table
from csa_tracker.cli.session import session
from csa_tracker.errors import Exit, UserError
from csa_tracker.exchange.receipt import Receipt
from csa_tracker.exchange.receiving import Received, preview
from csa_tracker.exchange.receiving import receive as receive_file
from csa_tracker.rules.wording import in_words, many
from csa_tracker.workspace import OpenPlan


def receive(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="The files partners sent, FILE.cspx.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what it would change, and change nothing.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Bring it in without asking.")] = False,
    heard: Annotated[
        list[str] | None,
        typer.Option(
            metavar="SIX-WORDS",
            help="The six words that somebody with new keys has read to you over the phone; may be repeated.",
        ),
    ] = None,
) -> None:
    """Bring partners' files in, each of them wholly or not at all."""
    here = session()
    words = [_as_on_card(spoken) for spoken in heard or []]
    with here.open() as plan:
        asks = not (dry_run or yes or here.as_json) and sys.stdin.isatty()
        if len(files) > 1:
            _receive_each(plan, files, words, dry_run=dry_run, asks=asks)
            return
        done = _receive_one(plan, files[0], words, dry_run=dry_run, asks=asks)
    if here.as_json and done is not None:
        emit(receipt_json(done.receipt))
    if done is not None and done.exit_code is not Exit.DONE:
        raise typer.Exit(int(done.exit_code))


def _receive_each(plan: OpenPlan, files: list[Path], words: Collection[str], *, dry_run: bool, asks: bool) -> None:
    """One file that is refused does not keep the next from coming in; the highest code is the one to end with."""
    as_json, told, code = session().as_json, list[Mapping[str, object]](), Exit.DONE
    for file in files:
        try:
            if not as_json:
                say(f"{file.name}:")
            done = _receive_one(plan, file, words, dry_run=dry_run, asks=asks)
            if done is not None:
                code = max(code, done.exit_code)
                told.append({"file": str(file), **receipt_json(done.receipt)})
        except UserError as error:
            code = max(code, error.exit_code)
            told.append({"file": str(file), "error": {"code": error.code, "message": error.message}})
            if not as_json:
                refuse(error, as_json=False)
    if as_json:
        emit({"files": told})
    if code is not Exit.DONE:
        raise typer.Exit(int(code))


def _receive_one(plan: OpenPlan, file: Path, words: Collection[str], *, dry_run: bool, asks: bool) -> Received | None:
    """What a file did or would do, told unless it is asked for as JSON; None when the person thought better of it."""
    if asks:
        _tell(preview(plan, file, heard=words))
        if not typer.confirm("Bring this in?"):
            say("Nothing was changed.")
            return None
    done = (preview if dry_run else receive_file)(plan, file, heard=words)
    if not asks and not session().as_json:
        _tell(done)
    if done.receipt.warning:
        note(done.receipt.warning)
    return done


def _as_on_card(spoken: str) -> str:
    """Six words as a card has them, however they were typed: capitals, spaces and commas make no difference."""
    return "-".join("".join(char if char.isalpha() else " " for char in spoken.casefold()).split())


def receipt_json(receipt: Receipt) -> dict[str, object]:
    """A receipt as scripts read it."""
    return {
        "bundle": receipt.bundle,
        "sender": receipt.sender,
        "counts": dict(receipt.counts),
        "changes": [
            {"ref": one.ref, "field": one.field, "before": one.before, "after": one.after, "by": one.by, "at": one.at}
            for one in receipt.changes
        ],
        "met": list(receipt.met),
        "held_back": receipt.held_back,
        "gaps": receipt.gaps,
        "removed_for_good": receipt.erased,
    }


def _tell(done: Received) -> None:
    receipt = done.receipt
    if receipt.nothing_new:
        say(f"Nothing new: everything in the file from {receipt.sender} is here already.")
        return
    counts = receipt.counts
    parts = [f"{counts['added']:,} added", f"{counts['changed']:,} changed", f"{counts['removed']:,} moved to the Bin"]
    say(f"From {receipt.sender}: actions {', '.join(parts)}.")
    table(
        ("Ref", "Field", "Before", "After", "By"),
        [(one.ref, one.field, one.before, one.after, one.by) for one in receipt.changes],
    )
    if receipt.met:
        say(f"First changes of {in_words(receipt.met)}, introduced by {receipt.sender}.")
    if receipt.held_back:
        say(f"{many(receipt.held_back, 'step')} of a member whose key was revoked were held back.")
    if receipt.erased:
        say(f"{many(receipt.erased, 'value')} removed for good, here as well.")
    if receipt.gaps:
        say("Earlier changes are missing yet; they come with the partner's next file.")
    if counts["conflicting"]:
        say(f"{many(counts['conflicting'], 'field')} to decide: `csa-tracker conflicts`.")
