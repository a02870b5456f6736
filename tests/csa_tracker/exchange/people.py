"""People of other offices, each with keys of their own, and cards somebody forged."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import orjson

from csa_tracker.exchange.cards import Card, make_card
from csa_tracker.exchange.keys import Keys
from csa_tracker.exchange.signing import sign
from csa_tracker.profile import Profile


def person(folder: Path, name: str, *, role: str = "Analyst", organisation: str = "Pendle Council") -> Profile:
    """A profile of this name with new keys."""
    made = Profile(folder / f"profile-{len(list(folder.glob('profile-*')))}")
    made.set_identity(name=name, role=role, organisation=organisation)
    made.keys()
    return made


def card_of(folder: Path, name: str, partnership: str = "PEN") -> Card:
    """The card of somebody new."""
    return make_card(person(folder, name), partnership)


def signed(keys: Keys, **parts: object) -> bytes:
    """A card's bytes with any parts at all, signed with these keys."""
    usual = {
        "format": "csa-member-1", "name": "Ben Ash", "role": "", "organisation": "", "partnership": "PEN",
        "signing": keys.signing_public.hex(), "age": keys.age_public,
    }  # fmt: skip
    return sealed(keys, usual | parts)


def sealed(keys: Keys, inner: Mapping[str, object]) -> bytes:
    """An inner object of any shape, signed with these keys."""
    plain = orjson.dumps(inner, option=orjson.OPT_SORT_KEYS)
    signature = sign(keys, b"CSA Tracker card 1\n", plain).hex()
    return orjson.dumps({"card": inner, "signature": signature}, option=orjson.OPT_SORT_KEYS)
