"""What every paper is made of, as plain values: the PDF, the HTML page and the workbook are written from the same ones.

Nothing here is laid out, cleaned or escaped; each writer does that for its own format.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from csa_tracker.reports.board_values import KeyIssueCounts, RatingCounts
from csa_tracker.values import Brag


class Tone(StrEnum):
    """How loud words in a cell are."""

    PLAIN = "plain"
    STRONG = "strong"
    QUIET = "quiet"


class Words(NamedTuple):
    """One paragraph of a cell.

    `label` stands before the text ("Latest update, 18 Sep 2026:"). `mark` is the rating whose shape stands beside it.
    `value` is what a spreadsheet keeps instead of the words: a real date or number.
    """

    text: str
    tone: Tone = Tone.PLAIN
    label: str = ""
    mark: Brag | None = None
    value: dt.date | int | None = None


Cell = tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head and its share of the width.

    `split` names the paragraphs of its cells, each of which becomes a column of its own in a workbook.
    """

    head: str
    share: float
    split: tuple[str, ...] = ()
    number: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 2 or 3; the title of the paper is level 1. `new_page` begins a page in print."""

    text: str
    level: int = 2
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph; `quiet` is for notes."""

    text: str
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Points:
    """A list of points, each a sentence or a few words."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Labelled facts: (label, value)."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Cards:
    """The five rating cards. `changes` says for each rating how its count moved, in words; or is empty."""

    counts: RatingCounts
    grey_words: tuple[tuple[str, int], ...]
    changes: tuple[tuple[Brag, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Bars:
    """Stacked bars of ratings, one to a row; a table with the same figures always stands in the same paper."""

    title: str
    rows: tuple[KeyIssueCounts, ...]


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Counts of pairs with their totals: a table whose cells are darker the more there is.

    `values[r][c]` belongs to `rows[r]` and `columns[c]`; the last of each row is the row's own total, in which an
    action that stands in several columns counts once. The last row holds the totals of the columns.
    """

    caption: str
    corner: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A month or a quarter on a timeline: what was done in it, what is late, what is to come."""

    label: str
    done: int = 0
    late: int = 0
    coming: int = 0


@dataclass(frozen=True, slots=True)
class Timeline:
    """Milestones by month or quarter; `today` is where today stands, counted in stretches from the left edge.

    The table that follows it in the paper names each.
    """

    title: str
    stretches: tuple[Stretch, ...]
    today: float


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose first column names its rows. `caption` is our own sentence; `total` says the last row adds up.

    Tables of one `sheet` become one table of a workbook.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    sheet: str
    keep_whole: bool = False
    total: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """Something to fill in: its label, the room for the answer in lines, and the words to choose from, if any."""

    label: str
    lines: int = 1
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """What one action asks its lead: facts that are known, and questions to answer by hand or in a workbook."""

    ref: str
    title: str
    facts: tuple[tuple[str, str], ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """In print, the sections that follow with their pages; a web page and a workbook have ways of their own."""


Block = Contents | Heading | Prose | Points | Facts | Cards | Bars | HeatMap | Timeline | Table | Form


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper in reading order. `kicker` stands over the title, `plan_name` below it.

    `facts` are printed under the title of every paper: period, data as at, meeting, author, marking and snapshot.
    """

    report: str
    title: str
    kicker: str
    plan_name: str
    facts: tuple[tuple[str, str], ...]
    author: str
    as_at: dt.date
    marking: str
    blocks: tuple[Block, ...]


def words(text: str, tone: Tone = Tone.PLAIN) -> Cell:
    """A cell of one paragraph."""
    return (Words(text, tone),)


def number(count: int, tone: Tone = Tone.PLAIN) -> Cell:
    """A cell with a count."""
    return (Words(f"{count:,}", tone, value=count),)
