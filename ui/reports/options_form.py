"""The options of a report: period, meeting, author and marking, each with what it is when nothing is chosen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from csa_tracker.errors import UserError
from csa_tracker.reports.choices import marking_choices, quarter_choices
from csa_tracker.reports.options import ReportOptions
from csa_tracker.reports.period import period_of
from csa_tracker.reports.registry import Report
from csa_tracker.rules.dates import read_date
from csa_tracker.rules.markings import OFFICIAL_SENSITIVE
from ui.kit.announce import announce
from ui.kit.boxes import column
from ui.kit.combo import Combo
from ui.kit.field import Field, line_edit
from ui.reports.choice_fields import ChoiceFields
from ui.reports.source import Choices, ReportSource
from ui.shown import show_day

LONGEST = 200
"""Characters of a meeting's or an author's name: a line of the paper, not a page of it."""
_OPTIONAL = "optional"


class OptionsForm(QWidget):
    """`changed` fires with every change that a report can be made of; a date half typed is not one."""

    changed = Signal()

    def __init__(self, kept: ReportOptions) -> None:
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
        self.choices = ChoiceFields(kept)
        fields = (
            self.choices,
            self.period_field,
            self.meeting_field,
            self.date_field,
            self.author_field,
            self.marking_field,
        )
        self.setLayout(column(*fields, gap=14))
        self._connect()

    def _connect(self) -> None:
        self.period.currentIndexChanged.connect(self._period_chosen)
        self.marking.currentIndexChanged.connect(self._tell)
        self.meeting.textChanged.connect(self._tell)
        self.author.textChanged.connect(self._tell)
        self.date.textEdited.connect(self._date_typed)
        self.date.editingFinished.connect(self.check)
        self.choices.changed.connect(self._tell)

    def show_report(self, report: Report) -> None:
        """Show the options that a report takes."""
        self.choices.show_for(report)

    def show_source(self, source: ReportSource, choices: Mapping[str, Choices]) -> None:
        """Offer what the plan allows; what was chosen stays. Raises UserError as `marking_choices` does."""
        self.choices.offer(choices)
        chosen = self.options() if self.period.count() else self._kept
        self._today = source.source.today
        self.author.setPlaceholderText(source.author)
        quarters = quarter_choices(source.source.info, today=source.source.today)
        self._months = {quarter.printed: quarter.months for quarter in quarters}
        blocked = self.period.blockSignals(True), self.marking.blockSignals(True)
        self.period.offer((quarter.label, quarter.printed) for quarter in quarters)
        self.period.choose(chosen.period if chosen.period in self._months else period_of(source.source.today))
        try:
            markings = marking_choices(source.source.info, source.source.actions)
            self.marking.offer((marking, marking) for marking in markings)
            self.marking.choose(chosen.marking if chosen.marking in markings else markings[0])
            self.marking_field.say("as the plan asks" if markings == (OFFICIAL_SENSITIVE,) else "")
        finally:
            self.period.blockSignals(blocked[0])
            self.marking.blockSignals(blocked[1])
        self._say_months()

    def options(self) -> ReportOptions:
        """Return what is chosen; a date that cannot be read counts as the last one that could."""
        return ReportOptions(
            meeting_date=self._day,
            meeting=self.meeting.text().strip(),
            author=self.author.text().strip(),
            period=self.period.value() or "",
            marking=self.marking.value() or "",
            **self.choices.chosen(),  # type: ignore[arg-type]  # each by its own name
        )

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
        return [*self.choices.controls(), self.period, self.meeting, self.date, self.author, self.marking]

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
