"""The colour of a cell as a rating: only a hue that nobody could take for another counts without asking."""

from __future__ import annotations

import colorsys
from functools import lru_cache

from csa_tracker.values import Rag

_HUES = ((13, Rag.RED), (20, None), (63, Rag.AMBER), (74, None), (165, Rag.GREEN), (188, None), (250, Rag.BLUE))
_REDS_FROM = 343
_WORDS = (
    (13, "red"), (40, "orange"), (63, "yellow"), (74, "lime"), (165, "green"), (188, "teal"), (250, "blue"),
    (290, "purple"), (_REDS_FROM, "pink"),
)  # fmt: skip
_PALEST, _DARKEST, _DULLEST = 0.895, 0.13, 0.2


@lru_cache(maxsize=1024)
def rating_of_colour(colour: str) -> Rag | None:
    """The rating of a clear red, amber (or yellow), green or blue, "#RRGGBB"; None for any other colour."""
    hue, lightness, saturation = _hls(colour)
    if saturation < _DULLEST or not _DARKEST < lightness < _PALEST:
        return None
    if hue >= _REDS_FROM:
        return Rag.RED
    return next((rag for limit, rag in _HUES if hue < limit), None)


@lru_cache(maxsize=1024)
def is_without_colour(colour: str) -> bool:
    """Whether a colour says nothing: white, grey or black."""
    _, lightness, saturation = _hls(colour)
    return saturation < 0.08 or lightness > 0.97 or lightness < 0.06


@lru_cache(maxsize=1024)
def colour_word(colour: str) -> str:
    """A word for a colour that people see: "pale blue", "purple", "teal"; the code is told beside it."""
    hue, lightness, saturation = _hls(colour)
    if saturation < _DULLEST:
        return "grey"
    word = next((name for limit, name in _WORDS if hue < limit), "red")
    return f"pale {word}" if lightness >= _PALEST - 0.1 else f"dark {word}" if lightness <= 0.25 else word


def _hls(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    return hue * 360, lightness, saturation
