"""Keys that belong to the window even while a field has the focus.

On X11 a line edit keeps Ctrl+U (it erases the line) and Ctrl+E; an event filter on the application takes them back.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

_OURS = (Qt.Key.Key_U, Qt.Key.Key_E, Qt.Key.Key_N, Qt.Key.Key_P, Qt.Key.Key_F, Qt.Key.Key_S)


class OurKeys(QObject):
    """Refuses fields the claim on our shortcuts, so that Qt gives them to the window's commands."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002, N802 (Qt's name)
        """Swallow a field's ShortcutOverride for our keys."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            control = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier == Qt.KeyboardModifier.ControlModifier
            if control and event.key() in _OURS:
                event.ignore()
                return True
        return False
