"""The places of the tour on the Reports page: a report with its preview, one that is narrowed, and an empty plan."""

from __future__ import annotations

from ui.tour import Opened, Place, Tour


def _reports(tour: Tour) -> None:
    tour.show_report()


def _report_with_choices(tour: Tour) -> None:
    """A report that is about one key issue, with all it may be narrowed to."""
    page = tour.show_report()
    page.list.choose("issue")
    tour.until(lambda: page.proofs.is_idle)


def _preview(tour: Tour) -> None:
    """The preview in front, where it stands behind a tab."""
    page = tour.show_report()
    page.tabs.setCurrentIndex(page.tabs.count() - 1)


REPORT_PLACES = (
    Place("reports", Opened.FILLED, _reports),
    Place("reports-preview", Opened.FILLED, _preview),
    Place("reports-choices", Opened.FILLED, _report_with_choices),
    Place("reports-empty", Opened.EMPTY, _reports),
)
