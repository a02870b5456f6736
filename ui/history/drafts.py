"""Keeps what is being typed until it is saved: two seconds after the last key, and on leaving a long text."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer, Signal

from csa_tracker.errors import UserError
from csa_tracker.plan.written import drop_written, keep_written, written_for
from ui.kit.growing_text import GrowingText
from ui.session import Session

PAUSE_MS = 2000
"""How long the keyboard rests before a text is kept: what a crash can take is what was typed since."""


class Drafts(QObject):
    """Waits for a pause, then keeps. `kept` fires when a text lies on the disk, `failed` carries why it does not."""

    kept = Signal()
    failed = Signal(str)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.keep)

    def keep(self) -> None:
        """Write to the disk what is not there yet."""
        raise NotImplementedError

    def write(self, key: str, text: str) -> bool:
        """Keep a text under a key. Returns whether it could be."""
        try:
            keep_written(self._session.plan, key, text)
        except UserError as error:
            self.failed.emit(f"{error.message} {error.next_step}")
            return False
        self.kept.emit()
        return True

    def drop(self, *keys: str) -> None:
        """Let go of what is kept under these keys."""
        try:
            drop_written(self._session.plan, *keys)
        except UserError as error:
            self.failed.emit(f"{error.message} {error.next_step}")


class DraftKeeper(Drafts):
    """Watches one long text."""

    def __init__(self, session: Session, text: GrowingText) -> None:
        super().__init__(session, text)
        self._text = text
        self._key = ""
        self._known = ""
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
        if self._key and text != self._known and self.write(self._key, text):
            self._known = text

    def forget(self) -> None:
        """Let go of what was kept: the text is saved, or not wanted any more; what is typed next counts again."""
        self._pause.stop()
        key, self._key = self._key, ""
        if key:
            self.drop(key)

    def _typed(self) -> None:
        if self._key:
            self._pause.start()


class DraftBook(Drafts):
    """Watches the fields of a form: `unsaved` returns what is typed and not saved, by key."""

    def __init__(self, session: Session, unsaved: Callable[[], Mapping[str, str]], parent: QObject) -> None:
        super().__init__(session, parent)
        self._unsaved = unsaved
        self._known: dict[str, str] = {}

    def know(self, kept: Mapping[str, str]) -> None:
        """Take these texts, which lie on the disk already, as shown in the form."""
        self._known.update(kept)

    def touch(self) -> None:
        """Keep once the keyboard rests: something was typed."""
        self._pause.start()

    def keep(self) -> None:
        """Write to the disk what is not there yet; what was typed and taken back again goes."""
        self._pause.stop()
        now = self._unsaved()
        self.forget(*(key for key in self._known if key not in now))
        for key, text in now.items():
            if self._known.get(key, "") != text and self.write(key, text):
                self._known[key] = text

    def forget(self, *keys: str) -> None:
        """Let go of what was kept under these keys: it is saved, or given up."""
        for key in keys:
            self._known.pop(key, None)
        self.drop(*keys)

    def turn_over(self) -> None:
        """Watch other texts from now on; what is kept of these stays kept."""
        self._pause.stop()
        self._known.clear()
