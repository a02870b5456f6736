"""Verbs about the past of an action: who changed what, bring a value back, remove one for good."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from csa_tracker.cli.actions import Ref
from csa_tracker.cli.grouping import OWN, OwnUnlessNamed
from csa_tracker.cli.output import emit, note, say, table
from csa_tracker.cli.session import session, verb
from csa_tracker.errors import UserError
from csa_tracker.plan.history import action_history, restore_value
from csa_tracker.plan.read import find_action
from csa_tracker.plan.removing import Removable, find_alike, find_words, remove_for_good, renew_backups
from csa_tracker.rules.dates import show_date
from csa_tracker.rules.wording import many
from csa_tracker.values import HistoryEntry
from csa_tracker.workspace import OpenPlan

_BEYOND = (
    "What cannot be reached from here: papers and spreadsheets already made, files already sent, other copies of "
    "this computer, and partners until they have received your next file."
)


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    group = typer.Typer(cls=OwnUnlessNamed, help="Who changed what on an action, and what to do about it.")
    group.command(OWN)(verb(history))
    group.command("redact")(verb(redact))
    app.add_typer(group, name="history")


def history(
    ref: Ref,
    restore: Annotated[
        int | None, typer.Option(min=1, help="Write the value of this line again (lines count from 1).")
    ] = None,
) -> None:
    """Show who changed what on an action, oldest first, or bring a value back."""
    here = session()
    with here.open() as plan:
        action_id = find_action(plan, ref)
        entries = action_history(plan, action_id)
        if restore is not None:
            restore_value(plan, action_id, _line(entries, restore))
            entries = action_history(plan, action_id)
    if here.as_json:
        emit({"history": [_entry_json(entry) for entry in entries]})
        return
    table(
        ("No.", "When", "Who", "Field", "Before", "After"),
        [
            (
                str(number), entry.at.astimezone().strftime("%Y-%m-%d %H:%M"), entry.by, entry.field, entry.before,
                entry.after,
            )
            for number, entry in enumerate(entries, start=1)
        ],
    )  # fmt: skip


def redact(
    ref: Annotated[str | None, typer.Argument(help="An action's reference, with --line.")] = None,
    line: Annotated[
        int | None, typer.Option(min=1, help="The line of its history whose value goes, and every other like it.")
    ] = None,
    words: Annotated[str | None, typer.Option(help="Every value in the plan that holds these words goes.")] = None,
    reason: Annotated[str, typer.Option(help="Why, for your partners; it stays in the plan.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="List what would be removed, and remove nothing.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Remove it without asking.")] = False,
    backups: Annotated[
        bool, typer.Option("--backups", help="Afterwards make a new backup and delete the older ones here.")
    ] = False,
) -> None:
    """Remove values for good, here and by the next exchange everywhere. It cannot be undone."""
    here = session()
    with here.open() as plan:
        found = _found(plan, ref, line, words)
        if dry_run and here.as_json:
            emit({"values": [_removable_json(one) for one in found]})
        elif not here.as_json and (dry_run or not yes):
            _list(found)
        if dry_run:
            return
        if not yes:
            _ask(len(found), as_json=here.as_json)
        done = remove_for_good(plan, [one.head for one in found], reason)
        deleted = renew_backups(plan) if backups else 0
    if done.warning:
        note(done.warning)
    left = 0 if backups else done.backups
    if here.as_json:
        emit({"removed": done.values, "refs": list(done.refs), "backups_deleted": deleted, "backups_left": left})
        return
    say(f"Removed for good: {many(done.values, 'value')}. Your partners' copies go with your next file to them.")
    if left:
        say(f"{many(left, 'backup')} on this computer may still hold it: add --backups to replace them by a new one.")
    say(_BEYOND)


def _found(plan: OpenPlan, ref: str | None, line: int | None, words: str | None) -> list[Removable]:
    if words is not None and ref is None and line is None:
        found = find_words(plan, words)
    elif words is None and ref is not None and line is not None:
        entries = action_history(plan, find_action(plan, ref))
        found = find_alike(plan, _line(entries, line).head)
    else:
        raise UserError(
            "line-or-words", "Say what is to be removed.", "Give a reference and --line NUMBER, or --words TEXT."
        )
    if not found:
        say_nothing = "No value in this plan holds these words."
        raise UserError("nothing-to-remove", say_nothing, "Check the spelling, or look at the history of the action.")
    return found


def _line(entries: Sequence[HistoryEntry], number: int) -> HistoryEntry:
    if number > len(entries):
        raise UserError("no-such-line", f"The history has {len(entries)} lines, not {number}.", "List it again.")
    return entries[number - 1]


def _list(found: Sequence[Removable]) -> None:
    table(
        ("Ref", "Field", "Value", "By", "On", ""),
        [
            (one.ref, one.where, one.text, one.by, show_date(one.at.date()), "shown now" if one.shown else "earlier")
            for one in found
        ],
    )


def _ask(count: int, *, as_json: bool) -> None:
    if as_json or not sys.stdin.isatty():
        raise UserError(
            "not-confirmed", "Nothing was removed, because nobody confirmed it.", "Add --yes to remove it for good."
        )
    typer.confirm(f"Remove {many(count, 'value')} for good? It cannot be undone.", abort=True)


def _entry_json(entry: HistoryEntry) -> dict[str, str]:
    at = entry.at.isoformat()
    return {"at": at, "by": entry.by, "field": entry.field, "before": entry.before, "after": entry.after}


def _removable_json(one: Removable) -> dict[str, object]:
    return {
        "ref": one.ref, "field": one.where, "value": one.text, "by": one.by, "at": one.at.isoformat(),
        "shown": one.shown,
    }  # fmt: skip
