"""The focus ring lies around what is seen of a control, never over what stands beside its page."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QStringListModel
from PySide6.QtWidgets import QListView, QMainWindow, QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.acting import settle
from ui.shell.focus_ring import FocusRing
from ui.shell.looks import Looks


def _window(qtbot: QtBot) -> tuple[QMainWindow, QScrollArea, QListView, QPushButton]:
    window, scroll, page = QMainWindow(), QScrollArea(), QWidget()
    qtbot.addWidget(window)
    entries, button = QListView(), QPushButton("Send")
    entries.setModel(QStringListModel(["Burnley"]))
    entries.setFixedHeight(900)
    column = QVBoxLayout(page)
    column.addWidget(button)
    column.addWidget(entries)
    scroll.setWidget(page)
    scroll.setWidgetResizable(True)
    window.setCentralWidget(scroll)
    window.setMinimumSize(200, 150)
    window.resize(400, 300)
    window.show()
    window.activateWindow()
    qtbot.waitExposed(window)
    return window, scroll, entries, button


def test_the_ring_of_a_list_taller_than_its_page_ends_with_the_page(qtbot: QtBot, looks: Looks) -> None:
    window, scroll, entries, _ = _window(qtbot)
    ring = FocusRing(window)
    entries.setFocus()
    settle()
    seen = QRect(scroll.viewport().mapTo(window, QPoint(0, 0)), scroll.viewport().size())
    assert ring.isVisible()
    assert ring.height() > 100
    assert seen.contains(ring.geometry())


def test_the_ring_of_a_button_goes_all_round_it(qtbot: QtBot, looks: Looks) -> None:
    window, _, _, button = _window(qtbot)
    ring = FocusRing(window)
    button.setFocus()
    settle()
    place = QRect(button.mapTo(window, QPoint(0, 0)), button.size())
    assert ring.geometry() == place.adjusted(-4, -4, 4, 4)
