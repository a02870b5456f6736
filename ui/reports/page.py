"""The Reports page: which report, its options, and what it will look like, before it is saved or printed."""

from __future__ import annotations

from dataclasses import replace
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
from ui.ask import Ask
from ui.kit.boxes import column, row, rule
from ui.kit.buttons import button
from ui.kit.text import set_tip
from ui.look.worn import RAIL_FROM, look, px
from ui.reports import kept
from ui.reports.deeds import Deeds
from ui.reports.naming import Format, proposed_name, with_suffix
from ui.reports.options_form import OptionsForm
from ui.reports.paper import Paper
from ui.reports.press import GIVEN_UP, place_of
from ui.reports.preview import Preview
from ui.reports.printing import NO_PRINTER, Printing, SystemPrinting
from ui.reports.progress_line import ProgressLine
from ui.reports.proof import ProofMaker
from ui.reports.report_list import ReportList
from ui.reports.sides import OPTIONS, PREVIEW, Sides, Strip
from ui.reports.words import replaced_words
from ui.reports.worker import Looked, lay_out, look_up, print_out, write_out
from ui.session import Session
from ui.shown import plural

if TYPE_CHECKING:
    from csa_tracker.plan.press_orders import Offers
    from csa_tracker.reports.write import BuiltPaper, WrittenReport

NARROW_BELOW = 1000
"""Width of this page, in pixels of the design, under which the preview stands behind a tab."""


