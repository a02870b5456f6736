"""The places of the tour where two offices changed the same actions apart: to decide, deciding, nothing to decide."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from csa_tracker.care.backups import make_backup
from csa_tracker.exchange.cards import make_card
from csa_tracker.exchange.receiving import receive
from csa_tracker.exchange.sending import send
from csa_tracker.exchange.trust import EVERYTHING, add_member, list_members
from csa_tracker.plan.drafts import ActionDraft, Value
from csa_tracker.plan.read import find_action
from csa_tracker.plan.save import delete_actions, save_actions
from csa_tracker.profile import Profile
from csa_tracker.workspace import OpenPlan, open_plan
from ui.exchange.conflict_opening import open_conflicts
from ui.exchange.conflict_sheet import ConflictSheet
from ui.tour import Opened, Place, Tour

_PARTNER = ("Priya Shah", "ASB and Vulnerability Officer", "Pendle Borough Council", "PEN")
_OURS: Mapping[str, Mapping[str, Value]] = {
    "EX-03": {
        "measure_of_success": "People helped each quarter",
        "lead_role": "Head of Housing Needs",
        "title": "Visit every home at risk of cuckooing with housing and drug services",
    },
    "CY-06": {"percent": 40, "due_on": dt.date(2027, 3, 31)},
    "DA-01": {"title": "Open a weekly domestic abuse drop-in at the family hub, with child care"},
}
_THEIRS: Mapping[str, Mapping[str, Value]] = {
    "EX-03": {
        "measure_of_success": "Visits made and homes still safe",
        "lead_role": "Housing Options Manager",
        "title": "Visit homes at risk of cuckooing with housing, health and drug services",
    },
    "CY-06": {"percent": 65, "due_on": dt.date(2027, 6, 30)},
}
_BINNED = "DA-01"


def _change(plan: OpenPlan, changes: Mapping[str, Mapping[str, Value]]) -> None:
    drafts = [ActionDraft(id=find_action(plan, ref), fields=fields) for ref, fields in changes.items()]
    save_actions(plan, drafts, label="change-action")


def _disagree(tour: Tour) -> None:
    """A partner in Pendle has a copy of the plan, changes what is changed here as well, and sends it back."""
    plan, clock = tour.session.plan, tour.window.clock
    name, role, organisation, code = _PARTNER
    if any(one.name == name for one in list_members(plan)):
        return
    profile = Profile(tour.folder / name)
    profile.set_identity(name=name, role=role, organisation=organisation)
    add_member(plan, make_card(profile, code), scopes=EVERYTHING)
    own = make_card(plan.profile, plan.meta.partnership)
    path = make_backup(plan, tour.folder / "pendle.csplan").path
    _change(plan, _OURS)
    with open_plan(path, profile=profile, clock=clock) as theirs:
        add_member(theirs, own, scopes=EVERYTHING)
        _change(theirs, _THEIRS)
        delete_actions(theirs, [find_action(theirs, _BINNED)])
        back = send(theirs, [own.member], tour.folder / "from-pendle.cspx").path
    receive(plan, back)
    tour.session.tell()
    tour.settle()


def _open(tour: Tour, ref: str) -> ConflictSheet:
    _disagree(tour)
    open_conflicts(tour.window, find_action(tour.session.plan, ref))
    sheet = tour.window.overlay.sheet if tour.window.overlay is not None else None
    assert isinstance(sheet, ConflictSheet)
    return sheet


def _to_decide(tour: Tour) -> None:
    _open(tour, "EX-03").try_apply()  # before anything is chosen


def _choosing(tour: Tour) -> None:
    sheet = _open(tour, "EX-03")
    cards = list(sheet.fields.cards.values())
    sheet.finished.connect(lambda: sheet.fields.forget([cards[-1].conflict]))  # nothing is left for the next place
    for card in cards:
        card.choose(1)
    cards[-1].keep_both()


def _delete(tour: Tour) -> None:
    _open(tour, _BINNED)


def _nothing(tour: Tour) -> None:
    open_conflicts(tour.window)


CONFLICT_PLACES: tuple[Place, ...] = (
    Place("conflicts", Opened.FILLED, _to_decide, ConflictSheet),
    Place("conflicts-choosing", Opened.FILLED, _choosing, ConflictSheet),
    Place("conflicts-delete", Opened.FILLED, _delete, ConflictSheet),
    Place("conflicts-none", Opened.EMPTY, _nothing, ConflictSheet),
)
