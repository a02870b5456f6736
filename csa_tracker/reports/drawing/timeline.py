"""Milestones by month: done, late and to come in stacked columns, and the line of today."""

from __future__ import annotations

from csa_tracker.reports.blocks import Stretch, Timeline
from csa_tracker.reports.layout.figure import Figure
from csa_tracker.reports.layout.ink import Ink, horizontal, paint, rectangle
from csa_tracker.reports.milestone_look import LOOKS, counts_of, timeline_words
from csa_tracker.reports.tagged.tree import Node
from csa_tracker.reports.typeset.fonts import Face
from csa_tracker.reports.typeset.styles import EDGE, INK, SECOND_INK, TextStyle

_HEIGHT = 132.0
_FOOT = 30.0
_HEAD = 32.0
_LEAST_PART = 12.0
_MONTH = TextStyle(Face.REGULAR, 9, SECOND_INK)
_TODAY = TextStyle(Face.BOLD, 9)
_KEY = TextStyle(Face.REGULAR, 9.5)


def timeline_figure(block: Timeline, *, width: float, parent: Node) -> Figure:
    """Return the timeline across `width` points, with its numbers as the text alternative."""

    def draw(ink: Ink, x: float, top: float) -> str:
        return " ".join((_key(ink, x=x, top=top), *_columns(ink, block, x=x, top=top, width=width)))

    return Figure(draw, width=width, height=_HEIGHT, parent=parent, alt=timeline_words(block))


def _key(ink: Ink, *, x: float, top: float) -> str:
    out = []
    for look in LOOKS:
        out.append(paint(rectangle(x, top - 10, 10, 10), fill=look.fill, edge=look.edge, width=0.8))
        out.append(ink.text(look.word, _KEY, x=x + 15, baseline=top - 8.5))
        x += 15 + ink.ruler.width(look.word, _KEY) + 18
    return " ".join(out)


def _columns(ink: Ink, block: Timeline, *, x: float, top: float, width: float) -> list[str]:
    foot, room = top - _HEIGHT + _FOOT, _HEIGHT - _FOOT - _HEAD - 4
    step = width / max(len(block.stretches), 1)
    largest = max((sum(counts_of(stretch)) for stretch in block.stretches), default=0)
    out = []
    for index, stretch in enumerate(block.stretches):
        out += _column(ink, stretch, x=x + index * step, foot=foot, step=step, unit=room / max(largest, 1))
        lines = stretch.label.split(" ")
        for number, line in enumerate(lines):
            middle = x + (index + 0.5) * step
            out.append(ink.text(line, _MONTH, x=middle, baseline=foot - 11 - 10.5 * number, anchor=0.5))
    out.append(paint(horizontal(x, foot, width), edge=EDGE, width=0.8))
    return [*out, *_today(ink, block, x=x, foot=foot, step=step, width=width)]


def _column(ink: Ink, stretch: Stretch, *, x: float, foot: float, step: float, unit: float) -> list[str]:
    out = []
    y = foot
    side = min(step - 8, 34.0)
    # A part must be high enough for its number; a column of three such parts still fits.
    unit = min(unit, 14.0)
    for look, count in zip(LOOKS, counts_of(stretch), strict=True):
        if count:
            height = max(count * unit, _LEAST_PART)
            left = x + (step - side) / 2
            out.append(paint(rectangle(left, y + 0.6, side, height - 1.2), fill=look.fill, edge=look.edge, width=0.8))
            style = TextStyle(Face.BOLD, 9, look.letter)
            middle = y + height / 2 - style.size * 0.34
            out.append(ink.text(f"{count:,}", style, x=left + side / 2, baseline=middle, anchor=0.5))
            y += height
    return out


def _today(ink: Ink, block: Timeline, *, x: float, foot: float, step: float, width: float) -> list[str]:
    place = x + block.today * step
    if not x <= place <= x + width:
        return []
    top = foot + _HEIGHT - _FOOT - _HEAD
    line = f"{place:.2f} {foot:.2f} m {place:.2f} {top:.2f} l"
    half = ink.ruler.width("Today", _TODAY) / 2
    middle = min(max(place, x + half), x + width - half)
    return [
        paint(line, edge=INK, width=1.2),
        ink.text("Today", _TODAY, x=middle, baseline=top + 3, anchor=0.5),
    ]
