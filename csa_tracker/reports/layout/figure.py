"""A drawing in the text: one piece of content with a text alternative that holds its numbers."""

from __future__ import annotations

from collections.abc import Callable

from csa_tracker.reports.layout.blocks import Block
from csa_tracker.reports.layout.ink import Ink
from csa_tracker.reports.tagged.tree import Node

Drawing = Callable[[Ink, float, float], str]
"""Given the pen and the upper left corner (x, top), returns the operators that draw it."""


class Figure:
    """A drawing of fixed size; never split."""

    before = 4.0
    after = 8.0
    keep_with_next = False

    def __init__(self, drawing: Drawing, *, width: float, height: float, parent: Node, alt: str) -> None:
        self._drawing, self._width, self._height = drawing, width, height
        self._node = parent.add("Figure", alt=alt)

    @property
    def height(self) -> float:
        """Its height."""
        return self._height

    @property
    def least(self) -> float:
        """Its height: a drawing is never split."""
        return self._height

    def split(self, room: float) -> tuple[Block, Block] | None:
        """Return None: a drawing is never split."""
        del room
        return None

    def paint(self, ink: Ink, *, x: float, top: float) -> None:
        """Draw it and note where it stands, as PDF/UA asks of figures."""
        self._node.box = (x, top - self._height, x + self._width, top)
        with ink.document.content(self._node):
            ink.document.draw(self._drawing(ink, x, top))
