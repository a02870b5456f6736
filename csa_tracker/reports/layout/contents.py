"""The list of sections with their pages; the pages are known when everything has been placed, before it is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from csa_tracker.reports.layout.blocks import Block, TextBlock
from csa_tracker.reports.layout.ink import Ink
from csa_tracker.reports.layout.pages import Placed
from csa_tracker.reports.tagged.tree import Node
from csa_tracker.reports.typeset.lines import shorten
from csa_tracker.reports.typeset.styles import BODY_TEXT

_LEADING = 17.0
_NUMBERS = 40.0


class ContentsList:
    """Titles and pages; `headings` are the elements of the sections, in the order of the titles."""

    before, after = 2.0, 8.0
    keep_with_next = False

    def __init__(self, titles: Sequence[str], *, width: float, parent: Node) -> None:
        listed = parent.add("L", attributes="<</O/List/ListNumbering/None>>")
        self._entries = [(title, listed.add("LI").add("LBody")) for title in titles]
        self._width = width
        self._pages: dict[int, int] = {}
        self.headings: list[Node] = []

    @property
    def height(self) -> float:
        """Its height: a line for each section."""
        return len(self._entries) * _LEADING

    @property
    def least(self) -> float:
        """Its height: it is never split."""
        return self.height

    def split(self, room: float) -> tuple[Block, Block] | None:
        """Return None: it is never split."""
        del room
        return None

    def number(self, pages: Iterable[Sequence[Placed]]) -> None:
        """Note on which page each section begins."""
        for page, placed in enumerate(pages, start=1):
            for one in placed:
                if isinstance(one.block, TextBlock):
                    self._pages.setdefault(id(one.block.node), page)

    def paint(self, ink: Ink, *, x: float, top: float) -> None:
        """Draw each title with its page at the right edge."""
        baseline = top - _LEADING / 2 - BODY_TEXT.size * 0.34
        for (title, node), heading in zip(self._entries, self.headings, strict=True):
            page = f"{self._pages[id(heading)]:,}"
            shown = shorten(title, BODY_TEXT, width=self._width - _NUMBERS, ruler=ink.ruler)
            with ink.document.content(node):
                right = ink.text(page, BODY_TEXT, x=x + self._width, baseline=baseline, anchor=1)
                ink.document.draw(f"{ink.text(shown, BODY_TEXT, x=x, baseline=baseline)} {right}")
            baseline -= _LEADING
