"""The styles of an .xlsx workbook that mean something in a plan: solid fills and struck-through fonts."""

from __future__ import annotations

import colorsys
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar
from xml.etree.ElementTree import Element

from csa_tracker.importing.formats.xml import find_part, local_name, tree

STYLES = "xl/styles.xml"
THEME = "xl/theme/theme1.xml"
WHITE = "#FFFFFF"
_T = TypeVar("_T")
# A theme's colours as cells count them; the file lists dark before light (ECMA-376 part 1, 18.8.3 and 20.1.6.2).
_THEME_ORDER = (1, 0, 3, 2, 4, 5, 6, 7, 8, 9, 10, 11)
_OFFICE_THEME = (
    "FFFFFF", "000000", "E7E6E6", "44546A", "4472C4", "ED7D31",
    "A5A5A5", "FFC000", "5B9BD5", "70AD47", "0563C1", "954F72",
)  # fmt: skip
_SYSTEM = {"64": "#000000", "65": WHITE}
_HEX = re.compile(r"(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})")


@dataclass(frozen=True, slots=True)
class CellStyles:
    """By the number a cell names its style with: the colour of its fill, and whether its text is struck through."""

    fills: Mapping[str, str] = field(default_factory=dict)
    struck: frozenset[str] = frozenset()


def read_styles(archive: zipfile.ZipFile) -> CellStyles:
    """Read the marks of all styles; none when the workbook has no styles. Raises ValueError or SyntaxError."""
    part, theme_part = find_part(archive, STYLES), find_part(archive, THEME)
    if part is None:
        return CellStyles()
    root = tree(archive, part)
    palette = _palette(root)
    theme = _theme(tree(archive, theme_part)) if theme_part is not None else _OFFICE_THEME
    fills = [_solid(fill, palette, theme) for fill in _children(root, "fills")]
    fonts = [is_struck(font) for font in _children(root, "fonts")]
    by_style: dict[str, str] = {}
    struck: set[str] = set()
    for number, style in enumerate(_children(root, "cellXfs")):
        colour = _at(fills, style.get("fillId", ""))
        if colour is not None:
            by_style[str(number)] = colour
        if _at(fonts, style.get("fontId", "")):
            struck.add(str(number))
    return CellStyles(by_style, frozenset(struck))


def is_struck(font: Element) -> bool:
    """Whether a font or the properties of a run say that the text is struck through."""
    return any(local_name(part) == "strike" and part.get("val", "1") in ("1", "true", "on") for part in font)


def tinted(colour: str, tint: float) -> str:
    """A colour made darker (tint below 0) or lighter (above), as a workbook's themes do it."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    made = colorsys.hls_to_rgb(hue, min(1.0, max(0.0, light)), saturation)
    return "#" + "".join(f"{round(part * 255):02X}" for part in made)


def _children(root: Element, name: str) -> list[Element]:
    found = root.find(f"{{*}}{name}")
    return list(found) if found is not None else []


def _at(things: Sequence[_T], number: str) -> _T | None:
    place = int(number) if number.isdecimal() else -1
    return things[place] if 0 <= place < len(things) else None


def _palette(root: Element) -> list[str]:
    """The indexed colours: the workbook's own where it has them, else those every workbook starts with."""
    from openpyxl.styles.colors import COLOR_INDEX  # a quarter of a second: on the thread that reads

    colours = [_hex(text) or WHITE for text in COLOR_INDEX]
    own = root.find("{*}colors/{*}indexedColors")
    for place, colour in enumerate(own if own is not None else ()):
        if place < len(colours):
            colours[place] = _hex(colour.get("rgb", "")) or colours[place]
    return colours


def _theme(root: Element) -> list[str]:
    scheme = root.find(".//{*}clrScheme")
    listed = [_theme_colour(colour) for colour in (scheme if scheme is not None else ())]
    if len(listed) < len(_THEME_ORDER):
        return list(_OFFICE_THEME)
    return [listed[place] for place in _THEME_ORDER]


def _theme_colour(colour: Element) -> str:
    first = next(iter(colour), None)
    return "" if first is None else first.get("lastClr") or first.get("val") or ""


def _solid(fill: Element, palette: Sequence[str], theme: Sequence[str]) -> str | None:
    """The colour of a solid fill; None for another pattern, for white and for no colour."""
    pattern = fill.find("{*}patternFill")
    if pattern is None or pattern.get("patternType") != "solid":
        return None
    colour = pattern.find("{*}fgColor")
    if colour is None:
        return None
    named = _named(colour, palette, theme)
    if named is None:
        return None
    tint = _tint(colour.get("tint", "0"))
    shown = tinted(named, tint) if tint else named
    return None if shown == WHITE else shown


def _named(colour: Element, palette: Sequence[str], theme: Sequence[str]) -> str | None:
    if "rgb" in colour.attrib:
        return _hex(colour.attrib["rgb"])
    if "theme" in colour.attrib:
        return _hex(_at(theme, colour.attrib["theme"]) or "")
    if "indexed" in colour.attrib:
        number = colour.attrib["indexed"]
        return _SYSTEM.get(number) or _at(palette, number)
    return None


def _hex(text: str) -> str | None:
    """The colour as "#RRGGBB" from RRGGBB or AARRGGBB; a cell's fill has no transparency."""
    found = _HEX.fullmatch(text)
    return f"#{found[1].upper()}" if found else None


def _tint(text: str) -> float:
    try:
        tint = float(text)
    except ValueError:
        return 0.0
    return tint if -1 <= tint <= 1 else 0.0
