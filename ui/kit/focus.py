"""Where the keyboard is."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


def is_alive(widget: QWidget | None) -> bool:
    """Say whether a widget is there and Qt has not deleted it behind our back (a page may go while a sheet is open)."""
    return widget is not None and isValid(widget)


def holds_focus(widget: QWidget) -> bool:
    """Say whether the keyboard is within a widget, or with it."""
    focused = QApplication.focusWidget()
    return focused is not None and (focused is widget or widget.isAncestorOf(focused))
