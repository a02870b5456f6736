"""A popup of ticks is worked by keys alone: Space ticks, Enter keeps, Escape leaves it as it was."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from csa_tracker.values import Choice
from ui.kit.many_choices import ManyChoices

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # popups, offscreen


@pytest.fixture
def anchor(qtbot: QtBot) -> QPushButton:
    """The button under which the popup opens."""
    made = QPushButton("Areas")
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def popup(anchor: QPushButton) -> tuple[ManyChoices, list[frozenset[str]]]:
    """A popup of three choices, the first of them ticked, and what it tells."""
    made = ManyChoices([Choice(name, name, name) for name in "abc"], frozenset("a"), name="Areas", parent=anchor)
    told: list[frozenset[str]] = []
    made.chosen.connect(told.append)
    made.open_under(anchor)
    return made, told


@pytest.mark.parametrize(
    ("end", "told"), [(Qt.Key.Key_Return, [frozenset("b")]), (Qt.Key.Key_Escape, [])], ids=["Enter", "Escape"]
)
@pytest.mark.usefixtures("looks")
def test_space_ticks_where_one_is(
    popup: tuple[ManyChoices, list[frozenset[str]]], end: Qt.Key, told: list[frozenset[str]]
) -> None:
    made, heard = popup
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Space, end):
        QTest.keyClick(made.list, key)
    assert heard == told
