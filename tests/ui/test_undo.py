"""Undo and redo say what they do, work across a restart, and leave a field its own undo until it is saved."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from csa_tracker.plan.drafts import ActionDraft
from csa_tracker.plan.undo import Turned
from csa_tracker.workspace import OpenPlan, create_plan, open_plan, plan_sinks
from db.log.heads import heads_of
from db.log.merge import merge
from db.log.transaction import Operation, make_transaction
from db.log.values import encode_value
from tests.ui.acting import (
    CTRL,
    SHIFT,
    go_to,
    page_of,
    press,
    retype,
    session_of,
    settle,
    sheet_of,
    toast_of,
    type_text,
)
from ui.shell.plan_view import PlanView
from ui.shell.problem_sheet import ProblemSheet, WordsSheet
from ui.shell.steps import kept_lines
from ui.shell.window import MainWindow


def _view(window: MainWindow) -> PlanView:
    assert window.view is not None
    return window.view


def _percent(window: MainWindow, action_id: str) -> int | None:
    return session_of(window).action(action_id).percent


def _change_percent(window: MainWindow, to: str) -> str:
    action_id = go_to(window, "DA-05")
    retype(page_of(window).pane.facts.percent.line, to)
    press(Qt.Key.Key_Return)
    return action_id


def test_keys_undo_and_redo_what_was_saved(filled: MainWindow) -> None:
    action_id = _change_percent(filled, "45")
    before = filled.commands["undo"]
    assert before.text() == "&Undo change of progress of 1 action"
    assert _view(filled).undo.accessibleName() == "Undo change of progress of 1 action"
    press(Qt.Key.Key_Z, CTRL)  # still in the field: what was typed is saved, so the plan's undo has the key
    assert _percent(filled, action_id) is None
    assert page_of(filled).pane.facts.percent.line.text() == ""
    assert toast_of(filled).words == "Undone: change of progress of 1 action."
    assert filled.commands["redo"].text() == "&Redo change of progress of 1 action"
    press(Qt.Key.Key_Y, CTRL)
    assert _percent(filled, action_id) == 45
    page_of(filled).grid.setFocus()
    press(Qt.Key.Key_Z, CTRL)
    press(Qt.Key.Key_Z, CTRL | SHIFT)
    assert _percent(filled, action_id) == 45


def test_a_field_has_its_own_undo_until_it_is_saved(filled: MainWindow) -> None:
    action_id = _change_percent(filled, "45")
    line = page_of(filled).pane.facts.percent.line
    retype(line, "60")
    press(Qt.Key.Key_Z, CTRL)
    assert line.text() != "60"
    assert _percent(filled, action_id) == 45
    title = page_of(filled).pane.facts.title.text
    title.setFocus()
    type_text("Not yet ")
    press(Qt.Key.Key_Z, CTRL)
    assert not title.toPlainText().startswith("Not yet")
    assert _percent(filled, action_id) == 45


def test_nothing_to_undo_is_disabled_and_says_why(window: MainWindow) -> None:
    path = window.profile.folder / "new.csplan"
    plan = create_plan(path, partnership="BUR", name="Plan", profile=window.profile, clock=window.clock)
    window.show_plan(plan)
    settle()
    view = _view(window)
    for command, pressed in (("undo", view.undo), ("redo", view.redo)):
        assert not window.commands[command].isEnabled()
        assert not pressed.isEnabled()
    assert view.undo.accessibleDescription() == "Nothing to undo yet. Change something first."
    assert view.redo.accessibleDescription() == "Nothing to redo. Undo something first."


def test_the_toast_of_a_change_offers_to_undo_it(filled: MainWindow) -> None:
    go_to(filled, "DA-05")
    page_of(filled).grid.setFocus()
    press(Qt.Key.Key_Delete)
    toast = toast_of(filled)
    assert toast.words == "DA-05 moved to Bin."
    (step,) = toast.findChildren(QPushButton)
    assert step.text() == "Undo"
    assert "Ctrl+Z" in [label.text() for label in toast.findChildren(QLabel)]
    step.click()
    settle()
    assert page_of(filled).model.rowCount() == 60
    assert toast_of(filled).words == "Undone: deletion of 1 action."


def test_undo_works_after_a_restart(filled: MainWindow, plan_file: Path) -> None:
    action_id = _change_percent(filled, "45")
    filled.show_start()
    filled.show_plan(open_plan(plan_file, profile=filled.profile, clock=filled.clock))
    settle()
    page_of(filled).grid.setFocus()
    press(Qt.Key.Key_Z, CTRL)
    assert _percent(filled, action_id) is None
    assert toast_of(filled).words == "Undone: change of progress of 1 action."


def test_what_was_changed_since_is_left_alone_and_told(filled: MainWindow) -> None:
    action_id = go_to(filled, "DA-05")
    session = session_of(filled)
    session.save(ActionDraft(id=action_id, fields={"percent": 45, "measure_of_success": "Ours"}), label="edit-field")
    _change_as_a_colleague(session.plan, action_id, "measure_of_success", "Theirs")
    filled.run("undo")
    told = [label.text() for label in sheet_of(filled, WordsSheet).findChildren(QLabel)]
    assert "Undone, with something left alone" in told
    assert "Measure of success was changed since, so it stays as it is now." in told
    action = session.action(action_id)
    assert (action.percent, action.measure) == (None, "Theirs")


def test_a_step_that_was_changed_since_is_refused_in_words(filled: MainWindow) -> None:
    action_id = _change_percent(filled, "45")
    _change_as_a_colleague(session_of(filled).plan, action_id, "percent", 50)
    filled.run("undo")
    assert sheet_of(filled, ProblemSheet).windowTitle() == "Undo changed nothing"
    assert _percent(filled, action_id) == 50


def test_lines_about_what_was_kept_name_action_and_field() -> None:
    lines = kept_lines(Turned("change of 2 fields of 1 action", ("DA-05 due_on", "DA-05 milestone")), "Undone")
    assert lines == [
        ("Undone", "Change of 2 fields of 1 action"),
        ("DA-05", "Due date was changed since, so it stays as it is now."),
        ("DA-05", "Milestone was changed since, so it stays as it is now."),
    ]
    many = kept_lines(Turned("import of 60 actions", tuple(f"A-{n} title" for n in range(20))), "Undone")
    assert many[-1] == ("And more", "12 further values stay as they are now.")


def test_sheets_switch_undo_off(filled: MainWindow) -> None:
    action_id = _change_percent(filled, "45")
    filled.run("about")
    sheet_of(filled, WordsSheet)
    assert not filled.commands["undo"].isEnabled()
    press(Qt.Key.Key_Z, CTRL)
    assert _percent(filled, action_id) == 45
    press(Qt.Key.Key_Escape)
    assert filled.commands["undo"].isEnabled()


def _change_as_a_colleague(plan: OpenPlan, action: str, field: str, value: str | int) -> None:
    """Merge a change of the present value as if it came from a colleague's file."""
    with plan.store.writing() as connection:
        (heads,) = heads_of(connection, [("action", action, field)]).values()
        before = tuple(head.ref for head in heads)
        operation = Operation("action", action, field, encode_value(value), os.urandom(16), before)
        transaction = make_transaction(
            replica="f" * 32, scope="BUR", seq=1, prev=None, hlc=max(head.hlc for head in heads) + 1,
            member="e" * 32, group=None, operations=[operation], extra={"do": "change-action"},
        )  # fmt: skip
        merge(connection, [transaction], plan_sinks(plan.clock))
