"""Several actions are selected by keys, counted, changed together and moved together."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from csa_tracker.plan.drafts import ActionDraft
from csa_tracker.plan.save import save_actions
from csa_tracker.values import Lifecycle
from tests.ui.acting import CTRL, SHIFT, focused, page_of, press, session_of, settle, sheet_of, toast_of, type_text
from tests.ui.test_grid import at, place, read
from ui.actions.bulk_fields import LineBulk
from ui.actions.bulk_pane import BulkPane
from ui.actions.columns import ACTION
from ui.shell.reason_sheet import ReasonSheet
from ui.shell.window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # popups, offscreen


def select_three(window: MainWindow) -> None:
    """Select DA-05 to DA-07."""
    at(window, "DA-05", ACTION)
    press(Qt.Key.Key_Down, SHIFT)
    press(Qt.Key.Key_Down, SHIFT)


def line_of(bulk: BulkPane, name: str) -> LineBulk:
    """A field one types into."""
    field = bulk.fields[name]
    assert isinstance(field, LineBulk)
    return field


def test_shift_arrows_space_and_ctrl_a_select(filled: MainWindow) -> None:
    select_three(filled)
    page = page_of(filled)
    assert page.several.strip.words() == "3 of 60 selected"
    assert page.several.strip.isVisible()
    press(Qt.Key.Key_Space)
    assert page.several.strip.words() == "2 of 60 selected"
    press(Qt.Key.Key_A, CTRL)
    assert len(page.selected_ids()) == 60
    press(Qt.Key.Key_Escape)
    assert len(page.selected_ids()) == 1
    assert not page.several.strip.isVisible()


def test_the_detail_gives_way_to_what_the_selected_share(filled: MainWindow) -> None:
    select_three(filled)
    page = page_of(filled)
    assert page.bulk.isVisible()
    assert not page.pane.isVisible()
    assert page.bulk.fields["key_issue"].common == "domestic-abuse"
    assert page.bulk.fields["lead"].field.editor.placeholderText() == "(several values)"  # type: ignore[attr-defined]
    press(Qt.Key.Key_Escape)
    assert page.pane.isVisible()
    assert not page.bulk.isVisible()


def test_a_change_of_all_is_told_before_and_undone_in_one_step(filled: MainWindow) -> None:
    select_three(filled)
    press(Qt.Key.Key_E, CTRL)
    type_text("Youth work")
    bulk = page_of(filled).bulk
    press(Qt.Key.Key_Return, CTRL)
    assert [read(filled, ref).lead for ref in ("DA-05", "DA-06", "DA-07")] == ["Youth work"] * 3
    assert toast_of(filled).words == "Changed 3 actions."
    assert len(page_of(filled).selected_ids()) == 3
    assert bulk.fields["lead"].common == "Youth work"
    filled.run("undo")
    assert "Youth work" not in [read(filled, ref).lead for ref in ("DA-05", "DA-06", "DA-07")]


def test_the_pane_says_what_apply_will_do(filled: MainWindow) -> None:
    select_three(filled)
    bulk = page_of(filled).bulk
    assert not bulk.apply.isEnabled()
    press(Qt.Key.Key_E, CTRL)
    type_text("Lancashire County Council")
    assert bulk.look_ahead()
    assert bulk.plan_words() == "Lead organisation becomes “Lancashire County Council” in 2 actions."
    assert bulk.apply.text() == "Apply to 3 actions"


def test_a_field_with_several_values_is_cleared_in_one_step(filled: MainWindow) -> None:
    select_three(filled)
    before = [read(filled, ref).lead_role for ref in ("DA-05", "DA-06", "DA-07")]
    assert len(set(before)) > 1
    bulk = page_of(filled).bulk
    field = line_of(bulk, "lead_role")
    assert field.clear.isVisible()
    assert field.clear.text() == "Clear in 3"
    assert field.clear.accessibleName() == "Clear lead role in 3 actions"
    field.line.setFocus()
    press(Qt.Key.Key_Tab)
    assert focused() is field.clear
    press(Qt.Key.Key_Space)
    assert bulk.look_ahead()
    assert bulk.plan_words() == "Lead role is cleared in 3 actions."
    assert field.line.placeholderText() == "(to be cleared)"
    press(Qt.Key.Key_Return, CTRL)
    assert [read(filled, ref).lead_role for ref in ("DA-05", "DA-06", "DA-07")] == ["", "", ""]
    assert not field.clear.isVisible()
    filled.run("undo")
    assert [read(filled, ref).lead_role for ref in ("DA-05", "DA-06", "DA-07")] == before


def test_clearing_is_thought_better_of_by_the_same_button_or_by_typing(filled: MainWindow) -> None:
    select_three(filled)
    bulk = page_of(filled).bulk
    field = line_of(bulk, "lead")
    field.clear.click()
    assert bulk.texts() == {"lead": ""}
    assert field.clear.text() == "Keep values"
    field.clear.click()
    assert bulk.texts() == {}
    assert field.line.placeholderText() == "(several values)"
    field.clear.click()
    field.line.setFocus()
    type_text("Police")
    assert bulk.texts() == {"lead": "Police"}
    assert field.clear.text().startswith("Clear in ")


def test_only_what_is_filled_and_differs_can_be_cleared_so(filled: MainWindow) -> None:
    select_three(filled)
    session = session_of(filled)
    ids = page_of(filled).selected_ids()
    session.save(ActionDraft(id=ids[0], fields={"lead_role": None}), label="edit-field")
    settle()
    bulk = page_of(filled).bulk
    assert line_of(bulk, "lead_role").clear.text() == "Clear in 2"
    for name in ids[1:]:
        session.save(ActionDraft(id=name, fields={"lead_role": None}), label="edit-field")
    settle()
    assert not line_of(bulk, "lead_role").clear.isVisible()


def test_a_value_no_field_takes_is_refused_at_its_field_and_nothing_is_saved(filled: MainWindow) -> None:
    select_three(filled)
    bulk = page_of(filled).bulk
    before = session_of(filled).info().transactions
    bulk.fields["due"].field.editor.setFocus()
    type_text("31/2/2026")
    bulk.try_apply()
    assert bulk.fields["due"].field.error().startswith("'31/2/2026' is not a real date.")
    assert session_of(filled).info().transactions == before


def test_one_reason_is_asked_for_all(filled: MainWindow) -> None:
    select_three(filled)
    bulk = page_of(filled).bulk
    bulk.fields["due"].field.editor.setFocus()
    type_text("1 12 2027")
    bulk.try_apply()
    sheet_of(filled, ReasonSheet)
    type_text("The grant came late")
    press(Qt.Key.Key_Return, CTRL)
    assert [str(read(filled, ref).due) for ref in ("DA-05", "DA-06", "DA-07")] == ["2027-12-01"] * 3
    assert filled.overlay is None


def test_what_was_typed_for_others_is_forgotten(filled: MainWindow) -> None:
    select_three(filled)
    bulk = page_of(filled).bulk
    bulk.fields["due"].field.editor.setFocus()
    type_text("1 12 2027")
    assert bulk.texts() == {"due": "1 12 2027"}
    page_of(filled).grid.setFocus()
    press(Qt.Key.Key_Down, SHIFT)
    assert bulk.texts() == {}


def test_delete_moves_all_selected_and_the_bin_gives_them_back(filled: MainWindow) -> None:
    select_three(filled)
    press(Qt.Key.Key_Delete)
    page = page_of(filled)
    assert page.model.total == 57
    assert toast_of(filled).words == "3 actions moved to Bin."
    assert place(filled)[0] == "DA-08"
    filled.run("bin")
    page.grid.setFocus()
    press(Qt.Key.Key_A, CTRL)
    page.bulk.bin.click()
    settle()
    assert page.model.total == 0
    filled.run("bin")
    settle()
    assert page.model.total == 60


def test_closing_the_pane_gives_the_list_the_keyboard(filled: MainWindow) -> None:
    select_three(filled)
    press(Qt.Key.Key_E, CTRL)
    assert focused() is page_of(filled).bulk.first_field()
    press(Qt.Key.Key_Escape)
    assert focused() is page_of(filled).grid


def test_two_hundred_actions_change_as_one_step(filled: MainWindow) -> None:
    session = session_of(filled)
    issue = session.vocabulary().key_issues[0].id
    drafts = [ActionDraft(fields={"title": f"Patrol {number}", "key_issue": issue}) for number in range(140)]
    save_actions(session.plan, drafts, label="import")
    session.tell()
    settle()
    page = page_of(filled)
    page.grid.setFocus()
    press(Qt.Key.Key_A, CTRL)
    press(Qt.Key.Key_E, CTRL)
    assert len(page.selected_ids()) == 200
    type_text("Youth work")
    page.bulk.try_apply()
    settle()
    assert {session.action(one).lead for one in page.selected_ids()} == {"Youth work"}
    assert read(filled, "DA-01").status is Lifecycle.COMPLETE
    filled.run("undo")
    assert "Youth work" not in {session.action(one).lead for one in page.selected_ids()}
