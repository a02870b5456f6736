"""Keys that belong to the window even while a field has the focus.

On X11 a line edit keeps Ctrl+U (it erases the line) and Ctrl+E; an event filter on the application takes them back.
Undo and redo stay with a field while it has something of its own to undo or redo.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit


@cache
def _ours() -> tuple[Qt.Key, ...]:
    """Return the letters whose Ctrl keys are the window's; made at the first key, for naming Qt's 500 keys is slow."""
    return (
        Qt.Key.Key_U, Qt.Key.Key_E, Qt.Key.Key_N, Qt.Key.Key_P, Qt.Key.Key_F, Qt.Key.Key_S, Qt.Key.Key_K, Qt.Key.Key_H,
    )  # fmt: skip


class OurKeys(QObject):
    """Refuses fields the claim on our shortcuts, so that Qt gives them to the window's commands."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Swallow a field's ShortcutOverride for our keys."""
        # Sees every event of every widget, two thousand for one sheet: so the cheapest question comes first.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            control = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier == Qt.KeyboardModifier.ControlModifier
            if control and event.key() in _ours():
                event.ignore()
                return True
            if control and event.key() in (Qt.Key.Key_Z, Qt.Key.Key_Y):
                redo = event.key() == Qt.Key.Key_Y or bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                event.setAccepted(has_own_step(watched, redo=redo))
                return True
        return False


def has_own_step(field: QObject, *, redo: bool) -> bool:
    """Say whether a field has typing of its own to undo or redo: what is not yet saved."""
    if isinstance(field, QLineEdit):
        return field.isRedoAvailable() if redo else field.isUndoAvailable()
    if isinstance(field, QPlainTextEdit):
        document = field.document()
        return document.isRedoAvailable() if redo else document.isUndoAvailable()
    return False
