"""A note that is being typed survives a crash, is offered back, and goes once it is saved or not wanted."""

from __future__ import annotations

import uuid
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from csa_tracker.plan.read import find_action
from csa_tracker.plan.written import drafts_file, read_written, update_key
from csa_tracker.workspace import open_plan
from tests.ui.acting import CTRL, focused, go_to, page_of, press, session_of, settle, sheet_of, type_text
from tests.ui.drafting import NOT_ON_WINDOWS, keep, kept, kill_while_typing, offer
from ui.actions.log_update import LogUpdate
from ui.history.drafts import PAUSE_MS
from ui.history.recovered import offer_recovered
from ui.shell.window import MainWindow


def _log(window: MainWindow, ref: str) -> LogUpdate:
    go_to(window, ref)
    page_of(window).grid.setFocus()
    press(Qt.Key.Key_U, CTRL)
    return sheet_of(window, LogUpdate)


@NOT_ON_WINDOWS
def test_a_note_survives_kill_9_and_is_offered_back(filled: MainWindow, plan_file: Path) -> None:
    kill_while_typing(filled, plan_file, "log", "Two more joined")
    sheet = offer(filled)
    assert sheet.headline.text() == "One unsaved note on DA-03 was recovered."
    press(Qt.Key.Key_Space)
    log = sheet_of(filled, LogUpdate)
    assert log.note.toPlainText() == "Two more joined"
    assert focused() is log.note
    press(Qt.Key.Key_Return, CTRL)
    assert session_of(filled).action(find_action(session_of(filled).plan, "DA-03")).updates[0].text == "Two more joined"
    assert not drafts_file(session_of(filled).plan).exists()


def test_two_seconds_after_the_last_key_it_lies_on_the_disk(qtbot: QtBot, filled: MainWindow) -> None:
    assert PAUSE_MS == 2000
    sheet = _log(filled, "DA-03")
    with qtbot.waitSignal(sheet.keeper.kept, timeout=PAUSE_MS + 8000):
        type_text("Half a thought")
        assert kept(filled) == []
    assert kept(filled) == ["Half a thought"]


def test_leaving_the_note_keeps_it_at_once(filled: MainWindow) -> None:
    _log(filled, "DA-03")
    type_text("Half a thought")
    press(Qt.Key.Key_Tab)
    assert kept(filled) == ["Half a thought"]


def test_closing_the_window_with_the_sheet_open_keeps_it(filled: MainWindow, plan_file: Path) -> None:
    _log(filled, "DA-03")
    type_text("Half a thought")
    filled.close()
    settle()
    with open_plan(plan_file, profile=filled.profile, clock=filled.clock) as plan:
        assert [one.text for one in read_written(plan)] == ["Half a thought"]


def test_escape_keeps_the_note_also_for_the_next_start(filled: MainWindow) -> None:
    _log(filled, "DA-03")
    type_text("Half a thought")
    press(Qt.Key.Key_Escape)
    assert kept(filled) == ["Half a thought"]
    filled.notes.clear()  # as after a start
    again = _log(filled, "DA-03")
    assert again.note.toPlainText() == "Half a thought"
    assert again.discard.isVisible()


def test_a_recovered_note_can_be_discarded_in_the_sheet(filled: MainWindow) -> None:
    keep(filled, "DA-03", "Half a thought")
    sheet = _log(filled, "DA-03")
    sheet.discard.setFocus()
    press(Qt.Key.Key_Space)
    assert sheet.note.toPlainText() == ""
    assert focused() is sheet.note
    assert kept(filled) == []


def test_saving_takes_the_draft_off_every_file_but_the_plan(filled: MainWindow, plan_file: Path) -> None:
    canary = f"CANARY{uuid.uuid4().hex}"
    root = plan_file.parent
    _log(filled, "DA-03")
    type_text(canary)
    press(Qt.Key.Key_Tab)

    def holders() -> set[str]:
        return {
            path.relative_to(root).parts[-2 if path.suffix == ".json" else -1]
            for path in root.rglob("*")
            if path.is_file() and canary.encode() in path.read_bytes()
        }

    assert holders() == {"drafts"}
    press(Qt.Key.Key_Return, CTRL)
    assert filled.overlay is None
    assert holders() <= {"plan.csplan", "plan.csplan-wal"}
    filled.show_start()
    settle()
    assert holders() == {"plan.csplan"}


def test_a_note_that_is_refused_stays_kept(filled: MainWindow) -> None:
    sheet = _log(filled, "DA-03")
    type_text("Half a thought")
    sheet.percent.setText("150")
    press(Qt.Key.Key_Return, CTRL)
    assert sheet.percent_field.error()
    assert kept(filled) == ["Half a thought"]


def test_each_recovered_note_is_discarded_by_itself(filled: MainWindow) -> None:
    first, second = keep(filled, "DA-03", "One"), keep(filled, "DA-05", "Two")
    sheet = offer(filled)
    assert sheet.headline.text() == "2 unsaved notes were recovered."
    sheet.buttons[(update_key(first),)][1].setFocus()
    press(Qt.Key.Key_Space)
    assert kept(filled) == ["Two"]
    assert sheet.headline.text() == "One unsaved note on DA-05 was recovered."
    sheet.buttons[(update_key(second),)][1].setFocus()
    press(Qt.Key.Key_Space)
    assert filled.overlay is None
    assert kept(filled) == []


def test_later_leaves_the_notes_for_the_next_start(filled: MainWindow) -> None:
    keep(filled, "DA-03", "One")
    offer(filled)
    press(Qt.Key.Key_Escape)
    assert filled.overlay is None
    assert kept(filled) == ["One"]


def test_a_note_on_an_action_in_the_bin_can_only_be_discarded(filled: MainWindow) -> None:
    action_id = keep(filled, "DA-03", "One")
    session_of(filled).delete([action_id])
    sheet = offer(filled)
    opens, discard = sheet.buttons[(update_key(action_id),)]
    assert opens is None
    assert focused() is discard
    press(Qt.Key.Key_Space)
    assert kept(filled) == []


def test_nothing_is_offered_where_nothing_is_left(filled: MainWindow) -> None:
    assert not offer_recovered(filled)
    assert filled.overlay is None


def test_a_disk_that_cannot_keep_it_is_told_without_disturbing_the_typing(filled: MainWindow) -> None:
    blocked = filled.profile.folder / "drafts"
    blocked.write_text("a file where the folder should be", encoding="utf-8")
    sheet = _log(filled, "DA-03")
    type_text("Half a thought")
    sheet.keeper.keep()
    assert sheet.who.text().startswith("Not kept yet: What you are writing could not be kept")
    assert focused() is sheet.note
    assert sheet.note.toPlainText() == "Half a thought"
