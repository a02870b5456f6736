"""The places of the tour on the Reports page: previews, one at work, and the sheets about papers."""

from __future__ import annotations

from csa_tracker.plan.published import list_published
from csa_tracker.plan.publishing import publish_report
from csa_tracker.plan.saved_reports import save_report
from csa_tracker.reports.options import ReportOptions
from ui.reports.page import ReportsPage
from ui.reports.publish_sheet import PublishSheet
from ui.reports.published_sheet import PublishedSheet
from ui.reports.saved_sheet import SavedSheet
from ui.tour import Opened, Place, Tour

_SAVED: tuple[tuple[str, str, dict[str, str | tuple[str, ...]]], ...] = (
    ("Pennine board", "board", {"meeting": "Pennine Community Safety Partnership Board", "partnership": "BUR"}),
    ("Road safety, each quarter", "issue", {"issues": ("road-safety",)}),
    ("Scrutiny committee", "annual", {}),
)


def _page(tour: Tour) -> ReportsPage:
    """The page with its preview made, and nothing at work."""
    page = tour.show_report()
    page.progress.end()
    return page


def _reports(tour: Tour) -> None:
    _page(tour)


def _report_with_choices(tour: Tour) -> None:
    """A report that is about one key issue, with all it may be narrowed to."""
    page = _page(tour)
    page.list.choose("issue")
    tour.until(lambda: page.proofs.is_idle)


def _preview(tour: Tour) -> None:
    """The preview in front, where it stands behind a tab."""
    page = _page(tour)
    if page.is_narrow():
        page.tabs.setFocus()
    page.tabs.setCurrentIndex(page.tabs.count() - 1)


def _at_work(tour: Tour) -> None:
    """A long report on its way, with how far it is and the way out."""
    page = _page(tour)
    page.progress.begin("Writing the board progress report")
    page.progress.say(118, 412)
    page.progress.show()


def _publish(tour: Tour) -> None:
    page = _page(tour)
    page.list.choose("board")
    tour.until(lambda: page.proofs.is_idle)
    tour.window.run("publish")


def _published(tour: Tour) -> None:
    """Two papers, the later one on top."""
    plan = tour.session.plan
    if not list_published(plan):
        publish_report(plan, "board", ReportOptions(meeting="Pennine Board"))
        publish_report(plan, "exceptions")
        tour.session.tell()
    _page(tour)
    tour.window.run("published")


def _saved(tour: Tour) -> None:
    for name, report, typed in _SAVED:
        save_report(tour.window.profile, name, report, typed)
    _page(tour)
    tour.window.run("saved-reports")


def _renaming(tour: Tour) -> None:
    """A saved report about to be renamed, in a name that another one has."""
    _saved(tour)
    sheet = tour.window.overlay.sheet if tour.window.overlay is not None else None
    assert isinstance(sheet, SavedSheet)
    sheet.begin_renaming()
    sheet.name.setText(_SAVED[1][0])
    sheet.keep_name()


def _nothing_published(tour: Tour) -> None:
    _page(tour)
    tour.window.run("published")


REPORT_PLACES = (
    Place("reports", Opened.FILLED, _reports),
    Place("reports-preview", Opened.FILLED, _preview),
    Place("reports-choices", Opened.FILLED, _report_with_choices),
    Place("reports-at-work", Opened.FILLED, _at_work),
    Place("reports-publish", Opened.FILLED, _publish, PublishSheet),
    Place("reports-published", Opened.FILLED, _published, PublishedSheet),
    Place("reports-saved", Opened.FILLED, _saved, SavedSheet),
    Place("reports-saved-renaming", Opened.FILLED, _renaming, SavedSheet),
    Place("reports-empty", Opened.EMPTY, _reports),
    Place("reports-published-empty", Opened.EMPTY, _nothing_published, PublishedSheet),
)
