"""The Exchange page: partners, the files that came and went, and what can be compared over the phone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from csa_tracker.exchange.standing import ExchangeState, PassedFile, Rhythm, keep_rhythm, read_rhythm
from ui.dashboard.panel import Beside
from ui.exchange.attention_list import AttentionList
from ui.exchange.inbox_panel import InboxPanel
from ui.exchange.jobs import PlanFile
from ui.exchange.lines import LinesList
from ui.exchange.telling import file_line, partner_line, scope_words
from ui.kit.boxes import Part, column, empty, frame, row
from ui.kit.buttons import button
from ui.kit.combo import Combo
from ui.kit.empty_state import EmptyState
from ui.kit.flow import Flow
from ui.kit.job import Job
from ui.kit.text import DataLabel, label, set_tip
from ui.look.worn import px
from ui.session import Session

if TYPE_CHECKING:
    from csa_tracker.errors import UserError

_RHYTHMS = (
    (Rhythm.WEEKLY, "Every week"),
    (Rhythm.MONTHLY, "Every month"),
    (Rhythm.QUARTERLY, "Every quarter"),
    (Rhythm.NEVER, "Never"),
)
_NO_FILES = "No file has come or gone yet."
_READ_OUT = "Read these to a partner: where the eight characters are the same, you both hold the same changes."
_WHY = "Send them your card, and add theirs once they have read its six words to you."


class ExchangePage(QWidget):
    """`wanted` carries a command, `send_to` a partner's id, `opened` a PassedFile; `waiting` counts what waits.

    Reading runs on a thread; `is_idle` says that everything is shown.
    """

    wanted = Signal(str)
    send_to = Signal(str)
    opened = Signal(object)
    waiting = Signal(int)
    problem = Signal(str, object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("ground", "canvas")
        self._session = session
        self._state: ExchangeState | None = None
        self._reading = self._stale = False
        self._files: dict[str, PassedFile] = {}
        self.send = button("Send…", kind="primary", mark="send", name="Send (Ctrl+G)")
        self.send_all = button("Send to all")
        self.receive = button("Receive a file…", mark="inbox")
        self.card = button("Your card…", mark="key")
        self.members = button("Partners…", mark="user")
        self.partners = LinesList("Partners", object_name="partners")
        self.files = LinesList("Files that came and went", object_name="files")
        self.inbox = InboxPanel(session)
        self.attention = AttentionList(read_only=session.read_only)
        self.rhythm = Combo()
        self.rhythm.offer((words, rhythm.value) for rhythm, words in _RHYTHMS)
        self.rhythm.choose(read_rhythm(session.plan.profile).value)
        self.rhythm.setMinimumContentsLength(12)
        self.nobody = EmptyState(
            "exchange", "No partners yet", _WHY, step="Add a partner…", keys="Space",
            act=lambda: self.wanted.emit("add-partner"),
        )  # fmt: skip
        self._prints = QVBoxLayout()
        self._prints.setSpacing(px(4))
        self._no_files = label(_NO_FILES, ink="ink2", wraps=True)
        self._lay_out()
        self._connect()

    @property
    def is_idle(self) -> bool:
        """Whether everything there is stands on the page."""
        return self._state is not None and not self._reading

    def shown_files(self) -> list[PassedFile]:
        """Return the files listed, the latest first."""
        return list(self._files.values())

    def focus_first(self) -> None:
        """Take the keyboard: the list of partners, or the first step where there are none."""
        begins = self.receive if self._state is None else self.partners if self._state.partners else self.nobody.step
        begins.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Read how the exchange stands again, on a thread; what changes meanwhile is read after it."""
        if self._reading:
            self._stale = True
            return
        self._reading, self._stale = True, False
        job = Job(PlanFile(self._session.plan).read, self.window())
        job.done.connect(self._show)
        job.refused.connect(self._refused)
        job.broke.connect(self._gave_up)
        job.start()

    def commit(self) -> None:
        """Nothing is typed here."""

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        """Read when the page is gone to."""
        super().showEvent(event)
        self.refresh()

    def _connect(self) -> None:
        steps = {"send": self.send, "send-all": self.send_all, "receive": self.receive, "card": self.card,
                 "partners": self.members}  # fmt: skip
        for name, pressed in steps.items():
            pressed.clicked.connect(lambda _on=False, name=name: self.wanted.emit(name))
        if self._session.read_only:
            for pressed in (self.send, self.send_all, self.receive):
                pressed.setEnabled(False)
                set_tip(pressed, self._session.read_only)
        self.attention.emptied.connect(self.focus_first)
        self.partners.opened.connect(self.send_to)
        self.files.opened.connect(self._open_file)
        self.rhythm.activated.connect(self._keep_rhythm)
        self._session.follow(self._changed)

    def _lay_out(self) -> None:
        steps = QWidget()
        flow = Flow(gap=8)
        for step in (self.send, self.send_all, self.receive, self.members, self.card):
            flow.addWidget(step)
        steps.setLayout(flow)
        often = label("Remind me to send", size=9.5, weight=600)
        often.setBuddy(self.rhythm)
        self._reminder = QWidget()
        self._reminder.setLayout(row(often, self.rhythm, None, gap=8))
        left = QWidget()
        partners = _panel("Partners", self.partners, self.nobody, self._reminder)
        left.setLayout(column(self.attention, partners, None, gap=12))
        self._read_out = _panel("Read out", label(_READ_OUT, size=9.5, ink="ink2", wraps=True), self._prints)
        right = QWidget()
        right.setLayout(column(self.inbox, _panel("Files", self.files, self._no_files), self._read_out, None, gap=12))
        body = column(steps, Beside(left, right, shares=(1, 1)), None, margins=(24, 16, 24, 20), gap=14)
        self.scroller = QScrollArea()
        self.scroller.setWidgetResizable(True)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setWidget(frame(body, ground="canvas"))
        self.setLayout(column(self.scroller, gap=0))
        for part in (self.partners, self.files, self.nobody, self._reminder, self._read_out):
            part.hide()

    def _changed(self) -> None:
        if self.isVisible() and not self._session.is_closed:
            self.refresh()

    def _show(self, state: ExchangeState) -> None:
        self._reading = False
        if self._session.is_closed:
            return
        had_focus = self.receive.hasFocus() and self._state is None
        self._state = state
        today = self._session.today
        self.partners.show_lines([partner_line(one, today, is_due=one.member in state.due) for one in state.partners])
        self._files = {_key(one): one for one in state.files}
        self.files.show_lines([file_line(one, key) for key, one in self._files.items()])
        for lines, most in ((self.partners, 8), (self.files, 6)):
            lines.fit(most)
        self.partners.setVisible(bool(state.partners))
        self._reminder.setVisible(bool(state.partners))
        self.nobody.setVisible(not state.partners)
        self.files.setVisible(bool(state.files))
        self._no_files.setVisible(not state.files)
        self._read_out.setVisible(bool(state.partners))
        self._show_prints(state.fingerprints)
        if had_focus:
            self.focus_first()
        self.attention.show_items(state.attention)
        self.waiting.emit(state.waiting)
        if self._stale:
            self.refresh()

    def _show_prints(self, prints: Sequence[tuple[str, str]]) -> None:
        empty(self._prints)
        for scope, digits in prints:
            shown = f"{digits[:4]} {digits[4:]}"
            line = QWidget()
            name = DataLabel(scope_words(scope), ink="ink2")
            value = label(shown, weight=600)
            value.setAccessibleName(f"{scope_words(scope)}: {' '.join(digits)}")
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            value.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            line.setLayout(row(name, None, value, gap=10))
            self._prints.addWidget(line)

    def _refused(self, error: UserError) -> None:
        self._reading = False
        self.problem.emit("The exchange was not read", error)

    def _gave_up(self, _error: Exception) -> None:
        self._reading = False

    def _open_file(self, key: str) -> None:
        self.opened.emit(self._files[key])

    def _keep_rhythm(self) -> None:
        keep_rhythm(self._session.plan.profile, Rhythm(self.rhythm.value() or Rhythm.MONTHLY))
        self.refresh()


def _key(one: PassedFile) -> str:
    return f"{'in' if one.came else 'out'}:{one.bundle}"


def _panel(title: str, *parts: Part) -> QFrame:
    made = frame(
        column(label(title, size=11, weight=700), *parts, None, margins=(16, 12, 16, 14), gap=10), ground="card"
    )
    made.setAccessibleName(title)
    return made
