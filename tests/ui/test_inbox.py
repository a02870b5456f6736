"""The inbox in the window: files that arrive are counted, listed and looked through by keyboard, and stay in place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from csa_tracker.exchange.cards import make_card
from csa_tracker.exchange.inbox import Inbox, Verdict, inbox_folder, read_file
from csa_tracker.exchange.keys import Keys
from csa_tracker.exchange.trust import revoke
from csa_tracker.workspace import open_plan
from tests.csa_tracker.plan.drafting import add
from tests.ui.acting import CTRL, focused, press, session_of, settle, sheet_of, toast_of, wait_for_sheet
from tests.ui.exchanging import (
    Office,
    bring_in,
    burnley_office,
    county_office,
    exchange_page,
    go_back_to,
    sent_file,
    titles,
)
from ui.ask import ScriptedAsk
from ui.exchange.add_partner import AddPartner
from ui.exchange.inbox_watch import InboxWatch, watch_of
from ui.exchange.receive_sheet import ReceiveSheet
from ui.shell.looks import Looks
from ui.shell.notices_sheet import NoticesSheet
from ui.shell.problem_sheet import ProblemSheet
from ui.shell.window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # popups, offscreen


@pytest.fixture
def county(window: MainWindow, ask: ScriptedAsk, tmp_path: Path) -> Office:
    """The county team at work."""
    return county_office(window, ask, tmp_path)


@pytest.fixture
def burnley(county: Office, looks: Looks, qtbot: QtBot, tmp_path: Path) -> Iterator[Office]:
    """Tom in Burnley at work."""
    with burnley_office(county, looks, qtbot, tmp_path) as office:
        yield office


@pytest.fixture
def box(county: Office, tmp_path: Path) -> Path:
    """The county's inbox."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    watch(county).choose(folder)
    return folder


def watch(office: Office) -> InboxWatch:
    """What looks into the inbox of an office."""
    return watch_of(session_of(office.window))


def look(qtbot: QtBot, office: Office) -> None:
    """Two looks, as time brings them; the second knows what has come to rest."""
    for _ in range(2):
        qtbot.waitUntil(lambda: not watch(office).is_looking, timeout=30_000)
        watch(office).look()
    qtbot.waitUntil(lambda: not watch(office).is_looking, timeout=30_000)
    settle()


def counts(office: Office) -> tuple[int | None, int]:
    """What sidebar and bell count."""
    view = office.window.view
    assert view is not None
    places = view.sidebar.pages.places
    return places.place(places.row_of("exchange")).count, view.header.bell.count


def go_on_to(widget: QWidget) -> None:
    """Press Tab until a widget has the keyboard."""
    for _ in range(20):
        if focused() is widget:
            return
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"{widget} was not reached")


def test_a_folder_is_chosen_a_file_arrives_and_is_looked_through_by_keyboard(
    qtbot: QtBot, county: Office, burnley: Office, tmp_path: Path
) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    page = exchange_page(qtbot, county)
    county.ask.folders.append(folder)
    go_on_to(page.inbox.choose)
    press(Qt.Key.Key_Space)
    plan = session_of(county.window).plan
    assert inbox_folder(plan.profile, plan.meta.plan) == folder
    add(session_of(burnley.window).plan, title="Burnley patrols")
    file = sent_file(burnley, "Asha Patel", folder)
    press(Qt.Key.Key_R, CTRL)  # and the look after it comes by itself
    qtbot.waitUntil(lambda: page.inbox.list.isVisible(), timeout=30_000)
    line = page.inbox.list.current()
    assert line is not None
    assert line.spoken.startswith("Tom. Known sender. Made 2 Oct 2026, ")
    assert file.name in line.spoken
    go_on_to(page.inbox.list)
    press(Qt.Key.Key_Return)
    wait_for_sheet(qtbot, county.window, ReceiveSheet)
    assert titles(county) == ["County patrols"]
    bring_in(qtbot, county)
    assert sorted(titles(county)) == ["Burnley patrols", "County patrols"]
    qtbot.waitUntil(lambda: page.inbox.list.isHidden(), timeout=30_000)
    assert file.exists()


def test_what_waits_is_counted_before_the_page_was_gone_to_and_told_without_taking_the_keyboard(
    qtbot: QtBot, county: Office, burnley: Office, box: Path, spoken: list[str]
) -> None:
    add(session_of(burnley.window).plan, title="Burnley patrols")
    county.to_front()
    before = focused()
    sent_file(burnley, "Asha Patel", box)
    look(qtbot, county)
    assert counts(county) == (1, 1)
    assert [words for words in spoken if "inbox" in words] == ["1 file waits in the inbox, from Tom."]
    assert focused() is before
    look(qtbot, county)
    assert len([words for words in spoken if "inbox" in words]) == 1
    county.window.run("notices")
    sheet = sheet_of(county.window, NoticesSheet)
    (step,) = [one for one in sheet.steps if "1 file waits in the inbox." in one.accessibleName()]
    step.setFocus()
    press(Qt.Key.Key_Space)
    assert county.window.view is not None
    assert county.window.view.current == "exchange"
    assert focused().objectName() == "inbox"


def test_counts_stay_when_the_window_is_drawn_in_another_look(
    qtbot: QtBot, county: Office, burnley: Office, box: Path
) -> None:
    sent_file(burnley, "Asha Patel", box)
    look(qtbot, county)
    county.window.rebuild()
    qtbot.waitUntil(lambda: counts(county) == (1, 1), timeout=30_000)


