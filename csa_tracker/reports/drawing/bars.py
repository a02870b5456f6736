"""Stacked bars: how the actions of each key issue are rated, with letter and count in every part."""

from __future__ import annotations

from dataclasses import replace

from csa_tracker.rating_look import BRAG_ORDER, RATING_LOOKS
from csa_tracker.reports.blocks import Bars
from csa_tracker.reports.board_values import KeyIssueCounts, RatingCounts
from csa_tracker.reports.chart_words import bars_words
from csa_tracker.reports.layout.figure import Figure
from csa_tracker.reports.layout.ink import Ink, paint, rounded
from csa_tracker.reports.tagged.tree import Node
from csa_tracker.reports.typeset.fonts import Face
from csa_tracker.reports.typeset.lines import Ruler, shorten
from csa_tracker.reports.typeset.styles import SECOND_INK, TextStyle
from csa_tracker.values import Brag

ROWS_IN_A_FIGURE = 16
"""Longer lists of key issues are drawn as several figures, so that each fits a page."""

_ROW = 22.0
_BAR = 16.0
_NAMES = 178.0
_TOTALS = 44.0
_GAP = 2.0
_NAME = TextStyle(Face.REGULAR, 10)
_TOTAL = TextStyle(Face.BOLD, 10)
_NOTE = TextStyle(Face.REGULAR, 10, SECOND_INK)
_LABEL_SIZE = 9.0
_LABEL_SIDES = 8.0


def rating_bars(block: Bars, *, width: float, parent: Node) -> list[Figure]:
    """Return the bars across `width` points, all drawn to one scale."""
    rows = block.rows
    largest = max((row.counts.rated for row in rows), default=0)
    chunks = [rows[start : start + ROWS_IN_A_FIGURE] for start in range(0, len(rows), ROWS_IN_A_FIGURE)]
    return [_figure(replace(block, rows=tuple(chunk)), largest, width=width, parent=parent) for chunk in chunks]


def _figure(block: Bars, largest: int, *, width: float, parent: Node) -> Figure:
    def draw(ink: Ink, x: float, top: float) -> str:
        return " ".join(
            _bar(ink, row, largest, corner=(x, top - index * _ROW), width=width) for index, row in enumerate(block.rows)
        )

    return Figure(draw, width=width, height=len(block.rows) * _ROW, parent=parent, alt=bars_words(block))


def _bar(ink: Ink, row: KeyIssueCounts, largest: int, *, corner: tuple[float, float], width: float) -> str:
    x, top = corner
    baseline = top - _ROW / 2 - _NAME.size * 0.34
    name = shorten(row.short, _NAME, width=_NAMES - 10, ruler=ink.ruler)
    out = [ink.text(name, _NAME, x=x, baseline=baseline)]
    x += _NAMES
    if row.counts.rated == 0:
        out.append(ink.text("No rated actions" if row.counts.all else "No actions", _NOTE, x=x, baseline=baseline))
        return " ".join(out)
    room = width - _NAMES - _TOTALS
    for brag, part in part_widths(row.counts, room * row.counts.rated / largest, ruler=ink.ruler):
        out.append(_part(ink, brag, f"{RATING_LOOKS[brag].letter} {row.counts.of(brag):,}", box=(x, top, part)))
        x += part + _GAP
    out.append(ink.text(f"{row.counts.rated:,}", _TOTAL, x=x + 4, baseline=baseline))
    return " ".join(out)


def part_widths(counts: RatingCounts, room: float, *, ruler: Ruler) -> list[tuple[Brag, float]]:
    """Return the width of each part of a bar of `room` points: in proportion, but never too narrow for its label."""
    shown = [brag for brag in BRAG_ORDER if counts.of(brag)]
    room -= _GAP * (len(shown) - 1)
    least = {
        brag: ruler.width(f"{RATING_LOOKS[brag].letter} {counts.of(brag):,}", _label(brag)) + _LABEL_SIDES
        for brag in shown
    }
    narrow: set[Brag] = set()
    while True:
        # Parts held at their least width leave less for the others, which may then fall below theirs in turn.
        left = room - sum(least[brag] for brag in narrow)
        share = left / max(sum(counts.of(brag) for brag in shown if brag not in narrow), 1)
        more = {brag for brag in shown if brag not in narrow and share * counts.of(brag) < least[brag]}
        if not more:
            break
        narrow |= more
    return [(brag, least[brag] if brag in narrow else share * counts.of(brag)) for brag in shown]


def _part(ink: Ink, brag: Brag, label: str, *, box: tuple[float, float, float]) -> str:
    x, top, width = box
    colours = RATING_LOOKS[brag].colours
    foot = top - (_ROW + _BAR) / 2
    path = rounded(x + 0.4, foot, width - 0.8, _BAR, radius=3)
    baseline = top - _ROW / 2 - _LABEL_SIZE * 0.34
    return " ".join(
        (
            paint(path, fill=colours.fill, edge=colours.edge, width=0.8),
            ink.text(label, _label(brag), x=x + width / 2, baseline=baseline, anchor=0.5),
        )
    )


def _label(brag: Brag) -> TextStyle:
    return TextStyle(Face.BOLD, _LABEL_SIZE, RATING_LOOKS[brag].colours.letter)
