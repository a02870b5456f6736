"""What two offices changed apart is decided by keyboard: nothing is lost, nothing is decided unseen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from csa_tracker.plan.conflicts import find_conflict, take_value
from csa_tracker.plan.history import action_history
from csa_tracker.plan.read import find_action, read_action
from csa_tracker.plan.save import delete_actions
from csa_tracker.plan.undo import undo
from tests.csa_tracker.exchange.offices import pass_on
from tests.csa_tracker.plan.drafting import change
from tests.ui.acting import ALT, CTRL, focused, press, sheet_of, toast_of, type_text
from tests.ui.deciding import FIRST, OURS, SECOND, THEIRS, THIRD, Offices, offices_of, opened
from ui.exchange.conflict_sheet import ConflictSheet
from ui.exchange.conflict_words import CHOOSE, NOTHING
from ui.shell.window import MainWindow


@pytest.fixture
def offices(window: MainWindow, tmp_path: Path) -> Iterator[Offices]:
    """Two offices with three actions, all the same so far."""
    with offices_of(window, tmp_path) as made:
        yield made


def shown(sheet: ConflictSheet) -> list[str]:
    """Every text to be read in the sheet."""
    return [part.text() for part in sheet.findChildren(QLabel) if part.isVisible() and part.text()]


def apply() -> None:
    """Ctrl+Enter."""
    press(Qt.Key.Key_Return, CTRL)


@pytest.mark.parametrize(("key", "wanted"), [(Qt.Key.Key_M, OURS), (Qt.Key.Key_T, THEIRS)])
def test_one_key_and_ctrl_enter_decide_and_the_other_value_stays_in_the_history(
    offices: Offices, spoken: list[str], key: Qt.Key, wanted: str
) -> None:
    offices.disagree(FIRST, {"title": OURS}, {"title": THEIRS})
    offices.bring_in()
    sheet = opened(offices.window)
    assert focused() is sheet.list
    assert [t for t in shown(sheet) if t in _CAPTIONS] == ["Yours", "Theirs", "When you last agreed"]
    press(key)
    apply()
    assert (offices.left(), offices.value(FIRST, "title")) == (0, wanted)
    assert NOTHING in shown(sheet)
    assert focused() is sheet.shut
    assert any(f"{FIRST}: Title decided. Nothing left to decide." in said for said in spoken)
    entries = action_history(offices.burnley, find_action(offices.burnley, FIRST))
    assert {OURS, THEIRS} <= {entry.after for entry in entries}
    press(Qt.Key.Key_Space)
    assert offices.window.overlay is None
    assert not offices.window.commands["conflicts"].isEnabled()


_CAPTIONS = ("Yours", "Theirs", "When you last agreed")


def test_without_a_choice_nothing_is_decided_and_the_field_says_so(offices: Offices) -> None:
    offices.disagree(FIRST, {"title": OURS, "percent": 10}, {"title": THEIRS, "percent": 20})
    offices.bring_in()
    sheet = opened(offices.window)
    press(Qt.Key.Key_Tab)  # to the buttons, from where the fields follow
    while focused() not in next(iter(sheet.fields.cards.values())).choices:
        press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_T)
    apply()
    assert offices.left() == 2
    assert shown(sheet).count(CHOOSE) == 1
    assert focused() in list(sheet.fields.cards.values())[1].choices
    press(Qt.Key.Key_M)
    assert CHOOSE not in shown(sheet)
    apply()
    assert (offices.left(), offices.value(FIRST, "percent"), offices.value(FIRST, "title")) == (0, 20, OURS)


def test_both_proposes_one_text_that_can_be_changed_before_it_is_kept(offices: Offices) -> None:
    offices.disagree(FIRST, {"title": OURS}, {"title": THEIRS})
    offices.bring_in()
    opened(offices.window)
    press(Qt.Key.Key_B)
    both = "Patrol the park each evening and the bus station"
    assert focused() is sheet_of(offices.window, ConflictSheet).fields.first().text
    type_text(" MT")  # letters are letters here
    apply()
    assert (offices.left(), offices.value(FIRST, "title")) == (0, f"{both} MT")
    undo(offices.burnley)
    assert offices.left() == 1


def test_edit_takes_what_the_field_can_take(offices: Offices) -> None:
    offices.disagree(FIRST, {"percent": 10}, {"percent": 20})
    offices.bring_in()
    sheet = opened(offices.window)
    press(Qt.Key.Key_E)
    press(Qt.Key.Key_A, CTRL)
    type_text("250")
    apply()
    assert offices.left() == 1
    assert "Progress must be between 0 and 100. Enter a whole number, like 40." in shown(sheet)
    assert focused() is sheet.fields.first().text
    press(Qt.Key.Key_A, CTRL)
    type_text("15")
    apply()
    assert (offices.left(), offices.value(FIRST, "percent")) == (0, 15)


def test_a_delete_that_met_a_change_is_kept_or_moved_to_the_bin(offices: Offices) -> None:
    for ref in (FIRST, SECOND):
        change(offices.burnley, find_action(offices.burnley, ref), title=OURS)
        delete_actions(offices.county, [find_action(offices.county, ref)])
    offices.bring_in()
    sheet = opened(offices.window)
    assert {"Keep it", "Move it to the Bin"} == {choice.text() for choice in sheet.fields.first().choices}
    assert not sheet.for_all.isVisible()  # nothing goes to the Bin unseen
    press(Qt.Key.Key_M)
    apply()
    assert (offices.left(), sheet.action_id) == (1, find_action(offices.burnley, SECOND))
    press(Qt.Key.Key_T)
    gone = sheet.action_id
    apply()
    assert offices.left() == 0
    assert offices.value(FIRST, "deleted") is False
    assert read_action(offices.burnley, gone).deleted is True


def test_later_leaves_it_and_closes_after_the_last(offices: Offices) -> None:
    for ref in (FIRST, SECOND):
        offices.disagree(ref, {"title": OURS}, {"title": THEIRS})
    offices.bring_in()
    sheet = opened(offices.window)
    assert "2 fields to decide" in shown(sheet)
    press(Qt.Key.Key_L)
    assert sheet.action_id == find_action(offices.burnley, SECOND)
    press(Qt.Key.Key_Up, ALT)
    assert sheet.action_id == find_action(offices.burnley, FIRST)
    press(Qt.Key.Key_Down)
    assert sheet.action_id == find_action(offices.burnley, SECOND)
    press(Qt.Key.Key_L)
    assert offices.window.overlay is None
    assert offices.left() == 2


def test_all_that_is_left_from_a_partner_is_one_step_to_undo(offices: Offices) -> None:
    for ref in (FIRST, SECOND, THIRD):
        offices.disagree(ref, {"title": OURS}, {"title": THEIRS})
    offices.bring_in()
    sheet = opened(offices.window)
    assert sheet.for_all.text() == "Use all 3 from Pendle"
    press(Qt.Key.Key_M)
    apply()
    assert sheet.for_all.text() == "Use all 2 from Pendle"
    sheet.for_all.setFocus()
    press(Qt.Key.Key_Space)
    assert offices.left() == 0
    assert [offices.value(ref, "title") for ref in (FIRST, SECOND, THIRD)] == [OURS, THEIRS, THEIRS]
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Z, CTRL)
    assert offices.left() == 2
    assert offices.value(FIRST, "title") == OURS


def test_a_file_that_arrives_meanwhile_takes_nothing_that_was_typed_or_chosen(offices: Offices) -> None:
    offices.disagree(FIRST, {"title": OURS, "percent": 10}, {"title": THEIRS, "percent": 20})
    offices.bring_in()
    sheet = opened(offices.window)
    percent, title = sheet.fields.cards.values()
    percent.choose(1)
    title.keep_both()
    type_text(" and more")
    offices.disagree(FIRST, {"measure_of_success": "Ours"}, {"measure_of_success": "Theirs"})
    offices.disagree(SECOND, {"percent": 10}, {"percent": 20})
    offices.bring_in()
    assert focused() is title.text
    type_text(" still")
    assert title.decision() == "Patrol the park each evening and the bus station and more still"
    assert percent.choices[1].isChecked()
    assert [card.conflict.field for card in sheet.fields.cards.values()] == ["measure", "percent", "title"]
    assert "4 fields to decide" in shown(sheet)


def test_another_value_that_arrives_is_not_decided_unseen(offices: Offices, spoken: list[str]) -> None:
    offices.disagree(FIRST, {"title": OURS}, {"title": THEIRS})
    offices.bring_in()
    sheet = opened(offices.window)
    press(Qt.Key.Key_E)
    type_text(" at night")
    change(offices.county, find_action(offices.county, FIRST), title="A third")
    offices.bring_in()
    card = sheet.fields.first()
    assert card.decision() is None
    assert card.text.toPlainText() == f"{OURS} at night"
    assert any("Another value came in meanwhile" in said for said in spoken)
    apply()
    assert offices.left() == 1
    card.own.setFocus()
    press(Qt.Key.Key_Space)
    apply()
    assert (offices.left(), offices.value(FIRST, "title")) == (0, f"{OURS} at night")


def test_what_is_typed_stays_when_another_office_decides_meanwhile(offices: Offices) -> None:
    offices.disagree(FIRST, {"title": OURS}, {"title": THEIRS})
    offices.bring_in()
    pass_on(offices.burnley, offices.county)
    sheet = opened(offices.window)
    press(Qt.Key.Key_E)
    type_text(" at night")
    take_value(offices.county, find_conflict(offices.county, find_action(offices.county, FIRST), "title"), 1)
    offices.bring_in()
    assert offices.left() == 0
    assert sheet.fields.first().text.toPlainText() == f"{OURS} at night"
    assert any("decided in another office meanwhile" in text for text in shown(sheet))


def test_what_is_typed_outlives_the_sheet(offices: Offices) -> None:
    offices.disagree(FIRST, {"title": OURS}, {"title": THEIRS})
    offices.bring_in()
    opened(offices.window)
    press(Qt.Key.Key_E)
    type_text(" at night")
    press(Qt.Key.Key_Escape)
    assert offices.window.overlay is None
    assert opened(offices.window).fields.first().text.toPlainText() == f"{OURS} at night"
    apply()
    assert offices.value(FIRST, "title") == f"{OURS} at night"


def test_a_screen_reader_hears_whose_value_it_is_what_it_says_and_what_differs(offices: Offices) -> None:
    offices.disagree(FIRST, {"title": OURS}, {"title": THEIRS})
    offices.bring_in()
    mine, theirs = opened(offices.window).fields.first().choices
    assert mine.accessibleName() == f"Title, Keep yours: {OURS}"
    assert theirs.accessibleName() == f"Title, Use theirs: {THEIRS}"
    assert theirs.accessibleDescription().startswith("Theirs: Tom, County, County office, Pendle, 2 Oct 2026")
    assert theirs.accessibleDescription().endswith("1 word added")


def test_the_window_says_what_was_decided(offices: Offices) -> None:
    for ref in (FIRST, SECOND):
        offices.disagree(ref, {"title": OURS}, {"title": THEIRS})
    offices.bring_in()
    opened(offices.window)
    press(Qt.Key.Key_M)
    apply()
    assert toast_of(offices.window).words == f"{FIRST}: Title decided. 1 field left to decide."
