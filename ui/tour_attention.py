"""The place of the tour where an exchange left something to look at, of several kinds."""

from __future__ import annotations

from csa_tracker.care.backups import make_backup
from csa_tracker.exchange.cards import make_card
from csa_tracker.exchange.receiving import receive
from csa_tracker.exchange.sending import send
from csa_tracker.exchange.trust import EVERYTHING, add_member, list_members
from csa_tracker.plan.drafts import ActionDraft, UpdateDraft
from csa_tracker.plan.read import find_action
from csa_tracker.plan.save import delete_actions, save_actions
from csa_tracker.plan.vocabulary import read_vocabulary
from csa_tracker.profile import Profile
from csa_tracker.workspace import OpenPlan, open_plan
from ui.exchange.page import ExchangePage
from ui.tour import Opened, Place, Tour

_PARTNER = ("Leila Hussain", "Community Safety Manager", "Hyndburn Borough Council", "HYN")


def _meet(tour: Tour) -> None:
    """A partner in Hyndburn gives out the same number, deletes what is worked on here, and changes another lead."""
    plan, clock = tour.session.plan, tour.window.clock
    name, role, organisation, code = _PARTNER
    if any(one.name == name for one in list_members(plan)):
        return
    profile = Profile(tour.folder / name)
    profile.set_identity(name=name, role=role, organisation=organisation)
    add_member(plan, make_card(profile, code), scopes=EVERYTHING)
    own = make_card(plan.profile, plan.meta.partnership)
    path = make_backup(plan, tour.folder / "hyndburn.csplan").path
    binned, changed = find_action(plan, "RS-04"), find_action(plan, "SV-01")
    new = ActionDraft(fields={"title": "Extend the taxi marshals to Thursday nights"})
    note = UpdateDraft(text="Six operations, 14 bikes taken.", made_on=plan.today, author="Amina Yusuf")
    _add(plan, new)
    save_actions(plan, [ActionDraft(id=binned, updates=(note,))], label="log-update")
    save_actions(plan, [ActionDraft(id=changed, fields={"lead_role": "Head of Youth Justice"})], label="edit")
    with open_plan(path, profile=profile, clock=clock) as theirs:
        add_member(theirs, own, scopes=EVERYTHING)
        _add(theirs, ActionDraft(fields={"title": "Lock-up checks with the fire service in Accrington"}))
        delete_actions(theirs, [binned])
        save_actions(theirs, [ActionDraft(id=changed, fields={"lead_role": "Youth Service Manager"})], label="edit")
        back = send(theirs, [own.member], tour.folder / "from-hyndburn.cspx").path
    receive(plan, back)
    tour.session.tell()
    tour.settle()


def _add(plan: OpenPlan, draft: ActionDraft) -> None:
    whole = ActionDraft(fields={**draft.fields, "key_issue": read_vocabulary(plan).key_issues[0].id})
    save_actions(plan, [whole], label="add-action")


def _attention(tour: Tour) -> None:
    _meet(tour)
    tour.window.run("page:exchange")
    assert tour.window.view is not None
    page = tour.window.view.other_page()
    assert isinstance(page, ExchangePage)
    tour.until(lambda: page.is_idle and bool(page.attention.items))
    page.attention.list.setFocus()


ATTENTION_PLACES: tuple[Place, ...] = (Place("exchange-attention", Opened.FILLED, _attention),)
