"""Bring back a value a field had; a later due date or a move of its life asks for its reason first."""

from __future__ import annotations

import datetime as dt

from csa_tracker.plan.drafts import ActionDraft, Value
from csa_tracker.plan.history import restore_value
from csa_tracker.plan.names import BY_JSON
from csa_tracker.values import Action, HistoryEntry
from ui.session import Session

RESTORE = "restore-value"
_MOVES = ("status", "due", "completed_on")
"""Fields whose change by hand may need a reason and has consequences (plan/change.py)."""


def restore(session: Session, action: Action, entry: HistoryEntry) -> bool:
    """Write the value after a change again, as one step. False when it waits for its reason.

    Raises UserError when the value cannot be brought back; then nothing is saved.
    """
    if entry.field in _MOVES:
        value: Value = entry.after or None
        if value is not None and entry.field != "status":
            value = dt.date.fromisoformat(entry.after)
        draft = ActionDraft(id=action.id, fields={BY_JSON[entry.field].log: value}, base=action.heads)
        return session.change(draft, label=RESTORE, dropped=_leave)
    restore_value(session.plan, action.id, entry)
    session.tell()
    return True


def _leave() -> None:
    """Leave everything as it is: no field shows the value that was given up."""
