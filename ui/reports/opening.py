"""Opens the sheets of the Reports page over the window, and does what is decided in them."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from csa_tracker.plan.press_orders import saved_options
from csa_tracker.plan.published import kept_here, list_published, published_by
from csa_tracker.plan.publishing import next_number
from csa_tracker.reports.registry import REPORTS
from csa_tracker.rules.dates import show_date
from ui.reports import kept
from ui.reports.naming import Format, published_name, with_suffix
from ui.reports.press import PRESS, place_of
from ui.reports.publish_sheet import PublishSheet
from ui.reports.published_sheet import PublishedSheet
from ui.reports.saved_sheet import SavedSheet
from ui.reports.worker import publish_out, write_again
from ui.shown import plural

if TYPE_CHECKING:
    from csa_tracker.plan.published import Published
    from csa_tracker.plan.publishing import Again
    from csa_tracker.plan.saved_reports import SavedReport
    from csa_tracker.reports.options import ReportOptions
    from csa_tracker.reports.watch import Watch
    from ui.reports.page import ReportsPage
    from ui.shell.window import MainWindow

_NO_AS_AT = "The window reports on today; its day is left out."


def open_publish(window: MainWindow) -> None:
    """Ask whether the report on the page is to be published, and publish it in the background."""
    page = _page(window)
    if page is None or window.session is None or window.session.read_only or not page.is_ready():
        return
    session, report, options = window.session, REPORTS[page.list.chosen().key], page.signed()
    title = report.title
    number = next_number(session.plan)
    facts = [
        ("Number", f"Report {number}"),
        ("Plan", session.info().name),
        ("Period", page.form.period.currentText() or options.period),
        ("Snapshot", f"“{title} {number}”: the plan as it is on {show_date(session.today)}"),
        ("Author", options.author or "nobody"),
        ("Marking", page.form.marking.currentText()),
    ]
    sheet = PublishSheet(title, [(name, what) for name, what in facts if what])
    sheet.accepted.connect(partial(_publish, window, page, report.name, options))
    window.open_sheet(sheet)


def _publish(window: MainWindow, page: ReportsPage, name: str, options: ReportOptions) -> None:
    session = window.session
    if session is None:
        return

    def done(result: object) -> None:
        published = cast("Published", result)
        session.look_for_changes()
        words = f"Published as report {published.number}: {published.title}, {plural(published.pages, 'page')}."
        page.said.emit(words, "Save a copy…", partial(save_again, window, published, page.form.pdf))

    page.deeds.run(
        partial(publish_out, place=place_of(session.plan), name=name, options=options),
        doing=f"Publishing the {REPORTS[name].title.lower()}",
        done=done,
        failed="The report was not published",
    )


def open_published(window: MainWindow) -> None:
    """Open the list of published papers."""
    page = _page(window)
    if page is None or window.session is None:
        return
    plan = window.session.plan
    sheet = PublishedSheet(list_published(plan), by=published_by(plan), kept=kept_here(plan))

    def again(published: Published, kind: Format) -> None:
        sheet.accept()
        save_again(window, published, kind)

    sheet.again_wanted.connect(again)
    window.open_sheet(sheet)


def save_again(window: MainWindow, published: Published, kind: Format) -> None:
    """Ask for a name and write a published paper again, in the background."""
    page = _page(window)
    if page is None or window.session is None:
        return
    proposed = published_name(window.session, published.title, published.number, page.folder, kind.ending)
    target = window.ask.save_file(window, f"Save report {published.number} again", kind.kind, proposed=proposed)
    if target is None:
        return

    def done(result: object) -> None:
        made, path = cast("tuple[Again, Path]", result)
        kept.keep_folder(window.profile, path)
        page.said.emit(_again_words(made, path), "Show in folder", partial(window.ask.show_folder, path))

    page.deeds.run(
        partial(
            write_again,
            place=place_of(window.session.plan),
            published=published.id,
            target=with_suffix(target, kind.ending),
        ),
        doing=f"Saving report {published.number} again",
        done=done,
        failed=f"Report {published.number} was not saved again",
    )


def _again_words(made: Again, path: Path) -> str:
    if not made.as_kept:
        how = "made anew, it says exactly what was published"
    elif path.suffix.lower() == ".pdf":
        how = "the very file that was published"
    else:
        how = "with what was published"
    return f"Report {made.published.number} saved again: {path.name}, {how}."


def open_saved(window: MainWindow) -> None:
    """Open the saved reports; the one that is used is shown on the page."""
    page = _page(window)
    if page is None or window.session is None:
        return
    lists = window.session.vocabulary()
    words = {one.code: one.label for one in (*lists.partnerships, *lists.key_issues)}
    sheet = SavedSheet(window.profile, page.list.chosen().key, page.form.typed(), words=words)

    def use(saved: SavedReport) -> None:
        sheet.accept()
        _use(window, page, saved)

    sheet.chosen.connect(use)
    window.open_sheet(sheet)


def _use(window: MainWindow, page: ReportsPage, saved: SavedReport) -> None:
    session = window.session
    if session is None:
        return
    typed = dict(saved.typed)
    day = typed.pop("as_at", "")
    order = partial(saved_options, place=place_of(session.plan), report=saved.report, typed=typed)

    def read(watch: Watch) -> object:
        return PRESS.make(order, watch=watch)

    def done(result: object) -> None:
        page.take(saved.report, cast("ReportOptions", result), date=str(typed.get("meeting_date", "")))
        words = f"“{saved.name}” is on the page."
        page.said.emit(f"{words} {_NO_AS_AT}" if day else words, "", None)
        page.focus_first()

    page.deeds.run(read, doing=f"Opening “{saved.name}”", done=done, failed=f"“{saved.name}” was not opened")


def _page(window: MainWindow) -> ReportsPage | None:
    """Go to the Reports page, unless a sheet is in the way or something typed cannot be kept."""
    if window.view is None or window.overlay is not None or not window.finish_typing():
        return None
    return window.view.reports()
