"""Where the keyboard is."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from shiboken6 import isValid


def is_alive(widget: QWidget | None) -> bool:
    """Say whether a widget is there and Qt has not deleted it behind our back (a page may go while a sheet is open)."""
    return widget is not None and isValid(widget)


def holds_focus(widget: QWidget) -> bool:
    """Say whether the keyboard is within a widget, or with it."""
    focused = QApplication.focusWidget()
    return focused is not None and (focused is widget or widget.isAncestorOf(focused))


def bring_into_sight(widget: QWidget) -> None:
    """Scroll to a widget of which nothing can be seen: Qt does so only for Tab within the same scroll area."""
    over = widget.parentWidget()
    while over is not None and widget.isVisible() and widget.visibleRegion().isEmpty():
        if isinstance(over, QScrollArea):
            over.ensureWidgetVisible(widget)
        over = over.parentWidget()
