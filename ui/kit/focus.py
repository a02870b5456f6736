"""Where the keyboard is."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from shiboken6 import isValid

from ui.look.worn import px


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


def bring_whole_into_sight(widget: QWidget) -> None:
    """Scroll so that all of a widget is seen, or its beginning where there is not the room, with its focus ring."""
    over = widget.parentWidget()
    while over is not None and not isinstance(over, QScrollArea):
        over = over.parentWidget()
    if over is not None and widget.isVisible():
        over.ensureWidgetVisible(widget, 0, px(8))
