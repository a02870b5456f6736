"""The stylesheet of every paper: sizes in points, colours as "#RRGGBB". Prose is 11 pt or more, tables 9 pt or more."""

from __future__ import annotations

from dataclasses import dataclass, replace

from csa_tracker.reports.typeset.fonts import Face

INK = "#14213D"
SECOND_INK = "#465069"
PAPER = "#FFFFFF"
HAIRLINE = "#DDE2EA"
EDGE = "#78839A"
PANEL = "#F5F6F8"


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How letters look."""

    face: Face
    size: float
    colour: str = INK


@dataclass(frozen=True, slots=True)
class BlockStyle:
    """How a paragraph stands: leading, space before and after, structure role, outline level, tie to the next block."""

    text: TextStyle
    leading: float
    before: float = 0.0
    after: float = 0.0
    role: str = "P"
    outline: int | None = None
    keep_with_next: bool = False


BODY_TEXT = TextStyle(Face.REGULAR, 11)
KICKER = BlockStyle(TextStyle(Face.BOLD, 11, SECOND_INK), 14, after=2)
TITLE = BlockStyle(TextStyle(Face.BOLD, 24), 28, role="H1", outline=0, keep_with_next=True)
LONG_TITLE = replace(TITLE, text=TextStyle(Face.BOLD, 16), leading=20)
LONG_TITLE_FROM = 70
"""Characters from which a title is set smaller: an action may have 200 of them."""
PLAN = BlockStyle(TextStyle(Face.REGULAR, 14, SECOND_INK), 18, after=10)
SECTION = BlockStyle(TextStyle(Face.BOLD, 15), 19, before=20, after=6, role="H2", outline=1, keep_with_next=True)
SUBSECTION = BlockStyle(TextStyle(Face.BOLD, 12), 15, before=14, after=5, role="H3", outline=2, keep_with_next=True)
PROSE = BlockStyle(BODY_TEXT, 15, before=3, after=6)
POINT = BlockStyle(BODY_TEXT, 15, before=1, after=3)
NOTE = replace(PROSE, text=TextStyle(Face.REGULAR, 11, SECOND_INK))

CELL = TextStyle(Face.REGULAR, 9)
CELL_BOLD = TextStyle(Face.BOLD, 9)
CELL_MUTED = TextStyle(Face.REGULAR, 9, SECOND_INK)
CELL_LABEL = TextStyle(Face.BOLD, 9, SECOND_INK)
CELL_HEAD = TextStyle(Face.BOLD, 9, PAPER)
CELL_LEADING = 11.5

FACT_LABEL = TextStyle(Face.BOLD, 9.5, SECOND_INK)
FACT = TextStyle(Face.REGULAR, 11)
FACT_LEADING = 14.0

RUNNING = TextStyle(Face.REGULAR, 9, SECOND_INK)
RUNNING_MARK = TextStyle(Face.BOLD, 9.5)
