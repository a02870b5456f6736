"""The preview: the newest wish wins, old pages stay meanwhile, keys turn pages, trouble says what to do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt, QThread
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from csa_tracker.clock import Clock
from csa_tracker.errors import UserError
from csa_tracker.profile import Profile
from csa_tracker.workspace import open_plan
from tests.ui.acting import press, settle
from tests.ui.conftest import NOW
from tests.ui.reporting import Desk, desk_of
from ui.reports.kept import kept_zoom
from ui.reports.paper_view import Zoom
from ui.reports.proof import ProofMaker
from ui.session import Session
from ui.shell.looks import Looks

LONG = 20


@pytest.fixture
def desk(qtbot: QtBot, looks: Looks, profile: Profile, plan_file: Path, tmp_path: Path) -> Iterator[Desk]:
    session = Session(open_plan(plan_file, profile=profile, clock=Clock(NOW)))
    made = desk_of(qtbot, session, tmp_path)
    yield made
    made.wait_for_threads(qtbot)
    session.close()
    session.deleteLater()


def test_the_newest_wish_wins_and_older_ones_are_dropped(qtbot: QtBot, looks: Looks) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    made: list[object] = []
    maker, begun, gate = ProofMaker(window), Event(), Event()
    maker.made.connect(made.append)

    def slow() -> str:
        begun.set()
        assert gate.wait(LONG)
        return "old"

    maker.want(slow, at_once=True)
    qtbot.waitUntil(begun.is_set)
    maker.want(lambda: "middle")
    maker.want(lambda: "new")
    gate.set()
    qtbot.waitUntil(lambda: maker.is_idle, timeout=LONG * 1000)
    settle()
    assert made == ["new"]


def test_the_old_pages_stay_while_new_ones_take_a_while(qtbot: QtBot, desk: Desk) -> None:
    gate = Event()
    before = desk.words()

    def slow() -> object:
        assert gate.wait(LONG)
        raise UserError("no", "Nothing came.", "Try again.")

    with qtbot.waitSignal(desk.page.proofs.working, timeout=LONG * 1000, check_params_cb=lambda slow: bool(slow)):
        desk.page.proofs.want(slow, at_once=True)
    assert desk.page.preview.is_showing_paper()
    assert desk.page.preview._pill.isVisible()
    assert desk.words() == before
    gate.set()
    desk.wait(qtbot)
    assert not desk.page.preview._pill.isVisible()


def test_trouble_is_said_in_place_of_the_preview_and_can_be_tried_again(
    qtbot: QtBot, desk: Desk, spoken: list[str]
) -> None:
    def fail() -> object:
        raise UserError("gone", "The plan could not be read.", "Connect the drive, then try again.")

    desk.page.proofs.want(fail, at_once=True)
    desk.wait(qtbot)
    preview = desk.page.preview
    assert not preview.is_showing_paper()
    assert spoken[-1] == "The plan could not be read. Connect the drive, then try again."
    assert preview._trouble is not None
    preview._trouble.step.setFocus()
    press(Qt.Key.Key_Space)
    desk.wait(qtbot)
    assert preview.is_showing_paper()
    assert preview.view.sheet.hasFocus()


def test_keys_turn_the_pages(desk: Desk, spoken: list[str]) -> None:
    view = desk.page.preview.view
    view.sheet.setFocus()
    press(Qt.Key.Key_PageDown)
    assert view.page == 1
    assert desk.page.preview.place.text() == "Page 2 of 18"
    assert spoken[-1] == "Page 2 of 18"
    press(Qt.Key.Key_End)
    assert view.page == 17
    press(Qt.Key.Key_PageDown)
    assert view.page == 17
    press(Qt.Key.Key_PageUp)
    assert view.page == 16
    press(Qt.Key.Key_Home)
    assert view.page == 0
    desk.page.preview.next.click()
    assert view.page == 1


def test_page_down_reads_to_the_end_of_a_large_page_first(desk: Desk) -> None:
    view = desk.page.preview.view
    desk.page.preview.choose_zoom(Zoom.DOUBLE)
    settle()
    view.sheet.setFocus()
    press(Qt.Key.Key_PageDown)
    assert view.page == 0
    assert view.verticalScrollBar().value() > 0
    for _ in range(6):
        press(Qt.Key.Key_PageDown)
    assert view.page == 1


def test_a_screen_reader_reads_the_page(desk: Desk) -> None:
    face = QAccessible.queryAccessibleInterface(desk.page.preview.view.sheet)
    assert face.role() == QAccessible.Role.Graphic
    assert face.text(QAccessible.Text.Name) == "Preview of the board progress report, page 1 of 18"
    said = face.text(QAccessible.Text.Description)
    assert "Of 60 rated actions, 8 are off track" in said
    desk.page.preview.view.go(1)
    assert "Summary of actions" in face.text(QAccessible.Text.Description)


def test_a_page_is_drawn_to_fit(desk: Desk, profile: Profile) -> None:
    preview, view = desk.page.preview, desk.page.preview.view
    assert view.sheet.height() <= view.viewport().height()
    assert view.verticalScrollBar().maximum() == 0
    preview.zoom.setFocus()
    press(Qt.Key.Key_Down)
    assert view.zoom is Zoom.WIDTH
    assert view.horizontalScrollBar().maximum() == 0
    assert view.sheet.width() > view.viewport().width() * 0.9
    press(Qt.Key.Key_Down)
    assert round(view.sheet.pixmap().deviceIndependentSize().width()) in (793, 794)  # A4 at 96 dpi
    desk.page.deleteLater()
    assert kept_zoom(profile) is Zoom.FULL


def test_the_place_is_kept_when_something_is_chosen(qtbot: QtBot, desk: Desk) -> None:
    view = desk.page.preview.view
    view.go(3)
    desk.page.form.meeting.setText("Pennine Board")
    desk.wait(qtbot)
    assert view.page == 3


def test_a_page_may_go_while_its_preview_is_made(qtbot: QtBot, desk: Desk) -> None:
    gate = Event()

    def slow() -> object:
        assert gate.wait(LONG)
        return None

    desk.page.proofs.want(slow, at_once=True)
    qtbot.waitUntil(lambda: bool(desk.window.findChildren(QThread)))
    page = desk.window.takeCentralWidget()
    assert page is desk.page
    page.deleteLater()
    settle()
    gate.set()
    desk.wait_for_threads(qtbot)
    assert desk.window.findChildren(QThread) == []
