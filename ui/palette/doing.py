"""Do what the palette proposed, through the session's own ways of saving."""

from __future__ import annotations

from csa_tracker.plan.drafts import UpdateDraft
from csa_tracker.plan.palette import Deed, Proposal
from ui.session import Session


def do_proposal(session: Session, proposal: Proposal) -> str:
    """Save what was proposed and return the words for the toast, empty while a reason is being asked for.

    Raises UserError; then nothing is saved.
    """
    if proposal.deed is Deed.UPDATE and proposal.action is not None:
        draft = UpdateDraft(text=proposal.text, made_on=session.today, author=session.author)
        session.log(proposal.action.id, draft, lifecycle=None)
        return proposal.said
    if proposal.draft is None:
        return ""
    if proposal.deed is Deed.NEW:
        return f"{session.action(session.add(proposal.draft)).ref} added."
    saved = session.change(proposal.draft, label="edit-field", dropped=_stays)
    return proposal.said if saved else ""


def _stays() -> None:
    """Leave things as they are: a palette that has closed shows no old value."""
