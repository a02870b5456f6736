"""The page itself: A4, margins, the marking at head and foot of every page, the paper's name and page x of y."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from csa_tracker.reports.layout.ink import Ink, horizontal, paint, rectangle
from csa_tracker.reports.layout.pages import Placed
from csa_tracker.reports.typeset.lines import shorten
from csa_tracker.reports.typeset.styles import HAIRLINE, INK, RUNNING, RUNNING_MARK
from csa_tracker.reports.watch import Watch, unwatched

PAGE_SIZE = (595.28, 841.89)
"""A4 in points."""
LEFT = 51.0
TOP = PAGE_SIZE[1] - 50
FOOT = 56.0
CONTENT_WIDTH = PAGE_SIZE[0] - 2 * LEFT
PAGE_ROOM = TOP - FOOT

_BAND = 7.0
_MARK_AT_HEAD = PAGE_SIZE[1] - 27
_FOOT_LINE = 42.0
_FOOT_TEXT = 28.0


@dataclass(frozen=True, slots=True)
class Running:
    """What every page repeats."""

    title: str
    marking: str


def paint_pages(pages: Sequence[Sequence[Placed]], *, running: Running, ink: Ink, watch: Watch = unwatched) -> None:
    """Draw every page: head, foot, then its blocks."""
    for number, page in enumerate(pages, start=1):
        watch(number, len(pages))
        _paint_running(running, ink=ink, position=f"Page {number:,} of {len(pages):,}")
        for placed in page:
            placed.block.paint(ink, x=LEFT, top=TOP - placed.offset)
        ink.document.end_page()


def _paint_running(running: Running, *, ink: Ink, position: str) -> None:
    width, height = PAGE_SIZE
    document = ink.document
    mark_room = ink.ruler.width(running.marking, RUNNING_MARK) / 2 + 12
    with document.artifact("header"):
        document.draw(paint(rectangle(0, height - _BAND, width, _BAND), fill=INK))
        document.draw(ink.text(running.marking, RUNNING_MARK, x=width / 2, baseline=_MARK_AT_HEAD, anchor=0.5))
    with document.artifact("footer"):
        title = shorten(running.title, RUNNING, width=CONTENT_WIDTH / 2 - mark_room, ruler=ink.ruler)
        document.draw(paint(horizontal(LEFT, _FOOT_LINE, CONTENT_WIDTH), edge=HAIRLINE, width=0.6))
        document.draw(ink.text(title, RUNNING, x=LEFT, baseline=_FOOT_TEXT))
        document.draw(ink.text(running.marking, RUNNING_MARK, x=width / 2, baseline=_FOOT_TEXT, anchor=0.5))
        document.draw(ink.text(position, RUNNING, x=width - LEFT, baseline=_FOOT_TEXT, anchor=1))
