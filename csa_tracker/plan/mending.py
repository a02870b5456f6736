"""What mends what needs attention: a number of its own for an action that shares one, and parts nobody wants."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from csa_tracker.errors import UserError
from db.log.sharedrefs import MARK, typed_part
from db.log.write import Edit
from db.queries import attention as sql
from db.queries import reference

if TYPE_CHECKING:
    from csa_tracker.workspace import OpenPlan

_REFERENCE = re.compile("([A-Z]+)-[0-9]+")


def renumber(plan: OpenPlan, action_id: str) -> str:
    """Give an action that shares its reference a new one, and return it. Raises UserError where it shares none.

    A reference is permanent but for this: two offices may have given one number each without knowing of the other.
    """
    with plan.store.writing() as connection:
        shown = sql.shown_ref(connection, action_id) or ""
        if MARK not in shown:
            raise UserError(
                "own-reference", "This action has its reference for itself.", "A reference is never changed otherwise."
            )
        series = _REFERENCE.fullmatch(typed_part(shown))
        code = series[1] if series is not None else plan.meta.partnership
        ref = f"{code}-{reference.highest_number(connection, code) + 1:04d}"
        plan.store.write(connection, [Edit("action", action_id, "ref", ref)], author=plan.author, deed="renumber")
    return ref


def remove_part(plan: OpenPlan, row: str) -> sql.LostPart:
    """Delete an update or milestone that came for an action in the Bin. Raises UserError where there is none."""
    with plan.store.writing() as connection:
        part = next((one for one in sql.orphans(connection) if one.row == row), None)
        if part is None:
            raise UserError(
                "no-such-part",
                "There is no update or milestone of that id whose action is in the Bin.",
                "List what needs attention: `attention --json` shows each id.",
            )
        edits = [Edit(part.entity, row, "_deleted", value=True)]
        plan.store.write(connection, edits, author=plan.author, deed="remove-part")
    return part
