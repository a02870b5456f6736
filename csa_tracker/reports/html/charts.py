"""Bars and timelines as SVG that keeps its letters readable at any width: places are shares, sizes are pixels."""

from __future__ import annotations

from csa_tracker.rating_look import BRAG_ORDER, RATING_LOOKS
from csa_tracker.reports.blocks import Bars, Stretch, Timeline
from csa_tracker.reports.board_values import KeyIssueCounts
from csa_tracker.reports.chart_words import bars_words
from csa_tracker.reports.html.text import text
from csa_tracker.reports.milestone_look import LOOKS, counts_of, timeline_words

_ROW = 46
_LETTER_SHARE = 2.6
"""How much of a narrow page's width, in per cent, a letter of a label takes."""
_TOTAL_SHARE = 12.0
_HEIGHT, _FOOT = 150, 36
_LEAST = 17


def bars_chart(block: Bars) -> str:
    """Return stacked bars: the name of each row over its bar, letter and count in every part."""
    largest = max((row.counts.rated for row in block.rows), default=0)
    rows = "".join(_bar(row, index * _ROW, largest) for index, row in enumerate(block.rows))
    return _svg(bars_words(block), len(block.rows) * _ROW, rows)


def timeline_chart(block: Timeline) -> str:
    """Return milestones by month: done, late and to come in stacked columns, and the line of today."""
    step = 100 / max(len(block.stretches), 1)
    largest = max((sum(counts_of(stretch)) for stretch in block.stretches), default=0)
    unit = min((_HEIGHT - _FOOT - 30) / max(largest, 1), 20)
    years = ["", *(stretch.label.partition(" ")[2] for stretch in block.stretches)]
    columns = "".join(
        _column(stretch, index * step, step, unit) + _names(stretch, (index + 0.5) * step, last_year=years[index])
        for index, stretch in enumerate(block.stretches)
    )
    axis = f'<line class="axis" x1="0" x2="100%" y1="{_HEIGHT - _FOOT}" y2="{_HEIGHT - _FOOT}"/>'
    place = block.today * step
    today = (
        f'<line class="today" x1="{place:.2f}%" x2="{place:.2f}%" y1="16" y2="{_HEIGHT - _FOOT}"/>'
        f'<text class="bold" x="{min(max(place, 8), 92):.2f}%" y="12" text-anchor="middle">Today</text>'
        if 0 <= place <= 100
        else ""
    )
    return _legend() + _svg(timeline_words(block), _HEIGHT, columns + axis + today)


def _svg(words: str, height: float, content: str) -> str:
    label = f'role="img" aria-label="{text(words)}"'
    return f'<svg class="chart" {label} height="{height:g}" focusable="false">{content}</svg>'


def _bar(row: KeyIssueCounts, top: float, largest: int) -> str:
    out = [f'<text x="0" y="{top + 15:g}">{text(row.short)}</text>']
    if row.counts.rated == 0:
        words = "No rated actions" if row.counts.all else "No actions"
        return f'{out[0]}<text class="small" x="0" y="{top + 34:g}">{words}</text>'
    shown = [brag for brag in BRAG_ORDER if row.counts.of(brag)]
    labels = {brag: f"{RATING_LOOKS[brag].letter} {row.counts.of(brag):,}" for brag in shown}
    least = {brag: _LETTER_SHARE * len(label) + 2 for brag, label in labels.items()}
    room = max((100 - _TOTAL_SHARE) * row.counts.rated / largest - sum(least.values()), 0)
    x = 0.0
    for brag in shown:
        # Every part is as wide as its label needs; what is left is shared out by count.
        width = least[brag] + room * row.counts.of(brag) / row.counts.rated
        colours = RATING_LOOKS[brag].colours
        out.append(
            f'<rect x="{x:.2f}%" y="{top + 21:g}" width="{width - 0.4:.2f}%" height="20" rx="3" '
            f'fill="{colours.fill}" stroke="{colours.edge}"/>'
            f'<text class="bold" x="{x + width / 2:.2f}%" y="{top + 35.5:g}" text-anchor="middle" '
            f'style="fill:{colours.letter}">{labels[brag]}</text>'
        )
        x += width
    out.append(f'<text class="bold" x="{x + 1:.2f}%" y="{top + 35.5:g}">{row.counts.rated:,}</text>')
    return "".join(out)


def _column(stretch: Stretch, left: float, step: float, unit: float) -> str:
    middle, y = left + step / 2, float(_HEIGHT - _FOOT)
    out = []
    for look, count in zip(LOOKS, counts_of(stretch), strict=True):
        if not count:
            continue
        height = max(count * unit, _LEAST)
        y -= height
        out.append(
            f'<rect x="{left + step * 0.12:.2f}%" y="{y + 0.5:.1f}" width="{step * 0.76:.2f}%" '
            f'height="{height - 1:.1f}" fill="{look.fill}" stroke="{look.edge}"/>'
            f'<text class="bold" x="{middle:.2f}%" y="{y + height / 2 + 4.5:.1f}" '
            f'text-anchor="middle" style="fill:{look.letter}">{count:,}</text>'
        )
    return "".join(out)


def _names(stretch: Stretch, middle: float, *, last_year: str) -> str:
    """The month, and the year where it begins: on a phone twelve years would run into each other."""
    month, _, year = stretch.label.partition(" ")
    words = (month,) if year == last_year else (month, year)
    return "".join(
        f'<text class="small" x="{middle:.2f}%" y="{_HEIGHT - _FOOT + 14 + 14 * number}" text-anchor="middle">'
        f"{text(word)}</text>"
        for number, word in enumerate(words)
    )


def _legend() -> str:
    items = "".join(
        f'<li><svg aria-hidden="true" focusable="false"><rect x="1" y="1" width="80%" height="80%" fill="{look.fill}" '
        f'stroke="{look.edge}"/></svg>{look.word}</li>'
        for look in LOOKS
    )
    return f'<ul class="legend">{items}</ul>'
