"""After a change the window catches up in turns: a key pressed meanwhile is heard between two of them."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from tests.ui.acting import page_of, session_of, settle
from ui.shell.window import MainWindow
from ui.tidying import RARELY, Tidying
from ui.turns import Turns


class _Follower(QObject):
    def __init__(self, told: list[str], name: str) -> None:
        super().__init__()
        self._told, self._name = told, name

    def read(self) -> None:
        self._told.append(self._name)


class _Listener(QWidget):
    def __init__(self, told: list[str]) -> None:
        super().__init__()
        self._told = told

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        self._told.append(event.text())


def test_each_call_has_a_turn_and_a_timer_that_fell_due_comes_between(qtbot: QtBot) -> None:
    told: list[str] = []
    first, second = _Follower(told, "first"), _Follower(told, "second")
    turns = Turns(first)
    due = QTimer()
    due.setSingleShot(True)
    due.timeout.connect(lambda: told.append("due"))

    class _Slow(QObject):
        def read(self) -> None:
            due.start(0)
            told.append("slow")

    slow = _Slow()
    for call in (slow.read, first.read, second.read):
        turns.add(call)
    assert told == []
    qtbot.waitUntil(lambda: turns.are_over)
    assert told == ["slow", "due", "first", "second"]


def test_a_key_pressed_during_a_turn_is_heard_before_the_next(qtbot: QtBot) -> None:
    told: list[str] = []
    listener = _Listener(told)
    qtbot.addWidget(listener)

    class _Pressing(QObject):
        def read(self) -> None:
            told.append("slow")
            press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_X, Qt.KeyboardModifier.NoModifier, "x")
            QApplication.postEvent(listener, press)

    pressing, after = _Pressing(), _Follower(told, "after")
    turns = Turns(listener)
    turns.add(pressing.read)
    turns.add(after.read)
    qtbot.waitUntil(lambda: turns.are_over)
    assert told == ["slow", "x", "after"]


def test_a_call_that_waits_is_made_once_and_one_of_a_widget_that_went_is_left_out(qtbot: QtBot) -> None:
    told: list[str] = []
    stays, gone, collected = (_Follower(told, name) for name in ("stays", "gone", "collected"))
    turns = Turns(stays)
    for call in (stays.read, gone.read, stays.read, collected.read):
        turns.add(call)
    delete(gone)
    del collected, call
    qtbot.waitUntil(lambda: turns.are_over)
    assert told == ["stays"]


def test_a_turn_that_fails_does_not_keep_the_others_from_theirs(qtbot: QtBot) -> None:
    told: list[str] = []

    class _Failing(QObject):
        def read(self) -> None:
            raise ValueError("unreadable")

    failing, after = _Failing(), _Follower(told, "after")
    turns = Turns(after)
    turns.add(failing.read)
    turns.add(after.read)
    with qtbot.captureExceptions() as raised:
        qtbot.waitUntil(lambda: told == ["after"])
    assert [str(error) for _, error, _ in raised] == ["unreadable"]


def _is_waiting(window: MainWindow) -> bool:
    return not session_of(window).turns.are_over


def test_the_list_hears_keys_while_the_counts_are_still_brought_up_to_date(filled: MainWindow) -> None:
    session, page = session_of(filled), page_of(filled)
    settle()
    before = page.model.total
    session.delete([page.action_id])
    while page.model.total == before:
        QApplication.processEvents()
    assert _is_waiting(filled)
    assert filled.commands["undo"].text() == "&Undo deletion of 1 action"
    filled.run("undo")
    settle()
    assert not _is_waiting(filled)
    assert page.model.total == before


def test_nothing_is_read_from_a_plan_that_was_closed_meanwhile(filled: MainWindow) -> None:
    turns = session_of(filled).turns
    session_of(filled).changed.emit()
    assert _is_waiting(filled)
    filled.show_start()
    assert turns.are_over
    settle()


@pytest.fixture
def thresholds() -> Iterator[None]:
    """Python's own steps of the search, put back."""
    own = gc.get_threshold()
    yield
    gc.set_threshold(*own)


def test_everything_is_looked_through_when_the_person_turns_away(qapp: QApplication, thresholds: None) -> None:
    class _Ring:
        def __init__(self) -> None:
            self.own = self

    tidying = Tidying(qapp)
    assert gc.get_threshold()[2] == RARELY
    gc.collect()
    _Ring()
    gc.freeze()
    gc.unfreeze()  # it counts as old now: a search of the young ones does not find it
    assert any(isinstance(one, _Ring) for one in gc.get_objects())
    QGuiApplication.instance().applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)  # type: ignore[union-attr]
    assert any(isinstance(one, _Ring) for one in gc.get_objects())
    QGuiApplication.instance().applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)  # type: ignore[union-attr]
    assert not any(isinstance(one, _Ring) for one in gc.get_objects())
    delete(tidying)
