"""The list behind the bell: what waits, what is to decide, late or due soon, and what was put away in this session."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from csa_tracker.plan.views import SavedView, built_in_views
from ui.exchange.inbox_telling import files_waiting, show_inbox
from ui.history.words import when_words
from ui.kit.announce import announce
from ui.kit.boxes import Part, column, empty, row
from ui.kit.buttons import button
from ui.kit.text import icon_label, label
from ui.look.worn import px
from ui.session import Session
from ui.shell.notices import Notice, board_of
from ui.shell.sheet import Sheet
from ui.shown import plural

if TYPE_CHECKING:
    from ui.shell.window import MainWindow

_VIEWS = {"Overdue": "{} overdue", "Due in 14 days": "{} due in the next 14 days"}
_NOTHING = "Nothing waits for you. Notices about this plan, such as a backup that was not made, are listed here."


class NoticesSheet(Sheet):
    """Every notice of the session. `put_away` carries a sentence that was read, `view_wanted` the name of a view."""

    put_away = Signal(str)
    view_wanted = Signal(str)
    decide_wanted = Signal()
    inbox_wanted = Signal()
    resized = Signal()

    def __init__(self, session: Session, waiting: Sequence[str]) -> None:
        super().__init__("Notices")
        self.wanted_width = 600
        self._session = session
        self.shut = button("Close")
        self.shut.clicked.connect(self.reject)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(px(12))
        self.steps: list[QPushButton] = []
        self.show_waiting(waiting)
        head = row(icon_label("bell", "ink2", 22), label("Notices", size=13, weight=700), None, margins=(24, 0, 24, 0))
        self.assemble(head, column(self._lines, margins=(24, 14, 24, 18)), row(None, self.shut, margins=(24, 0, 24, 0)))
        self.first = self.steps[0] if self.steps else self.shut

    def show_waiting(self, waiting: Sequence[str]) -> None:
        """List these as waiting, and all others of the session as put away."""
        empty(self._lines)
        self.steps = []
        told = board_of(self._session).notices
        here = [notice for notice in told if notice.sentence in waiting]
        gone = [notice for notice in told if notice.sentence not in waiting]
        due = list(self._due())
        for notice in here:
            self._lines.addLayout(self._line(notice, self._put_away(notice.sentence)))
        to_decide = 0 if self._session.read_only else self._session.count_conflicts()
        if to_decide:
            self._lines.addLayout(self._decide_line(f"{plural(to_decide, 'field is', 'fields are')} to be decided."))
        files = files_waiting(self._session)
        if files:
            self._lines.addLayout(self._inbox_line(f"{plural(files, 'file waits', 'files wait')} in the inbox."))
        for words, view in due:
            self._lines.addLayout(self._due_line(words, view))
        if not here and not due and not to_decide and not files:
            self._lines.addWidget(label(_NOTHING, ink="ink2", wraps=True))
        if gone:
            self._lines.addWidget(label("Put away before", size=11, weight=700))
        for notice in gone:
            self._lines.addLayout(self._line(notice, None))

    def _due(self) -> Iterable[tuple[str, SavedView]]:
        for view in built_in_views(self._session.plan.profile.read_identity()):
            count = self._session.count(view.query) if view.name in _VIEWS else 0
            if count:
                yield _VIEWS[view.name].format(plural(count, "action is", "actions are")) + ".", view

    def _line(self, notice: Notice, step: QPushButton | None) -> QHBoxLayout:
        words = label(notice.sentence, wraps=True, ink="ink" if step is not None else "ink2")
        said = column(words, label(when_words(notice.at), size=9, ink="ink3"), gap=2)
        return _spread(icon_label("info", "ink2", 18), said, step, align=Qt.AlignmentFlag.AlignTop)

    def _due_line(self, words: str, view: SavedView) -> QHBoxLayout:
        step = self._step("Show", f"Show: {words}")
        step.clicked.connect(lambda: self.view_wanted.emit(view.name))
        said = column(None, label(words), None)
        return _spread(icon_label(view.mark, "ink2", 18), said, step, align=Qt.AlignmentFlag.AlignVCenter)

    def _decide_line(self, words: str) -> QHBoxLayout:
        step = self._step("Decide…", f"Decide: {words}")
        step.clicked.connect(self.decide_wanted)
        said = column(None, label(words), None)
        return _spread(icon_label("exchange", "ink2", 18), said, step, align=Qt.AlignmentFlag.AlignVCenter)

    def _inbox_line(self, words: str) -> QHBoxLayout:
        step = self._step("Show", f"Show: {words}")
        step.clicked.connect(self.inbox_wanted)
        return _spread(icon_label("inbox", "ink2", 18), column(None, label(words), None), step,
                       align=Qt.AlignmentFlag.AlignVCenter)  # fmt: skip

    def _put_away(self, sentence: str) -> QPushButton:
        step = self._step("Put away", f"Put away: {sentence}")
        step.clicked.connect(lambda: self._gone(sentence))
        return step

    def _step(self, words: str, name: str) -> QPushButton:
        step = button(words, small=True, name=name)
        self.steps.append(step)
        return step

    def _gone(self, sentence: str) -> None:
        self.put_away.emit(sentence)
        announce(self, "Notice put away.")
        (self.steps[0] if self.steps else self.shut).setFocus(Qt.FocusReason.OtherFocusReason)
        self.resized.emit()


def _spread(mark: QWidget, words: QVBoxLayout, step: QWidget | None, *, align: Qt.AlignmentFlag) -> QHBoxLayout:
    parts: list[Part] = [mark, words]
    if step is not None:
        parts.append(step)
    box = row(*parts, gap=10)
    box.setStretch(1, 1)
    for part in (mark, step):
        if part is not None:
            box.setAlignment(part, align)
    return box


def open_notices(window: MainWindow) -> None:
    """Open the list over the page; what is put away there goes from the page as well."""
    session, view = window.session, window.view
    if session is None or view is None or window.overlay is not None or not window.finish_typing():
        return
    sheet = NoticesSheet(session, window.notices)

    def put_away(sentence: str) -> None:
        window.put_away(sentence)
        sheet.show_waiting(window.notices)

    def show(name: str) -> None:
        sheet.accept()
        if window.view is not None:
            window.view.show_view(name)

    def decide() -> None:
        sheet.accept()
        window.run("conflicts")

    def go_to_inbox() -> None:
        sheet.accept()
        show_inbox(window)

    sheet.put_away.connect(put_away)
    sheet.inbox_wanted.connect(go_to_inbox)
    sheet.decide_wanted.connect(decide)
    sheet.view_wanted.connect(show)
    window.open_sheet(sheet)
