"""Actions that came with an earlier version of a file and are not in this one: told, never deleted."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from csa_tracker.values import Action
from csa_tracker.workspace import OpenPlan
from db.queries.gestures import made_together


class Missing(NamedTuple):
    """An action of the plan that the file no longer has."""

    id: str
    ref: str
    title: str


def missing_actions(plan: OpenPlan, live: Iterable[Action], claimed: Collection[str]) -> tuple[Missing, ...]:
    """The live actions that were brought in together with some of those claimed, and that no row claims."""
    if not claimed:
        return ()
    with plan.store.reading() as connection:
        together = made_together(connection, claimed, deed="import")
    return tuple(
        Missing(action.id, action.ref, action.title)
        for action in live
        if action.id in together and action.id not in claimed
    )
