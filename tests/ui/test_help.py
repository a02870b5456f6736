"""Help opens on the page of the screen, is read and searched by keyboard, and never uses the network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import pytest
from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow
from pytestqt.qtbot import QtBot

import resources
from tests.ui.acting import ALT, SHIFT, focused, press, settle, type_text
from ui.help.pages import TOPICS, find_pages, read_pages
from ui.help.pane import HelpPane, open_help
from ui.look.dress import Theme
from ui.look.worn import tokens
from ui.palette.lines import RunCommand
from ui.shell.commands import MENUS
from ui.shell.looks import Looks
from ui.shell.shortcuts import FIXED

COMMANDS = {command.name for _, commands in MENUS for command in commands if command.name}


@pytest.fixture
def host(qtbot: QtBot, looks: Looks) -> Iterator[QMainWindow]:
    """A window that asks for help."""
    window = QMainWindow()
    window.setMinimumSize(640, 480)
    window.setCentralWidget(QLineEdit())
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    yield window
    for pane in window.findChildren(HelpPane):
        pane.close()
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def pane(host: QMainWindow) -> HelpPane:
    """Help, open on the page of the Actions screen."""
    made = open_help(host, "actions", chosen={})
    settle()
    return made


def listed(pane: HelpPane) -> list[str]:
    """The pages in the contents."""
    lines = [pane.contents.lines.line(row) for row in range(pane.contents.lines.rowCount())]
    return [line.goal.name for line in lines if line is not None and isinstance(line.goal, RunCommand)]


def test_every_shipped_page_is_in_the_contents(pane: HelpPane) -> None:
    shipped = {name.removeprefix("help/").removesuffix(".html") for name in resources.list_names("help")}
    assert set(TOPICS) == shipped
    assert listed(pane) == list(TOPICS)


def test_help_opens_on_the_page_asked_for(pane: HelpPane) -> None:
    assert pane.browser.toPlainText().startswith("Actions\n")
    assert focused() is pane.browser
    line = pane.contents.current()
    assert line is not None
    assert line.words == "Actions"


def test_asking_again_turns_the_open_window_to_the_page(host: QMainWindow, pane: HelpPane) -> None:
    again = open_help(host, "reports", chosen={})
    assert again is pane
    assert pane.browser.toPlainText().startswith("Reports\n")
    press(Qt.Key.Key_Left, ALT)
    assert pane.topic == "actions"


def test_a_page_that_is_not_there_shows_the_first(host: QMainWindow) -> None:
    assert open_help(host, "nowhere", chosen={}).topic == "start"


@pytest.mark.parametrize("topic", TOPICS)
def test_every_key_named_is_one_that_works(topic: str) -> None:
    source = resources.read_text(f"help/{topic}.html")
    assert set(re.findall(r"\{key:([^}]+)\}", source)) <= COMMANDS
    fixed = {key for lines in FIXED.values() for keys, _ in lines for key in keys.split(", ")} | {"Alt"}
    named = {unescape(key) for key in re.findall("<kbd>(.*?)</kbd>", source)}
    assert named <= fixed, "write {key:name} for the keys of a command"


@pytest.mark.usefixtures("dressed")  # Qt lays a page's table out in type, which ends a process without an application
def test_help_names_the_keys_a_person_chose() -> None:
    pages = {page.name: page for page in read_pages({"log": ("Ctrl+J",), "new": ()})}
    assert "<kbd>Ctrl+J</kbd>" in pages["log-update"].body
    assert "{key:" not in "".join(page.body for page in pages.values())
    assert "<b>Action, New action</b> adds an action" in pages["actions"].body


def test_links_stay_inside(pane: HelpPane) -> None:
    pane.browser.anchorClicked.emit(QUrl("words.html"))
    assert pane.topic == "words"
    pane.browser.anchorClicked.emit(QUrl("https://example.org/reports.html"))
    pane.browser.anchorClicked.emit(QUrl("file:///reports.html"))
    assert pane.topic == "words"
    assert pane.browser.loadResource(2, QUrl("https://example.org/a.png")) is None


def test_a_link_is_followed_by_keyboard(pane: HelpPane) -> None:
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Return)
    assert pane.topic == "filter-language"
    assert focused() is pane.browser


def test_text_is_selected_by_keyboard(pane: HelpPane) -> None:
    press(Qt.Key.Key_End, SHIFT)
    assert pane.browser.textCursor().selectedText() == "Actions"


def test_searching_lists_the_pages_and_marks_the_words(pane: HelpPane) -> None:
    pane.search.setFocus()
    type_text("postcode")
    assert listed(pane) == ["privacy"]
    assert pane.topic == "privacy"
    marked = [mark.cursor.selectedText() for mark in pane.browser.extraSelections()]
    assert marked == ["postcode"]
    type_text("zzz")
    assert listed(pane) == []
    line = pane.contents.current()
    assert line is not None
    assert line.words == "No page holds these words."


def test_a_word_in_the_title_comes_first() -> None:
    found = [page.name for page, _ in find_pages(read_pages({}), "report")]
    assert found[0] == "reports"
    assert len(found) > 1


def test_a_word_is_found_from_its_beginning_only() -> None:
    (around,) = [around for page, around in find_pages(read_pages({}), "interrupt") if page.name == "log-update"]
    assert "interrupted" in around
    assert find_pages(read_pages({}), "nterrupted") == []


def test_up_and_down_go_through_the_pages_found_and_enter_reads(pane: HelpPane) -> None:
    pane.search.setFocus()
    type_text("undo")
    first, second = listed(pane)[:2]
    assert pane.topic == first
    press(Qt.Key.Key_Down)
    assert pane.topic == second
    press(Qt.Key.Key_Return)
    assert focused() is pane.browser


def test_escape_closes_help(host: QMainWindow, pane: HelpPane) -> None:
    press(Qt.Key.Key_Escape)
    assert host.findChildren(HelpPane) == []


def test_tab_goes_through_everything_and_comes_round(pane: HelpPane) -> None:
    pane.search.setFocus()
    seen = []
    for _ in range(40):
        press(Qt.Key.Key_Tab)
        seen.append(focused())
        if focused() is pane.search:
            break
    assert seen[-1] is pane.search
    assert pane.contents in seen
    assert pane.browser in seen
    names = [QAccessible.queryAccessibleInterface(part).text(QAccessible.Text.Name) for part in seen]
    assert all(names)


def test_another_look_keeps_the_page(pane: HelpPane, looks: Looks) -> None:
    looks.set_theme(Theme.DARK)
    settle()
    assert pane.topic == "actions"
    assert pane.browser.toPlainText().startswith("Actions\n")
    assert tokens().accent.casefold() in pane.browser.document().defaultStyleSheet().casefold()
