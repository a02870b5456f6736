"""Does what the list of what needs attention offers: open, decide, number anew, restore, delete, receive, send."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from csa_tracker.errors import UserError
from csa_tracker.plan.attention import Item
from csa_tracker.plan.mending import remove_part, renumber
from ui.shell.panels import open_help

if TYPE_CHECKING:
    from ui.session import Session
    from ui.shell.window import MainWindow


def take_step(window: MainWindow, step: str, item: Item) -> None:
    """Take a step (one of attention_list.STEPS) about an item; what cannot be done is said over the page."""
    session = window.session
    if session is None or window.view is None or window.overlay is not None or not window.finish_typing():
        return
    if step == "open":
        window.view.show_action(item.action_id)
    elif step == "help":
        open_help(window, "attention")
    elif step == "decide":
        _decide(window, item)
    elif step in _MENDING:
        try:
            said = _MENDING[step](session, item)
        except UserError as error:  # somebody else mended it meanwhile
            window.refuse("Nothing was changed", error)
        else:
            window.say_undoable(said)
    else:
        window.run(step)


def _decide(window: MainWindow, item: Item) -> None:
    from ui.exchange.conflict_opening import open_conflicts

    open_conflicts(window, item.action_id)


def _renumber(session: Session, item: Item) -> str:
    given = renumber(session.plan, item.action_id)
    session.tell()
    return f"{item.ref} is now {given}."


def _restore(session: Session, item: Item) -> str:
    session.restore([item.action_id])
    return f"{item.ref or 'The action'} restored."


def _remove(session: Session, item: Item) -> str:
    removed = remove_part(session.plan, item.row)
    session.tell()
    return "Milestone deleted." if removed.entity == "milestone" else "Update deleted."


_MENDING: Mapping[str, Callable[[Session, Item], str]] = {
    "renumber": _renumber,
    "restore": _restore,
    "remove": _remove,
}