def test_a_stranger_s_file_waits_until_the_card_is_added(
    qtbot: QtBot, county: Office, burnley: Office, tmp_path: Path
) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    theirs = session_of(county.window).plan
    words = make_card(theirs.profile, "PAN").words
    sent_file(county, "Tom", folder)
    know_nobody(burnley)
    watch(burnley).choose(folder)
    look(qtbot, burnley)
    page = exchange_page(qtbot, burnley)
    line = page.inbox.list.current()
    assert line is not None
    assert line.upper == "Somebody new: Asha Patel"
    assert line.under.startswith(f"Check: {words.replace('-', ' ')}")
    go_on_to(page.inbox.look)
    press(Qt.Key.Key_Space)
    wait_for_sheet(qtbot, burnley.window, AddPartner)
    press(Qt.Key.Key_Escape)
    assert counts(burnley)[0] == 1


def know_nobody(office: Office) -> None:
    """Know nobody, as before any card was added."""
    with session_of(office.window).plan.store.writing() as connection:
        connection.exec_driver_sql("DELETE FROM member")


def test_a_file_that_cannot_be_received_says_why_in_the_list_and_on_enter(
    qtbot: QtBot, county: Office, burnley: Office, box: Path
) -> None:
    sent_file(burnley, "Asha Patel", box)
    (box / "part.cspx").write_bytes(b"CSPX1\n")
    revoke(session_of(county.window).plan, "Tom")
    look(qtbot, county)
    page = exchange_page(qtbot, county)
    line = page.inbox.list.current()
    assert line is not None
    assert "whose key was revoked here" in line.under
    assert counts(county) == (None, 0)
    go_on_to(page.inbox.list)
    press(Qt.Key.Key_Return)
    sheet_of(county.window, ProblemSheet)
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert toast_of(county.window).words.startswith("This file is still arriving or incomplete.")


def test_a_folder_that_is_pulled_out_is_said_plainly_and_found_again(
    qtbot: QtBot, county: Office, burnley: Office, box: Path
) -> None:
    sent_file(burnley, "Asha Patel", box)
    look(qtbot, county)
    page = exchange_page(qtbot, county)
    away = box.rename(box.with_name("away"))
    look(qtbot, county)
    assert "is not there now. It is looked for again every few seconds." in page.inbox.trouble()
    assert counts(county) == (0, 0)
    assert county.window.overlay is None
    away.rename(box)
    look(qtbot, county)
    assert (page.inbox.trouble(), counts(county)) == ("", (1, 1))


def test_a_folder_is_given_up_and_taken_again(qtbot: QtBot, county: Office, burnley: Office, box: Path) -> None:
    sent_file(burnley, "Asha Patel", box)
    look(qtbot, county)
    page = exchange_page(qtbot, county)
    go_on_to(page.inbox.forget)
    press(Qt.Key.Key_Space)
    assert watch(county).folder is None
    assert page.inbox.list.isHidden()
    assert focused() is page.inbox.choose
    (again,) = [one for one in toast_of(county.window).findChildren(QPushButton) if one.text() == "Use it again"]
    again.click()
    assert watch(county).folder == box


def test_the_folder_is_looked_into_again_after_a_restart(
    qtbot: QtBot, county: Office, burnley: Office, box: Path
) -> None:
    sent_file(burnley, "Asha Patel", box)
    county.window.show_plan(open_plan(county.path, profile=county.window.profile, clock=county.window.clock))
    look(qtbot, county)
    assert counts(county) == (1, 1)
    page = exchange_page(qtbot, county)
    go_back_to(page.inbox.list)


class Stuck:
    """A network drive that went away: a look at it takes as long as the system lets it, until `answers` is set."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.answers, self.has_answered = Event(), Event()

    def inbox(self, folder: Path) -> Inbox:
        """The inbox of a folder, stuck where it is this one."""
        return Inbox(folder, read=self._read) if folder == self.folder else Inbox(folder)

    def _read(self, path: Path, keys: Keys) -> Verdict:
        self.answers.wait(60)
        self.has_answered.set()
        return read_file(path, keys)


@pytest.fixture
def stuck(qtbot: QtBot, county: Office, burnley: Office, box: Path) -> Iterator[tuple[Stuck, InboxWatch]]:
    """A look that does not end."""
    sent_file(burnley, "Asha Patel", box)
    drive = Stuck(box)
    watched = InboxWatch(session_of(county.window), make=drive.inbox)
    qtbot.waitUntil(lambda: not watched.is_looking, timeout=30_000)
    watched.look()
    yield drive, watched
    drive.answers.set()
    assert drive.has_answered.wait(60)
    settle()


def test_closing_does_not_wait_for_a_folder_that_does_not_answer(
    county: Office, stuck: tuple[Stuck, InboxWatch]
) -> None:
    drive, _ = stuck
    assert county.window.close()
    settle()
    assert not drive.has_answered.is_set()


def test_another_folder_is_looked_into_while_the_first_does_not_answer(
    qtbot: QtBot, burnley: Office, stuck: tuple[Stuck, InboxWatch], tmp_path: Path
) -> None:
    drive, watched = stuck
    other = tmp_path / "other"
    other.mkdir()
    file = sent_file(burnley, "Asha Patel", other)
    watched.choose(other)
    qtbot.waitUntil(lambda: watched.state is not None and watched.state.waiting == 1, timeout=30_000)
    drive.answers.set()
    assert drive.has_answered.wait(60)
    settle()
    assert watched.state is not None
    assert [one.path for one in watched.state.files] == [file]
