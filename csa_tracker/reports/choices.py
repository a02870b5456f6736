"""What may be chosen for a report: which quarter it prints, and which protective marking it may carry."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from csa_tracker.reports.period import period_of
from csa_tracker.rules.fields import MARKINGS
from csa_tracker.rules.markings import OFFICIAL, highest
from csa_tracker.rules.years import Span, financial_year_of, quarter_of
from csa_tracker.values import Action, PlanInfo


@dataclass(frozen=True, slots=True)
class QuarterChoice:
    """A quarter to choose: "Quarter 2, 2026/27", its months in words, and the period as the paper prints it."""

    label: str
    months: str
    printed: str


def quarter_choices(info: PlanInfo, *, today: dt.date) -> tuple[QuarterChoice, ...]:
    """Return the quarters of the plan in order, and today's also where the plan does not reach it."""
    spans = [quarter_of(info.period_start)]
    while spans[-1].last < info.period_end:
        spans.append(quarter_of(spans[-1].last + dt.timedelta(days=1)))
    now = quarter_of(today)
    return tuple(map(_choice, sorted({*spans, now}, key=lambda span: span.first)))


def marking_choices(info: PlanInfo, actions: Iterable[Action]) -> tuple[str, ...]:
    """Return the markings a paper may carry, the least first: the plan and its actions set that one.

    Raises UserError("marking-too-high") where an action holds a marking that does not belong here.
    """
    live = (action.marking for action in actions if not action.deleted)
    least = highest((info.marking, *live), at_least=OFFICIAL)
    return MARKINGS[MARKINGS.index(least) :]


def _choice(span: Span) -> QuarterChoice:
    printed = period_of(span.first)
    number = (span.first.month - 4) % 12 // 3 + 1
    return QuarterChoice(
        f"Quarter {number}, {financial_year_of(span.first).label}", printed.partition(" (")[0], printed
    )
