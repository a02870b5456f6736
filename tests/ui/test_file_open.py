"""A file that the program is started with, called with, or handed by a Mac: opened, received, joined with, refused."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from csa_tracker.clock import Clock
from csa_tracker.exchange.bundle import BUNDLE_SUFFIX
from csa_tracker.exchange.cards import CARD_SUFFIX, make_card, write_card
from csa_tracker.exchange.joining import join
from csa_tracker.exchange.receiving import receive
from csa_tracker.exchange.sending import send
from csa_tracker.exchange.trust import EVERYTHING, add_member, list_members
from csa_tracker.plan.read import read_actions
from csa_tracker.profile import Profile
from csa_tracker.workspace import create_plan, open_plan
from tests.csa_tracker.exchange.offices import an_office
from tests.csa_tracker.plan.drafting import add
from tests.house.tree import ROOT
from tests.ui.acting import CTRL, focused, press, session_of, settle, wait_for_sheet
from tests.ui.conftest import NOW
from tests.ui.exchanging import texts
from ui.ask import ScriptedAsk
from ui.exchange.add_partner import AddPartner
from ui.exchange.card_sheet import CardSheet
from ui.exchange.receive_sheet import ReceiveSheet
from ui.file_open import BROUGHT, FileOpening, is_brought
from ui.shell.looks import Looks
from ui.shell.problem_sheet import ProblemSheet
from ui.shell.window import MainWindow
from ui.single import claim
from ui.start.beginning import Beginning
from ui.start.join_sheet import JoinSheet
from ui.start.start_page import StartPage

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),  # popups, offscreen
    pytest.mark.qt_log_ignore("does not support raise"),  # the offscreen platform has no stack of windows
]


@dataclass
class Post:
    """What lies on a desk in Burnley: who works there, their plan, and what the county sent them."""

    profile: Profile
    plan: Path
    full: Path
    later: Path
    card: Path
    torn: Path

    def named(self, what: str) -> Path:
        """One of the files by its name here."""
        found = getattr(self, what)
        assert isinstance(found, Path)
        return found


@pytest.fixture
def post(tmp_path: Path) -> Post:
    """The county's first file, with which Burnley has joined, and its second."""
    tom, asha = an_office(tmp_path, "Tom", "County"), an_office(tmp_path, "Asha", "Burnley")
    asha.change_settings({"page": "actions", "theme": "light"})
    path, card = tmp_path / "burnley.csplan", tmp_path / "priya.cspid"
    with create_plan(tmp_path / "c.csplan", partnership="PAN", name="All", profile=tom, clock=Clock(NOW)) as county:
        add(county, title="County patrols")
        add_member(county, make_card(asha, "BUR"), scopes=EVERYTHING)
        full = send(county, ["Asha"], tmp_path / "full.cspx").path
        clock = Clock(NOW + dt.timedelta(minutes=5))
        join(full, path, partnership="BUR", sender=make_card(tom, "PAN"), profile=asha, clock=clock)
        with open_plan(path, profile=asha, clock=clock) as plan:
            back = send(plan, ["Tom"], tmp_path).path
        receive(county, back)
        add(county, title="Later patrols")
        later = send(county, ["Asha"], tmp_path / "later.cspx").path
    write_card(card, make_card(an_office(tmp_path, "Priya", "Pendle"), "PEN"))
    torn = tmp_path / "torn.cspx"
    torn.write_bytes(later.read_bytes()[:-1])
    return Post(asha, path, full, later, card, torn)


@pytest.fixture
def opening(dressed: QApplication) -> Iterator[FileOpening]:
    """Hears the events of a Mac, whatever this computer is."""
    made = FileOpening(dressed, hears_events=True)
    yield made
    dressed.removeEventFilter(made)
    made.deleteLater()


@pytest.fixture
def desk(qtbot: QtBot, post: Post, looks: Looks) -> Iterator[MainWindow]:
    """Asha's window on its first screen."""
    made = MainWindow(post.profile, Clock(NOW + dt.timedelta(hours=1)), ask=ScriptedAsk(), looks=looks)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    yield made
    made.close()
    made.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def forget_plans(profile: Profile) -> None:
    """As on a computer on which no plan was opened yet."""
    profile.change_settings({"recent_plans": []})


def titles(window: MainWindow) -> list[str]:
    """The actions of the plan that is open."""
    return sorted(action.title for action in read_actions(session_of(window).plan))


def hand_over(file: Path) -> None:
    """As the Finder of a Mac does."""
    app = QCoreApplication.instance()
    assert app is not None
    QCoreApplication.postEvent(app, QFileOpenEvent(QUrl.fromLocalFile(str(file))))
    settle()


def test_a_mac_hands_over_plans_and_partners_files(
    qtbot: QtBot, opening: FileOpening, desk: MainWindow, post: Post
) -> None:
    opening.hand_to(desk)
    hand_over(post.plan)
    assert session_of(desk).plan.path == post.plan
    hand_over(post.later)
    offer = wait_for_sheet(qtbot, desk, ReceiveSheet)
    assert [line.upper for line in offer.view.lines()] == ["PAN-0002  Later patrols"]


def test_what_is_handed_over_before_the_window_stands_waits_for_its_plan(
    qtbot: QtBot, opening: FileOpening, post: Post, looks: Looks
) -> None:
    hand_over(post.later)
    window = MainWindow(post.profile, Clock(NOW), ask=ScriptedAsk(), looks=looks, opening=post.plan)
    qtbot.addWidget(window)
    Beginning(window, post.plan)
    opening.hand_to(window)
    settle()
    assert window.session is None
    window.show()
    wait_for_sheet(qtbot, window, ReceiveSheet)
    assert session_of(window).plan.path == post.plan
    window.close()


