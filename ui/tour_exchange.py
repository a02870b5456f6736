"""The places of the tour that have to do with partners: the list of them, a card to add, one's own."""

from __future__ import annotations

from csa_tracker.exchange.cards import Card, make_card
from csa_tracker.exchange.trust import Status, add_member, introduce, list_members, revoke
from csa_tracker.profile import Profile
from ui.exchange.add_partner import AddPartner
from ui.exchange.card_sheet import CardSheet
from ui.exchange.opening import add_partner, open_card, open_partners
from ui.exchange.trust_sheet import TrustSheet
from ui.tour import Opened, Place, Tour

_COUNTY = ("Tom Ellis", "Community Safety Partnership Manager", "Lancashire County Council", "PAN")
_PENDLE = ("Ben Ashworth", "Community Safety Officer", "Pendle Borough Council", "PEN")
_BLACKPOOL = ("Farah Siddiqui", "Violence Reduction Analyst", "Blackpool Council", "BPL")
_WYRE = ("Jo Lund", "Community Safety Officer", "Wyre Council", "WYR")


def _card(tour: Tour, who: tuple[str, str, str, str], *, keys: str = "") -> Card:
    """The card of somebody whose keys stay the same for the whole tour; `keys` names a second pair."""
    name, role, organisation, partnership = who
    profile = Profile(tour.folder / f"{name}{keys}")
    profile.set_identity(name=name, role=role, organisation=organisation)
    return make_card(profile, partnership)


def _know_partners(tour: Tour) -> None:
    """One partner of each kind: the county, a district, one who was introduced, one who was revoked."""
    plan = tour.session.plan
    if list_members(plan):
        return
    county = add_member(plan, _card(tour, _COUNTY))
    add_member(plan, _card(tour, _PENDLE))
    revoke(plan, add_member(plan, _card(tour, _WYRE)).member)
    with plan.store.writing() as connection:
        introduce(connection, _card(tour, _BLACKPOOL), by=county.member, now=plan.clock.now())


def _partners(tour: Tour) -> None:
    _know_partners(tour)
    open_partners(tour.window)


def _revoking(tour: Tour) -> None:
    """The question before a key is revoked, in the line of the partner."""
    _partners(tour)
    sheet = tour.window.overlay.sheet if tour.window.overlay is not None else None
    assert isinstance(sheet, TrustSheet)
    trusted = next(one for one in list_members(tour.session.plan) if one.status is Status.TRUSTED)
    sheet.steps[trusted.member, "revoke"].click()


def _nobody(tour: Tour) -> None:
    open_partners(tour.window)


def _add(tour: Tour) -> None:
    add_partner(tour.window, _card(tour, _BLACKPOOL))


def _add_changed(tour: Tour) -> None:
    """A card in a known name with other keys, and Add pressed before the words were heard."""
    _know_partners(tour)
    add_partner(tour.window, _card(tour, _PENDLE, keys=" again"))
    sheet = tour.window.overlay.sheet if tour.window.overlay is not None else None
    assert isinstance(sheet, AddPartner)
    sheet.add.click()


def _own_card(tour: Tour) -> None:
    open_card(tour.window)


EXCHANGE_PLACES: tuple[Place, ...] = (
    Place("partners", Opened.FILLED, _partners, TrustSheet),
    Place("partners-revoking", Opened.FILLED, _revoking, TrustSheet),
    Place("partner-add", Opened.FILLED, _add, AddPartner),
    Place("partner-changed", Opened.FILLED, _add_changed, AddPartner),
    Place("your-card", Opened.FILLED, _own_card, CardSheet),
    Place("partners-empty", Opened.EMPTY, _nobody, TrustSheet),
)
