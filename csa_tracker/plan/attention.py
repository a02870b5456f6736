"""What needs attention after partners' changes came in: derived from what is there, gone once it is mended."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from csa_tracker.errors import UserError
from csa_tracker.plan.conflicts import count_conflicts
from csa_tracker.rules.wording import in_words, many
from csa_tracker.workspace import OpenPlan
from db.exchange.streams import forked_streams, streams_with_gaps
from db.log.write import Edit
from db.queries import attention as sql
from db.queries import reference


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to look at. `kind`: conflict, shared-ref, gap, fork or lost-part; `sentence` says what it is.

    `action_id` is the action to open, empty where there is none.
    """

    kind: str
    sentence: str
    action_id: str = ""


def read_attention(plan: OpenPlan) -> list[Item]:
    """Everything that needs attention, the most urgent first."""
    items = []
    conflicts = count_conflicts(plan)
    if conflicts:
        items.append(Item("conflict", f"{many(conflicts, 'field')} changed in two offices: decide which value stands."))
    with plan.store.reading() as connection:
        shared = sql.shared_refs(connection)
        gaps, forks, lost = streams_with_gaps(connection), forked_streams(connection), sql.lost_parts(connection)
    for ref, group in groupby(shared, key=lambda one: one.ref):
        first, *others = group
        items += [
            Item(
                "shared-ref",
                f"{ref} is also “{first.title[:60]}”: give “{one.title[:60]}” a number of its own.",
                one.action,
            )
            for one in others
        ]
    if gaps:
        items.append(Item("gap", "Earlier changes of a partner are missing yet; they come with the next file."))
    if lost:
        parts = in_words([many(count, _PARTS[entity]) for entity, count in lost.items()])
        items.append(Item("lost-part", f"{parts} of actions that are not here: ask for a full file."))
    if forks:
        items.append(Item("fork", "A plan file was copied and both were written. Nothing is lost."))
    return items


_PARTS = {"progress_update": "update", "milestone": "milestone"}


def renumber(plan: OpenPlan, action_id: str) -> str:
    """Give an action that shares its reference a new one, and return it. Raises UserError where it shares none.

    A reference is permanent but for this: two offices may have given one number each without knowing of the other.
    """
    with plan.store.writing() as connection:
        shared = [one for one in sql.shared_refs(connection) if one.action == action_id]
        if not shared:
            raise UserError(
                "own-reference", "This action has its reference for itself.", "A reference is never changed otherwise."
            )
        code = shared[0].ref.partition("-")[0]
        ref = f"{code}-{reference.highest_number(connection, code) + 1:04d}"
        plan.store.write(connection, [Edit("action", action_id, "ref", ref)], author=plan.author, deed="renumber")
    return ref
