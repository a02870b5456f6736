"""Protective markings: a paper carries the highest marking of anything printed in it.

Source: Government Security Classifications policy; OFFICIAL-SENSITIVE is OFFICIAL with need-to-know handling. Higher
tiers have no place in this product.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from csa_tracker.errors import UserError
from csa_tracker.rules.fields import MARKINGS

OFFICIAL = MARKINGS[1]


def highest_marking(markings: Iterable[str]) -> str:
    """Return the highest marking given; OFFICIAL when nothing is marked, as all public work is at least that.

    Raises UserError("marking-not-carried") for a marking this product must not carry.
    """
    return max((OFFICIAL, *map(_known, set(markings))), key=MARKINGS.index)


def _known(marking: str) -> str:
    plain = re.sub(r"[\s\-\u2010-\u2014:]+", "-", marking.strip()).upper()
    if plain not in MARKINGS:
        raise UserError(
            "marking-not-carried",
            f"The report was not made because something in it is marked “{marking.strip()[:40]}”.",
            "Only OFFICIAL and OFFICIAL-SENSITIVE can be printed. Change that marking, then try again.",
        )
    return plain
