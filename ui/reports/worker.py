"""What reports do on a thread: each waits for the press, then writes, keeps or prints what it made.

The services are loaded here, by the thread, so that the page comes up at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from csa_tracker.plan.press import PlanPlace
from csa_tracker.profile import Profile
from csa_tracker.reports.options import ReportOptions
from csa_tracker.reports.watch import Watch, unwatched
from csa_tracker.workspace import open_plan
from ui.reports.paper import Paper, load
from ui.reports.press import PRESS
from ui.reports.printing import print_paper

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from csa_tracker.plan.press_orders import Offers
    from csa_tracker.plan.published import Published
    from csa_tracker.plan.publishing import Again, Prepared
    from csa_tracker.reports.write import BuiltPaper, WrittenReport

_PROOF_PATIENCE = 5.0
"""Seconds a preview nobody wants any more may take to stop: ending its process would forget what it has read."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What may be chosen, as a thread brings it."""

    offers: Offers


def lay_out(place: PlanPlace, name: str, options: ReportOptions) -> BuiltPaper:
    """Lay a report out for the preview. Raises UserError as `build` and `Press.make` do."""
    from csa_tracker.plan.press_orders import build

    order = partial(build, place=place, name=name, options=options, kind=".pdf")
    return cast("BuiltPaper", PRESS.make(order, patience=_PROOF_PATIENCE))


def look_up(place: PlanPlace) -> Looked:
    """Say what may be chosen. Raises UserError as `offer` and `Press.make` do."""
    from csa_tracker.plan.press_orders import offer

    load()  # for the preview that comes next
    return Looked(cast("Offers", PRESS.make(partial(offer, place=place), patience=_PROOF_PATIENCE)))


def write_out(watch: Watch, *, place: PlanPlace, name: str, options: ReportOptions, target: Path) -> WrittenReport:
    """Write a report to a file. Raises UserError; then nothing was replaced and nothing is left over."""
    from csa_tracker.plan.press_orders import build
    from csa_tracker.reports.write import WrittenReport, write_bytes

    order = partial(build, place=place, name=name, options=options, kind=target.suffix)
    built = cast("BuiltPaper", PRESS.make(order, watch=watch))
    write_bytes(built.data, target)
    return WrittenReport(target, built.pages, built.replacements)


def publish_out(watch: Watch, *, place: PlanPlace, name: str, options: ReportOptions) -> Published:
    """Publish a report. Raises UserError as `publish_report` and `Press.make` do; then nothing was published."""
    from csa_tracker.plan.press_orders import prepare
    from csa_tracker.plan.publishing import TRIES, busy, keep_prepared

    for _ in range(TRIES):
        order = partial(prepare, place=place, name=name, options=options)
        prepared = cast("Prepared", PRESS.make(order, watch=watch))
        with open_plan(place.path, profile=Profile(place.profile), clock=place.clock) as plan:
            published = keep_prepared(plan, prepared)
        if published is not None:
            return published
    raise busy()


def write_again(watch: Watch, *, place: PlanPlace, published: str, target: Path) -> tuple[Again, Path]:
    """Write a published report (its id) again. Raises UserError; then nothing was replaced."""
    from csa_tracker.plan.press_orders import again
    from csa_tracker.reports.write import write_bytes

    order = partial(again, place=place, published=published, kind=target.suffix)
    made = cast("Again", PRESS.make(order, watch=watch))
    write_bytes(made.built.data, target)
    return made, target


def print_out(
    watch: Watch = unwatched, *, place: PlanPlace, name: str, options: ReportOptions, printer: QPrinter
) -> str:
    """Print a report; returns the printer's name. Raises UserError as `lay_out` and `print_paper` do."""
    from csa_tracker.plan.press_orders import build

    order = partial(build, place=place, name=name, options=options, kind=".pdf")
    built = cast("BuiltPaper", PRESS.make(order, watch=watch))
    return print_paper(Paper(built.data, built.pages), printer)
