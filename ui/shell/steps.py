"""Undo and redo: named in the menu and on the header's buttons, done, and told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csa_tracker.errors import UserError
from ui.kit.text import set_tip
from ui.shell.problem_sheet import WordsSheet

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

    from csa_tracker.plan.undo import Turned
    from ui.session import Session
    from ui.shell.window import MainWindow

_MOST_KEPT = 8
_NOTHING = {
    "undo": "Nothing to undo yet. Change something first.",
    "redo": "Nothing to redo. Undo something first.",
}
KEYS = {"undo": "Ctrl+Z", "redo": "Ctrl+Y"}
_DONE = {"undo": "Undone", "redo": "Redone"}


def show_steps(window: MainWindow) -> None:
    """Name what Undo and Redo would do in menu and header; disable what has nothing to do, Decide conflicts too."""
    session, view = window.session, window.view
    if session is None or view is None:
        return
    steps = session.steps()
    for name, step, pressed in (("undo", steps.undo, view.undo), ("redo", steps.redo, view.redo)):
        able = bool(step) and not session.read_only
        _name(pressed, name, step, reason="" if able else session.read_only or _NOTHING[name])
        command = window.commands[name]
        words = f"{name.capitalize()} {step}" if step else name.capitalize()
        command.setText(f"&{words}")
        command.setToolTip(words if able else session.read_only or _NOTHING[name])
        command.setEnabled(able and window.overlay is None)
    to_decide = not session.read_only and window.overlay is None and session.count_conflicts() > 0
    window.commands["conflicts"].setEnabled(to_decide)


def _name(pressed: QPushButton, name: str, step: str, *, reason: str) -> None:
    words = f"{name.capitalize()} {step}".strip()
    pressed.setEnabled(not reason)
    pressed.setAccessibleName(words)
    set_tip(pressed, reason or f"{words} ({KEYS[name]})")


def turn(window: MainWindow, name: str) -> None:
    """Undo or redo one step and tell what was done, and what was left alone."""
    session = window.session
    if session is None or window.overlay is not None or not window.finish_typing():
        return
    try:
        turned = _turn(session, name)
    except UserError as error:
        if error.code.startswith("nothing-"):
            window.say(f"{error.message} {error.next_step}")
        else:
            window.refuse(f"{name.capitalize()} changed nothing", error)
        return
    if turned.kept:
        window.open_sheet(WordsSheet(f"{_DONE[name]}, with something left alone", kept_lines(turned, _DONE[name])))
        return
    back = "redo" if name == "undo" else "undo"
    words = f"{_DONE[name]}: {turned.step}."
    window.say(words, step=back.capitalize(), keys=KEYS[back], act=lambda: window.run(back))


def _turn(session: Session, name: str) -> Turned:
    return session.undo() if name == "undo" else session.redo()


def kept_lines(turned: Turned, done: str) -> list[tuple[str, str]]:
    """Return what was done and what was left alone because it was changed since, as two columns of words."""
    from csa_tracker.plan.names import BY_LOG

    lines = [(done, f"{turned.step[:1].upper()}{turned.step[1:]}")]
    for cell in turned.kept[:_MOST_KEPT]:
        ref, _, field = cell.rpartition(" ")
        spoken = BY_LOG[field].spoken if field in BY_LOG else field.replace("_", " ").capitalize()
        lines.append((ref, f"{spoken} was changed since, so it stays as it is now."))
    more = len(turned.kept) - _MOST_KEPT
    return [*lines, ("And more", f"{more:,} further values stay as they are now.")] if more > 0 else lines
