"""Abbreviations that community safety papers use; those met in a paper are expanded in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

EXPANSIONS: Mapping[str, str] = MappingProxyType(
    {
        "ACE": "adverse childhood experience",
        "ASB": "anti-social behaviour",
        "CCTV": "closed-circuit television",
        "CSE": "child sexual exploitation",
        "CSP": "community safety partnership",
        "DA": "domestic abuse",
        "DHR": "domestic homicide review",
        "ICB": "integrated care board",
        "JSNA": "joint strategic needs assessment",
        "LCSPB": "Lancashire Community Safety Partnership Board",
        "MADE": "Multi Agency Data Exchange",
        "MARAC": "multi-agency risk assessment conference",
        "OPCC": "Office of the Police and Crime Commissioner",
        "PCC": "Police and Crime Commissioner",
        "SOC": "serious organised crime",
        "VAWG": "violence against women and girls",
        "VRN": "Violence Reduction Network",
    }
)
_CAPITALS = re.compile(r"[A-Z]{2,6}")


def abbreviations_in(texts: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return (abbreviation, meaning) for every known abbreviation that stands as a word in the texts, in order."""
    met: set[str] = set()
    for text in texts:
        for found in _CAPITALS.finditer(text):
            if found[0] in EXPANSIONS and _is_word(text, found.start(), found.end()):
                met.add(found[0])
    return tuple((short, EXPANSIONS[short]) for short in sorted(met))


def _is_word(text: str, start: int, end: int) -> bool:
    before, after = text[max(start - 1, 0) : start], text[end : end + 2]
    if before.isalnum() or before == "-" or after[:1].isalnum():
        return False
    # "DA-04" is a reference, not domestic abuse.
    return not (after[:1] == "-" and after[1:].isdigit())
