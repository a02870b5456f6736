"""From a stored row to the line people read, and the names lists are edited and grouped by: no database needed here."""

from __future__ import annotations

from collections.abc import Mapping

from csa_tracker.rules.brag import Why, rating_word
from csa_tracker.values import ActionRow, Brag, Lifecycle, Rag
from db.listed import ListedAction

RATING, AREAS = "rating", "areas"
"""Cells that are no field of an action: the owner's word or "complete", and the areas it is linked to."""
GROUPINGS: Mapping[str, str] = {
    "": "No groups", "key_issue": "By key issue", "lead": "By lead", "area": "By area", "quarter": "By quarter due",
}  # fmt: skip
"""Every way to group a list, and its words."""


def action_row(listed: ListedAction) -> ActionRow:
    """The line of a list for a stored row."""
    brag = Brag(listed.brag) if listed.brag else None
    return ActionRow(
        id=listed.id,
        ref=listed.ref or "",
        title=listed.title or "",
        key_issue=listed.key_issue or "",
        areas=listed.areas,
        lead=listed.lead or "",
        due=listed.due_on,
        due_text=listed.due_text or "",
        status=Lifecycle(listed.lifecycle) if listed.lifecycle else None,
        brag=brag,
        rating_word=rating_word(brag, Why(listed.why_code)) if listed.why_code else "",
        rag=Rag(listed.owner_rag) if listed.owner_rag else None,
        percent=listed.percent,
        latest_update_on=listed.last_update_on,
        conflicts=listed.conflicts,
        deleted=bool(listed.deleted),
    )