def test_without_a_plan_the_first_screen_offers_to_join_by_keyboard(
    qtbot: QtBot, opening: FileOpening, desk: MainWindow, post: Post
) -> None:
    forget_plans(post.profile)
    opening.hand_to(desk)
    opening.take(post.full)
    sheet = wait_for_sheet(qtbot, desk, JoinSheet)
    assert focused() is sheet.heard
    assert "Tom" in texts(sheet)
    press(Qt.Key.Key_Return, CTRL)
    assert sheet.work.problem.text() == "The six words were not compared yet. Tick that you heard them from the sender."
    assert focused() is sheet.heard
    press(Qt.Key.Key_Space)
    sheet.partnership.choose("BUR")
    press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: desk.session is not None and desk.overlay is None, timeout=30_000)
    assert session_of(desk).plan.meta.partnership == "BUR"
    assert titles(desk) == ["County patrols"]
    assert [one.name for one in list_members(session_of(desk).plan)] == ["Tom"]


def test_the_first_screen_has_a_way_to_join_and_escape_makes_nothing(
    qtbot: QtBot, desk: MainWindow, post: Post
) -> None:
    forget_plans(post.profile)
    page = desk.centralWidget()
    assert isinstance(page, StartPage)
    assert isinstance(desk.ask, ScriptedAsk)
    desk.ask.files.append([post.full])
    page.join.setFocus()
    press(Qt.Key.Key_Space)
    wait_for_sheet(qtbot, desk, JoinSheet)
    press(Qt.Key.Key_Escape)
    assert (desk.overlay, desk.session) == (None, None)
    assert list(post.profile.plans_folder.glob("*")) == []


def test_a_file_for_a_plan_that_was_open_lately_opens_that_plan_first(
    qtbot: QtBot, opening: FileOpening, desk: MainWindow, post: Post
) -> None:
    opening.hand_to(desk)
    opening.take(post.later)
    wait_for_sheet(qtbot, desk, ReceiveSheet)
    assert session_of(desk).plan.path == post.plan


@pytest.mark.parametrize(
    ("what", "told"),
    [("torn", "This file is cut short"), ("later", "only the latest changes"), ("card", "no plan is open")],
)
def test_without_a_plan_what_cannot_be_joined_with_is_refused_in_plain_words(
    qtbot: QtBot, opening: FileOpening, desk: MainWindow, post: Post, what: str, told: str
) -> None:
    forget_plans(post.profile)
    opening.hand_to(desk)
    opening.take(post.named(what))
    assert told in texts(wait_for_sheet(qtbot, desk, ProblemSheet))
    assert desk.session is None


def test_a_card_opens_the_sheet_that_adds_it_once_nothing_is_in_the_way(
    qtbot: QtBot, opening: FileOpening, desk: MainWindow, post: Post
) -> None:
    opening.hand_to(desk)
    opening.take(post.plan)
    desk.run("card")
    wait_for_sheet(qtbot, desk, CardSheet)
    opening.take(post.card)
    settle()
    press(Qt.Key.Key_Escape)
    assert "Priya" in texts(wait_for_sheet(qtbot, desk, AddPartner))


def test_endings_count_whatever_their_capitals() -> None:
    assert is_brought("A.CSPX")
    assert is_brought("a.cspid")
    assert not is_brought("a.csplan")
    assert BROUGHT == (BUNDLE_SUFFIX, CARD_SUFFIX)


STARTED = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from csa_tracker.__main__ import main
from ui.app import application
from ui.shell.window import MainWindow
app = application()
def look():
    for window in QApplication.topLevelWidgets():
        if isinstance(window, MainWindow) and window.overlay is not None:
            name = type(window.overlay.sheet).__name__
            if name != "OpeningFile":
                print(name, window.session.plan.path.name if window.session is not None else "no plan", flush=True)
                timer.stop()
                window.overlay.sheet.done(0)
                window.close()
timer = QTimer()
timer.timeout.connect(look)
timer.start(20)
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize(
    ("what", "has_plan", "told"),
    [
        ("later", True, "ReceiveSheet burnley.csplan"),
        ("card", True, "AddPartner burnley.csplan"),
        ("torn", True, "ProblemSheet burnley.csplan"),
        ("full", False, "JoinSheet no plan"),
        ("torn", False, "ProblemSheet no plan"),
    ],
)
def test_the_program_is_started_with_a_file(post: Post, what: str, has_plan: bool, told: str) -> None:
    if not has_plan:
        forget_plans(post.profile)
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "CSA_NOW": "2026-10-02T15:32:00Z"}
    command = [sys.executable, "-c", STARTED, "--profile", str(post.profile.folder), str(post.named(what))]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout.strip() == told


@pytest.mark.parametrize(("what", "kind"), [("later", ReceiveSheet), ("card", AddPartner), ("torn", ProblemSheet)])
def test_a_second_start_hands_its_file_to_the_window_that_is_open(
    qtbot: QtBot,
    opening: FileOpening,
    desk: MainWindow,
    post: Post,
    dressed: QApplication,
    what: str,
    kind: type[ReceiveSheet | AddPartner | ProblemSheet],
) -> None:
    opening.hand_to(desk)
    opening.take(post.plan)
    single = claim(dressed, post.profile.folder)
    assert single is not None
    single.listen(opening.come_forward)
    try:
        command = [sys.executable, "-m", "csa_tracker", "--profile", str(post.profile.folder), str(post.named(what))]
        environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
        with subprocess.Popen(command, cwd=ROOT, env=environment) as second:
            wait_for_sheet(qtbot, desk, kind)
            qtbot.waitUntil(lambda: second.poll() is not None, timeout=30_000)
        assert second.returncode == 0
    finally:
        single.release()
