"""Undo and redo every command, across restarts: an inverse entry in the log, so history and exchange keep both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from csa_tracker.errors import UserError
from csa_tracker.plan.names import BY_LOG
from csa_tracker.rules.wording import many
from csa_tracker.workspace import OpenPlan
from db.engine import Connection
from db.log.reverse import reversal_of
from db.queries.gestures import Gesture, own_gestures, shape_of
from db.queries.history import describe_rows

UNDO, REDO = "undo", "redo"
_NOT_UNDOABLE = frozenset({"new-plan", "opening", "redact", "publish-report"})


@dataclass(frozen=True, slots=True)
class Steps:
    """What Undo and Redo would do next, in words ("change of due date of 3 actions"); empty when there is nothing."""

    undo: str
    redo: str


@dataclass(frozen=True, slots=True)
class Turned:
    """What an undo or redo did: the step in words, and what it left alone because it was changed since."""

    step: str
    kept: tuple[str, ...]


def next_steps(plan: OpenPlan) -> Steps:
    """What could be undone and redone now."""
    with plan.store.reading() as connection:
        done, undone = _stacks(own_gestures(connection, plan.replica(connection)))
        return Steps(
            _words(connection, done[-1]) if done else "",
            _words(connection, undone[-1]) if undone else "",
        )


def undo(plan: OpenPlan) -> Turned:
    """Undo the latest step of this plan file. Raises UserError when there is none."""
    return _turn(plan, UNDO)


def redo(plan: OpenPlan) -> Turned:
    """Do again what was undone last. Raises UserError when there is nothing."""
    return _turn(plan, REDO)


def _turn(plan: OpenPlan, deed: str) -> Turned:
    with plan.store.writing() as connection:
        gestures = own_gestures(connection, plan.replica(connection))
        done, undone = _stacks(gestures)
        stack = done if deed == UNDO else undone
        if not stack:
            raise UserError(f"nothing-to-{deed}", f"There is nothing to {deed}.", "Change something first.")
        step = stack[-1]
        turns = [number for gesture in gestures if gesture.deed in (UNDO, REDO) for number in gesture.transactions]
        words = _words(connection, step)
        reversal = reversal_of(connection, step.current.transactions, turns)
        kept = describe_rows(connection, reversal.kept)
        if not reversal.edits:
            raise UserError(
                f"cannot-{deed}",
                f"The {words} cannot be {'undone' if deed == UNDO else 'redone'}, because it was changed since.",
                "Look at the history of the action and restore the value you want.",
            )
        plan.store.write(connection, reversal.edits, author=plan.author, deed=deed, reverses=step.current.name)
    return Turned(words, tuple(kept))


@dataclass(frozen=True, slots=True)
class _Step:
    """A step on a stack: the gesture that named it, and the one whose reversal turns it around now."""

    first: Gesture
    current: Gesture


def _stacks(gestures: Sequence[Gesture]) -> tuple[list[_Step], list[_Step]]:
    """The steps that can be undone and redone, latest last: a pure function of what this replica did."""
    done: list[_Step] = []
    undone: list[_Step] = []
    for gesture in gestures:
        if gesture.deed == UNDO:
            if done:
                undone.append(_Step(done.pop().first, gesture))
        elif gesture.deed == REDO:
            if undone:
                done.append(_Step(undone.pop().first, gesture))
        elif gesture.deed not in _NOT_UNDOABLE:
            done.append(_Step(gesture, gesture))
            undone.clear()
    return done, undone


def _words(connection: Connection, step: _Step) -> str:
    """The name of a step, as the menu says it after "Undo"."""
    deed = step.first.deed
    if deed in _FIXED_WORDS:
        return _FIXED_WORDS[deed]
    if deed == "import" and step.first.actions is not None:
        source = f" from {step.first.about}" if step.first.about else ""
        return f"import of {many(step.first.actions, 'action')}{source}"
    shape = shape_of(connection, step.first)
    if deed in _COUNTED:
        counted = shape.added if deed == "add-action" else shape.added + shape.changed
        return f"{_COUNTED[deed]} {many(counted or 1, 'action')}"
    spoken = [BY_LOG[field].spoken.lower() for field in shape.fields if field in BY_LOG]
    what = " and ".join(spoken) if 0 < len(spoken) <= 2 else f"{len(spoken)} fields" if spoken else "links"
    return f"change of {what} of {many(shape.changed or 1, 'action')}"


_FIXED_WORDS = {
    "log-update": "update on 1 action",
    "save-milestone": "change of a milestone",
    "link": "change of links",
    "unlink": "change of links",
    "renumber": "new number of 1 action",
    "remove-part": "deletion of what came for an action in the Bin",
    "undo-receive": "undoing of a received file",
}
_COUNTED = {
    "import": "import of",
    "add-action": "adding of",
    "delete-action": "deletion of",
    "restore-action": "restoring of",
    "resolve-conflict": "decision on",
    "merge-pack": "update pack for",
}
