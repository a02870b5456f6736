"""How members read on screen: who somebody is, where they work, what they are sent."""

from __future__ import annotations

from csa_tracker.exchange.cards import Card
from csa_tracker.exchange.trust import EVERYTHING
from csa_tracker.rules.wording import in_words
from csa_tracker.workspace import partnership_names

_ENDING = " Community Safety Partnership"
_FEW = 2


def place_words(code: str) -> str:
    """Return the partnership with this code as people say it: "Pendle"; a code that is not known as it is."""
    return partnership_names().get(code, code).removesuffix(_ENDING)


def who_words(role: str, organisation: str, partnership: str) -> str:
    """Return what somebody is: "Analyst, Lancashire Police, Pendle"; a place the organisation names is not repeated."""
    place = place_words(partnership)
    return ", ".join(filter(None, [role, organisation, place if place not in organisation else ""]))


def card_words(card: Card) -> str:
    """Return what the member of a card is."""
    return who_words(card.role, card.organisation, card.partnership)


def sent_words(scopes: tuple[str, ...]) -> str:
    """Return what a member is sent: "everything", "Lancashire and Pendle", "5 partnerships", "the shared lists"."""
    if scopes == EVERYTHING:
        return "everything"
    if len(scopes) > _FEW:
        return f"{len(scopes)} partnerships"
    return in_words(sorted(map(place_words, scopes))) if scopes else "the shared lists"
