"""Ratings by key issue and by area, each bar and each of its parts with the filter text that lists its actions."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from csa_tracker.filters import Key, NameCondition, show_condition
from csa_tracker.plan.vocabulary import folded
from csa_tracker.rating_look import BRAG_ORDER
from csa_tracker.rules.rollup import BragCounts
from csa_tracker.rules.years import quarter_of
from csa_tracker.values import Brag, Choice
from db.engine import Connection
from db.queries import dashboard as sql
from db.queries import reference


@dataclass(frozen=True, slots=True)
class Bar:
    """The rated actions of one issue or area; `code` is empty for those that name none.

    `names` is the filter text of all its actions, with those that have no rating (withdrawn or carried forward).
    `reported` says whether an area has an update in this quarter; None where nobody reports.
    """

    code: str
    label: str
    counts: BragCounts
    names: str
    reported: bool | None = None

    @property
    def filter(self) -> str:
        """The text that lists the actions of the whole bar: its rated ones."""
        return f"{self.names} rating:{','.join(BRAG_ORDER)}" if self.counts.outside else self.names

    @property
    def total(self) -> int:
        """How many actions the bar shows."""
        return self.counts.rated

    def part_filter(self, brag: Brag) -> str:
        """The text that lists the actions of one part."""
        return f"{self.names} rating:{brag}"


@dataclass(frozen=True, slots=True)
class ByArea:
    """Bars of the areas of this plan: `reported` of `expected` areas have an update in this quarter ("Q3 2026/27")."""

    bars: tuple[Bar, ...]
    reported: int
    expected: int
    quarter: str


Rated = Mapping[str, sql.Rated]
"""Every live action by id."""


def counts_of(brags: Iterable[str | None]) -> BragCounts:
    """Count ratings as stored."""
    return BragCounts(**Counter(brag or "outside" for brag in brags))


def bars_by_issue(connection: Connection, issues: Sequence[Choice], rated: Rated) -> tuple[Bar, ...]:
    """A bar for every key issue, in the agreement's order, then for actions that name none of them, if there are any.

    An action that also serves another key issue counts in both, as the list of each shows it.
    """
    known = frozenset(issue.id for issue in issues)
    pairs = set(sql.issues_served(connection))
    serving = {action for topic, action in pairs if topic in known or topic is None}
    groups = _grouped((pair for pair in pairs if pair[0] in known or pair[0] is None), rated)
    others = counts_of(row.brag for action, row in rated.items() if action not in serving)
    bars = [_bar(Key.ISSUE, issue, issues, counts=groups.get(issue.id, BragCounts())) for issue in issues]
    if None in groups:
        bars.append(Bar("", "No key issue", groups[None], "issue:none"))
    if others != BragCounts():
        names = tuple(_exact_name(issue, issues) for issue in issues)
        text = show_condition(NameCondition(Key.ISSUE, names, missing=True, negated=True))
        bars.append(Bar("", "Another key issue", others, text))
    return tuple(bars)


def bars_by_area(
    connection: Connection, areas: Sequence[Choice], rated: Rated, *, partnership: str, today: dt.date
) -> ByArea:
    """A bar for every area this partnership covers, whether it has actions or not, and every other one that has."""
    pairs = set(sql.areas_served(connection))
    quarter = quarter_of(today)
    reported = {
        area
        for area, action in pairs
        if (row := rated.get(action)) is not None
        and row.last_update_on is not None
        and quarter.first <= row.last_update_on <= today
    }
    groups = _grouped(pairs, rated)
    covered = _covered(connection, partnership)
    bars = [
        _bar(Key.AREA, area, areas, counts=groups.get(area.id, BragCounts()),
             reported=area.id in reported if area.id in covered else None)
        for area in areas
        if area.id in covered or area.id in groups
    ]  # fmt: skip
    placed = {action for _, action in pairs}
    nowhere = counts_of(row.brag for action, row in rated.items() if action not in placed)
    if nowhere != BragCounts():
        bars.append(Bar("", "No area", nowhere, "area:none"))
    return ByArea(tuple(bars), len(covered & reported), len(covered), quarter.label)


def _grouped(pairs: Iterable[tuple[str | None, str]], rated: Rated) -> dict[str | None, BragCounts]:
    """The ratings of each group's live actions; a pair stands in it once."""
    found: dict[str | None, list[str | None]] = defaultdict(list)
    for group, action in pairs:
        row = rated.get(action)
        if row is not None:
            found[group].append(row.brag)
    return {group: counts_of(brags) for group, brags in found.items()}


def _bar(
    key: Key, choice: Choice, choices: Iterable[Choice], *, counts: BragCounts, reported: bool | None = None
) -> Bar:
    names = show_condition(NameCondition(key, (_exact_name(choice, choices),)))
    return Bar(choice.code, _shown(choice), counts, names, reported)


def _shown(choice: Choice) -> str:
    return choice.short or choice.label


def _exact_name(choice: Choice, choices: Iterable[Choice]) -> str:
    """The name shown, or the code where a second choice is called the same (councils that merged keep their name)."""
    wanted = folded(_shown(choice))
    called = [other for other in choices if wanted in (folded(other.code), folded(other.label), folded(other.short))]
    return _shown(choice) if len(called) == 1 else choice.code


def _covered(connection: Connection, partnership: str) -> set[str]:
    """The lowest areas a partnership covers: its districts, or all fourteen for the pan-Lancashire one."""
    rows = reference.rows_of(connection, "partnership")
    own = next((row["id"] for row in rows if row["code"] == partnership), "")
    areas = reference.rows_of(connection, "area")
    below = _children(areas)
    links = reference.rows_of(connection, "partnership_area")
    return {area for link in links if link["partnership"] == own for area in _lowest(str(link["area"]), below)}


def _children(areas: Iterable[Mapping[str, object]]) -> dict[str, list[str]]:
    below: dict[str, list[str]] = defaultdict(list)
    for area in areas:
        if area["parent"]:
            below[str(area["parent"])].append(str(area["id"]))
    return below


def _lowest(area: str, below: Mapping[str, list[str]], seen: frozenset[str] = frozenset()) -> set[str]:
    """The areas without parts at or below an area; a circle of parents ends where it closes."""
    if area in seen:
        return set()
    parts = below.get(area, [])
    return {lowest for part in parts for lowest in _lowest(part, below, seen | {area})} if parts else {area}
