"""One Tab stop for a card of many figures: Tab comes to where the keyboard was last, arrows go about inside."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.dashboard.press import Press


class Roving(QObject):
    """Keeps all but one of the presses within `home` out of the way of Tab; Home and End go to the first and last.

    `reached` carries the press the keyboard came to; a pointer has it in sight already.
    """

    reached = Signal(QWidget)

    def __init__(self, home: QWidget) -> None:
        super().__init__(home)
        self._presses: Sequence[Press] = home.findChildren(Press)
        for press in self._presses:
            press.installEventFilter(self)
        if self._presses:
            self._stop_at(self._presses[0])

    def _stop_at(self, current: Press) -> None:
        for press in self._presses:
            press.setFocusPolicy(Qt.FocusPolicy.StrongFocus if press is current else Qt.FocusPolicy.ClickFocus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Follow the keyboard, and take Home and End."""
        if isinstance(event, QFocusEvent) and event.gotFocus() and isinstance(watched, Press):
            self._stop_at(watched)
            if event.reason() != Qt.FocusReason.MouseFocusReason:
                self.reached.emit(watched)
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}
            if event.key() in ends:
                self._presses[ends[Qt.Key(event.key())]].setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False
