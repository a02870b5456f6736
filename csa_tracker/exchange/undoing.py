"""Undo everything a file brought in: reversing changes of our own, which partners receive like any other change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csa_tracker.errors import UserError
from csa_tracker.plan.undo import REDO, UNDO
from db.engine import Connection
from db.exchange import ledger
from db.log.reverse import Reversal, reversal_of
from db.queries.gestures import own_gestures

if TYPE_CHECKING:
    from csa_tracker.workspace import OpenPlan

UNDO_RECEIVE = "undo-receive"


@dataclass(frozen=True, slots=True)
class Undoing:
    """What undoing a file does: `changes` reversing changes for the partners, `kept` values changed since that stay."""

    changes: int
    kept: int


def look_at_undoing(plan: OpenPlan, bundle: str) -> Undoing:
    """Say what undoing a file (its bundle id) would do; nothing is changed. Raises UserError as `undo_receive`."""
    with plan.store.reading() as connection:
        reversal = _reversal(connection, plan, bundle)
    return Undoing(len(reversal.edits), len(reversal.kept))


def undo_receive(plan: OpenPlan, bundle: str) -> Undoing:
    """Reverse what a file brought, as one step that Undo takes back; values that were changed since stay.

    Raises UserError when the file brought nothing, everything was changed since, or the plan can only be read.
    """
    with plan.store.writing() as connection:
        reversal = _reversal(connection, plan, bundle)
        plan.store.write(connection, reversal.edits, author=plan.author, deed=UNDO_RECEIVE)
    return Undoing(len(reversal.edits), len(reversal.kept))


def _reversal(connection: Connection, plan: OpenPlan, bundle: str) -> Reversal:
    arrived = ledger.arrived_with(connection, bundle)
    if not arrived:
        raise UserError(
            "nothing-arrived", "This file brought nothing into the plan.", "Choose another file from the list."
        )
    gestures = own_gestures(connection, plan.replica(connection))
    turns = [
        number for gesture in gestures if gesture.deed in (UNDO, REDO, UNDO_RECEIVE) for number in gesture.transactions
    ]
    reversal = reversal_of(connection, arrived, turns)
    if not reversal.edits:
        raise UserError(
            "cannot-undo-receive",
            "What this file brought was undone or changed since.",
            "Look at the history of an action and restore the value you want.",
        )
    return reversal
