"""Widths and line breaking: each word is measured once per paper, and a word wider than its column is cut in pieces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from csa_tracker.reports.typeset.fonts import Face, widths_of
from csa_tracker.reports.typeset.styles import TextStyle

SOFT_HYPHEN = "\u00ad"
_CUTS = frozenset("-/\\_.,;:@?&=+")
_REMEMBERED = 50_000
_SHORT = 80
"""Characters of a text whose lines are worth remembering."""


class Run(NamedTuple):
    """Text in one style; a new run always starts a new word."""

    text: str
    style: TextStyle


class Line(NamedTuple):
    """One line: pieces of (style, words). `glued` says that its last word goes on in the next line."""

    pieces: tuple[tuple[TextStyle, tuple[str, ...]], ...]
    glued: bool = False


class Ruler:
    """Measures text; words and the lines of short texts are remembered, as papers use the same ones over and over."""

    def __init__(self) -> None:
        self._known: dict[Face, dict[str, float]] = {face: {} for face in Face}
        self.lines: dict[tuple[Run, float], Sequence[Line]] = {}

    def width(self, text: str, style: TextStyle) -> float:
        """Return the width of text in points."""
        known = self._known[style.face]
        found = known.get(text)
        if found is None:
            if len(known) >= _REMEMBERED:
                known.clear()
            found = known[text] = sum(map(widths_of(style.face).__getitem__, text))
        return found * style.size

    def known(self, face: Face) -> Mapping[str, float]:
        """Return the widths remembered for a face, at 1 pt; `width` adds to them."""
        return self._known[face]

    def cut(self, word: str, style: TextStyle, width: float) -> Iterator[str]:
        """Yield a long word in pieces that fit the width, cut after punctuation where there is some.

        A cut between letters or digits shows a soft hyphen, which readers and searches know is not part of the word.
        """
        widths = widths_of(style.face)
        room = (width / style.size) - widths[SOFT_HYPHEN]
        start, cut, used = 0, 0, 0.0
        for index, character in enumerate(word):
            used += widths[character]
            # What follows a cut after punctuation may still be too wide.
            while used > room and index > start:
                cut = cut if cut > start else index
                joined = word[cut - 1].isalnum() and word[cut].isalnum()
                yield word[start:cut] + (SOFT_HYPHEN if joined else "")
                start, used = cut, sum(map(widths.__getitem__, word[cut : index + 1]))
            if character in _CUTS:
                cut = index + 1
        yield word[start:]


def wrap(runs: Sequence[Run], width: float, ruler: Ruler) -> Sequence[Line]:
    """Break runs into lines no wider than `width` points; newlines end lines, spaces collapse to one.

    Short texts such as a lead's name come over and over: their lines are remembered.
    """
    if len(runs) != 1 or len(runs[0].text) > _SHORT:
        return _wrap(runs, width, ruler)
    key = (runs[0], width)
    found = ruler.lines.get(key)
    if found is None:
        if len(ruler.lines) >= _REMEMBERED:
            ruler.lines.clear()
        found = ruler.lines[key] = _wrap(runs, width, ruler)
    return found


def _wrap(runs: Iterable[Run], width: float, ruler: Ruler) -> list[Line]:
    """The inner loop sees every word of a paper, so it asks for remembered widths itself."""
    lines: list[Line] = []
    pieces: list[tuple[TextStyle, tuple[str, ...]]] = []
    used = 0.0
    for text, style in runs:
        known, size = ruler.known(style.face), style.size
        space = ruler.width(" ", style)
        words: list[str] = []
        for index, paragraph in enumerate(text.split("\n")):
            if index:
                lines.append(_line(pieces, style, words))
                pieces, words, used = [], [], 0.0
            for word in paragraph.split(" "):
                if not word:
                    continue
                taken = known.get(word)
                wide = taken * size if taken is not None else ruler.width(word, style)
                if used and used + space + wide > width:
                    lines.append(_line(pieces, style, words))
                    pieces, words, used = [], [], 0.0
                if wide > width:
                    *full, word = ruler.cut(word, style, width)  # noqa: PLW2901 (its last part goes on)
                    lines += [Line(((style, (part,)),), glued=True) for part in full]
                    wide = ruler.width(word, style)
                words.append(word)
                used += space + wide if used else wide
        if words:
            pieces.append((style, tuple(words)))
    lines.append(Line(tuple(pieces)))
    return lines


def _line(pieces: list[tuple[TextStyle, tuple[str, ...]]], style: TextStyle, words: list[str]) -> Line:
    return Line((*pieces, (style, tuple(words)))) if words else Line(tuple(pieces))


def shorten(text: str, style: TextStyle, *, width: float, ruler: Ruler) -> str:
    """Return text on one line, ended by "…" where it had to be cut: only for words that stand in full elsewhere."""
    flat = " ".join(text.split())
    if ruler.width(flat, style) <= width:
        return flat
    room = width - ruler.width("…", style)
    return next(ruler.cut(flat, style, room)).rstrip(f" {SOFT_HYPHEN}") + "…"


def text_of(lines: Sequence[Line]) -> str:
    """Return the text the lines carry, as a reader would copy it."""
    parts: list[str] = []
    for line in lines:
        text = " ".join(" ".join(words) for _, words in line.pieces)
        parts.append(text.removesuffix(SOFT_HYPHEN) if line.glued else text + " ")
    return "".join(parts).rstrip(" ")
