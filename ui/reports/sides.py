"""The left of the Reports page: the list of reports and the options of the chosen one, with the button that saves."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QPushButton, QScrollArea, QTabBar, QVBoxLayout, QWidget

from ui.kit.boxes import column, frame, row, rule
from ui.kit.buttons import button
from ui.kit.text import icon_label, label
from ui.look.worn import px, tokens
from ui.reports.naming import Format
from ui.reports.options_form import OptionsForm
from ui.reports.report_list import ReportList, row_height

OPTIONS, PREVIEW = 0, 1
_LIST, _FORM = 254, 280
_ANY = 16_777_215
"""Qt's own word for no greatest size."""


class Sides(QWidget):
    """List and options beside each other, or one over the other where room is short."""

    def __init__(self, reports: ReportList, form: OptionsForm) -> None:
        super().__init__()
        self._reports = reports
        self._heading = frame(row(label("Reports", size=11, weight=700), margins=(20, 16, 12, 6)))
        self._title = label(reports.entries.entry(0).title, size=13, weight=700, wraps=True)
        self.saved = button("Saved reports…", kind="quiet", mark="pin")
        self.published = button("Published papers…", kind="quiet", mark="file")
        self._steps = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._steps.setContentsMargins(px(10), px(8), px(10), px(8))
        self._steps.setSpacing(px(2))
        for step in self.steps():
            self._steps.addWidget(step, 0, Qt.AlignmentFlag.AlignLeft)
        listed = row(reports, margins=(10, 2, 10, 2))
        self._list = frame(column(self._heading, listed, self._steps, None, gap=0), ground="surface")
        self._steps.addStretch(1)
        self._foot = row(None)
        self._foot_box = column(self._foot, margins=(20, 10, 20, 12), gap=10)
        self.about = label("", size=9.5, ink="ink2", wraps=True)
        self._foot_frame = frame(self._foot_box, ground="surface")
        self._form = form
        options = frame(column(_scrolled(self._title, form, self.about), self._foot_frame, gap=0), ground="surface")
        self._wide = 0
        self._rule = rule(upright=True)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        for part in (self._list, self._rule, options):
            self._box.addWidget(part)
        self._box.setStretch(2, 1)

    def arrange(self, *, narrow: bool) -> None:
        """Take the places of a narrow or a wide page."""
        # Where the list stands right over the options, it is heading and title enough.
        for part in (self._rule, self._foot_frame, self._heading, self._title):
            part.setVisible(not narrow)
        if narrow:  # with the options: there is no room for it beside the buttons
            self._form.take_file_field()
        else:
            self._foot_box.insertWidget(0, self._form.file_field)
        self._steps.setDirection(QBoxLayout.Direction.LeftToRight if narrow else QBoxLayout.Direction.TopToBottom)
        self._box.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        wide = px(_LIST) + px(_FORM) + 1
        self._wide = 0 if narrow else wide
        # Less than it wants: a window made small at one stroke must not be held open until the page is narrow.
        self.setMinimumWidth(px(120))
        self.setMaximumWidth(_ANY if narrow else wide)
        self._list.setMinimumWidth(0 if narrow else px(_LIST))
        self._list.setMaximumWidth(_ANY if narrow else px(_LIST))
        shown = min(self._reports.entries.rowCount(), 3) if narrow else self._reports.entries.rowCount()
        self._reports.setMaximumHeight(shown * row_height() + px(4))

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Return the width of both columns."""
        hint = super().sizeHint()
        return QSize(self._wide or hint.width(), hint.height())

    def say_title(self, title: str) -> None:
        """Head the options with the report they belong to."""
        self._title.setText(title)

    def say_format(self, chosen: Format) -> None:
        """Say what is good about the kind of file that is saved."""
        self.about.setText(chosen.about)

    def steps(self) -> list[QPushButton]:
        """Return the buttons under the list of reports."""
        return [self.saved, self.published]

    def take_buttons(self, *buttons: QPushButton) -> None:
        """Put the buttons that save and publish under the options."""
        for place, one in enumerate(buttons):
            self._foot.insertWidget(place, one)


class Strip(QFrame):
    """The two tabs of a narrow page, and the button that saves within reach of both."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "surface")
        self.tabs = _tabs()
        self._row = row(self.tabs, None, margins=(12, 6, 16, 6))
        self.setLayout(self._row)

    def take_buttons(self, *buttons: QPushButton) -> None:
        """Put the buttons that save and publish beside the tabs."""
        for one in buttons:
            self._row.addWidget(one)


def _scrolled(title: QWidget, form: OptionsForm, words: QWidget) -> QVBoxLayout:
    mark = icon_label("shield", "good", 16)
    mark.setAlignment(Qt.AlignmentFlag.AlignTop)
    about = row(mark, words, gap=6)
    about.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
    about.setStretch(1, 1)
    inside = column(title, 10, form, 12, about, None, margins=(20, 16, 20, 16), gap=0)
    scroll = QScrollArea()
    scroll.setWidget(frame(inside, ground="surface"))
    scroll.setWidgetResizable(True)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return column(scroll, gap=0)


def _tabs() -> QTabBar:
    made = QTabBar()
    made.addTab("Options")
    made.addTab("Preview")
    made.setAccessibleName("Options or preview")
    made.setDrawBase(False)
    made.setExpanding(False)
    worn = tokens()
    made.setStyleSheet(f"""
        QTabBar::tab {{ color: {worn.ink2}; background: transparent; font-weight: 600;
            border: {px(2)}px solid transparent; padding: {px(6)}px {px(10)}px; min-height: {px(18)}px; }}
        QTabBar::tab:selected {{ color: {worn.ink}; border-bottom-color: {worn.accent}; }}
        QTabBar::tab:focus {{ border: {px(2)}px solid {worn.accent}; border-radius: {px(5)}px; }}
    """)
    return made
