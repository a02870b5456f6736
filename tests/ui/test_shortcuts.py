"""Keys can be seen and changed; a clash is said in words, and no two commands ever share keys."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow
from pytestqt.qtbot import QtBot

from csa_tracker.profile import Profile
from tests.ui.acting import CTRL, focused, press, settle, type_text
from ui.help.shortcut_sheet import ShortcutSheet
from ui.shell.commands import MENUS, fill_menus
from ui.shell.looks import Looks
from ui.shell.sheet import Overlay
from ui.shell.shortcuts import (
    FIXED,
    apply_shortcuts,
    check_keys,
    every_command,
    keep_chosen,
    key_groups,
    keys_of,
    read_chosen,
    show_keys,
    with_keys,
)


@pytest.fixture
def host(qtbot: QtBot, looks: Looks) -> Iterator[QMainWindow]:
    """A window with menus and a field."""
    window = QMainWindow()
    window.setMinimumSize(640, 480)
    window.resize(1000, 800)
    place = QLineEdit()
    window.setCentralWidget(place)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    place.setFocus()
    qtbot.waitUntil(window.isActiveWindow)
    yield window
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def sheet(host: QMainWindow, profile: Profile) -> ShortcutSheet:
    """The sheet of keys over the window."""
    made = ShortcutSheet(profile)
    Overlay(host, made)
    settle()
    return made


def keys_by_name(actions: dict[str, QAction]) -> dict[str, list[str]]:
    """The keys each action now has."""
    return {name: [keys.toString() for keys in action.shortcuts()] for name, action in actions.items()}


def test_the_table_itself_has_no_clash() -> None:
    for command in every_command():
        for keys in command.keys:
            assert check_keys(command.name, keys, {}) == "", (command.name, keys)


def test_every_command_and_every_fixed_key_is_listed_as_in_the_menus() -> None:
    groups = key_groups({})
    assert [group.title for group in groups[: len(MENUS)]] == [title.replace("&", "") for title, _ in MENUS]
    assert [line.name for group in groups for line in group.lines if line.name] == [c.name for c in every_command()]
    assert [group.title for group in groups[len(MENUS) :]] == list(FIXED)


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("Ctrl+N", "Ctrl+N belongs to “New action”. Choose other keys."),
        ("Ctrl+C", "Ctrl+C stays with copying. Choose other keys."),
        ("Ctrl+Return", "Ctrl+Return stays with saving a sheet. Choose other keys."),
        ("J", "J alone is needed for typing and moving. Hold Ctrl down as well."),
        ("Shift+J", "Shift+J alone is needed for typing and moving. Hold Ctrl down as well."),
        ("Up", "Up alone is needed for typing and moving. Hold Ctrl down as well."),
        ("Del", "Del alone is needed for typing and moving. Hold Ctrl down as well."),
        ("Alt+F", "Alt+F is for menus and sheets. Hold Ctrl down instead."),
        ("Ctrl+J, Ctrl+K", "Press one key, with Ctrl or Alt held down."),
        ("", "Press one key, with Ctrl or Alt held down."),
        ("Ctrl+J", ""),
        ("Ctrl++", "Ctrl++ belongs to “Larger text”. Choose other keys."),
        ("Ctrl+Alt+L", ""),
        ("F8", ""),
        ("Alt+Right", ""),
    ],
)
def test_keys_that_are_taken_say_by_what(keys: str, words: str) -> None:
    assert check_keys("log", keys, {}) == words


def test_keys_given_up_by_one_command_are_free_for_another() -> None:
    chosen = with_keys({}, "new", ("Ctrl+J",))
    assert check_keys("log", "Ctrl+N", chosen) == ""
    assert check_keys("log", "Ctrl+J", chosen) == "Ctrl+J belongs to “New action”. Choose other keys."


def test_choosing_the_keys_of_the_table_is_no_change() -> None:
    chosen = with_keys({}, "log", ("Ctrl+J",))
    assert chosen == {"log": ("Ctrl+J",)}
    assert with_keys(chosen, "log", ("Ctrl+U",)) == {}


def test_chosen_keys_come_back_with_the_profile(profile: Profile) -> None:
    keep_chosen(profile, {"log": ("Ctrl+J",), "refresh": ()})
    assert read_chosen(profile) == {"log": ("Ctrl+J",), "refresh": ()}
    assert keys_of(read_chosen(profile))["refresh"] == ()


@pytest.mark.parametrize(
    "stored",
    [
        "nonsense",
        {"log": "Ctrl+J"},
        {"log": [7]},
        {"no-such-command": ["Ctrl+J"]},
        {"log": ["Ctrl+N"]},
        {"log": ["Ctrl+J"], "history": ["Ctrl+J"]},
        {"log": ["not keys at all"]},
    ],
)
def test_settings_that_cannot_be_used_never_make_two_commands_share_keys(profile: Profile, stored: object) -> None:
    profile.change_settings({"shortcuts": stored})
    held = [keys for name in keys_of(read_chosen(profile)).values() for keys in name]
    assert len(held) == len(set(held))


def test_commands_get_the_keys_chosen_and_the_others_keep_theirs(host: QMainWindow) -> None:
    ran: list[str] = []
    actions = fill_menus(host.menuBar(), ran.append)
    host.menuBar().show()
    settle()
    before = keys_by_name(actions)
    apply_shortcuts(actions, {"log": ("Ctrl+J",), "new": ()})
    after = keys_by_name(actions)
    assert (after["log"], after["new"]) == (["Ctrl+J"], [])
    assert {name: keys for name, keys in after.items() if name not in ("log", "new")} == {
        name: keys for name, keys in before.items() if name not in ("log", "new")
    }
    press(Qt.Key.Key_J, CTRL)
    press(Qt.Key.Key_N, CTRL)
    assert ran == ["log"]


def test_a_person_changes_keys_with_the_keyboard_alone(
    sheet: ShortcutSheet, profile: Profile, spoken: list[str]
) -> None:
    changed: list[object] = []
    sheet.changed.connect(changed.append)
    assert focused() is sheet.search
    type_text("log up")
    press(Qt.Key.Key_Return)
    assert focused() is sheet.capture
    press(Qt.Key.Key_J, CTRL)
    assert changed == [{"log": ("Ctrl+J",)}]
    assert read_chosen(profile) == {"log": ("Ctrl+J",)}
    assert spoken[-1] == "Log update is now Ctrl+J."
    line = sheet.list.current()
    assert line is not None
    assert (line.words, line.keys, line.note) == ("Log update", "Ctrl+J", "Changed")


def test_a_clash_is_said_beside_the_field_and_changes_nothing(
    sheet: ShortcutSheet, profile: Profile, spoken: list[str]
) -> None:
    type_text("log up")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_N, CTRL)
    assert sheet.field.error() == "Ctrl+N belongs to “New action”. Choose other keys."
    assert spoken[-1] == sheet.field.error()
    assert sheet.capture.text() == "Ctrl+U"
    assert read_chosen(profile) == {}


def test_one_command_and_all_of_them_can_be_reset(sheet: ShortcutSheet, profile: Profile) -> None:
    type_text("log up")
    sheet.try_keys("Ctrl+J")
    sheet.search.setText("history")
    sheet.try_keys("Ctrl+Shift+H")
    sheet.reset.click()
    assert read_chosen(profile) == {"log": ("Ctrl+J",)}
    sheet.reset_all.click()
    assert read_chosen(profile) == {}
    assert not sheet.reset_all.isEnabled()


def test_keys_that_another_command_took_are_not_taken_back(sheet: ShortcutSheet, profile: Profile) -> None:
    type_text("log up")
    sheet.try_keys("Ctrl+J")
    sheet.search.setText("history")
    sheet.try_keys("Ctrl+U")
    sheet.search.setText("log up")
    sheet.reset.click()
    assert sheet.field.error() == "Ctrl+U belongs to “History”. Choose other keys."
    assert read_chosen(profile) == {"log": ("Ctrl+J",), "history": ("Ctrl+U",)}


def test_fixed_keys_are_shown_and_cannot_be_changed(sheet: ShortcutSheet) -> None:
    type_text("rating of an update")
    line = sheet.list.current()
    assert line is not None
    assert (line.words, line.keys) == ("Rating of an update; then 1 to 5", "Alt+R")
    assert not sheet.capture.isEnabled()
    press(Qt.Key.Key_Return)
    assert focused() is sheet.search


def test_a_command_is_found_by_its_keys(sheet: ShortcutSheet) -> None:
    type_text("ctrl+shift+p")
    assert sheet.command() == "palette"


def test_the_keyboard_is_never_caught(sheet: ShortcutSheet) -> None:
    sheet.capture.setFocus()
    press(Qt.Key.Key_Tab)
    assert focused() is not sheet.capture
    sheet.capture.setFocus()
    press(Qt.Key.Key_Shift)
    assert sheet.field.error() == ""
    closed: list[int] = []
    sheet.finished.connect(closed.append)
    press(Qt.Key.Key_Escape)
    assert closed == [0]


def test_keys_are_shown_as_the_computer_writes_them() -> None:
    native = QKeySequence("Ctrl+N").toString(QKeySequence.SequenceFormat.NativeText)
    assert show_keys(("Ctrl+N", "F5")) == f"{native} or F5"
    assert show_keys(()) == ""
