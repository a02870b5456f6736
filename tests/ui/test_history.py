"""The history: every change newest first, whole texts with their differences, values brought back in one step."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QImage, QPainter, QTextCursor
from PySide6.QtWidgets import QStyleOptionViewItem

from csa_tracker.plan.drafts import ActionDraft, Value
from csa_tracker.values import HistoryEntry, Lifecycle
from tests.ui.acting import (
    focused,
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
from ui.history.changes_list import shown_pieces
from ui.history.differences import Mark, Piece, around_change, compare, difference_words, one_side
from ui.history.history_sheet import HistorySheet
from ui.history.opening import open_history
from ui.history.words import change_words
from ui.shell.reason_sheet import ReasonSheet
from ui.shell.window import MainWindow

LONG = "A panel of survivors reads what services write before it is sent. The panel meets monthly."


def _change(window: MainWindow, ref: str = "DA-03", *, reason: str = "", **fields: Value) -> str:
    action_id = go_to(window, ref)
    session_of(window).save(ActionDraft(id=action_id, fields=fields), label="edit-field", reason=reason)
    settle()
    return action_id


def _open(window: MainWindow) -> HistorySheet:
    page_of(window).grid.setFocus()
    open_history(window)
    return sheet_of(window, HistorySheet)


def _entry(sheet: HistorySheet) -> HistoryEntry:
    entry = sheet.entry()
    assert entry is not None
    return entry


def _go_to_change(sheet: HistorySheet, field: str, after: str) -> None:
    """Walk down with the arrow keys to a change."""
    for _ in range(sheet.model.rowCount()):
        entry = _entry(sheet)
        if (entry.field, entry.after) == (field, after):
            return
        press(Qt.Key.Key_Down)
    raise AssertionError(f"no change of {field} to {after}")


def test_the_newest_change_stands_first_and_has_the_keyboard(filled: MainWindow) -> None:
    _change(filled, title="Recruit a panel")
    _change(filled, title="Recruit a larger panel")
    sheet = _open(filled)
    assert focused() is sheet.list
    assert (_entry(sheet).before, _entry(sheet).after) == ("Recruit a panel", "Recruit a larger panel")
    press(Qt.Key.Key_Down)
    assert _entry(sheet).after == "Recruit a panel"


def test_each_row_says_field_values_when_and_who(filled: MainWindow) -> None:
    _change(filled, percent=45)
    sheet = _open(filled)
    face = QAccessible.queryAccessibleInterface(sheet.list)
    said = face.child(0).text(QAccessible.Text.Name)
    assert said.startswith("Progress set to “45 %”, 2 Oct 2026, ")
    assert said.endswith("by Asha Patel")


def test_values_read_in_plain_words() -> None:
    at = dt.datetime(2026, 10, 2, 12, 0, tzinfo=dt.UTC)
    entry = HistoryEntry(at, "Asha", "status", "not_started", "in_progress", ("0", 0))
    assert change_words(entry).startswith("Status changed from “Not started” to “In progress”")
    moved = HistoryEntry(at, "Asha", "due", "2026-10-30", "", ("0", 0))
    assert change_words(moved).startswith("Due date taken away, was “30 Oct 2026”")


def test_one_field_alone(filled: MainWindow) -> None:
    _change(filled, percent=45)
    _change(filled, title="Recruit a panel")
    sheet = _open(filled)
    every = sheet.model.rowCount()
    sheet.fields.setFocus()
    type_text("Progress")
    press(Qt.Key.Key_Return)
    sheet.fields.activated.emit(sheet.fields.currentIndex())
    assert 0 < sheet.model.rowCount() < every
    assert {_entry(sheet).field for _ in range(sheet.model.rowCount())} == {"percent"}


def test_r_restores_in_one_step_that_undo_takes_back(filled: MainWindow) -> None:
    action_id = _change(filled, title="First words")
    _change(filled, title="Second words")
    sheet = _open(filled)
    _go_to_change(sheet, "title", "First words")
    press(Qt.Key.Key_R)
    assert filled.overlay is None
    assert session_of(filled).action(action_id).title == "First words"
    assert toast_of(filled).words == "Title of DA-03 is “First words” again."
    session_of(filled).undo()
    assert session_of(filled).action(action_id).title == "Second words"


def test_a_due_date_that_slips_back_to_a_later_day_asks_why(filled: MainWindow) -> None:
    action_id = _change(filled, "DA-05", due_on=dt.date(2026, 12, 18), reason="The county moved it")
    _change(filled, "DA-05", due_on=dt.date(2026, 9, 30))
    sheet = _open(filled)
    _go_to_change(sheet, "due", "2026-12-18")
    press(Qt.Key.Key_R)
    reason = sheet_of(filled, ReasonSheet)
    assert session_of(filled).action(action_id).due == dt.date(2026, 9, 30)
    reason.text.setFocus()
    type_text("Moved once more")
    reason.try_save()
    settle()
    assert session_of(filled).action(action_id).due == dt.date(2026, 12, 18)
    session_of(filled).undo()
    assert session_of(filled).action(action_id).due == dt.date(2026, 9, 30)


def test_giving_no_reason_leaves_the_value(filled: MainWindow) -> None:
    action_id = _change(filled, "DA-05", lifecycle=Lifecycle.WITHDRAWN.value, reason="No money")
    _change(filled, "DA-05", lifecycle=Lifecycle.IN_PROGRESS.value, reason="Money was found")
    sheet = _open(filled)
    _go_to_change(sheet, "status", "withdrawn")
    press(Qt.Key.Key_R)
    sheet_of(filled, ReasonSheet)
    press(Qt.Key.Key_Escape)
    assert session_of(filled).action(action_id).status is Lifecycle.IN_PROGRESS


@pytest.mark.parametrize(("field", "says"), [("ref", "stay for good"), ("milestone", "Only a value of the action")])
def test_what_cannot_be_restored_says_why(filled: MainWindow, spoken: list[str], field: str, says: str) -> None:
    go_to(filled, "DA-03")
    sheet = _open(filled)
    while _entry(sheet).field != field:
        press(Qt.Key.Key_Down)
    assert not sheet.restore.isEnabled()
    press(Qt.Key.Key_R)
    assert sheet_of(filled, HistorySheet) is sheet
    assert says in spoken[-1]
    assert says in sheet.restore.accessibleDescription()


def test_enter_shows_the_whole_text_with_its_differences_by_line_and_in_words(filled: MainWindow) -> None:
    _change(filled, description=LONG)
    _change(filled, description=LONG.replace("monthly", "every six weeks"))
    sheet = _open(filled)
    press(Qt.Key.Key_Return)
    assert focused() is sheet.whole.after
    assert sheet.whole.before.toPlainText() == LONG
    assert sheet.whole.after.toPlainText() == LONG.replace("monthly", "every six weeks")
    assert sheet.whole._told.text() == "1 word taken away, 3 words added."
    assert sheet.whole.before.accessibleDescription() == "Taken away: “monthly”"
    for text, found in ((sheet.whole.before, "monthly"), (sheet.whole.after, "every six weeks")):
        cursor = text.document().find(found)
        assert cursor.charFormat().fontStrikeOut() is (found == "monthly")
        assert cursor.charFormat().fontUnderline() is (found != "monthly")
        plain = QTextCursor(text.document().find("panel"))
        assert not plain.charFormat().fontStrikeOut()
        assert not plain.charFormat().fontUnderline()


def test_escape_goes_back_to_the_list_then_closes(filled: MainWindow) -> None:
    _change(filled, description=LONG)
    sheet = _open(filled)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Escape)
    assert focused() is sheet.list
    press(Qt.Key.Key_Escape)
    assert filled.overlay is None
    assert focused() is page_of(filled).grid


def test_markup_somebody_typed_stays_text(filled: MainWindow) -> None:
    _change(filled, description="<b>bold</b> & <img src=x>")
    sheet = _open(filled)
    press(Qt.Key.Key_Return)
    assert sheet.whole.after.toPlainText() == "<b>bold</b> & <img src=x>"


def test_the_action_as_it_stood_on_a_day(filled: MainWindow) -> None:
    _change(filled, title="New words")
    sheet = _open(filled)
    retype(sheet.day, "today")
    assert sheet.day_field._hint.text() == "Fri 2 Oct 2026"
    press(Qt.Key.Key_Return)
    assert focused() is sheet.as_at.scroller
    assert sheet.as_at.headline.text() == "As it stood at the end of 2 October 2026"
    assert "Action: New words" in sheet.as_at.scroller.accessibleDescription()


@pytest.mark.parametrize("typed", ["31/02/2026", "1/4/2020", ""])
def test_a_day_that_cannot_be_shown_is_said_beside_it(filled: MainWindow, typed: str) -> None:
    go_to(filled, "DA-03")
    sheet = _open(filled)
    retype(sheet.day, typed)
    press(Qt.Key.Key_Return)
    assert sheet.day_field.error()
    assert focused() is sheet.day


def test_tab_stays_within_and_comes_round(filled: MainWindow) -> None:
    _change(filled, title="New words")
    sheet = _open(filled)
    seen = set()
    for _ in range(20):
        press(Qt.Key.Key_Tab)
        seen.add(focused())
        if focused() is sheet.list:
            break
    assert {sheet.list, sheet.fields, sheet.day, sheet.show_day, sheet.read_whole, sheet.shut} <= seen


def test_differences_keep_every_word_of_both_texts() -> None:
    before, after = LONG, "The panel reads what services write, before it is sent, and meets weekly."
    pieces = compare(before, after)
    assert "".join(piece.text for piece in one_side(pieces, Mark.GONE)) == before
    assert "".join(piece.text for piece in one_side(pieces, Mark.NEW)) == after


def test_a_line_of_the_list_begins_near_the_first_difference() -> None:
    pieces = around_change(compare(LONG, LONG.replace("monthly", "weekly")))
    assert pieces[0] == Piece("…sent. The panel meets ", Mark.SAME)


def test_texts_with_nothing_in_common_stand_apart() -> None:
    assert compare("one two", "three four") == [Piece("one two", Mark.GONE), Piece("three four", Mark.NEW)]
    assert difference_words(compare("a b", "a b!")) == "Only spaces or punctuation differ"


def test_a_text_of_100_000_letters_is_drawn_at_once(filled: MainWindow) -> None:
    _change(filled, description="word " * 19_000)
    _change(filled, description="words " * 16_000)
    sheet = _open(filled)
    picture = QImage(600, 60, QImage.Format.Format_ARGB32)
    painter = QPainter(picture)
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, 600, 60)
    sheet.list.itemDelegate().paint(painter, option, sheet.model.index(0))
    painter.end()
    assert sum(len(piece.text) for piece in shown_pieces(_entry(sheet))) < 5000


def test_nothing_is_restored_in_a_plan_that_can_only_be_read(filled: MainWindow) -> None:
    action_id = _change(filled, title="First words")
    _change(filled, title="Second words")
    session_of(filled).delete([action_id])
    open_history(filled, action_id)
    sheet = sheet_of(filled, HistorySheet)
    _go_to_change(sheet, "title", "First words")
    press(Qt.Key.Key_R)
    assert sheet._hint.text().startswith("This action is in the Bin.")
    assert session_of(filled).action(action_id).title == "Second words"