class ReportsPage(QWidget):
    """Reports of a plan.

    `said` carries the words of a toast, the words of its one step ("" for none) and what that does (None for nothing);
    `problem` a headline and the UserError of a report that was not saved or printed. The three wishes open sheets.
    `folder` is proposed for the first report; afterwards the folder of the last one is. `options` are those of a page
    that is built anew in another look.
    """

    said = Signal(str, str, object)
    problem = Signal(str, object)
    publish_wanted = Signal()
    saved_wanted = Signal()
    published_wanted = Signal()

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
        self._offers: Offers | None = None
        self._state: tuple[object, ...] = ()
        self._narrow: bool | None = None
        self.list = ReportList()
        self._profile = session.plan.profile
        self.form = OptionsForm(options or ReportOptions(), kept.kept_format(self._profile))
        self.form.show_report(REPORTS[self._name])
        self.preview = Preview(self._title.lower())
        self.save = button(self.form.format.step, kind="primary", mark="file")
        self.publish = button("Publish…", name="Publish: number it and keep it in the plan")
        self.progress = ProgressLine()
        self.deeds = Deeds(self.progress, self)
        self.proofs = ProofMaker(self)
        self._sides, self._edge, self._strip = Sides(self.list, self.form), rule(upright=True), Strip()
        self._sides.say_format(self.form.format)
        if session.read_only:
            self.publish.setEnabled(False)
            set_tip(self.publish, session.read_only)
        self.tabs = self._strip.tabs
        self._lay_out()
        self._connect()
        self.preview.choose_zoom(kept.kept_zoom(self._profile))
        self._arrange()

    @property
    def _name(self) -> str:
        """The report that is chosen."""
        return self.list.chosen().key

    @property
    def _title(self) -> str:
        return self.list.chosen().title

    @property
    def options(self) -> ReportOptions:
        """What is chosen now, to be kept over a rebuild."""
        return self.form.options()

    @property
    def folder(self) -> Path:
        """The folder that the next file is proposed for."""
        return kept.kept_folder(self._profile, self._folder)

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
        self._offers, self._state = None, ()
        self._look_at_plan()

    def save_report(self) -> None:
        """Ask for a name, then write the report in the background."""
        if not self.is_ready():
            return
        form, name, title = self.form.format, self._name, self._title
        proposed = proposed_name(self._session, name, self.folder, ending=form.ending)
        target = self._ask.save_file(self.window(), f"Save {title.lower()}", form.kind, proposed=proposed)
        if target is None:
            return
        place, options = place_of(self._session.plan), self.signed()
        write = partial(write_out, place=place, name=name, options=options, target=with_suffix(target, form.ending))
        self.deeds.run(
            write, doing=f"Writing the {title.lower()}", done=partial(self._saved, title),
            failed=f"The {title.lower()} was not saved",
        )  # fmt: skip

    def print_report(self) -> None:
        """Print the report where there is a printer; say so where there is none."""
        if not self.is_ready():
            return
        if not self._printing.is_there():
            self.preview.remark.say(NO_PRINTER)
            return
        title, name = self._title, self._name
        document = proposed_name(self._session, name, Path()).stem
        printer = self._printing.choose(self.window(), pages=self.preview.view.pages, title=document)
        if printer is None:
            return
        out = partial(print_out, place=place_of(self._session.plan), name=name, options=self.signed(), printer=printer)
        self.deeds.run(
            out, doing=f"Printing the {title.lower()}", done=partial(self._printed, title),
            failed=f"The {title.lower()} was not printed",
        )  # fmt: skip

    def signed(self) -> ReportOptions:
        """Return what is chosen; the person who works here is the author unless another is named."""
        chosen = self.options
        return chosen if chosen.author else replace(chosen, author=self._session.author)

    def take(self, report: str, options: ReportOptions, *, date: str = "") -> None:
        """Choose a report and its options; `date` is the meeting date as it was typed."""
        self.list.choose(report)
        self.form.take(options, date=date)

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
        self.form.format_changed.connect(self._format_chosen)
        self.save.clicked.connect(self.save_report)
        self.publish.clicked.connect(self.publish_wanted)
        self.deeds.said.connect(self.said)
        self.deeds.problem.connect(self.problem)
        self.deeds.ended.connect(self._deed_ended)
        self.tabs.currentChanged.connect(self._show_tab)
        self.preview.print_wanted.connect(self.print_report)
        self.preview.again_wanted.connect(self.refresh)
        self.preview.zoomed.connect(partial(kept.keep_zoom, self._profile))
        self._sides.saved.clicked.connect(self.saved_wanted)
        self._sides.published.clicked.connect(self.published_wanted)
        self.proofs.made.connect(self._made)
        self.proofs.refused.connect(self._refused)
        self.proofs.working.connect(self.preview.say_working)
        self._session.follow(self._look_at_plan)

    def _lay_out(self) -> None:
        body = row(self._sides, self._edge, self.preview, gap=0)
        body.setStretch(2, 1)
        whole = column(self._strip, self.progress, body, gap=0)
        whole.setStretch(2, 1)
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
        buttons = [self.publish, self.save] if narrow else [self.save, self.publish]
        (self._strip if narrow else self._sides).take_buttons(*buttons)
        before = [self.tabs] if narrow else []
        order = [
            *before, *(buttons if narrow else []), self.progress.cancel, self.list, *self._sides.steps(),
            *self.form.controls(), *([] if narrow else buttons), *self.preview.controls(),
        ]  # fmt: skip
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
        except UserError as error:
            self._refused(error)
            return
        if state == self._state:
            return
        self._state, self._offers = state, None
        self.proofs.want(partial(look_up, place_of(self._session.plan)), at_once=True)

    def _report_chosen(self) -> None:
        self._sides.say_title(self._title)
        self.preview.name(self._title.lower())
        self.form.show_report(REPORTS[self._name])
        self._propose(at_once=True)

    def _options_changed(self) -> None:
        self._propose(at_once=False)

    def _propose(self, *, at_once: bool) -> None:
        if self._offers is not None:  # what a plan allows is read before its first preview
            place = place_of(self._session.plan)
            self.proofs.want(partial(lay_out, place, self._name, self.signed()), at_once=at_once)

    def _made(self, result: Looked | BuiltPaper) -> None:
        if isinstance(result, Looked):
            self._offers = result.offers
            self.form.show_offers(result.offers, author=self._session.author)
            self._propose(at_once=True)
            return
        self.list.entries.say(self._name, plural(result.pages, "page"))
        self.preview.show_paper(Paper(result.data, result.pages), replaced_words(result.replacements))

    def _refused(self, error: UserError) -> None:
        if error.code != GIVEN_UP:
            self.preview.show_trouble(error)

    def is_ready(self) -> bool:
        """Say whether everything typed can be used; otherwise go to what has to be put right first."""
        if self.form.check():
            return True
        self.tabs.setCurrentIndex(OPTIONS)
        self.form.focus_problem()
        return False

    def _saved(self, title: str, written: WrittenReport) -> None:
        kept.keep_folder(self._profile, written.path)
        self.preview.remark.say(replaced_words(written.replacements))
        pages = f", {plural(written.pages, 'page')}" if written.pages else ""
        words = f"{title} saved: {written.path.name}{pages}."
        self.said.emit(words, "Show in folder", partial(self._ask.show_folder, written.path))

    def _printed(self, title: str, name: str) -> None:
        self.said.emit(f"{title} sent to {name}." if name else f"{title} sent to the printer.", "", None)

    def _deed_ended(self, had_focus: bool) -> None:
        if had_focus:
            self.save.setFocus()

    def _format_chosen(self, chosen: Format) -> None:
        self.save.setText(f" {chosen.step}")
        self.save.setAccessibleName(chosen.step)
        self._sides.say_format(chosen)
        kept.keep_format(self._profile, chosen)
