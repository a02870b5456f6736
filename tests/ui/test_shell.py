"""Commands, the Bin, filters, read-only plans and the keys that fields would otherwise keep."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from csa_tracker.errors import UserError
from csa_tracker.plan.read import find_action
from csa_tracker.workspace import open_plan
from tests.ui.acting import CTRL, focused, go_to, page_of, press, session_of, settle, type_text
from ui.actions.new_action import NewAction
from ui.kit.empty_state import EmptyState
from ui.shell.commands import MENUS
from ui.shell.toast import Toast
from ui.shell.window import MainWindow


def _toast(window: MainWindow) -> Toast:
    settle()
    return window.findChildren(Toast)[-1]


def test_no_menu_title_uses_a_key_of_the_sheets() -> None:
    keys = [title[title.index("&") + 1].upper() for title, _ in MENUS]
    assert len(set(keys)) == len(keys)
    assert not set(keys) & set("RSP")


def test_no_two_commands_share_a_key() -> None:
    keys = [key for _, commands in MENUS for command in commands for key in command.keys]
    assert len(set(keys)) == len(keys)


def test_delete_moves_to_the_bin_and_restore_brings_back(filled: MainWindow) -> None:
    go_to(filled, "DA-05")
    page_of(filled).grid.setFocus()
    press(Qt.Key.Key_Delete)
    settle()
    assert page_of(filled).model.rowCount() == 59
    assert _toast(filled).words == "DA-05 moved to Bin."
    filled.run("bin")
    assert page_of(filled).model.rowCount() == 1
    assert filled.view is not None
    assert filled.view.header.title.text() == "Bin"
    filled.run("restore")
    settle()
    filled.run("bin")
    settle()
    assert page_of(filled).model.rowCount() == 60
    assert session_of(filled).action(find_action(session_of(filled).plan, "DA-05")).updates


def test_a_new_action_is_added_and_shown(filled: MainWindow) -> None:
    page_of(filled).grid.setFocus()
    press(Qt.Key.Key_N, CTRL)
    assert filled.overlay is not None
    sheet = filled.overlay.sheet
    assert isinstance(sheet, NewAction)
    type_text("Light the underpass")
    sheet.issue.setCurrentIndex(sheet.issue.findData("road-safety"))
    sheet.lead.setText("Burnley Borough Council")
    sheet.due.setText("+14")
    press(Qt.Key.Key_Return, CTRL)
    settle()
    action = session_of(filled).action(page_of(filled).action_id)
    assert (action.title, action.key_issue, action.lead) == (
        "Light the underpass", "road-safety", "Burnley Borough Council",
    )  # fmt: skip
    assert action.due == dt.date(2026, 10, 16)
    assert _toast(filled).words == f"{action.ref} added."


def test_a_new_action_without_words_or_issue_says_so_at_each_field(filled: MainWindow) -> None:
    filled.run("new")
    assert filled.overlay is not None
    sheet = filled.overlay.sheet
    assert isinstance(sheet, NewAction)
    sheet.due.setText("03/13/2026")
    sheet.try_add()
    assert sheet.fields["title"].error()
    assert sheet.fields["key_issue"].error() == "Choose the key issue this action works on."
    assert sheet.fields["due"].error() == "'03/13/2026' has no month 13. Enter the day first, like 13/3/2026."
    assert sheet.due.text() == "03/13/2026"
    assert page_of(filled).model.rowCount() == 60


def test_typing_filters_and_escape_clears(qtbot: QtBot, filled: MainWindow) -> None:
    page_of(filled).grid.setFocus()
    press(Qt.Key.Key_F, CTRL)
    type_text("drop-in")
    qtbot.waitUntil(lambda: page_of(filled).model.rowCount() == 1, timeout=3000)
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page_of(filled).model.rowCount() == 60, timeout=3000)


def test_a_filter_that_finds_nothing_names_the_next_step(filled: MainWindow) -> None:
    page_of(filled).filters.box.setText("no such words")
    page_of(filled).filters.finish_typing()
    nothing = page_of(filled).findChild(EmptyState)
    assert nothing is not None
    assert nothing.step.text() == "Clear filters"
    nothing.step.click()
    assert page_of(filled).model.rowCount() == 60


def test_counts_by_rating_filter(filled: MainWindow) -> None:
    from csa_tracker.values import Brag

    count = page_of(filled).filters._ratings[Brag.RED]
    assert count.accessibleName() == "Off track: 8 actions"
    count.click()
    assert page_of(filled).model.rowCount() == 8


def test_a_plan_of_a_newer_version_says_why_it_is_read_only_and_disables_its_editors(
    window: MainWindow, plan_file: Path
) -> None:
    with closing(sqlite3.connect(plan_file)) as raw, raw:
        raw.execute("UPDATE local_meta SET value = '99' WHERE key = 'view_version'")
    window.show_plan(open_plan(plan_file, profile=window.profile, clock=window.clock))
    settle()
    assert window.view is not None
    assert not window.view.header.new.isEnabled()
    assert not window.commands["log"].isEnabled()
    facts = window.view.page.pane.facts
    assert not facts.percent.line.isEnabled()
    reason = session_of(window).read_only
    assert "newer version" in reason
    assert facts.percent.line.toolTip() == reason
    assert reason in [label.text() for label in window.view.findChildren(QLabel) if label.isVisible()]


@pytest.mark.usefixtures("dressed")
def test_fields_give_our_keys_up(qtbot: QtBot) -> None:
    line = QLineEdit("typed")
    qtbot.addWidget(line)
    for key in (Qt.Key.Key_U, Qt.Key.Key_E):
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, CTRL)
        event.accept()
        QApplication.sendEvent(line, event)
        assert not event.isAccepted()
    assert line.text() == "typed"


def test_a_second_sheet_waits_for_the_first(filled: MainWindow) -> None:
    filled.run("new")
    first = filled.overlay
    filled.run("log")
    assert filled.overlay is first
    assert not filled.commands["new"].isEnabled()
    assert first is not None
    first.sheet.reject()
    assert filled.commands["new"].isEnabled()


def test_another_look_waits_until_the_sheet_is_closed(filled: MainWindow) -> None:
    filled.run("new")
    assert filled.overlay is not None
    view = filled.view
    filled.looks.resize(1)
    assert filled.view is view
    filled.overlay.sheet.reject()
    assert filled.view is not view


def test_a_refused_report_is_said_in_plain_words(qtbot: QtBot, filled: MainWindow, tmp_path: Path) -> None:
    filled.ask.targets.append(tmp_path / "no such folder" / "board.pdf")  # type: ignore[attr-defined]
    filled.run("report")
    qtbot.waitUntil(lambda: filled.overlay is not None, timeout=60_000)
    assert filled.overlay is not None
    assert filled.overlay.sheet.windowTitle() == "The board progress report was not saved"


def test_the_window_stays_alive_while_a_report_is_written(qtbot: QtBot, filled: MainWindow, tmp_path: Path) -> None:
    target = tmp_path / "board.pdf"
    filled.ask.targets.append(target)  # type: ignore[attr-defined]
    filled.run("report")
    assert not target.exists()  # the call came back before the paper was written
    go_to(filled, "SV-01")
    qtbot.waitUntil(lambda: "board.pdf" in _toast(filled).words, timeout=60_000)
    _toast(filled).findChildren(type(filled.view.header.new))[0].click()  # type: ignore[union-attr]
    assert filled.ask.shown == [target]  # type: ignore[attr-defined]


def test_errors_of_services_reach_the_person(filled: MainWindow) -> None:
    filled.refuse("Not done", UserError("code", "It did not work.", "Do this instead."))
    assert filled.overlay is not None
    words = " ".join(label.text() for label in filled.overlay.sheet.findChildren(QLabel))
    assert "It did not work." in words
    assert "Do this instead." in words
    assert focused().accessibleName() == "Close"
