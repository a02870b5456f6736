"""Widths and line breaking: each word is measured once per paper, and a word wider than its column is cut in pieces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from csa_tracker.reports.typeset.fonts import Face, widths_of
from csa_tracker.reports.typeset.styles import TextStyle

SOFT_HYPHEN = "\u00ad"
_CUTS = frozenset("-/\\_.,;:@?&=+")
_REMEMBERED = 50_000


class Run(NamedTuple):
    """Text in one style; a new run always starts a new word."""

    text: str
    style: TextStyle


class Line(NamedTuple):
    """One line: pieces of (style, words). `glued` says that its last word goes on in the next line."""

    pieces: tuple[tuple[TextStyle, tuple[str, ...]], ...]
    glued: bool = False


class Ruler:
    """Measures text; words are remembered, as papers use the same ones over and over."""

    def __init__(self) -> None:
        self._known: dict[Face, dict[str, float]] = {face: {} for face in Face}

    def width(self, text: str, style: TextStyle) -> float:
        """Return the width of text in points."""
        known = self._known[style.face]
        found = known.get(text)
        if found is None:
            if len(known) >= _REMEMBERED:
                known.clear()
            found = known[text] = sum(map(widths_of(style.face).__getitem__, text))
        return found * style.size

    def cut(self, word: str, style: TextStyle, width: float) -> Iterator[str]:
        """Yield a long word in pieces that fit the width, cut after punctuation where there is some.

        A cut between letters or digits shows a soft hyphen, which readers and searches know is not part of the word.
        """
        widths = widths_of(style.face)
        room = (width / style.size) - widths[SOFT_HYPHEN]
        start, cut, used = 0, 0, 0.0
        for index, character in enumerate(word):
            used += widths[character]
            if used > room and index > start:
                cut = cut if cut > start else index
                joined = word[cut - 1].isalnum() and word[cut].isalnum()
                yield word[start:cut] + (SOFT_HYPHEN if joined else "")
                start, used = cut, sum(map(widths.__getitem__, word[cut : index + 1]))
            if character in _CUTS:
                cut = index + 1
        yield word[start:]


class _Filler:
    """Collects words into lines of one width."""

    def __init__(self, width: float) -> None:
        self.width = width
        self.used = 0.0
        self.lines: list[Line] = []
        self._pieces: list[tuple[TextStyle, list[str]]] = []

    def put(self, word: str, style: TextStyle, *, width: float, space: float) -> None:
        gap = space if self.used else 0.0
        if self.used and self.used + gap + width > self.width:
            self.end_line()
            gap = 0.0
        if self._pieces and self._pieces[-1][0] is style:
            self._pieces[-1][1].append(word)
        else:
            self._pieces.append((style, [word]))
        self.used += gap + width

    def end_line(self, *, glued: bool = False) -> None:
        self.lines.append(Line(tuple((style, tuple(words)) for style, words in self._pieces), glued))
        self._pieces = []
        self.used = 0.0


def wrap(runs: Iterable[Run], width: float, ruler: Ruler) -> list[Line]:
    """Break runs into lines no wider than `width` points; newlines end lines, spaces collapse to one."""
    filler = _Filler(width)
    for text, style in runs:
        space = ruler.width(" ", style)
        for index, paragraph in enumerate(text.split("\n")):
            if index:
                filler.end_line()
            for word in paragraph.split(" "):
                if word:
                    _put_word(filler, word, style, ruler=ruler, space=space)
    filler.end_line()
    return filler.lines


def _put_word(filler: _Filler, word: str, style: TextStyle, *, ruler: Ruler, space: float) -> None:
    width = ruler.width(word, style)
    if width <= filler.width:
        filler.put(word, style, width=width, space=space)
        return
    if filler.used:
        filler.end_line()
    *full, last = ruler.cut(word, style, filler.width)
    for part in full:
        filler.put(part, style, width=filler.width, space=space)
        filler.end_line(glued=True)
    filler.put(last, style, width=ruler.width(last, style), space=space)


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
