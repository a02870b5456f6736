"""The options of a report: period, meeting, author and marking, each with what it is when nothing is chosen."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from csa_tracker.errors import UserError
from csa_tracker.reports.options import ReportOptions
from csa_tracker.reports.period import period_code, period_of
from csa_tracker.reports.registry import Report
from csa_tracker.rules.dates import read_date
from csa_tracker.rules.markings import OFFICIAL_SENSITIVE
from ui.kit.announce import announce
from ui.kit.boxes import column
from ui.kit.combo import Combo
from ui.kit.field import Field, line_edit
from ui.reports.choice_fields import ChoiceFields
from ui.reports.naming import FORMATS, Format, format_of
from ui.shown import show_day

if TYPE_CHECKING:
    from csa_tracker.plan.press_orders import Offers

LONGEST = 200
"""Characters of a meeting's or an author's name: a line of the paper, not a page of it."""
_OPTIONAL = "optional"


class OptionsForm(QWidget):
    """`changed` fires with every change that a report can be made of; a date half typed is not one.

    `format_changed` carries the Format that is saved from now on.
    """

    changed = Signal()
    format_changed = Signal(object)

    def __init__(self, kept: ReportOptions, kept_format: Format) -> None:
        super().__init__()
        self._kept = kept
        self._today = dt.date.min
        self._day = kept.meeting_date
        self._months: dict[str | None, str] = {}
        self.period, self.marking = Combo(), Combo()
        self.meeting, self.author = line_edit(kept.meeting), line_edit(kept.author)
        self.date = line_edit(show_day(kept.meeting_date) if kept.meeting_date else "", hint="14 10 2026 or +14")
        for line in (self.meeting, self.author):
            line.setMaxLength(LONGEST)
        self.period_field = Field("Period", self.period)
        self.meeting_field = Field("Meeting", self.meeting, hint=_OPTIONAL)
        self.date_field = Field("Meeting date", self.date, hint=_OPTIONAL)
        self.author_field = Field("Author", self.author, hint="you, when left empty")
        self.marking_field = Field("Marking", self.marking)
        self.file = Combo()
        self.file.offer((one.words, one.ending) for one in FORMATS)
        self.file.choose(kept_format.ending)
        self.file_field = Field("Save as", self.file)
        self.choices = ChoiceFields(kept)
        fields = (
            self.choices,
            self.period_field,
            self.meeting_field,
            self.date_field,
            self.author_field,
            self.marking_field,
        )
        self._box = column(*fields, gap=14)
        self.setLayout(self._box)
        self.take_file_field()
        self._connect()

    def _connect(self) -> None:
        self.period.currentIndexChanged.connect(self._period_chosen)
        self.marking.currentIndexChanged.connect(self._tell)
        self.meeting.textChanged.connect(self._tell)
        self.author.textChanged.connect(self._tell)
        self.date.textEdited.connect(self._date_typed)
        self.date.editingFinished.connect(self.check)
        self.choices.changed.connect(self._tell)
        self.file.currentIndexChanged.connect(lambda: self.format_changed.emit(self.format))

    @property
    def format(self) -> Format:
        """The kind of file that is saved."""
        return format_of(self.file.value())

    @property
    def pdf(self) -> Format:
        """The kind of file that is published."""
        return FORMATS[0]

    def take_file_field(self) -> None:
        """Have the choice of the kind of file among the options; a wide page has it over the buttons."""
        self._box.addWidget(self.file_field)

    def show_report(self, report: Report) -> None:
        """Show the options that a report takes."""
        self.choices.show_for(report)

    def show_offers(self, offers: Offers, *, author: str) -> None:
        """Offer what the plan allows; what was chosen stays. `author` signs when nobody else is named."""
        chosen = self.options()
        self.choices.offer(offers.choices)
        self._today = offers.today
        self.author.setPlaceholderText(author)
        self._months = {quarter.printed: quarter.months for quarter in offers.quarters}
        blocked = self.period.blockSignals(True), self.marking.blockSignals(True)
        self.period.offer((quarter.label, quarter.printed) for quarter in offers.quarters)
        self.marking.offer((marking, marking) for marking in offers.markings)
        self.marking_field.say("as the plan asks" if offers.markings == (OFFICIAL_SENSITIVE,) else "")
        self._choose(chosen)
        self.period.blockSignals(blocked[0])
        self.marking.blockSignals(blocked[1])

    def take(self, options: ReportOptions, *, date: str = "") -> None:
        """Choose what was kept under a name; `date` is the meeting date as it was typed."""
        self._kept, self._day = options, options.meeting_date
        self.meeting.setText(options.meeting)
        self.author.setText(options.author)
        self.date.setText(date or (show_day(options.meeting_date) if options.meeting_date else ""))
        self.date_field.clear()
        self.date_field.say(show_day(options.meeting_date) if options.meeting_date else _OPTIONAL)
        self.choices.take(options)
        self._choose(options)
        self._tell()

    def _choose(self, options: ReportOptions) -> None:
        """Choose period and marking; the quarter of today and the least marking where these are not offered."""
        blocked = self.period.blockSignals(True), self.marking.blockSignals(True)
        self.period.choose(options.period if options.period in self._months else period_of(self._today))
        self.marking.choose(options.marking)
        if self.marking.currentIndex() < 0 and self.marking.count():
            self.marking.setCurrentIndex(0)
        self.period.blockSignals(blocked[0])
        self.marking.blockSignals(blocked[1])
        self._say_months()

    def options(self) -> ReportOptions:
        """Return what is chosen; a date that cannot be read counts as the last one that could."""
        read = bool(self.period.count())  # before the plan is read, what was kept is what is chosen
        return ReportOptions(
            meeting_date=self._day,
            meeting=self.meeting.text().strip(),
            author=self.author.text().strip(),
            period=(self.period.value() or "") if read else self._kept.period,
            marking=(self.marking.value() or "") if read else self._kept.marking,
            **self.choices.chosen(),  # type: ignore[arg-type]  # each by its own name
        )

    def typed(self) -> dict[str, str | tuple[str, ...]]:
        """Return what is chosen as one would type it; what is so anyway is left out and follows the calendar."""
        chosen = self.options()
        kept: dict[str, str | tuple[str, ...]] = {
            "meeting": chosen.meeting, "author": chosen.author, "meeting_date": self.date.text().strip(),
        }  # fmt: skip
        if chosen.period != period_of(self._today):
            kept["period"] = period_code(chosen.period)
        if self.marking.currentIndex() > 0:
            kept["marking"] = chosen.marking
        return {**kept, **self.choices.chosen()}

    def check(self) -> bool:
        """Say beside the date why it cannot be used, and whether everything typed can."""
        try:
            self._read_date()
        except UserError as error:
            sentence = f"{error.message} {error.next_step}"
            if self.date_field.error() != sentence:
                self.date_field.fail(sentence)
                announce(self.date, sentence)
            return False
        self.date_field.clear()
        return True

    def focus_problem(self) -> None:
        """Go to the field that cannot be used."""
        self.date.setFocus(Qt.FocusReason.OtherFocusReason)

    def controls(self) -> list[QWidget]:
        """Return what Tab goes through, in order."""
        return [*self.choices.controls(), self.period, self.meeting, self.date, self.author, self.marking, self.file]

    def _period_chosen(self) -> None:
        self._say_months()
        self._tell()

    def _say_months(self) -> None:
        months = self._months.get(self.period.value(), "")
        self.period_field.say(months)
        self.period.setAccessibleDescription(months)

    def _date_typed(self) -> None:
        try:
            day = self._read_date()
        except UserError:
            self.date_field.say("")
            return
        self.date_field.clear()
        self.date_field.say(show_day(day) if day else _OPTIONAL)
        if day != self._day:
            self._day = day
            self._tell()

    def _read_date(self) -> dt.date | None:
        text = self.date.text().strip()
        return read_date(text, today=self._today, field="The meeting date") if text else None

    def _tell(self) -> None:
        self.changed.emit()
