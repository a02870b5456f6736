"""The command palette: one field over the page, opened by Ctrl+K, that finds, goes to and does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget
from shiboken6 import isValid

from csa_tracker.errors import UserError
from csa_tracker.plan.palette import Deed, Proposal
from csa_tracker.plan.search import search
from ui.kit.announce import announce
from ui.kit.boxes import column, frame, row, rule
from ui.kit.buttons import KeyCap
from ui.kit.field import line_edit
from ui.kit.focus import is_alive
from ui.kit.paint import draw_box
from ui.kit.text import icon_label, label
from ui.look.fonts import font
from ui.look.worn import RAIL_FROM, look, px, tokens
from ui.palette.doing import do_proposal
from ui.palette.finding import Finding
from ui.palette.line_list import LineList
from ui.palette.lines import Entry, GoTo, Line, RunCommand, SearchAll, command_entries, hit_lines
from ui.session import Session
from ui.shell.sheet import paint_shadow

_WIDTH = 620
_TALLEST = 420
_PAUSE_MS = 300
_GRAMMAR = (("u", "log update"), ("d", "due date"), ("s", "rating"), ("n", "new action"))


def _field_style() -> str:
    """The field stands on the panel without a box of its own; a line under it says that it has the keyboard."""
    return (
        f"QLineEdit {{ border: 0; border-bottom: 2px solid transparent; border-radius: 0; background: transparent;"
        f" padding: 0; min-height: {px(32)}px; }} QLineEdit:focus {{ border-bottom-color: {tokens().accent}; }}"
    )


class Palette(QWidget):
    """Covers a window while it is open; what is chosen is told after it has closed and given the keyboard back.

    `run` carries the key of a command or an entry, `go_to` and `log_wanted` the id of an action, `said` the words for
    a toast that offers to undo, `problem` a UserError of a search that failed. `closed` fires however it went.
    """

    run = Signal(str)
    go_to = Signal(str)
    log_wanted = Signal(str)
    said = Signal(str)
    problem = Signal(object)
    closed = Signal()

    def __init__(
        self,
        window: QWidget,
        session: Session | None,
        *,
        commands: Mapping[str, QAction],
        entries: Sequence[Entry] = (),
    ) -> None:
        """Open over a window; `entries` are the views, `session` is None on the first screen."""
        super().__init__(window)
        self._window, self._session = window, session
        self._came_from = window.focusWidget()
        self._finding = Finding(session, [*command_entries(commands), *entries])
        # The keys of the menus rest while the palette has the keyboard; the window's own sheets do the same.
        self._resting = [action for action in commands.values() if action.isEnabled()]
        for action in self._resting:
            action.setEnabled(False)
        self._build()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._say_current)
        self.field.textChanged.connect(self._show_found)
        self.field.installEventFilter(self)
        self.list.clicked.connect(self._take)
        window.installEventFilter(self)
        self._show_found()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._finding.begin()

    def _build(self) -> None:
        self.setAccessibleName("Search or run a command")
        self.field = line_edit(hint="Search actions and commands")
        self.field.setFont(font(12))
        self.field.setProperty("flat", "true")
        self.field.setStyleSheet(_field_style())
        self.field.setAccessibleName("Search or run a command")
        self.field.setAccessibleDescription("Up and Down choose a line, Enter runs it, Escape closes.")
        self.list = LineList()
        top = row(icon_label("search", "ink2", 20), self.field, margins=(18, 0, 16, 0), gap=12)
        top.setStretch(1, 1)
        self._top = frame(top, height=54)
        hints: list[QWidget] = []
        if self._can_change() and look().scale < RAIL_FROM:
            for key, words in _GRAMMAR:
                hints += [KeyCap(key), label(words, size=9, ink="ink3")]
        closing = label("Enter runs, Esc closes", size=9, ink="ink3")
        foot = row(*hints, None, closing, margins=(18, 0, 18, 0), gap=6)
        self._foot = frame(foot, height=34)
        self._lower = rule()
        self.panel = QFrame(self)
        inside = column(self._top, rule(), self.list, self._lower, self._foot, gap=0)
        edge = 2 if tokens().is_contrast else 1
        inside.setContentsMargins(edge, edge, edge, edge)
        self.panel.setLayout(inside)

    def _can_change(self) -> bool:
        return self._session is not None and not self._session.read_only

    def _show_found(self) -> None:
        self._show(self._finding.lines(self.field.text()))

    def _show(self, lines: Sequence[Line]) -> None:
        self.list.show_lines(lines)
        self._place()
        self._pause.start()

    def _say_current(self) -> None:
        line = self.list.current()
        if line is not None:
            announce(self, line.spoken)

    def _take(self) -> None:
        line = self.list.current()
        match line.goal if line is not None else None:
            case SearchAll(text=text):
                self._search(text)
            case RunCommand(name=name):
                self.close_palette()
                self.run.emit(name)
            case GoTo(action_id=action_id):
                self.close_palette()
                self.go_to.emit(action_id)
            case Proposal() as proposal:
                self._do(proposal)
            case _:
                self._say_current()

    def _search(self, text: str) -> None:
        if self._session is None:
            return
        try:
            hits = search(self._session.plan, text)
        except UserError as error:
            self.close_palette()
            self.problem.emit(error)
            return
        self._show(hit_lines(text, hits))

    def _do(self, proposal: Proposal) -> None:
        if self._session is None:
            return
        if proposal.deed is Deed.UPDATE and not proposal.text and proposal.action is not None:
            self.close_palette()
            self.log_wanted.emit(proposal.action.id)
            return
        try:
            said = do_proposal(self._session, proposal)
        except UserError as error:
            # What was typed stays, and the line says why it could not be kept.
            self._show([Line(proposal.words, "warn", under=f"{error.message} {error.next_step}", trouble=True)])
            return
        self.close_palette()
        if said:
            self.said.emit(said)

    def close_palette(self) -> None:
        """Go away and give the keyboard back to whatever had it."""
        if self.isHidden():
            return
        self._window.removeEventFilter(self)
        self._pause.stop()
        self.hide()
        for action in self._resting:
            if isValid(action):
                action.setEnabled(True)
        if is_alive(self._came_from):
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Follow the window's size, and take the field's keys that belong to the list."""
        if event.type() == QEvent.Type.Resize and watched is self._window:
            self._place()
        if watched is self.field and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
            elif event.type() == QEvent.Type.KeyPress:
                return self._key(event)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        steps = {
            Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: self.list.page(),
            Qt.Key.Key_PageUp: -self.list.page(),
        }  # fmt: skip
        key = Qt.Key(event.key())
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if key in steps:
            if self.list.step(steps[key]):
                self._pause.stop()
                self._say_current()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        elif key == Qt.Key.Key_Escape or (key == Qt.Key.Key_K and control):
            self.close_palette()
        else:
            # Tab has nowhere to go: the page lies under the palette.
            return key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Close on a press beside the panel."""
        event.accept()
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.close_palette()

    def _place(self) -> None:
        self.setGeometry(self._window.rect())
        wide = min(px(_WIDTH), self.width() - px(24))
        top = px(64) if self.height() > px(480) else px(12)
        wanted = self.list.content_height()
        room = min(px(_TALLEST), self.height() - top - px(24) - self._top.height() - self._foot.height())
        self.list.setFixedHeight(max(px(40), min(wanted, room)))
        self.panel.setGeometry((self.width() - wide) // 2, top, wide, self.panel.sizeHint().height())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 (Qt's name)
        """Draw the panel's shadow and ground; the page stays as it is."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.panel.geometry())
        contrast = tokens().is_contrast
        if not contrast:
            paint_shadow(painter, box, px(12))
        draw_box(painter, box, px(12), fill="surface", edge="edge", width=2 if contrast else 1)
        painter.end()
