"""Log progress: updates and milestones of one action."""

from __future__ import annotations

import uuid
from dataclasses import replace

from csa_tracker.plan.change import change_actions
from csa_tracker.plan.checks import check_milestone, check_update
from csa_tracker.plan.drafts import ActionDraft, MilestoneDraft, UpdateDraft, Value
from csa_tracker.plan.save import save_actions
from csa_tracker.values import Lifecycle, Rag
from csa_tracker.workspace import OpenPlan


def log_update(plan: OpenPlan, action_id: str, draft: UpdateDraft, *, lifecycle: Lifecycle | None = None) -> str:
    """Add a progress update; its rating, progress and `lifecycle` become the action's own. Returns the update's id.

    Its text is the reason where the move needs one.

    Blue in an update says the work is done: the action becomes complete and has no owner's word.
    Raises UserError for an empty update or a progress outside 0 to 100.
    """
    check_update(draft)
    fields: dict[str, Value] = {}
    if draft.rag is Rag.BLUE:
        fields |= {"lifecycle": Lifecycle.COMPLETE.value, "owner_rag": None}
    elif draft.rag is not None:
        fields["owner_rag"] = draft.rag.value
    if draft.percent is not None:
        fields["percent"] = draft.percent
    if lifecycle is not None:
        fields["lifecycle"] = lifecycle.value
    row = str(uuid.uuid4())
    change = ActionDraft(id=action_id, fields=fields, updates=(replace(draft, new_id=row),))
    change_actions(plan, [change], reason=draft.text, deed="log-update", notes=False)
    return row


def save_milestone(plan: OpenPlan, action_id: str, draft: MilestoneDraft) -> str:
    """Add a milestone, or change the one the draft names. Returns its id.

    Raises UserError for an empty title, and for a milestone of another action.
    """
    check_milestone(draft)
    row = draft.id or str(uuid.uuid4())
    change = ActionDraft(id=action_id, milestones=(replace(draft, new_id=row),))
    save_actions(plan, [change], label="save-milestone")
    return row
