"""The mark of a rating: shape, colour and letter, from the geometry that the screen uses too."""

from __future__ import annotations

from csa_tracker.rating_look import RATING_LOOKS, RatingLook
from csa_tracker.reports.layout.ink import Ink, paint, polygon, rounded
from csa_tracker.reports.typeset.fonts import Face
from csa_tracker.reports.typeset.styles import TextStyle
from csa_tracker.values import Brag

CAPITAL_HEIGHT = 0.668
"""Height of a capital letter of the paper's font, as a share of its size."""


def badge_shape(brag: Brag, *, x: float, top: float, size: float) -> str:
    """Return the operators that draw a rating's shape in the square whose upper left corner is (x, top)."""
    look = RATING_LOOKS[brag]
    geometry = look.geometry
    if geometry.points:
        path = polygon([(x + px * size, top - py * size) for px, py in geometry.points])
    else:
        inset = geometry.inset * size
        side = size - 2 * inset
        radius = geometry.corner * size or side / 2
        path = rounded(x + inset, top - size + inset, side, side, radius=radius)
    return paint(path, fill=look.colours.fill, edge=look.colours.edge, width=geometry.stroke * size)


def badge_letter(ink: Ink, brag: Brag, *, x: float, top: float, size: float) -> str:
    """Return the operators that set a rating's letter on its shape."""
    look = RATING_LOOKS[brag]
    style = letter_style(look, size)
    middle = top - size * (0.5 + look.geometry.letter_drop)
    baseline = middle - style.size * CAPITAL_HEIGHT / 2
    return ink.text(look.letter, style, x=x + size / 2, baseline=baseline, anchor=0.5)


def letter_style(look: RatingLook, size: float) -> TextStyle:
    """Return the style of the letter on a badge of that size."""
    return TextStyle(Face.BOLD, round(look.geometry.letter_size * size, 2), look.colours.letter)
