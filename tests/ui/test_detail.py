"""The detail saves each field as one leaves it, and keeps what cannot be saved where it was typed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from csa_tracker.clock import Clock
from csa_tracker.plan.drafts import ActionDraft
from csa_tracker.plan.save import save_actions
from csa_tracker.values import Lifecycle, Rag
from csa_tracker.workspace import open_plan
from tests.ui.acting import focused, go_to, page_of, press, session_of, settle, type_text
from tests.ui.conftest import NOW, TODAY
from ui.shell.window import MainWindow


def test_a_typed_field_is_saved_on_enter(filled: MainWindow) -> None:
    action_id = go_to(filled, "DA-05")
    facts = page_of(filled).pane.facts
    facts.percent.line.setFocus()
    type_text("45")
    press(Qt.Key.Key_Return)
    assert session_of(filled).action(action_id).percent == 45
    assert filled.view is not None
    saved = filled.view.status.findChild(QLabel, "saved")
    assert saved is not None
    assert saved.text().startswith("All changes saved ")


def test_a_typed_field_is_saved_on_tab(filled: MainWindow) -> None:
    action_id = go_to(filled, "DA-05")
    facts = page_of(filled).pane.facts
    facts.due.line.setFocus()
    facts.due.line.selectAll()
    type_text("18 sep 2026")
    press(Qt.Key.Key_Tab)
    assert str(session_of(filled).action(action_id).due) == "2026-09-18"
    assert facts.due.line.text() == "Fri 18 Sep 2026"


def test_what_cannot_be_saved_stays_typed_with_the_sentence_beside_it(filled: MainWindow) -> None:
    action_id = go_to(filled, "DA-05")
    facts = page_of(filled).pane.facts
    facts.due.line.setFocus()
    facts.due.line.selectAll()
    type_text("31/02/2026")
    press(Qt.Key.Key_Return)
    assert facts.due.line.text() == "31/02/2026"
    assert facts.due.field.error().startswith("'31/02/2026' is not a real date.")
    assert facts.due.line.accessibleDescription() == facts.due.field.error()
    assert str(session_of(filled).action(action_id).due) == "2026-09-30"
    session_of(filled).changed.emit()  # a refresh must not take the typed text away
    settle()
    assert facts.due.line.text() == "31/02/2026"
    press(Qt.Key.Key_Escape)
    assert facts.due.line.text() == "Wed 30 Sep 2026"
    assert facts.due.field.error() == ""


def test_a_due_date_before_the_start_is_refused_beside_the_field(filled: MainWindow) -> None:
    go_to(filled, "DA-05")
    facts = page_of(filled).pane.facts
    facts.due.line.setFocus()
    facts.due.line.selectAll()
    type_text("1/9/2025")
    press(Qt.Key.Key_Return)
    assert "start date" in facts.due.field.error()


def test_choices_are_saved_as_they_are_made(filled: MainWindow) -> None:
    action_id = go_to(filled, "DA-05")
    facts = page_of(filled).pane.facts
    facts.status.combo.setCurrentIndex(facts.status.combo.findData("paused"))
    facts.status.combo.activated.emit(facts.status.combo.currentIndex())
    facts.rag.combo.setCurrentIndex(0)
    facts.rag.combo.activated.emit(0)
    action = session_of(filled).action(action_id)
    assert (action.status, action.rag) == (Lifecycle.PAUSED, None)
    assert page_of(filled).pane.banner.accessibleName().startswith("Rating: Paused.")


def test_a_change_from_elsewhere_while_a_field_is_open_becomes_a_conflict_and_loses_nothing(
    filled: MainWindow, plan_file: Path
) -> None:
    action_id = go_to(filled, "DA-05")
    facts = page_of(filled).pane.facts
    facts.measure.text.setFocus()
    facts.measure.text.selectAll()
    type_text("Returns in time")
    with open_plan(plan_file, profile=filled.profile, clock=Clock(NOW)) as other:
        save_actions(
            other, [ActionDraft(id=action_id, fields={"measure_of_success": "One return"})], label="edit-field"
        )
    press(Qt.Key.Key_Return)
    action = session_of(filled).action(action_id)
    assert action.conflicts == ("measure",)
    assert page_of(filled).pane._conflict.isVisible()


def test_a_change_of_another_program_is_seen(qtbot: QtBot, filled: MainWindow, plan_file: Path) -> None:
    action_id = go_to(filled, "DA-05")
    with open_plan(plan_file, profile=filled.profile, clock=Clock(NOW)) as other:
        save_actions(other, [ActionDraft(id=action_id, fields={"title": "Changed elsewhere"})], label="edit-field")
    qtbot.waitUntil(lambda: page_of(filled).pane.facts.title.text.toPlainText() == "Changed elsewhere", timeout=5000)


def test_a_milestone_is_ticked_changed_and_added(filled: MainWindow) -> None:
    action_id = go_to(filled, "DA-05")
    milestones = page_of(filled).pane.milestones
    first = milestones.rows()[0]
    first.tick.click()
    settle()
    assert session_of(filled).action(action_id).milestones[0].done == TODAY
    milestones.rows()[1].title.setFocus()
    milestones.rows()[1].title.selectAll()
    type_text("Half way there")
    press(Qt.Key.Key_Return)
    assert session_of(filled).action(action_id).milestones[1].title == "Half way there"
    milestones.step.click()
    settle()
    type_text("Celebrate")
    press(Qt.Key.Key_Return)
    assert [milestone.title for milestone in session_of(filled).action(action_id).milestones][-1] == "Celebrate"
    assert milestones.fact.text() == "1 of 4 done"


def test_an_impossible_milestone_date_is_refused_under_the_milestone(filled: MainWindow) -> None:
    action_id = go_to(filled, "DA-05")
    row = page_of(filled).pane.milestones.rows()[0]
    row.due.setFocus()
    row.due.selectAll()
    type_text("30 2 2026")
    press(Qt.Key.Key_Return)
    assert row._error.isVisible()
    assert row.due.text() == "30 2 2026"
    assert str(session_of(filled).action(action_id).milestones[0].due) == "2026-01-30"


def test_a_link_is_taken_off_by_its_chip(filled: MainWindow) -> None:
    action_id = go_to(filled, "DA-05")
    links = page_of(filled).pane.links
    before = session_of(filled).action(action_id)
    assert before.themes
    links._flow.itemAt(0).widget().click()  # type: ignore[union-attr]
    settle()
    assert session_of(filled).action(action_id).themes == ()


def test_a_grid_cell_is_edited_by_f2_and_given_up_by_escape(filled: MainWindow) -> None:
    action_id = go_to(filled, "DA-05")
    page_of(filled).grid.setFocus()
    press(Qt.Key.Key_F2)
    type_text("Something else")
    press(Qt.Key.Key_Escape)
    assert session_of(filled).action(action_id).title.startswith("Agree one performance return")
    press(Qt.Key.Key_F2)
    type_text("Agree the return")
    press(Qt.Key.Key_Return)
    assert session_of(filled).action(action_id).title == "Agree the return"


def test_alt_arrows_step_through_the_list(filled: MainWindow) -> None:
    go_to(filled, "DA-05")
    filled.run("next")
    assert page_of(filled).pane._ref.text() == "DA-06"
    filled.run("previous")
    assert page_of(filled).pane._ref.text() == "DA-05"
    assert focused() is not None


def test_the_owners_word_is_shown_where_it_differs(filled: MainWindow) -> None:
    action_id = go_to(filled, "DA-05")
    session_of(filled).save(ActionDraft(id=action_id, fields={"owner_rag": Rag.GREEN.value}), label="edit-field")
    settle()
    assert page_of(filled).pane.banner.accessibleName().lower().count("the owner says on track.") == 1
