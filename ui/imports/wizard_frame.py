"""What stands around every step of the import wizard: its title, the steps, the foot, and room that never jumps."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QVBoxLayout, QWidget

from ui.imports.foot import Foot
from ui.imports.step_check import CheckStep, Filling
from ui.imports.step_columns import ColumnsStep
from ui.imports.step_file import FileStep
from ui.imports.step_page import StepPage
from ui.imports.step_result import ResultStep
from ui.imports.step_values import ValuesStep
from ui.imports.stepper import Stepper
from ui.kit.boxes import column, frame, row, rule
from ui.kit.buttons import button
from ui.kit.text import DataLabel, icon_label, label
from ui.look.worn import look, px
from ui.shell.sheet import Sheet

NAMES = ("File", "Match columns", "Dates and values", "Check", "Result")
_WIDTH, _HEIGHT = 1232, 772


class WizardFrame(Sheet):
    """Holds the pages of all steps and shows one of them."""

    def __init__(self, *, narrow: bool) -> None:
        super().__init__("Import a spreadsheet")
        self.wanted_width = _WIDTH
        self.at = 0
        self.file = FileStep(narrow=narrow)
        self.columns = ColumnsStep(narrow=narrow)
        self.values = ValuesStep(narrow=narrow)
        self.check = CheckStep(narrow=narrow)
        self.done_page = ResultStep(narrow=narrow)
        self.pages: tuple[StepPage, ...] = (self.file, self.columns, self.values, self.check, self.done_page)
        self.stepper = Stepper(NAMES)
        self.foot = Foot(narrow=narrow)
        self.cancel = button("Cancel import")
        self._counted = label("", size=9.5, ink="ink2")
        self._named = DataLabel("", size=9.5, ink="ink2")
        self._named.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._problem = DataLabel("", size=9.5, weight=600, ink="danger", lines=4)
        self._lay_out(narrow=narrow)
        self.first = self.file.zone.browse

    def _lay_out(self, *, narrow: bool) -> None:
        names = column(None, label("Import a spreadsheet", size=13, weight=700), self._counted, None, gap=1)
        icon = icon_label("sheet", "ink2", 24)
        head = row(icon, names, None, self._named, self.cancel, margins=(20, 0, 20, 0), gap=12)
        if narrow:
            self._named.hide()
            head.setStretch(1, 1)
        self._problem.hide()
        pages = QVBoxLayout()
        pages.setContentsMargins(0, 0, 0, 0)
        pages.setSpacing(0)
        told = column(self._problem, margins=(20, 8, 20, 0), gap=0)
        pages.addLayout(told)
        for page in self.pages:
            pages.addWidget(page, 1)
        self.inside = frame(pages, ground="canvas")
        self.scroller = Filling()
        self.scroller.setWidgetResizable(True)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.setWidget(self.inside)
        steps = row(self.stepper, margins=(20, 0, 20, 0))
        self._top, self._bottom = frame(head, height=60), frame(column(self.foot, gap=0), height=62)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        for part in (self._top, rule(), frame(steps), rule(), self.scroller, rule(), self._bottom):
            box.addWidget(part, 1 if part is self.scroller else 0)

    def fit(self, width: int, height: int) -> None:
        """Take most of the window: all steps have one size, so that nothing jumps between them."""
        self.setFixedWidth(min(round(_WIDTH * look().scale), width - px(24)))
        self.setFixedHeight(min(round(_HEIGHT * look().scale), height - px(16)))

    def _page(self) -> StepPage:
        return self.pages[self.at]

    def show_stop(self) -> None:
        """Scroll to what has the keyboard within the step."""
        at = QApplication.focusWidget()
        if at is not None and self.inside.isAncestorOf(at):
            self.scroller.ensureWidgetVisible(at)

    def show_page(self, to: int) -> None:
        """Put another step in front."""
        self.at = to
        for place, page in enumerate(self.pages):
            page.setVisible(place == to)
        self.stepper.show_step(to)
        self._counted.setText(f"Step {to + 1} of {len(NAMES)}")
        self.scroller.verticalScrollBar().setValue(0)

    def _order(self) -> None:
        """Let Tab go as one reads: down the page, then along the foot."""
        stops = [self.cancel, *self._page().stops(), *self.foot.stops()]
        for one, other in pairwise(stops):
            QWidget.setTabOrder(one, other)

    def _tell_problem(self, words: str) -> None:
        self._problem.setText(words)
        self._problem.setVisible(bool(words))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Enter presses the button that has the keyboard, as Space does."""
        at = QApplication.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(at, QAbstractButton):
            at.click()
            event.accept()
        else:
            super().keyPressEvent(event)
