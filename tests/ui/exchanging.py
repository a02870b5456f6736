"""Two offices at work in windows of their own, and what their people do by keyboard to pass files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from csa_tracker.clock import Clock
from csa_tracker.exchange.cards import make_card
from csa_tracker.exchange.joining import join
from csa_tracker.exchange.sending import send
from csa_tracker.exchange.trust import EVERYTHING, add_member
from csa_tracker.plan.read import read_actions
from csa_tracker.workspace import create_plan, open_plan
from tests.csa_tracker.exchange.offices import an_office
from tests.csa_tracker.plan.drafting import add
from tests.ui.acting import CTRL, focused, press, session_of, settle, wait_for_sheet
from tests.ui.conftest import NOW
from ui.ask import ScriptedAsk
from ui.exchange.page import ExchangePage
from ui.exchange.receive_sheet import ReceiveSheet
from ui.shell.looks import Looks
from ui.shell.sheet import Sheet
from ui.shell.window import MainWindow

LATER = dt.timedelta(minutes=5)


@dataclass
class Office:
    """A person at work: their window, what they answer, and their plan."""

    window: MainWindow
    ask: ScriptedAsk
    path: Path

    def to_front(self) -> None:
        """Give this window the keyboard."""
        self.window.activateWindow()
        settle()


def county_office(window: MainWindow, ask: ScriptedAsk, folder: Path) -> Office:
    """The county team with one action, its plan open in the window."""
    profile, path = window.profile, folder / "county" / "county.csplan"
    path.parent.mkdir()
    with create_plan(path, partnership="PAN", name="Lancashire", profile=profile, clock=Clock(NOW)) as plan:
        add(plan, title="County patrols", due_on=dt.date(2026, 12, 1))
    window.show_plan(open_plan(path, profile=profile, clock=Clock(NOW)))
    return Office(window, ask, path)


@contextmanager
def burnley_office(county: Office, looks: Looks, qtbot: QtBot, folder: Path) -> Iterator[Office]:
    """Tom in Burnley, who joined with a file of the county, in a window of his own."""
    theirs, plan = an_office(folder, "Tom", "Burnley"), session_of(county.window).plan
    theirs.change_settings({"page": "actions"})
    add_member(plan, make_card(theirs, "BUR"), scopes=EVERYTHING)
    first = send(plan, ["Tom"], folder)
    path = folder / "burnley" / "burnley.csplan"
    path.parent.mkdir()
    clock = Clock(NOW + LATER)
    card = make_card(plan.profile, "PAN")
    join(first.path, path, partnership="BUR", sender=card, profile=theirs, clock=clock)
    ask = ScriptedAsk()
    window = MainWindow(theirs, clock, ask=ask, looks=looks)
    window.show()
    qtbot.waitExposed(window)
    window.show_plan(open_plan(path, profile=theirs, clock=clock))
    yield Office(window, ask, path)
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def exchange_page(qtbot: QtBot, office: Office) -> ExchangePage:
    """Go to the page by its key and wait until everything stands there."""
    office.to_front()
    press(Qt.Key.Key_9, CTRL)
    assert office.window.view is not None
    page = office.window.view.other_page()
    assert isinstance(page, ExchangePage)
    qtbot.waitUntil(lambda: page.is_idle, timeout=30_000)
    settle()
    return page


def sent_file(office: Office, to: str, folder: Path) -> Path:
    """A file made without the window."""
    return send(session_of(office.window).plan, [to], folder).path


def titles(office: Office) -> list[str]:
    """The actions a plan shows."""
    return [action.title for action in read_actions(session_of(office.window).plan)]


def texts(sheet: Sheet) -> str:
    """Every text to be read in a sheet."""
    return "\n".join(part.text() for part in sheet.findChildren(QLabel) if part.isVisible())


def go_back_to(widget: object) -> None:
    """Press Shift+Tab until a widget has the keyboard."""
    for _ in range(20):
        if focused() is widget:
            return
        press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    raise AssertionError(f"{widget} was not reached")


def receive(qtbot: QtBot, office: Office, file: Path) -> ReceiveSheet:
    """Receive a file with the page's button."""
    page = exchange_page(qtbot, office)
    office.ask.files.append([file])
    go_back_to(page.receive)
    press(Qt.Key.Key_Space)
    return wait_for_sheet(qtbot, office.window, ReceiveSheet)


def bring_in(qtbot: QtBot, office: Office) -> None:
    """Bring in what the sheet shows, and wait until it is there."""
    press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: office.window.overlay is None, timeout=30_000)
