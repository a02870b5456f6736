"""The paper's fonts: Atkinson Hyperlegible Next, and DejaVu Sans for characters it does not have."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from io import BytesIO
from types import MappingProxyType

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from resources import read_bytes


class Face(StrEnum):
    """The two weights papers are set in."""

    REGULAR = "regular"
    BOLD = "bold"


_FILES: Mapping[Face, tuple[str, ...]] = MappingProxyType(
    {
        Face.REGULAR: ("AtkinsonHyperlegibleNext-Regular", "DejaVuSans"),
        Face.BOLD: ("AtkinsonHyperlegibleNext-Bold", "DejaVuSans-Bold", "DejaVuSans"),
    }
)
"""Fonts of each face, in the order in which a character is looked for."""


@cache
def _load(name: str) -> TTFont:
    font = TTFont(name, BytesIO(read_bytes(f"fonts/{name}.ttf")), shapable=False)
    pdfmetrics.registerFont(font)
    return font


@cache
def _coverage(name: str) -> frozenset[str]:
    glyphs: dict[int, int] = _load(name).face.charToGlyph
    # ReportLab tells readers a wrong letter for characters beyond U+FFFF: those count as not covered.
    return frozenset(chr(code) for code, glyph in glyphs.items() if glyph and code <= 0xFFFF)


def main_font(face: Face) -> TTFont:
    """Return the font most text of a face is set in."""
    return _load(_FILES[face][0])


def covers_simply(face: Face, text: str) -> bool:
    """Whether the face's main font has every character of the text."""
    return _coverage(_FILES[face][0]).issuperset(text)


def is_drawable(character: str) -> bool:
    """Whether some font of every face has the character."""
    return all(any(character in _coverage(name) for name in names) for names in _FILES.values())


class _Widths(dict[str, float]):
    """Width of each character of a face at 1 pt, looked up when first met."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._face = face

    def __missing__(self, character: str) -> float:
        width = font_for(self._face, character).stringWidth(character, 1)
        self[character] = width
        return width


@cache
def widths_of(face: Face) -> Mapping[str, float]:
    """Return the width in points of every drawable character set at 1 pt."""
    return _Widths(face)


def font_for(face: Face, character: str) -> TTFont:
    """Return the first font of a face that has the character.

    Raises ValueError when none has it: such text was not cleaned.
    """
    for name in _FILES[face]:
        if character in _coverage(name):
            return _load(name)
    raise ValueError(f"No font has U+{ord(character):04X}; text must be cleaned before it is set.")
