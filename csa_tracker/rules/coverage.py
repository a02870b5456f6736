"""Coverage: which key issues have actions under which themes or in which areas, how they stand, and where nothing is.

Withdrawn and carried forward actions are left out. Each action counts once, under its one key issue; further key issues
are "also" and stand beside the counts, so the totals add up.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from csa_tracker.rules.brag import UPDATE_INTERVAL_DAYS
from csa_tracker.rules.rollup import BragCounts, count_brags
from csa_tracker.values import Brag, Lifecycle

NOT_LINKED = ""
"""The row of actions without one of the key issues shown, and the column of those without any of the columns."""

_LEFT_OUT = (Lifecycle.WITHDRAWN, Lifecycle.CARRIED_FORWARD)


@dataclass(frozen=True, slots=True)
class CoverageFact:
    """What a matrix looks at. Labels or codes as the caller likes; `last_sign_on` is the last update, or the start."""

    key_issue: str | None
    also_key_issues: frozenset[str]
    themes: frozenset[str]
    areas: frozenset[str]
    lifecycle: Lifecycle | None
    brag: Brag | None
    last_sign_on: dt.date


@dataclass(frozen=True, slots=True)
class Cell:
    """Actions counted here by rating, how many more are here "also", open ones, and those of them gone quiet."""

    counts: BragCounts = field(default_factory=BragCounts)
    also: int = 0
    open: int = 0
    quiet: int = 0

    @property
    def count(self) -> int:
        """Actions counted here; each action counts under one key issue only."""
        return self.counts.rated + self.counts.outside

    @property
    def worst(self) -> Brag | None:
        """The rating that outweighs the others among those counted."""
        return self.counts.worst

    @property
    def is_gap(self) -> bool:
        """Whether no action addresses this pair, not even as a further key issue."""
        return self.count == 0 and self.also == 0

    @property
    def is_stale(self) -> bool:
        """Whether there is open work and none of it has been heard of for more than an update interval."""
        return self.open > 0 and self.quiet == self.open


@dataclass(frozen=True, slots=True)
class Matrix:
    """Key issues down, themes or areas across. A row total counts each action once, however many columns it is in.

    The row and the column NOT_LINKED are there only when an action needs them; `total` is the sum of the row totals.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[str, str], Cell]
    row_totals: Mapping[str, Cell]
    column_totals: Mapping[str, Cell]
    total: Cell

    @property
    def gaps(self) -> tuple[tuple[str, str], ...]:
        """The pairs (key issue, theme or area) without any action, row by row."""
        return self._where(lambda cell: cell.is_gap)

    @property
    def stale(self) -> tuple[tuple[str, str], ...]:
        """The pairs whose open work has gone quiet, row by row."""
        return self._where(lambda cell: cell.is_stale)

    def _where(self, holds: Callable[[Cell], bool]) -> tuple[tuple[str, str], ...]:
        pairs = ((row, column) for row in self.rows for column in self.columns)
        return tuple(pair for pair in pairs if NOT_LINKED not in pair and holds(self.cells[pair]))


def theme_coverage(
    facts: Iterable[CoverageFact], *, key_issues: Sequence[str], themes: Sequence[str], today: dt.date
) -> Matrix:
    """The matrix of key issues and cross-cutting themes as it stands on `today`."""
    return _matrix(facts, key_issues, themes, linked=lambda fact: fact.themes, today=today)


def area_coverage(
    facts: Iterable[CoverageFact], *, key_issues: Sequence[str], areas: Sequence[str], today: dt.date
) -> Matrix:
    """The matrix of key issues and areas as it stands on `today`."""
    return _matrix(facts, key_issues, areas, linked=lambda fact: fact.areas, today=today)


def _matrix(
    facts: Iterable[CoverageFact],
    key_issues: Sequence[str],
    across: Sequence[str],
    *,
    linked: Callable[[CoverageFact], frozenset[str]],
    today: dt.date,
) -> Matrix:
    counted: dict[_Place, list[CoverageFact]] = {}
    also: Counter[_Place] = Counter()
    for fact in facts:
        if fact.lifecycle in _LEFT_OUT:
            continue
        row = fact.key_issue if fact.key_issue is not None and fact.key_issue in key_issues else NOT_LINKED
        for column in (*(linked(fact).intersection(across) or {NOT_LINKED}), None):
            counted.setdefault((row, column), []).append(fact)
            counted.setdefault((None, column), []).append(fact)
            also.update((other, column) for other in fact.also_key_issues - {row})
    rows = _with_rest(key_issues, needed=(NOT_LINKED, None) in counted)
    columns = _with_rest(across, needed=(None, NOT_LINKED) in counted)

    def cell(row: str | None, column: str | None) -> Cell:
        return _cell(counted.get((row, column), ()), also[row, column], today)

    return Matrix(
        rows,
        columns,
        cells={(row, column): cell(row, column) for row in rows for column in columns},
        row_totals={row: cell(row, None) for row in rows},
        column_totals={column: cell(None, column) for column in columns},
        total=cell(None, None),
    )


_Place = tuple[str | None, str | None]
"""A row and a column; None stands for all of them."""


def _with_rest(labels: Sequence[str], *, needed: bool) -> tuple[str, ...]:
    return (*labels, NOT_LINKED) if needed else tuple(labels)


def _cell(facts: Sequence[CoverageFact], also: int, today: dt.date) -> Cell:
    unfinished = [fact for fact in facts if fact.lifecycle is not Lifecycle.COMPLETE]
    quiet = sum((today - fact.last_sign_on).days > UPDATE_INTERVAL_DAYS for fact in unfinished)
    return Cell(count_brags(fact.brag for fact in facts), also, len(unfinished), quiet)
