"""Paints lines of text and plain shapes as PDF operators; y goes upwards from the foot of the page."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache

from csa_tracker.reports.tagged.document import TaggedDocument
from csa_tracker.reports.tagged.internals import Internals
from csa_tracker.reports.tagged.objects import pdf_string
from csa_tracker.reports.typeset.direction import reads_leftwards, visual_order
from csa_tracker.reports.typeset.fonts import Face, font_for
from csa_tracker.reports.typeset.lines import Line, Ruler
from csa_tracker.reports.typeset.styles import TextStyle

_ESCAPES = {code: f"\\{code:03o}" for code in (*range(32), *range(127, 256), *map(ord, "()\\"))}
_CIRCLE = 4 * (math.sqrt(2) - 1) / 3
"""How far a quarter circle's Bézier handles reach, as a share of the radius."""


_ELSEWHERE = "\0"
"""Stands for a character that another font or subset draws; a real glyph code of 0 is escaped."""


class _Codes(dict[int, str]):
    """Escaped glyph codes of one face in one document, numbered as characters are first met.

    `name` is the main font's first subset, which draws nearly all text. ReportLab starts another after 256 characters.
    """

    def __init__(self, document: Internals, face: Face) -> None:
        super().__init__()
        self._document, self._face = document, face
        self._anywhere: dict[str, tuple[str, str]] = {}
        self.name = self.anywhere(" ")[0]

    def __missing__(self, code: int) -> str:
        name, escaped = self.anywhere(chr(code))
        found = self[code] = escaped if name == self.name else _ELSEWHERE
        return found

    def anywhere(self, character: str) -> tuple[str, str]:
        """Return the name of the font and subset that has the character, and its escaped code there."""
        found = self._anywhere.get(character)
        if found is None:
            font = font_for(self._face, character)
            subset, glyphs = font.splitString(character, self._document)[0]
            escaped = glyphs.decode("latin-1").translate(_ESCAPES)
            found = self._anywhere[character] = (font.getSubsetInternalName(subset, self._document), escaped)
        return found


class Ink:
    """The pen of one document: its ruler, and every word as the document's fonts number its glyphs."""

    def __init__(self, document: TaggedDocument, ruler: Ruler) -> None:
        self.document = document
        self.ruler = ruler
        self._codes = {face: _Codes(document.pdf, face) for face in Face}

    def lines(self, lines: Sequence[Line], *, x: float, baseline: float, leading: float, upright: bool = False) -> str:
        """Return the operators that set lines of text, the first on `baseline`, inside a piece of marked content.

        With `upright` they run from foot to head: `x` is then the first line's baseline, `baseline` its foot, and lines
        follow to the right. A space is written after each line that does not cut a word, so that words never run
        together for a reader.
        """
        turn = "0 1 -1 0" if upright else "1 0 0 1"
        out = [f"BT {turn} {x:.2f} {baseline:.2f} Tm {leading:g} TL"]
        style: TextStyle | None = None
        for line in lines:
            last = len(line.pieces) - 1
            for index, (piece_style, words) in enumerate(line.pieces):
                if piece_style is not style:
                    style = piece_style
                    out.append(fill_colour(style.colour))
                out.append(self._piece(words, style, ending="" if line.glued and index == last else " "))
            out.append("T*")
        out.append("ET")
        return " ".join(out)

    def text(self, text: str, style: TextStyle, *, x: float, baseline: float, anchor: float = 0.0) -> str:
        """Return the operators that set one line at `x`: its start (anchor 0), middle (0.5) or end (1)."""
        left = x - anchor * self.ruler.width(text, style)
        return self.lines([Line(((style, tuple(text.split(" "))),))], x=left, baseline=baseline, leading=style.size)

    def _piece(self, words: Sequence[str], style: TextStyle, *, ending: str) -> str:
        text = " ".join(words) + ending
        size = f"{style.size:g}"
        codes = self._codes[style.face]
        plain = text.translate(codes)
        if _ELSEWHERE not in plain:
            return f"{codes.name} {size} Tf ({plain}) Tj"
        if not reads_leftwards(text):
            return self._mixed(text, codes, size)
        # The letters stand in the order the eye meets them; ActualText keeps them as they are spelled.
        spelled = pdf_string(text).decode("latin-1")
        return f"/Span <</ActualText {spelled}>> BDC {self._mixed(visual_order(text), codes, size)} EMC"

    def _mixed(self, text: str, codes: _Codes, size: str) -> str:
        """Return the operators for text that several fonts or subsets draw."""
        runs: list[tuple[str, list[str]]] = []
        for character in text:
            name, code = codes.anywhere(character)
            if runs and runs[-1][0] == name:
                runs[-1][1].append(code)
            else:
                runs.append((name, [code]))
        return " ".join(f"{name} {size} Tf ({''.join(run)}) Tj" for name, run in runs)


@cache
def _rgb(colour: str) -> str:
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return " ".join(f"{part:.4g}" for part in parts)


def fill_colour(colour: str) -> str:
    """Return the operator that fills with "#RRGGBB" from here on."""
    return f"{_rgb(colour)} rg"


def paint(path: str, *, fill: str = "", edge: str = "", width: float = 0.0) -> str:
    """Return a path filled and/or edged, leaving the pen as it was."""
    operator = {(True, True): "B", (True, False): "f", (False, True): "S"}[bool(fill), bool(edge)]
    colours = [fill_colour(fill)] if fill else []
    if edge:
        colours.append(f"{_rgb(edge)} RG {width:.3g} w 1 j")
    return f"q {' '.join(colours)} {path} {operator} Q"


def rectangle(x: float, y: float, width: float, height: float) -> str:
    """Return the path of a rectangle whose lower left corner is (x, y)."""
    return f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re"


def polygon(points: Sequence[tuple[float, float]]) -> str:
    """Return the path of a closed polygon."""
    (x, y), *rest = points
    return " ".join([f"{x:.2f} {y:.2f} m", *(f"{x:.2f} {y:.2f} l" for x, y in rest), "h"])


def rounded(x: float, y: float, width: float, height: float, *, radius: float) -> str:
    """Return the path of a rectangle with round corners; a radius of half the side makes a circle."""
    right, top, handle = x + width, y + height, radius * (1 - _CIRCLE)
    corners = (
        ((right - radius, y), (right - handle, y), (right, y + handle), (right, y + radius)),
        ((right, top - radius), (right, top - handle), (right - handle, top), (right - radius, top)),
        ((x + radius, top), (x + handle, top), (x, top - handle), (x, top - radius)),
        ((x, y + radius), (x, y + handle), (x + handle, y), (x + radius, y)),
    )
    steps = [f"{x + radius:.2f} {y:.2f} m"]
    for (start_x, start_y), *bend in corners:
        steps.append(f"{start_x:.2f} {start_y:.2f} l")
        steps.append(" ".join(f"{a:.2f} {b:.2f}" for a, b in bend) + " c")
    return " ".join([*steps, "h"])


def horizontal(x: float, y: float, width: float) -> str:
    """Return the path of a horizontal line."""
    return f"{x:.2f} {y:.2f} m {x + width:.2f} {y:.2f} l"
