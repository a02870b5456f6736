"""The verbs that take a step back and forth."""

from __future__ import annotations

import typer

from csa_tracker.cli.output import emit, note, say
from csa_tracker.cli.session import session, verb
from csa_tracker.plan.undo import Turned, redo, undo


def register(app: typer.Typer) -> None:
    """Add the verbs of this file."""
    app.command("undo")(verb(undo_))
    app.command("redo")(verb(redo_))


def undo_() -> None:
    """Undo the latest step; an import is one step."""
    here = session()
    with here.open() as plan:
        _tell(undo(plan), "Undone", as_json=here.as_json)


def redo_() -> None:
    """Do again what was undone last."""
    here = session()
    with here.open() as plan:
        _tell(redo(plan), "Done again", as_json=here.as_json)


def _tell(turned: Turned, word: str, *, as_json: bool) -> None:
    if as_json:
        emit({"step": turned.step, "kept": list(turned.kept)})
        return
    say(f"{word}: {turned.step}.")
    for kept in turned.kept:
        note(f"Left as it is, because it was changed since: {kept}.")
