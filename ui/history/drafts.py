"""Keeps what is being typed in a long text until it is saved, two seconds after the last key and on leaving it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from csa_tracker.errors import UserError
from csa_tracker.plan.written import drop_written, keep_written, written_for
from ui.kit.growing_text import GrowingText
from ui.session import Session

PAUSE_MS = 2000
"""How long the keyboard rests before a text is kept: what a crash can take is what was typed since."""


class DraftKeeper(QObject):
    """Watches one text. `kept` fires when it lies on the disk, `failed` carries why it could not be kept."""

    kept = Signal()
    failed = Signal(str)

    def __init__(self, session: Session, text: GrowingText) -> None:
        super().__init__(text)
        self._session, self._text = session, text
        self._key = ""
        self._known = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.keep)
        text.textChanged.connect(self._typed)
        text.committed.connect(self.keep)  # on leaving it, also to another program

    def watch(self, key: str) -> str:
        """Keep the text under a key from now on. Returns what was kept there before."""
        self.stop()
        found = written_for(self._session.plan, key)
        self._key, self._known = key, found.text if found is not None else ""
        return self._known

    def stop(self) -> None:
        """Keep what is there, then watch no more."""
        self.keep()
        self._key = ""

    def keep(self) -> None:
        """Write the text to the disk if it is not there yet."""
        self._pause.stop()
        text = self._text.toPlainText()
        if not self._key or text == self._known:
            return
        try:
            keep_written(self._session.plan, self._key, text)
        except UserError as error:
            self.failed.emit(f"{error.message} {error.next_step}")
            return
        self._known = text
        self.kept.emit()

    def forget(self) -> None:
        """Let go of what was kept: the text is saved, or not wanted any more; what is typed next counts again."""
        self._pause.stop()
        key, self._key = self._key, ""
        if not key:
            return
        try:
            drop_written(self._session.plan, key)
        except UserError as error:
            self.failed.emit(f"{error.message} {error.next_step}")

    def _typed(self) -> None:
        if self._key:
            self._pause.start()
