"""What is typed into the detail or a new action survives a crash and comes back into its field, still to be saved."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from csa_tracker.plan.read import find_action
from csa_tracker.plan.written import drafts_file, field_key, keep_written, unsaved_notes
from csa_tracker.workspace import open_plan
from tests.ui.acting import CTRL, focused, go_to, page_of, press, retype, session_of, settle, sheet_of, type_text
from tests.ui.drafting import NOT_ON_WINDOWS, action, kept, kill_while_typing, offer
from ui.actions.new_action import NewAction
from ui.history.drafts import PAUSE_MS
from ui.shell.reason_sheet import ReasonSheet
from ui.shell.window import MainWindow


@NOT_ON_WINDOWS
def test_a_field_of_the_detail_survives_kill_9_and_gets_its_text_again(filled: MainWindow, plan_file: Path) -> None:
    action_id = find_action(session_of(filled).plan, "DA-03")
    stored = session_of(filled).action(action_id).measure
    kill_while_typing(filled, plan_file, "detail", "Twelve letters read by the panel")
    go_to(filled, "DA-05")
    sheet = offer(filled)
    assert sheet.headline.text() == "One unsaved measure of success on DA-03 was recovered."
    press(Qt.Key.Key_Space)
    field = page_of(filled).pane.facts.measure.text
    assert focused() is field
    assert field.toPlainText() == "Twelve letters read by the panel"
    assert session_of(filled).action(action_id).measure == stored
    press(Qt.Key.Key_Tab)
    assert session_of(filled).action(action_id).measure == "Twelve letters read by the panel"
    assert not drafts_file(session_of(filled).plan).exists()


@NOT_ON_WINDOWS
def test_a_new_action_survives_kill_9_and_is_offered_back(filled: MainWindow, plan_file: Path) -> None:
    kill_while_typing(filled, plan_file, "new", "Walk the canal path")
    sheet = offer(filled)
    assert sheet.headline.text() == "One unsaved new action was recovered."
    press(Qt.Key.Key_Space)
    new = sheet_of(filled, NewAction)
    assert new.text.toPlainText() == "Walk the canal path"
    assert focused() is new.text
    assert new.discard.isVisible()


def test_what_is_typed_in_a_field_is_kept_after_a_pause_and_goes_when_it_is_saved(
    qtbot: QtBot, filled: MainWindow
) -> None:
    go_to(filled, "DA-03")
    pane = page_of(filled).pane
    with qtbot.waitSignal(pane.drafts.kept, timeout=PAUSE_MS + 8000):
        retype(pane.facts.measure.text, "Twelve letters read")
        assert kept(filled) == []
    assert kept(filled) == ["Twelve letters read"]
    press(Qt.Key.Key_Tab)
    assert kept(filled) == []


def test_esc_in_a_field_lets_go_of_its_draft(filled: MainWindow) -> None:
    go_to(filled, "DA-03")
    pane = page_of(filled).pane
    retype(pane.facts.measure.text, "Half a thought")
    pane.drafts.keep()
    assert kept(filled) == ["Half a thought"]
    press(Qt.Key.Key_Escape)
    assert kept(filled) == []


def test_what_a_field_refuses_is_kept_when_the_window_closes(filled: MainWindow, plan_file: Path) -> None:
    go_to(filled, "DA-03")
    retype(page_of(filled).pane.facts.due.line, "31 2 2027")
    filled.close()
    settle()
    with open_plan(plan_file, profile=filled.profile, clock=filled.clock) as plan:
        (note,) = unsaved_notes(plan)
    assert (note.ref, note.place, note.text) == ("DA-03", "due", "31 2 2027")


def test_a_change_that_waits_for_its_reason_is_kept_until_it_has_one(filled: MainWindow) -> None:
    go_to(filled, "DA-03")
    retype(page_of(filled).pane.facts.due.line, "30 11 2027")
    press(Qt.Key.Key_Return)
    sheet_of(filled, ReasonSheet)
    assert kept(filled) == ["30 11 2027"]
    type_text("The panel asked for more time.")
    press(Qt.Key.Key_Return, CTRL)
    assert filled.overlay is None
    assert kept(filled) == []


def test_a_change_given_up_at_its_reason_is_not_kept(filled: MainWindow) -> None:
    go_to(filled, "DA-03")
    retype(page_of(filled).pane.facts.due.line, "30 11 2027")
    press(Qt.Key.Key_Return)
    sheet_of(filled, ReasonSheet)
    press(Qt.Key.Key_Escape)
    assert filled.overlay is None
    assert kept(filled) == []


def test_a_new_milestone_comes_back_into_its_row(filled: MainWindow) -> None:
    go_to(filled, "DA-03")
    page_of(filled).pane.milestones.add()
    type_text("First letters read")
    page_of(filled).pane.drafts.keep()
    (note,) = unsaved_notes(session_of(filled).plan)
    press(Qt.Key.Key_Escape)
    assert kept(filled) == []
    keep_written(session_of(filled).plan, note.keys[0], note.text)  # as if killed before Esc
    go_to(filled, "DA-05")
    sheet = offer(filled)
    assert sheet.headline.text() == "One unsaved milestone on DA-03 was recovered."
    press(Qt.Key.Key_Space)
    assert page_of(filled).pane.milestones.unsaved() == {"milestone:new:title": "First letters read"}
    press(Qt.Key.Key_Return)
    assert [stone.title for stone in action(filled, "DA-03").milestones][-1] == "First letters read"
    assert kept(filled) == []


def test_a_partner_comes_back_into_its_field(filled: MainWindow) -> None:
    plan = session_of(filled).plan
    keep_written(plan, field_key(find_action(plan, "DA-03"), "partner"), "Housing 21")
    sheet = offer(filled)
    assert sheet.headline.text() == "One unsaved partner on DA-03 was recovered."
    press(Qt.Key.Key_Space)
    assert page_of(filled).pane.links.unsaved() == {"partner": "Housing 21"}
    press(Qt.Key.Key_Return)
    assert "Housing 21" in action(filled, "DA-03").partners
    assert kept(filled) == []


def test_a_recovered_text_is_not_saved_unless_it_is_opened(filled: MainWindow) -> None:
    plan = session_of(filled).plan
    before = action(filled, "DA-03").measure
    keep_written(plan, field_key(find_action(plan, "DA-03"), "measure"), "Half a thought")
    go_to(filled, "DA-03")
    go_to(filled, "DA-05")
    assert action(filled, "DA-03").measure == before
    assert kept(filled) == ["Half a thought"]


def test_leaving_a_new_action_keeps_it_and_it_can_be_discarded(filled: MainWindow) -> None:
    filled.run("new")
    sheet = sheet_of(filled, NewAction)
    type_text("Walk the canal path")
    sheet.due.setFocus()
    type_text("+14")
    press(Qt.Key.Key_Escape)
    assert sorted(kept(filled)) == ["+14", "Walk the canal path"]
    filled.run("new")
    again = sheet_of(filled, NewAction)
    assert (again.text.toPlainText(), again.due.text()) == ("Walk the canal path", "+14")
    again.discard.setFocus()
    press(Qt.Key.Key_Space)
    assert (again.text.toPlainText(), again.due.text()) == ("", "")
    assert focused() is again.text
    assert kept(filled) == []


def test_adding_the_action_lets_go_of_its_draft(filled: MainWindow) -> None:
    filled.run("new")
    sheet = sheet_of(filled, NewAction)
    type_text("Walk the canal path")
    sheet.drafts.keep()
    sheet.issue.choose("domestic-abuse")
    press(Qt.Key.Key_Return, CTRL)
    assert filled.overlay is None
    assert kept(filled) == []


def test_a_disk_that_cannot_keep_a_field_is_told_in_the_detail(filled: MainWindow) -> None:
    (filled.profile.folder / "drafts").write_text("a file where the folder should be", encoding="utf-8")
    go_to(filled, "DA-03")
    pane = page_of(filled).pane
    retype(pane.facts.measure.text, "Half a thought")
    pane.drafts.keep()
    settle()
    assert pane.not_kept().startswith("What you are writing could not be kept")
    assert focused() is pane.facts.measure.text
    press(Qt.Key.Key_Tab)
    assert action(filled, "DA-03").measure == "Half a thought"
    (filled.profile.folder / "drafts").unlink()
    retype(pane.facts.measure.text, "Another thought")
    pane.drafts.keep()
    assert pane.not_kept() == ""
