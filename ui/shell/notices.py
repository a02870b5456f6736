"""What the person should know about the open plan: sentences over the page, each until it is put away.

The bell of the header counts them, and lists them with those that were put away in this session.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.kit.boxes import column, empty, frame, row
from ui.kit.buttons import button
from ui.kit.text import icon_label, label
from ui.session import Session
from ui.shell.bell import Bell


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence and the aware instant it was first told."""

    sentence: str
    at: dt.datetime


class NoticeBoard(QObject):
    """Every notice of a session, the last told first; it stays while pages and looks come and go."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.notices: list[Notice] = []

    def note(self, sentences: Sequence[str]) -> None:
        """Remember those that were not told before."""
        known = {notice.sentence for notice in self.notices}
        now = self._session.plan.clock.now()
        self.notices[:0] = [Notice(sentence, now) for sentence in sentences if sentence not in known]


def board_of(session: Session) -> NoticeBoard:
    """Return the board of a session, put up when it is first asked for."""
    return session.findChild(NoticeBoard) or NoticeBoard(session)


class Notices(QWidget):
    """One strip a sentence. `put_away` carries a sentence the person has read."""

    put_away = Signal(str)

    def __init__(self, sentences: Sequence[str], session: Session, bell: Bell) -> None:
        super().__init__()
        self._board, self._bell = board_of(session), bell
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self.show_sentences(sentences)

    def show_sentences(self, sentences: Sequence[str]) -> None:
        """Show these and no others."""
        empty(self._box)
        for sentence in sentences:
            self._box.addWidget(self._strip(sentence))
        self._board.note(sentences)
        self._bell.show_count(len(sentences))
        if self.parent() is not None or not sentences:  # shown before it has a place it would be a window of its own
            self.setVisible(bool(sentences))

    def _strip(self, sentence: str) -> QFrame:
        shut = button("", kind="quiet", mark="close", small=True, name="Put this notice away")
        shut.clicked.connect(lambda: self.put_away.emit(sentence))
        words = label(sentence, weight=500, wraps=True)
        inside = row(icon_label("info", "ink2", 18), column(None, words, None), shut, margins=(24, 4, 12, 4))
        inside.setStretch(1, 1)
        return frame(inside, ground="strip")
