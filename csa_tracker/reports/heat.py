"""Shades of a heat map, for print and screen alike: one hue, white for nothing, and letters that can be read on it."""

from __future__ import annotations

_LIGHT, _DARK = (0xDC, 0xE7, 0xF5), (0x1F, 0x4E, 0x79)
NOTHING = "#F5F6F8"
_INK, _PAPER = "#000000", "#FFFFFF"  # a softer dark falls below 4.5:1 on the middle shades


def shade(count: int, largest: int) -> str:
    """Return the ground of a cell, "#RRGGBB"; a gap has a ground of its own, so it never looks like a little."""
    if count <= 0:
        return NOTHING
    share = (count - 1) / (largest - 1) if largest > 1 else 0.0
    mixed = (round(light + (dark - light) * share) for light, dark in zip(_LIGHT, _DARK, strict=True))
    return "#" + "".join(f"{part:02X}" for part in mixed)


def ink_on(ground: str) -> str:
    """Return the colour of letters on a ground: dark or white, whichever stands out more in colour and without it.

    The middle shades print as a darker or a lighter grey than they look, so each ink is judged by its worse contrast.
    """
    printed = grey(ground)
    return max((_INK, _PAPER), key=lambda ink: min(contrast(ink, ground), contrast(ink, printed)))


def grey(colour: str) -> str:
    """Return a colour as a printer without colours shows it: the luma of ITU-R BT.709, as "#RRGGBB"."""
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    level = f"{round(0.2126 * red + 0.7152 * green + 0.0722 * blue):02X}"
    return f"#{level * 3}"


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG measures it, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
