"""The Reports page: which report, its options, and what it will look like, before it is saved or printed."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from csa_tracker.errors import UserError
from csa_tracker.reports.options import ReportOptions
from csa_tracker.reports.registry import REPORTS
from ui.ask import PDFS, Ask
from ui.kit.boxes import column, row, rule
from ui.kit.buttons import button
from ui.kit.job import Job
from ui.look.worn import RAIL_FROM, look, px
from ui.reports.options_form import OptionsForm
from ui.reports.paper import Paper
from ui.reports.paper_view import Zoom
from ui.reports.preview import Preview
from ui.reports.printing import NO_PRINTER, Printing, SystemPrinting
from ui.reports.proof import ProofMaker
from ui.reports.report_list import ReportList
from ui.reports.sides import OPTIONS, PREVIEW, Sides, Strip
from ui.reports.source import ReportReader, ReportSource, proposed_name, with_suffix
from ui.reports.words import replaced_words
from ui.reports.worker import lay_out, print_out, write_out
from ui.session import Session
from ui.shown import plural

if TYPE_CHECKING:
    from csa_tracker.reports.pdf.build import BuiltPdf
    from csa_tracker.reports.write import WrittenReport

NARROW_BELOW = 1000
"""Width of this page, in pixels of the design, under which the preview stands behind a tab."""
_FOLDER, _ZOOM = "report_folder", "report_zoom"


class ReportsPage(QWidget):
    """Reports of a plan.

    `said` carries the words of a toast, the words of its one step ("" for none) and what that does (None for nothing);
    `problem` a headline and the UserError of a report that was not saved or printed.
    `folder` is proposed for the first report; afterwards the folder of the last one is. `options` are those of a page
    that is built anew in another look.
    """

    said = Signal(str, str, object)
    problem = Signal(str, object)

    def __init__(
        self,
        session: Session,
        ask: Ask,
        *,
        folder: Path,
        options: ReportOptions | None = None,
        printing: Printing | None = None,
    ) -> None:
        super().__init__()
        self._session, self._ask, self._folder = session, ask, folder
        self._printing = printing or SystemPrinting()
        self._reader = ReportReader(session)
        self._source: ReportSource | None = None
        self._state: tuple[object, ...] = ()
        self._narrow: bool | None = None
        self.list = ReportList()
        self.form = OptionsForm(options or ReportOptions())
        self.form.show_report(REPORTS[self._name])
        self.preview = Preview(self._title.lower())
        self.save = button("Save PDF", kind="primary", mark="file")
        self.proofs = ProofMaker(self)
        self._sides, self._edge, self._strip = Sides(self.list, self.form), rule(upright=True), Strip()
        self.tabs = self._strip.tabs
        self._lay_out()
        self._connect()
        self.preview.choose_zoom(self._kept_zoom())
        self._arrange()

    @property
    def _name(self) -> str:
        return self.list.chosen().key

    @property
    def _title(self) -> str:
        return self.list.chosen().title

    @property
    def options(self) -> ReportOptions:
        """What is chosen now, to be kept over a rebuild."""
        return self.form.options()

    def is_narrow(self) -> bool:
        """Say whether the preview stands behind a tab."""
        return look().scale >= RAIL_FROM or self.width() < px(NARROW_BELOW)

    def focus_first(self) -> None:
        """Take the keyboard: the list of reports, or the preview when that is in front."""
        self.list.setFocus() if self.list.isVisibleTo(self) else self.preview.view.sheet.setFocus()

    def commit(self) -> None:
        """Take what is typed; nothing here changes the plan."""
        self.form.check()

    def refresh(self) -> None:
        """Read the plan again and make the preview anew, at once."""
        self._source = None
        self._look_at_plan()

    def save_pdf(self) -> None:
        """Ask for a name, then write the report in the background."""
        source = self._ready()
        if source is None:
            return
        proposed = proposed_name(self._session, self._name, self._kept_folder())
        target = self._ask.save_file(self.window(), f"Save {self._title.lower()}", PDFS, proposed=proposed)
        if target is None:
            return
        job = Job(partial(write_out, source, self._name, self.options, with_suffix(target)), self.window())
        job.done.connect(self._saved)
        job.refused.connect(self._not_saved)
        self.said.emit(f"Writing the {self._title.lower()}…", "", None)
        job.start()

    def print_report(self) -> None:
        """Print the report where there is a printer; say so where there is none."""
        source = self._ready()
        if source is None:
            return
        if not self._printing.is_there():
            self.preview.remark.say(NO_PRINTER)
            return
        title = proposed_name(self._session, self._name, Path()).stem
        printer = self._printing.choose(self.window(), pages=self.preview.view.pages, title=title)
        if printer is None:
            return
        job = Job(partial(print_out, source, self._name, self.options, printer), self.window())
        job.done.connect(self._printed)
        job.refused.connect(self._not_printed)
        self.said.emit(f"Printing the {self._title.lower()}…", "", None)
        job.start()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        """Make the first preview, and a new one after the plan was changed on another page."""
        super().showEvent(event)
        self._arrange()
        self._look_at_plan()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Put the preview behind a tab, or beside the options."""
        super().resizeEvent(event)
        self._arrange()

    def _connect(self) -> None:
        self.form.changed.connect(self._options_changed)
        self.list.selectionModel().currentChanged.connect(self._report_chosen)
        self.save.clicked.connect(self.save_pdf)
        self.tabs.currentChanged.connect(self._show_tab)
        self.preview.print_wanted.connect(self.print_report)
        self.preview.again_wanted.connect(self.refresh)
        self.preview.zoomed.connect(self._keep_zoom)
        self.proofs.made.connect(self._made)
        self.proofs.refused.connect(self._refused)
        self.proofs.working.connect(self.preview.say_working)
        self._session.follow(self._look_at_plan)

    def _lay_out(self) -> None:
        body = row(self._sides, self._edge, self.preview, gap=0)
        body.setStretch(2, 1)
        whole = column(self._strip, body, gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _arrange(self) -> None:
        narrow = self.is_narrow()
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self._strip.setVisible(narrow)
        self._edge.setVisible(not narrow)
        self._sides.arrange(narrow=narrow)
        self.preview.arrange(narrow=narrow)
        if self.save.parentWidget() is None or self.isAncestorOf(self.save):  # the window may have put it elsewhere
            (self._strip if narrow else self._sides).take_button(self.save)
        order = [self.tabs, self.list, *self.form.controls(), self.save, *self.preview.controls()]
        for one, other in pairwise(order):
            QWidget.setTabOrder(one, other)
        self._show_tab()

    def _show_tab(self) -> None:
        in_front = self.tabs.currentIndex()
        self._sides.setVisible(not self._narrow or in_front == OPTIONS)
        self.preview.setVisible(not self._narrow or in_front == PREVIEW)

    def _look_at_plan(self) -> None:
        """Follow the plan while this page is in front; otherwise that waits until it is."""
        if self.isVisible() and not self._session.is_closed:
            self._read_plan()

    def _read_plan(self) -> None:
        """Read the plan when it is another than last time: reading a large one takes a while."""
        try:
            state = (self._session.info().transactions, self._session.today, self._session.author)
            if state == self._state and self._source is not None:
                return
            self._source = None
            self._reader.forget()
            source = self._reader.read("board", ReportOptions())
            self.form.show_source(source, self._reader.choices())
        except UserError as error:
            self._refused(error)
            return
        self._state, self._source = state, source
        self._propose(at_once=True)

    def _report_chosen(self) -> None:
        self._sides.say_title(self._title)
        self.preview.name(self._title.lower())
        self.form.show_report(REPORTS[self._name])
        self._propose(at_once=True)

    def _options_changed(self) -> None:
        self._propose(at_once=False)

    def _propose(self, *, at_once: bool) -> None:
        if self._source is None:
            return
        try:
            self._source = self._reader.read(self._name, self.options)
        except UserError as error:
            self._refused(error)
            return
        self.proofs.want(partial(lay_out, self._source, self._name, self.options), at_once=at_once)

    def _made(self, built: BuiltPdf) -> None:
        self.list.entries.say(self._name, plural(built.pages, "page"))
        self.preview.show_paper(Paper(built.data, built.pages), replaced_words(built.replacements))

    def _refused(self, error: UserError) -> None:
        self.preview.show_trouble(error)

    def _ready(self) -> ReportSource | None:
        """Return what to report on, None when something typed has to be put right first or the plan cannot be read."""
        if not self.form.check():
            self.tabs.setCurrentIndex(OPTIONS)
            self.form.focus_problem()
            return None
        self._read_plan()
        try:
            return self._reader.read(self._name, self.options) if self._source is not None else None
        except UserError as error:
            self._refused(error)
            return None

    def _saved(self, written: WrittenReport) -> None:
        self._session.plan.profile.change_settings({_FOLDER: str(written.path.parent)})
        self.preview.remark.say(replaced_words(written.replacements))
        words = f"{self._title} saved: {written.path.name}, {plural(written.pages, 'page')}."
        self.said.emit(words, "Show in folder", partial(self._ask.show_folder, written.path))

    def _not_saved(self, error: UserError) -> None:
        self.problem.emit(f"The {self._title.lower()} was not saved", error)

    def _printed(self, name: str) -> None:
        self.said.emit(f"{self._title} sent to {name}." if name else f"{self._title} sent to the printer.", "", None)

    def _not_printed(self, error: UserError) -> None:
        self.problem.emit(f"The {self._title.lower()} was not printed", error)

    def _kept_folder(self) -> Path:
        kept = self._session.plan.profile.read_settings().get(_FOLDER)
        return Path(kept) if isinstance(kept, str) and Path(kept).is_dir() else self._folder

    def _kept_zoom(self) -> Zoom:
        kept = self._session.plan.profile.read_settings().get(_ZOOM)
        if isinstance(kept, str) and kept in set(Zoom):
            return Zoom(kept)
        return Zoom.PAGE if look().scale < RAIL_FROM else Zoom.WIDTH  # large text, and then a page one cannot read?

    def _keep_zoom(self, zoom: Zoom) -> None:
        self._session.plan.profile.change_settings({_ZOOM: zoom.value})
