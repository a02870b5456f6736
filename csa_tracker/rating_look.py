"""How each rating looks, on screen and in print alike: letter, word, shape and light colours.

Pure data in a unit square (0 to 1, x to the right, y DOWNWARDS): Qt uses it as it is, the reports turn y over.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from csa_tracker.values import Brag, Lifecycle

Point = tuple[float, float]
"""A point of the unit square: (x, y), y downwards."""

BRAG_ORDER: tuple[Brag, ...] = (Brag.RED, Brag.AMBER, Brag.GREEN, Brag.BLUE, Brag.GREY)
"""The order in which ratings are counted, drawn and explained: worst first, then done, then unknown."""


class Shape(StrEnum):
    """The outline that carries a rating when colour cannot."""

    OCTAGON = "octagon"
    TRIANGLE = "triangle"
    CIRCLE = "circle"
    ROUNDED_SQUARE = "rounded square"
    RING = "hollow ring"


@dataclass(frozen=True, slots=True)
class Geometry:
    """One shape in the unit square: either `points` (closed polygon) or `inset` from every side.

    `inset` is the gap between the square's side and the circle, ring or rounded square, whose corners have radius
    `corner`. The letter is centred on its ink at (0.5, 0.5 + `letter_drop`), its font size is `letter_size`. `stroke`
    is the width of the edge, drawn centred on the outline. All lengths are shares of the square's side.
    """

    shape: Shape
    points: tuple[Point, ...] = ()
    inset: float = 0.0
    corner: float = 0.0
    filled: bool = True
    letter_drop: float = 0.0
    letter_size: float = 0.6
    stroke: float = 1 / 15


@dataclass(frozen=True, slots=True)
class Colours:
    """The light colours of a rating, as "#RRGGBB".

    `fill` of the shape, `letter` on the fill, `edge` around the shape, `soft` ground behind a banner or card, `word`
    for the rating's word on white or on `soft`.
    """

    fill: str
    letter: str
    edge: str
    soft: str
    word: str


@dataclass(frozen=True, slots=True)
class RatingLook:
    """Everything needed to draw one rating: never colour alone."""

    brag: Brag
    letter: str
    word: str
    colour_name: str
    geometry: Geometry
    colours: Colours


def octagon_points() -> tuple[Point, ...]:
    """Return a regular octagon standing on a flat side, as wide as the unit square leaves room for its edge."""
    turns = (math.pi / 8 + step * math.pi / 4 for step in range(8))
    return tuple((0.5 + 0.53 * math.cos(turn), 0.5 + 0.53 * math.sin(turn)) for turn in turns)


_LOOKS = (
    RatingLook(
        brag=Brag.RED,
        letter="R",
        word="Off track",
        colour_name="Red",
        geometry=Geometry(Shape.OCTAGON, points=octagon_points()),
        colours=Colours(fill="#B3261E", letter="#FFFFFF", edge="#B3261E", soft="#FBEBE9", word="#A3211A"),
    ),
    RatingLook(
        brag=Brag.AMBER,
        letter="A",
        word="At risk",
        colour_name="Amber",
        # A triangle's weight sits low: its letter goes 26 % of the half-side lower to stand in the body of the shape.
        geometry=Geometry(
            Shape.TRIANGLE,
            points=((0.5, 0.0), (1.0, 0.93), (0.0, 0.93)),
            letter_drop=0.13,
            letter_size=0.56,
            stroke=1.3 / 15,
        ),
        # Amber is only 2.01:1 on white, so it never goes without its brown edge (6.9:1).
        colours=Colours(fill="#F2A900", letter="#1A1A1A", edge="#7A5200", soft="#FFF4DA", word="#704B00"),
    ),
    RatingLook(
        brag=Brag.GREEN,
        letter="G",
        word="On track",
        colour_name="Green",
        geometry=Geometry(Shape.CIRCLE),
        colours=Colours(fill="#1B6E3C", letter="#FFFFFF", edge="#1B6E3C", soft="#E5F3EA", word="#1B6E3C"),
    ),
    RatingLook(
        brag=Brag.BLUE,
        letter="B",
        word="Complete",
        colour_name="Blue",
        geometry=Geometry(Shape.ROUNDED_SQUARE, inset=0.04, corner=0.11),
        colours=Colours(fill="#1F4E9E", letter="#FFFFFF", edge="#1F4E9E", soft="#E6EDF9", word="#1F4E9E"),
    ),
    RatingLook(
        brag=Brag.GREY,
        letter="N",
        word="No update",
        colour_name="Grey",
        geometry=Geometry(Shape.RING, inset=0.04, filled=False, stroke=1.2 / 15),
        colours=Colours(fill="#FFFFFF", letter="#465069", edge="#5C667D", soft="#EEF0F4", word="#465069"),
    ),
)

RATING_LOOKS: Mapping[Brag, RatingLook] = MappingProxyType({look.brag: look for look in _LOOKS})
"""The look of every rating. Grey's `word` is its commonest: `rules.brag.rating_word` gives the exact one."""

GREY_WORDS: Mapping[str, str] = MappingProxyType(
    {"not-started": "Not started", "paused": "Paused", "no-update": "No update"}
)
"""Grey stands for three states; its word by reason code (`rules.brag.Why`)."""

UNRATED_WORDS: Mapping[Lifecycle, str] = MappingProxyType(
    {Lifecycle.WITHDRAWN: "Withdrawn", Lifecycle.CARRIED_FORWARD: "Carried forward"}
)
"""Words of actions that have no rating and therefore no shape, by lifecycle."""
