"""What tests do as a person would: go to an action, press keys, wait for the window to settle."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from csa_tracker.plan.read import find_action
from ui.actions.page import ActionsPage
from ui.session import Session
from ui.shell.window import MainWindow


def settle() -> None:
    """Let layouts, queued refreshes and deferred deletions finish (a bare processEvents leaves those waiting)."""
    for _ in range(4):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def page_of(window: MainWindow) -> ActionsPage:
    """The actions page of a window with a plan."""
    assert window.view is not None
    return window.view.page


def session_of(window: MainWindow) -> Session:
    """The session of a window with a plan."""
    assert window.session is not None
    return window.session


def go_to(window: MainWindow, ref: str) -> str:
    """Make an action current and return its id."""
    action_id = find_action(session_of(window).plan, ref)
    page_of(window).go_to(action_id)
    settle()
    return action_id


def focused() -> QWidget:
    """The widget with the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the keyboard is."""
    QTest.keyClick(focused(), key, modifier)
    settle()


def type_text(text: str) -> None:
    """Type where the keyboard is."""
    QTest.keyClicks(focused(), text)
    settle()


CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
