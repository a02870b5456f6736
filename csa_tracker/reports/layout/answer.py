"""A box to write in on paper, with its question above."""

from __future__ import annotations

from collections.abc import Sequence

from csa_tracker.reports.layout.blocks import Block
from csa_tracker.reports.layout.ink import Ink, paint, rectangle
from csa_tracker.reports.tagged.tree import Node
from csa_tracker.reports.typeset.lines import Line
from csa_tracker.reports.typeset.styles import EDGE, FACT_LEADING

_LINE = 19.0


class AnswerBox:
    """A question and an empty frame below it; without lines of room it is the question alone."""

    before, after = 2.0, 7.0

    def __init__(
        self, question: Sequence[Line], node: Node, *, lines: int, width: float, keep_with_next: bool = False
    ) -> None:
        self.keep_with_next = keep_with_next
        self._question, self._node, self._room, self._width = question, node, lines * _LINE, width

    @property
    def height(self) -> float:
        """Its height."""
        return len(self._question) * FACT_LEADING + 3 + self._room

    @property
    def least(self) -> float:
        """Its height: a box is never split."""
        return self.height

    def split(self, room: float) -> tuple[Block, Block] | None:
        """Return None: a box is never split."""
        del room
        return None

    def paint(self, ink: Ink, *, x: float, top: float) -> None:
        """Draw the question and the frame."""
        with ink.document.content(self._node):
            ink.document.draw(ink.lines(self._question, x=x, baseline=top - 10.5, leading=FACT_LEADING))
        if self._room:
            with ink.document.artifact():
                box = rectangle(x, top - self.height, self._width, self._room)
                ink.document.draw(paint(box, edge=EDGE, width=0.8))
