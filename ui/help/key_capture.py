"""A field that takes keys pressed instead of text."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

from ui.look.fonts import font
from ui.look.worn import px

_MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)
_LEAVING = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape)


class KeyCapture(QLineEdit):
    """`pressed` carries the keys as Qt writes them. Tab leaves and Escape closes: the keyboard is never caught."""

    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setFont(font(10))
        self.setReadOnly(True)
        self.setPlaceholderText("Press the new keys")
        self.setMinimumWidth(px(160))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def event(self, event: QEvent) -> bool:
        """Claim the keys that would otherwise run a command or belong to Qt."""
        claims = isinstance(event, QKeyEvent) and event.key() not in _LEAVING
        if claims and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Tell what was pressed, once it is more than a held key."""
        if event.key() in _LEAVING:
            super().keyPressEvent(event)
        elif event.key() not in _MODIFIERS:
            event.accept()
            self.pressed.emit(QKeySequence(event.keyCombination()).toString())
