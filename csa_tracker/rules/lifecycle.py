"""Moves between the six states of an action: which are allowed, which need a reason, and what they write.

For changes made by hand. A state read from a file or from a partner is a statement, not a move: it is not checked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from csa_tracker.errors import UserError
from csa_tracker.values import Lifecycle


class ReasonFor(StrEnum):
    """Why a move needs a reason: an action that vanishes or comes back unexplained is what readers complain of."""

    WITHDRAW = "withdraw"
    CARRY_FORWARD = "carry-forward"
    REOPEN = "reopen"


@dataclass(frozen=True, slots=True)
class MoveEffect:
    """What a move writes beside the state itself: log fields of the action, and the text of an update ("" = none)."""

    fields: Mapping[str, str | int | dt.date | None] = field(default_factory=dict)
    update_text: str = ""


CLOSED = frozenset({Lifecycle.COMPLETE, Lifecycle.WITHDRAWN, Lifecycle.CARRIED_FORWARD})
"""States in which nothing more is expected of an action."""

_REOPENED = (Lifecycle.NOT_STARTED, Lifecycle.IN_PROGRESS)
_PAST = {
    Lifecycle.NOT_STARTED: "put back to not started",
    Lifecycle.IN_PROGRESS: "put in progress",
    Lifecycle.PAUSED: "paused",
    Lifecycle.COMPLETE: "completed",
    Lifecycle.WITHDRAWN: "withdrawn",
    Lifecycle.CARRIED_FORWARD: "carried forward",
}
_ASKED = {
    ReasonFor.WITHDRAW: "Say why the action is withdrawn.",
    ReasonFor.CARRY_FORWARD: "Say why the action is carried forward.",
    ReasonFor.REOPEN: "Say why the action is opened again.",
}


def is_closed(state: Lifecycle | None) -> bool:
    """Whether nothing more is expected of an action in this state."""
    return state in CLOSED


def allowed_moves(before: Lifecycle | None) -> tuple[Lifecycle, ...]:
    """The states an action can move to, in their usual order: from an open or missing state to every other one.

    A closed action must be opened again first (not started or in progress): what is done cannot also be withdrawn.
    """
    if is_closed(before):
        return _REOPENED
    return tuple(state for state in Lifecycle if state is not before)


def reason_needed(before: Lifecycle | None, after: Lifecycle | None) -> ReasonFor | None:
    """What the reason is asked for, or None: leaving the plan and coming back from a closed state need one."""
    if before is after:
        return None
    if is_closed(before):
        return ReasonFor.REOPEN
    match after:
        case Lifecycle.WITHDRAWN:
            return ReasonFor.WITHDRAW
        case Lifecycle.CARRIED_FORWARD:
            return ReasonFor.CARRY_FORWARD
        case _:
            return None


def is_reason(text: str) -> bool:
    """Whether a text says anything: a dash or a full stop alone is no reason."""
    return any(char.isalnum() for char in text)


def check_move(before: Lifecycle | None, after: Lifecycle | None, reason: str = "") -> UserError | None:
    """None when the move may be made, else the refusal to show or raise; staying in a state is always allowed."""
    if before is after:
        return None
    if after is None:
        return UserError(
            "status-missing", "An action must keep a status.", "Choose one of the six, such as not started."
        )
    if before is not None and after not in allowed_moves(before):
        return UserError(
            "move-not-allowed",
            f"{_article(before)} {before.word.lower()} action cannot be {_PAST[after]}.",
            "Put it in progress again first and say why.",
        )
    asked = reason_needed(before, after)
    if asked is not None and not is_reason(reason):
        return UserError("reason-needed", _ASKED[asked], "A few words are enough. The report prints them.")
    return None


def check_completion(completed_on: dt.date, today: dt.date) -> UserError | None:
    """None when an action can have been completed on this day, else the refusal: the day must not lie ahead."""
    if completed_on <= today:
        return None
    return UserError(
        "completed-in-future",
        "The completion date must be today or earlier.",
        "Enter the day the work was done, or set the status when it is done.",
    )


def move_effect(
    before: Lifecycle | None, after: Lifecycle, *, today: dt.date, reason: str = "", percent: int | None = None
) -> MoveEffect:
    """What a move allowed by `check_move` writes beside `lifecycle`.

    Completing sets the completion date and, where the plan tracks progress in per cent, 100. Withdrawing and carrying
    forward keep the reason. Opening again clears all that and says so in an update; its progress is then unknown.
    """
    if before is after:
        return MoveEffect()
    why = " ".join(reason.split())
    if is_closed(before):
        return _reopening(why, was_full=percent == 100)
    match after:
        case Lifecycle.COMPLETE:
            return MoveEffect({"completed_on": today} | ({} if percent is None else {"percent": 100}))
        case Lifecycle.WITHDRAWN | Lifecycle.CARRIED_FORWARD:
            return MoveEffect({"closure_reason": why})
        case _:
            return MoveEffect()


def _reopening(why: str, *, was_full: bool) -> MoveEffect:
    cleared: dict[str, str | int | dt.date | None] = {"completed_on": None, "closure_reason": None}
    if was_full:
        cleared["percent"] = None
    return MoveEffect(cleared, update_text=f"Opened again: {why}")


def _article(state: Lifecycle) -> str:
    return "An" if state.word[0] in "AEIOU" else "A"
