"""What a window orders from the press: what may be chosen, a report as a file, one to publish, one again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from csa_tracker.plan.moments import list_snapshots
from csa_tracker.plan.press import Bench, PlanPlace
from csa_tracker.plan.published import list_published, since_words
from csa_tracker.plan.vocabulary import read_vocabulary
from csa_tracker.reports.choices import QuarterChoice, marking_choices, quarter_choices
from csa_tracker.reports.options import ReportOptions
from csa_tracker.reports.watch import Watch

if TYPE_CHECKING:
    from csa_tracker.plan.publishing import Again, Prepared
    from csa_tracker.reports.write import BuiltPaper

Choices = tuple[tuple[str, str], ...]
"""What may be chosen: (words, value)."""


@dataclass(frozen=True, slots=True)
class Offers:
    """What a plan allows to choose for its reports; `choices` by the name of the option."""

    today: dt.date
    quarters: tuple[QuarterChoice, ...]
    markings: tuple[str, ...]
    choices: Mapping[str, Choices]


def offer(bench: Bench, watch: Watch, *, place: PlanPlace) -> Offers:
    """Say what may be chosen. Raises UserError as `marking_choices` does."""
    watch(0, 0)
    with bench.open(place) as plan:
        actions, words = bench.actions(plan), read_vocabulary(plan)
        info = bench.source(plan, "annual", ReportOptions()).info
        used = {action.partnership for action in actions}
        areas = {area for action in actions for area in action.areas}
        leads = {" ".join(action.lead.split()) for action in actions} - {""}
        published = list_published(plan)
        theirs = {one.snapshot for one in published}
        snapshots = [one for one in list_snapshots(plan) if one.id not in theirs]
        return Offers(
            plan.today,
            quarter_choices(info, today=plan.today),
            marking_choices(info, actions),
            {
                "partnership": tuple((one.label, one.code) for one in words.partnerships if one.code in used),
                "areas": tuple((area, area) for area in sorted(areas)),
                "issues": tuple((one.label, one.code) for one in words.key_issues),
                "lead": tuple((lead, lead) for lead in sorted(leads, key=str.casefold)),
                "action": tuple((f"{action.ref} {action.title}", action.ref) for action in actions),
                "since": (
                    *((since_words(one), one.since) for one in reversed(published)),
                    *((f"Snapshot “{one.name}”", one.name) for one in reversed(snapshots)),
                ),
            },
        )


def build(bench: Bench, watch: Watch, *, place: PlanPlace, name: str, options: ReportOptions, kind: str) -> BuiltPaper:
    """Make a report as ".pdf", ".html" or ".xlsx"; the one made last is kept: what was previewed is saved at once.

    Raises UserError as `make_paper` and `build_paper` do.
    """
    from csa_tracker.reports.make import make_paper
    from csa_tracker.reports.write import build_paper

    watch(0, 0)
    with bench.open(place) as plan:
        key = (name, options, kind)
        if key not in bench.built:
            paper = make_paper(name, bench.source(plan, name, options), options)
            watch(0, 0)
            built = build_paper(paper, kind, watch=watch)
            bench.built.clear()
            bench.built[key] = built
        return bench.built[key]


def prepare(bench: Bench, watch: Watch, *, place: PlanPlace, name: str, options: ReportOptions) -> Prepared:
    """Make a report that is to be published. Raises UserError as `prepare_report` does."""
    from csa_tracker.plan.publishing import prepare_report

    with bench.open(place) as plan:
        return prepare_report(plan, name, options, watch=watch)


def again(bench: Bench, watch: Watch, *, place: PlanPlace, published: str, kind: str) -> Again:
    """Make a published report (its id) again. Raises UserError as `published_again` does."""
    from csa_tracker.plan.publishing import published_again

    watch(0, 0)
    with bench.open(place) as plan:
        return published_again(plan, published, kind, watch=watch)


def saved_options(
    bench: Bench, watch: Watch, *, place: PlanPlace, report: str, typed: Mapping[str, str | Sequence[str]]
) -> ReportOptions:
    """Read what is kept under a name for the plan as it is now. Raises UserError as `read_options` does."""
    from csa_tracker.plan.report_choices import find_report, read_options

    watch(0, 0)
    with bench.open(place) as plan:
        return read_options(plan, find_report(report), typed)
