"""What tests do as a person would: go to an action, press keys, wait for the window to settle."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from csa_tracker.plan.read import find_action
from ui.actions.page import ActionsPage
from ui.session import Session
from ui.shell.sheet import Sheet
from ui.shell.toast import Toast
from ui.shell.window import MainWindow
from ui.turns import Turns

S = TypeVar("S", bound=Sheet)
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def settle() -> None:
    """Let layouts, turns and deferred deletions finish (a bare processEvents leaves those waiting)."""
    for _ in range(4):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        while not all(
            turns.are_over for window in QApplication.topLevelWidgets() for turns in window.findChildren(Turns)
        ):
            QApplication.processEvents()


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


def sheet_of(window: MainWindow, kind: type[S]) -> S:
    """The sheet over a window, which must be of a kind."""
    settle()
    assert window.overlay is not None
    sheet = window.overlay.sheet
    assert isinstance(sheet, kind)
    return sheet


def wait_for_sheet(qtbot: QtBot, window: MainWindow, kind: type[S]) -> S:
    """The sheet of a kind, once a thread has done what comes before it."""
    qtbot.waitUntil(lambda: window.overlay is not None and isinstance(window.overlay.sheet, kind), timeout=30_000)
    return sheet_of(window, kind)


def toast_of(window: MainWindow) -> Toast:
    """The toast now shown."""
    settle()
    return window.findChildren(Toast)[-1]


def retype(field: QWidget, text: str) -> None:
    """Go into a field and type in place of what stands there."""
    field.setFocus()
    press(Qt.Key.Key_A, CTRL)
    type_text(text)


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the keyboard is."""
    QTest.keyClick(focused(), key, modifier)
    settle()


def type_text(text: str) -> None:
    """Type where the keyboard is."""
    QTest.keyClicks(focused(), text)
    settle()
