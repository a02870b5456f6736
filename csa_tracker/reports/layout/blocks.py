"""What pages are made of: blocks that know their height, can be split, and paint themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from csa_tracker.reports.layout.ink import Ink
from csa_tracker.reports.tagged.tree import Node
from csa_tracker.reports.typeset.lines import Line, Ruler, Run, wrap
from csa_tracker.reports.typeset.styles import BlockStyle

ORPHANS = 2
"""Lines of a paragraph that stay together at a page's foot or head."""


class Block(Protocol):
    """A part of a page. Lengths in points; `before` and `after` are the space it wants around itself."""

    before: float
    after: float
    keep_with_next: bool

    @property
    def height(self) -> float:
        """Its height when it is not split."""
        ...

    @property
    def least(self) -> float:
        """Height of the smallest part that may stand at a page's foot."""
        ...

    def split(self, room: float) -> tuple[Block, Block] | None:
        """Return a part no higher than `room` and the rest, or None when no part fits."""
        ...

    def paint(self, ink: Ink, *, x: float, top: float) -> None:
        """Draw it with its upper left corner at (x, top)."""
        ...


class PageBreak:
    """Asks for what follows to begin a page; takes no room itself."""

    before = after = height = least = 0.0
    keep_with_next = False

    def split(self, room: float) -> tuple[Block, Block] | None:
        """Return None: there is nothing to split."""
        del room
        return None

    def paint(self, ink: Ink, *, x: float, top: float) -> None:
        """Draw nothing."""


@dataclass(frozen=True, slots=True)
class Lead:
    """What stands before the first line of a text: a bullet with its element; the lines begin `indent` points in."""

    text: str
    node: Node
    indent: float


class TextBlock:
    """A heading or paragraph, already broken into lines."""

    def __init__(
        self,
        lines: Sequence[Line],
        style: BlockStyle,
        node: Node,
        *,
        bookmark: str = "",
        lead: Lead | None = None,
        indent: float = 0.0,
    ) -> None:
        self.before, self.after = style.before, style.after
        self.keep_with_next = style.keep_with_next
        self._lines, self._style, self._node, self._bookmark = lines, style, node, bookmark
        self._lead, self._indent = lead, lead.indent if lead else indent

    @property
    def node(self) -> Node:
        """The element it belongs to."""
        return self._node

    @property
    def height(self) -> float:
        """Its height when it is not split."""
        return len(self._lines) * self._style.leading

    @property
    def least(self) -> float:
        """Height of its first two lines, or of all when a split would leave fewer than two."""
        count = len(self._lines)
        return (count if count < 2 * ORPHANS else ORPHANS) * self._style.leading

    def split(self, room: float) -> tuple[Block, Block] | None:
        """Return the lines that fit and the rest, at least two lines each."""
        count = min(int(room // self._style.leading), len(self._lines) - ORPHANS)
        if count < ORPHANS:
            return None
        first, others = self._lines[:count], self._lines[count:]
        head = TextBlock(first, self._style, self._node, bookmark=self._bookmark, lead=self._lead, indent=self._indent)
        rest = TextBlock(others, self._style, self._node, indent=self._indent)
        head.after = rest.before = 0.0
        return head, rest

    def paint(self, ink: Ink, *, x: float, top: float) -> None:
        """Draw the lines; a heading also becomes a bookmark."""
        style = self._style
        if self._bookmark and style.outline is not None:
            ink.document.bookmark(self._bookmark, level=style.outline, top=top + 6)
        baseline = top - style.leading / 2 - style.text.size * 0.34
        if self._lead is not None:
            with ink.document.content(self._lead.node):
                ink.document.draw(ink.text(self._lead.text, style.text, x=x, baseline=baseline))
        with ink.document.content(self._node):
            ink.document.draw(ink.lines(self._lines, x=x + self._indent, baseline=baseline, leading=style.leading))


def text_block(runs: str | Sequence[Run], style: BlockStyle, *, parent: Node, width: float, ruler: Ruler) -> TextBlock:
    """Return a heading or paragraph below `parent`, broken into lines of `width` points."""
    parts = [Run(runs, style.text)] if isinstance(runs, str) else runs
    title = " ".join(" ".join(run.text for run in parts).split()) if style.outline is not None else ""
    return TextBlock(wrap(parts, width, ruler), style, parent.add(style.role), bookmark=title)
