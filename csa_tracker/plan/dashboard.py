"""The Dashboard: how the plan stands today, each figure with the filter text that lists the actions it counts."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from csa_tracker.plan.changes import NO_CHANGES, Changes, read_changes
from csa_tracker.plan.comparison import Comparison, count_at, keep_comparison, known_comparison, last_snapshot
from csa_tracker.plan.dashboard_bars import Bar, ByArea, Rated, bars_by_area, bars_by_issue, counts_of
from csa_tracker.plan.lists import ListQuery, list_keys, read_rows
from csa_tracker.plan.moments import Snapshot
from csa_tracker.plan.vocabulary import read_vocabulary
from csa_tracker.rating_look import BRAG_ORDER, RATING_LOOKS
from csa_tracker.rules.brag import UPDATE_INTERVAL_DAYS, Why, rating_word
from csa_tracker.rules.rollup import BragCounts
from csa_tracker.rules.years import quarter_of
from csa_tracker.values import ActionRow, Brag
from csa_tracker.workspace import OpenPlan
from db.queries import dashboard as sql

OPEN_ONLY = "status:not-started,in-progress,none"
"""Leaves out work that is closed or paused, which is never late: the same that `due:overdue` leaves out."""
OVERDUE = "due:overdue"
NEXT_DUE = f"due:30d {OPEN_ONLY}"
NO_UPDATE = f"updated:>{UPDATE_INTERVAL_DAYS}d {OPEN_ONLY}"
ROWS = 6
"""Actions named in each list; its figure counts all of them."""
MILESTONES = 50
"""Milestones named at most; the figure counts all of them."""


@dataclass(frozen=True, slots=True)
class Card:
    """The actions with one rating. `change` counts those more (or fewer) than at the snapshot; None without one.

    `details` are the reasons behind a grey card that has several: ("Paused", 2).
    """

    brag: Brag
    word: str
    count: int
    change: int | None
    filter: str
    details: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """An action in a list. `lead` is the role, or the organisation where no role is given.

    `days` are days late, days left, or days since the last update (None: never updated).
    """

    id: str
    ref: str
    title: str
    brag: Brag | None
    rating_word: str
    lead: str
    due: dt.date | None
    days: int | None


@dataclass(frozen=True, slots=True)
class Worklist:
    """A list of work to look at: how many actions, the first of them, and the filter that shows all."""

    filter: str
    count: int
    rows: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class DueMilestone:
    """A milestone that is not done; `days_late` is 0 when its day has not passed."""

    action_id: str
    ref: str
    action_title: str
    brag: Brag | None
    rating_word: str
    title: str
    due: dt.date
    days_late: int


@dataclass(frozen=True, slots=True)
class Milestones:
    """Milestones of this quarter that are not done: "Q3 2026/27", how many, and the earliest of them."""

    quarter: str
    count: int
    rows: tuple[DueMilestone, ...]


@dataclass(frozen=True, slots=True)
class Dashboard:
    """Everything a manager sees first. `total` live actions, `outside` of them without a rating.

    `comparison` is the snapshot that cards are compared with; `pending` one whose ratings are not worked out yet.
    """

    today: dt.date
    total: int
    outside: int
    cards: tuple[Card, ...]
    by_issue: tuple[Bar, ...]
    by_area: ByArea
    overdue: Worklist
    next_due: Worklist
    no_update: Worklist
    milestones: Milestones
    changes: Changes
    comparison: Comparison | None
    pending: Snapshot | None


def read_dashboard(plan: OpenPlan, *, since: dt.datetime | None, wait: bool = True) -> Dashboard:
    """Read the Dashboard; `since` is an aware instant, usually the last visit (None: no changes are told).

    The ratings at a snapshot met for the first time take long in a large plan; without `wait` they are left out and
    the snapshot is `pending`: comparison.count_at and keep_comparison give them.
    """
    plan.refresh_day()
    vocabulary = read_vocabulary(plan, used=False)
    snapshot = last_snapshot(plan)
    comparison = known_comparison(plan, snapshot) if snapshot is not None else None
    if snapshot is not None and comparison is None and wait:
        comparison = keep_comparison(plan, snapshot, count_at(plan, snapshot))
    with plan.store.reading() as connection:
        rated = sql.rated_actions(connection)
        by_issue = bars_by_issue(connection, vocabulary.key_issues, rated)
        by_area = bars_by_area(connection, vocabulary.areas, rated, partnership=plan.meta.partnership, today=plan.today)
    counts = counts_of(row.brag for row in rated.values())
    return Dashboard(
        today=plan.today,
        total=counts.rated + counts.outside,
        outside=counts.outside,
        cards=_cards(counts, rated, comparison),
        by_issue=by_issue,
        by_area=by_area,
        overdue=_worklist(plan, OVERDUE, "due"),
        next_due=_worklist(plan, NEXT_DUE, "due"),
        no_update=_worklist(plan, NO_UPDATE, "updated"),
        milestones=_milestones(plan),
        changes=read_changes(plan, since) if since is not None else NO_CHANGES,
        comparison=comparison,
        pending=snapshot if snapshot is not None and comparison is None else None,
    )


def _cards(counts: BragCounts, rated: Rated, comparison: Comparison | None) -> tuple[Card, ...]:
    reasons = Counter(rating_word(Brag.GREY, Why(row.why_code)) for row in rated.values() if row.brag == Brag.GREY)
    grey = tuple(sorted(reasons.items(), key=lambda reason: (-reason[1], reason[0])))
    return tuple(
        Card(
            brag,
            _grey_word(grey) if brag is Brag.GREY else RATING_LOOKS[brag].word,
            counts.of(brag),
            None if comparison is None else counts.of(brag) - comparison.counts.of(brag),
            f"rating:{brag}",
            grey if brag is Brag.GREY and len(grey) > 1 else (),
        )
        for brag in BRAG_ORDER
    )


def _grey_word(reasons: Sequence[tuple[str, int]]) -> str:
    """The one reason there is; the board report says "Grey" as well where there are several."""
    if len(reasons) > 1:
        return "Grey"
    return reasons[0][0] if reasons else "Not started"


def _worklist(plan: OpenPlan, text: str, sort: str) -> Worklist:
    # Asked of the same query as the list it opens, so that the figure and the list cannot differ.
    keys = list_keys(plan, ListQuery(text=text, sort=sort))
    rows = read_rows(plan, keys[:ROWS])
    with plan.store.reading() as connection:
        named = sql.name_actions(connection, [row.id for row in rows])
    return Worklist(
        text,
        len(keys),
        tuple(
            _listed(row, named[row.id].lead if row.id in named else row.lead, _days(row, text, plan.today))
            for row in rows
        ),
    )


def _days(row: ActionRow, text: str, today: dt.date) -> int | None:
    day = row.latest_update_on if text == NO_UPDATE else row.due
    return None if day is None else abs((today - day).days)


def _listed(row: ActionRow, lead: str | None, days: int | None) -> Listed:
    return Listed(row.id, row.ref, row.title, row.brag, row.rating_word, lead or "", row.due, days)


def _milestones(plan: OpenPlan) -> Milestones:
    quarter = quarter_of(plan.today)
    with plan.store.reading() as connection:
        found = sql.open_milestones(connection, quarter.first, quarter.last)
    return Milestones(quarter.label, len(found), tuple(_due(row, plan.today) for row in found[:MILESTONES]))


def _due(row: sql.DueMilestone, today: dt.date) -> DueMilestone:
    brag = Brag(row.brag) if row.brag else None
    return DueMilestone(
        row.action,
        row.ref or "",
        row.action_title or "",
        brag,
        rating_word(brag, Why(row.why_code)) if row.why_code else "",
        row.title or "",
        row.due_on,
        max(0, (today - row.due_on).days),
    )
