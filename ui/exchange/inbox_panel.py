"""The inbox on the Exchange page: the folder where partners' files arrive, and each file that waits in it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QWidget

from csa_tracker.exchange.inbox import InboxState, Waiting, WaitingFile
from ui.exchange.inbox_watch import watch_of
from ui.exchange.lines import Line, LinesList
from ui.history.words import when_words
from ui.kit.boxes import column, row
from ui.kit.buttons import button
from ui.kit.focus import bring_whole_into_sight
from ui.kit.text import DataLabel, icon_label, label, set_tip
from ui.session import Session
from ui.shown import plural

_NO_FOLDER = "Choose the folder where partners’ files arrive, and each new file is listed here by itself."
_NOTHING = "No file waits. Put files from partners in this folder, or receive one from elsewhere."
_MOST_LINES = 5


class InboxPanel(QFrame):
    """`opened` carries the WaitingFile to look through, `wanted` a command."""

    opened = Signal(object)
    wanted = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("ground", "card")
        self.setAccessibleName("Inbox")
        self._session = session
        self._watch = watch_of(session)
        self._files: dict[str, WaitingFile] = {}
        self.choose = button("Choose folder…", small=True, name="Choose the folder of the inbox")
        self.forget = button("", kind="quiet", mark="close", small=True, name="Look into this folder no more")
        self.list = LinesList("Inbox", object_name="inbox")
        self.look = button("Look through…", small=True, name="Look through the file chosen in the inbox")
        self._count = label("", size=11, ink="ink2")
        self._folder = DataLabel("", size=9.5, ink="ink2")
        self._words = label("", ink="ink2", wraps=True)
        self._more = label("", size=9.5, ink="ink2", wraps=True)
        self._trouble, self._away = QWidget(), label("", weight=500, wraps=True)
        self._lay_out()
        self.choose.clicked.connect(lambda: self.wanted.emit("inbox"))
        self.forget.clicked.connect(lambda: self.wanted.emit("no-inbox"))
        self.look.clicked.connect(self._open_current)
        self.list.opened.connect(self._open)
        self._watch.changed.connect(self.show_state)
        if session.read_only:
            self.choose.setEnabled(False)
            set_tip(self.choose, session.read_only)
        self.show_state()

    def trouble(self) -> str:
        """Return what is the matter with the folder, empty for nothing."""
        return self._away.text()

    def focus_first(self) -> None:
        """Take the keyboard: the files, or the way to a folder."""
        first: QWidget = self.choose if self.list.isHidden() else self.list
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, first, partial(bring_whole_into_sight, first))  # once a page just made is laid out

    def _lay_out(self) -> None:
        mark = icon_label("warn", "danger", 18)
        mark.setAlignment(Qt.AlignmentFlag.AlignTop)
        inside = row(mark, self._away, gap=8)
        inside.setStretch(1, 1)
        self._trouble.setLayout(inside)
        head = row(label("Inbox", size=11, weight=700), self._count, None, self.choose, gap=6)
        place = row(self._folder, self.forget, gap=4)
        place.setStretch(0, 1)
        self._place = QWidget()
        self._place.setLayout(place)
        self._steps = QWidget()
        self._steps.setLayout(row(self.look, self._more, None, gap=10))
        self.setLayout(
            column(head, self._place, self._trouble, self.list, self._steps, self._words, margins=(16, 12, 16, 14))
        )

    def show_state(self) -> None:
        """Show the inbox as the watch last saw it; whoever has the keyboard here keeps it."""
        folder, state = self._watch.folder, self._watch.state
        had_focus = any(part.hasFocus() for part in (self.list, self.look, self.forget))
        self._place.setVisible(folder is not None)
        self._folder.setText(str(folder or ""))
        self._folder.setToolTip("")
        self._show_files(state)
        self._away.setText(state.trouble if state is not None else "")
        self._trouble.setVisible(bool(self._away.text()))
        self._words.setText(_NO_FOLDER if folder is None else _NOTHING)
        looked = state is not None and not state.trouble and not state.files and not state.is_settling
        self._words.setVisible(folder is None or looked)
        if had_focus and (self.list.isHidden() or folder is None):
            self.focus_first()

    def _show_files(self, state: InboxState | None) -> None:
        files = state.files if state is not None else ()
        self._files = {str(one.path): one for one in files}
        self.list.show_lines([waiting_line(one) for one in files])
        self.list.fit(_MOST_LINES)
        self.list.setVisible(bool(files))
        self._steps.setVisible(bool(files))
        self._count.setText(f"{state.waiting:,}" if state is not None and state.waiting else "")
        left_out = state.left_out if state is not None else 0
        self._more.setText(f"{plural(left_out, 'older file is', 'older files are')} left out." if left_out else "")

    def _open_current(self) -> None:
        line = self.list.current()
        if line is not None:
            self._open(line.key)

    def _open(self, key: str) -> None:
        self.opened.emit(self._files[key])


def waiting_line(one: WaitingFile) -> Line:
    """Return a file of the inbox: from whom, how much since when, and how it stands."""
    mark, ink, state = {
        Waiting.VERIFIED: ("shield", "good", "Known sender"),
        Waiting.UNKNOWN: ("key", "ink", "Check their six words first"),
        Waiting.PROBLEM: ("warn", "danger", one.problem.message if one.problem is not None else ""),
        Waiting.ARRIVING: ("clock", "ink2", "Still arriving or incomplete"),
    }[one.state]
    name = one.path.name
    upper = one.sender or name
    if one.state is Waiting.UNKNOWN:
        upper = f"Somebody new: {one.sender}" if one.sender else "Somebody new"
        state = f"Check: {one.words.replace('-', ' ')}" if one.words else state
    end = when_words(one.made) if one.made is not None else ""
    held = ""
    if one.can_be_received:
        held = f"{'Everything' if one.is_full else 'Latest'}: {plural(one.changes, 'change')}"
    under = " · ".join(filter(None, [state, held, name if upper != name else ""]))
    made = f"Made {end}. " if end else ""
    words = f"Six words to check: {', '.join(one.words.split('-'))}. " if one.words else ""
    spoken = f"{upper}. {words or state + '. '}{made}{held + '. ' if held else ''}{name}".replace("..", ".")
    return Line(str(one.path), mark, upper, under, spoken, end=end, ink=ink)
