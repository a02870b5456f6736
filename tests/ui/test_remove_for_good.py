"""Words are removed for good from the history, by keyboard: all that goes is listed and a reason asked."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from csa_tracker.plan.drafts import ActionDraft
from csa_tracker.plan.history import action_history
from csa_tracker.plan.read import read_action
from csa_tracker.plan.removing import count_backups, find_words
from tests.ui.acting import CTRL, focused, go_to, page_of, press, session_of, settle, sheet_of, toast_of, type_text
from ui.history.history_sheet import HistorySheet
from ui.history.opening import open_history
from ui.history.remove_sheet import RemoveSheet
from ui.shell.window import MainWindow

NAME = "Jane Zebedee"


def _typed(window: MainWindow) -> str:
    """A name typed as a title of one action and as a lead role of another, the title since changed."""
    other = go_to(window, "DA-02")
    session_of(window).save(ActionDraft(id=other, fields={"lead_role": NAME.upper()}), label="edit-field")
    action_id = go_to(window, "DA-03")
    for title in (f"Visit {NAME}", "Visit a resident"):
        session_of(window).save(ActionDraft(id=action_id, fields={"title": title}), label="edit-field")
    settle()
    return action_id


def _open(window: MainWindow) -> RemoveSheet:
    """From the list, through the history, to the sheet."""
    page_of(window).grid.setFocus()
    open_history(window)
    history = sheet_of(window, HistorySheet)
    while (entry := history.entry()) is not None and entry.after != f"Visit {NAME}":
        press(Qt.Key.Key_Down)
    while focused() is not history.remove:
        press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)
    settle()
    return sheet_of(window, RemoveSheet)


def test_a_name_is_removed_everywhere_by_keyboard(filled: MainWindow, qtbot: QtBot) -> None:
    action_id = _typed(filled)
    sheet = _open(filled)
    assert focused() is sheet.words
    assert [one.ref for one in sheet.found] == ["DA-03"]
    type_text(NAME.lower())
    sheet.look()
    assert [one.ref for one in sheet.found] == ["DA-03", "DA-02"]
    assert sheet.go.text() == "Remove 2 values for good"
    press(Qt.Key.Key_Tab)
    assert focused() is sheet.reason
    type_text("a person's name")
    press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: filled.overlay is None, timeout=30_000)
    assert toast_of(filled).words.startswith("2 values removed for good.")
    plan = session_of(filled).plan
    assert find_words(plan, NAME) == []
    assert read_action(plan, action_id).title == "Visit a resident"
    assert "removed on 2 Oct 2026" in {one.after.strip("[]") for one in action_history(plan, action_id)}


def test_without_a_reason_nothing_goes_and_the_field_says_why(filled: MainWindow) -> None:
    _typed(filled)
    sheet = _open(filled)
    press(Qt.Key.Key_Return, CTRL)
    assert sheet.reason_field.error()
    assert focused() is sheet.reason
    assert find_words(session_of(filled).plan, NAME)


def test_a_value_can_be_left_out(filled: MainWindow) -> None:
    _typed(filled)
    sheet = _open(filled)
    type_text(NAME)
    sheet.look()
    sheet.list.setFocus()
    press(Qt.Key.Key_Return)
    assert sheet.going() == [sheet.found[1].head]
    press(Qt.Key.Key_Return)
    assert len(sheet.going()) == 2
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert not sheet.go.isEnabled()
    press(Qt.Key.Key_Escape)
    assert find_words(session_of(filled).plan, NAME)


def test_older_backups_go_when_ticked(filled: MainWindow, qtbot: QtBot) -> None:
    from csa_tracker.care.backups import make_backup

    _typed(filled)
    plan = session_of(filled).plan
    made = [make_backup(plan).path for _ in range(2)]
    sheet = _open(filled)
    sheet.renew.setChecked(True)
    sheet.reason.setText("a person's name")
    sheet.remove()
    qtbot.waitUntil(lambda: filled.overlay is None, timeout=30_000)
    assert count_backups(plan) == 1
    assert not any(Path(path).exists() for path in made)


def test_a_choice_or_a_date_is_not_offered(filled: MainWindow) -> None:
    go_to(filled, "DA-03")
    page_of(filled).grid.setFocus()
    open_history(filled)
    history = sheet_of(filled, HistorySheet)
    while (entry := history.entry()) is not None and entry.field != "key_issue":
        press(Qt.Key.Key_Down)
    history.ask_to_remove()
    assert sheet_of(filled, HistorySheet) is history
    assert "no words to remove" in history.hint()
