"""The five rating cards at the head of a paper: mark, count and word."""

from __future__ import annotations

from collections.abc import Sequence

from csa_tracker.rating_look import BRAG_ORDER, RATING_LOOKS
from csa_tracker.reports.blocks import Cards
from csa_tracker.reports.chart_words import cards_words
from csa_tracker.reports.drawing.badge import badge_letter, badge_shape
from csa_tracker.reports.layout.figure import Figure
from csa_tracker.reports.layout.ink import Ink, paint, rounded
from csa_tracker.reports.tagged.tree import Node
from csa_tracker.reports.typeset.fonts import Face
from csa_tracker.reports.typeset.lines import shorten
from csa_tracker.reports.typeset.styles import INK, SECOND_INK, TextStyle
from csa_tracker.values import Brag

_GAP = 9.0
_BADGE = 28.0
_COUNT = TextStyle(Face.BOLD, 25)
_WORD = TextStyle(Face.BOLD, 11)
_DETAIL = TextStyle(Face.REGULAR, 9.5, SECOND_INK)


def rating_cards(block: Cards, *, width: float, parent: Node) -> Figure:
    """Return the cards across `width` points; grey names its reasons with their counts."""
    counts, grey_words, changes = block.counts, block.grey_words, dict(block.changes)
    details = {brag: [RATING_LOOKS[brag].colour_name] for brag in BRAG_ORDER}
    words = {brag: RATING_LOOKS[brag].word for brag in BRAG_ORDER}
    words[Brag.GREY] = grey_words[0][0] if len(grey_words) == 1 else "Grey"
    if not grey_words:
        details[Brag.GREY] = ["None"]
    elif len(grey_words) > 1:
        details[Brag.GREY] = [f"{count:,} {word.lower()}" for word, count in grey_words]
    for brag, change in changes.items():
        details[brag] += change.replace(": ", ":\n").split("\n")
    height = 62.0 + 12 * max(len(lines) for lines in details.values())

    def draw(ink: Ink, x: float, top: float) -> str:
        side = (width - 4 * _GAP) / 5
        return " ".join(
            _card(
                ink,
                brag,
                texts=(f"{counts.of(brag):,}", words[brag], *details[brag]),
                box=(x + index * (side + _GAP), top, side, height),
            )
            for index, brag in enumerate(BRAG_ORDER)
        )

    return Figure(draw, width=width, height=height, parent=parent, alt=cards_words(block))


def _card(ink: Ink, brag: Brag, *, texts: Sequence[str], box: tuple[float, float, float, float]) -> str:
    x, top, width, height = box
    count, word, *details = texts
    look = RATING_LOOKS[brag]
    ground = rounded(x, top - height, width, height, radius=6)
    left = x + 10
    room = width - 20
    out = [
        paint(ground, fill=look.colours.soft),
        badge_shape(brag, x=left, top=top - 9, size=_BADGE),
        badge_letter(ink, brag, x=left, top=top - 9, size=_BADGE),
        ink.text(count, _numeral(ink, count, room - _BADGE - 8), x=left + _BADGE + 8, baseline=top - 32),
        ink.text(word, TextStyle(Face.BOLD, _WORD.size, look.colours.word), x=left, baseline=top - 54),
    ]
    for index, detail in enumerate(details):
        shown = shorten(detail, _DETAIL, width=room, ruler=ink.ruler)
        out.append(ink.text(shown, _DETAIL, x=left, baseline=top - 67 - 12 * index))
    return " ".join(out)


def _numeral(ink: Ink, count: str, room: float) -> TextStyle:
    """A count of six figures still fits its card."""
    width = ink.ruler.width(count, _COUNT)
    return _COUNT if width <= room else TextStyle(Face.BOLD, max(_COUNT.size * room / width, 9.0), INK)
