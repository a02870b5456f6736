"""The verb that says what waits in the folder where partners' files arrive."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from csa_tracker.cli.output import emit, note, say, table
from csa_tracker.cli.session import session
from csa_tracker.errors import UserError
from csa_tracker.exchange.inbox import (
    Inbox,
    InboxState,
    Waiting,
    WaitingFile,
    inbox_folder,
    keep_inbox_folder,
    read_books,
)
from csa_tracker.rules.dates import show_date
from csa_tracker.rules.wording import many

_PAUSE_SECONDS = 0.5
"""Between two looks: a file that is still being written has grown by then."""
_MOST_LOOKS = 20
"""More than a full inbox needs; in a folder that never comes to rest the answer is what was seen by then."""
_WORDS = {Waiting.VERIFIED: "known sender", Waiting.UNKNOWN: "unknown sender", Waiting.ARRIVING: "still arriving"}


def inbox(
    folder: Annotated[Path | None, typer.Argument(help="The folder where partners' files arrive, from now on.")] = None,
    forget: Annotated[bool, typer.Option("--forget", help="Use no folder any more.")] = False,
) -> None:
    """Say what waits in the inbox, the folder where partners' files arrive. Nothing is received."""
    here = session()
    with here.open() as plan:
        plan_id = plan.meta.plan
        if forget:
            keep_inbox_folder(here.profile, plan_id, None)
            _tell(None)
            return
        if folder is not None:
            if not folder.is_dir():
                raise UserError("no-folder", f"There is no folder {folder}.", "Check the name, or make it first.")
            keep_inbox_folder(here.profile, plan_id, folder)
        chosen = inbox_folder(here.profile, plan_id)
        state = None
        if chosen is not None:
            waits, books = Inbox(chosen), read_books(plan)
            state = waits.look(books)
            for _ in range(_MOST_LOOKS):
                if not state.is_settling:
                    break
                time.sleep(_PAUSE_SECONDS)
                state = waits.look(books)
    _tell(state)


def _tell(state: InboxState | None) -> None:
    if session().as_json:
        emit(_as_json(state))
        return
    if state is None:
        say("No inbox is chosen. Name the folder where partners' files arrive: `csa-tracker exchange inbox FOLDER`.")
        return
    if state.trouble:
        say(state.trouble)
        return
    if not state.files:
        say(f"No file waits in {state.folder}.")
        return
    table(
        ("File", "From", "Made", "Holds", "State"),
        [(one.path.name, one.sender, _made(one), _holds(one), _state(one)) for one in state.files],
    )
    for one in state.files:
        if one.words:
            note(f"{one.path.name}: the six words of {one.sender or 'its sender'} are {one.words}.")
    if state.left_out:
        note(f"{many(state.left_out, 'older file')} in the folder left out.")


def _made(one: WaitingFile) -> str:
    return show_date(one.made.astimezone().date()) if one.made is not None else ""


def _holds(one: WaitingFile) -> str:
    if one.made is None:
        return ""
    return f"{'everything' if one.is_full else 'the latest changes'}: {many(one.changes, 'change')}"


def _state(one: WaitingFile) -> str:
    return one.problem.message if one.problem is not None else _WORDS[one.state]


def _as_json(state: InboxState | None) -> dict[str, object]:
    if state is None:
        return {"folder": None, "trouble": None, "left_out": 0, "files": []}
    files = [
        {
            "file": str(one.path), "state": one.state.value, "from": one.sender or None,
            "fingerprint": one.words or None, "made": one.made.isoformat() if one.made is not None else None,
            "kind": ("full" if one.is_full else "delta") if one.made is not None else None, "changes": one.changes,
            "problem": {"code": one.problem.code, "message": one.problem.message, "next": one.problem.next_step}
            if one.problem is not None else None,
        }
        for one in state.files
    ]  # fmt: skip
    return {
        "folder": str(state.folder),
        "trouble": state.trouble or None,
        "left_out": state.left_out,
        "files": files,
    }
