"""Log progress: updates and milestones of one action."""

from __future__ import annotations

from csa_tracker.errors import UserError
from csa_tracker.plan.change import change_actions
from csa_tracker.plan.checks import check_milestone, check_update
from csa_tracker.plan.drafts import ActionDraft, MilestoneDraft, UpdateDraft, Value
from csa_tracker.plan.read import read_action
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
    before = {update.id for update in read_action(plan, action_id).updates}
    change = ActionDraft(id=action_id, fields=fields, updates=(draft,))
    change_actions(plan, [change], reason=draft.text, deed="log-update")
    new = [update for update in read_action(plan, action_id).updates if update.id not in before]
    return next(update.id for update in new if update.text == draft.text)


def save_milestone(plan: OpenPlan, action_id: str, draft: MilestoneDraft) -> str:
    """Add a milestone, or change the one the draft names. Returns its id. Raises UserError for an empty title."""
    check_milestone(draft)
    before = {milestone.id for milestone in read_action(plan, action_id).milestones}
    if draft.id is not None and draft.id not in before:
        raise UserError("unknown-milestone", "The milestone is not part of this action.", "List its milestones again.")
    save_actions(plan, [ActionDraft(id=action_id, milestones=(draft,))], label="save-milestone")
    if draft.id is not None:
        return draft.id
    return next(known.id for known in read_action(plan, action_id).milestones if known.id not in before)
