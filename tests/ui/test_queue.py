"""The quarter queue: by keyboard through everything owed, one step to undo for each, nothing written unasked."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from csa_tracker.plan.drafts import MilestoneDraft
from csa_tracker.plan.queue import owing, this_quarter
from csa_tracker.plan.read import read_actions
from csa_tracker.profile import Profile
from csa_tracker.values import Brag, Lifecycle, Rag
from tests.ui.acting import ALT, CTRL, focused, go_to, press, session_of, settle, sheet_of, toast_of, type_text
from tests.ui.conftest import TODAY
from ui.queue.opening import open_queue
from ui.queue.pace import note_pace, progress_words, read_paces
from ui.queue.queue_sheet import HINT, QueueSheet
from ui.session import Session
from ui.shell.window import MainWindow


class Watch:
    """A stop watch that a test moves."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def _open(window: MainWindow, tick: Callable[[], float] | None = None) -> QueueSheet:
    if tick is None:
        open_queue(window)
    else:
        window.open_sheet(QueueSheet(session_of(window), tick=tick))
    return sheet_of(window, QueueSheet)


def _id(sheet: QueueSheet) -> str:
    assert sheet.action is not None
    return sheet.action.id


def _few(window: MainWindow, count: int) -> list[str]:
    """Leave so many actions that owe an update."""
    session = session_of(window)
    ids = [one.id for one in owing(session.plan)]
    session.delete(ids[count:])
    settle()
    return ids[:count]


def _updates(session: Session, action_id: str) -> list[str]:
    return [update.text for update in session.action(action_id).updates]


def test_it_opens_on_the_first_with_an_empty_note_that_has_the_keyboard(filled: MainWindow) -> None:
    first = owing(session_of(filled).plan)[0]
    sheet = _open(filled)
    assert _id(sheet) == first.id
    assert focused() is sheet.note
    assert sheet.note.toPlainText() == ""
    assert sheet.note.placeholderText() == HINT
    assert sheet.facts.title.text() == first.title


def test_save_and_next_is_one_step_and_goes_on(filled: MainWindow) -> None:
    session = session_of(filled)
    first, second, _ = _few(filled, 3)
    step = MilestoneDraft(title="Rota agreed", due=this_quarter(session.plan).last)
    session.milestone(first, step)
    sheet = _open(filled)
    assert _id(sheet) == first
    type_text("Two sites visited")
    sheet.percent.setText("60")
    tick = next(tick for tick in sheet.milestones.ticks() if tick.text() == "Rota agreed")
    tick.setFocus()
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_R, ALT)
    press(Qt.Key.Key_3)
    press(Qt.Key.Key_Return, CTRL)
    assert _id(sheet) == second
    assert focused() is sheet.note
    assert sheet.note.toPlainText() == ""
    now = session.action(first)
    assert (now.updates[0].text, now.updates[0].made_on, now.rag, now.percent) == (
        "Two sites visited", TODAY, Rag.GREEN, 60,
    )  # fmt: skip
    assert [one.done for one in now.milestones if one.title == "Rota agreed"] == [TODAY]
    assert toast_of(filled).words == f"Update added to {now.ref}."
    session.undo()
    then = session.action(first)
    assert "Two sites visited" not in _updates(session, first)
    assert [one.done for one in then.milestones if one.title == "Rota agreed"] == [None]


def test_next_and_previous_write_nothing_and_keep_what_was_typed(filled: MainWindow) -> None:
    session = session_of(filled)
    first, second, third = _few(filled, 3)
    before = {action_id: _updates(session, action_id) for action_id in (first, second, third)}
    sheet = _open(filled)
    type_text("Half a thought")
    press(Qt.Key.Key_Down, ALT)
    assert (_id(sheet), sheet.note.toPlainText()) == (second, "")
    press(Qt.Key.Key_Up, ALT)
    assert (_id(sheet), sheet.note.toPlainText()) == (first, "Half a thought")
    press(Qt.Key.Key_Up, ALT)
    assert _id(sheet) == third
    assert {action_id: _updates(session, action_id) for action_id in before} == before


def test_nothing_to_report_writes_nothing_and_stays_owing(filled: MainWindow) -> None:
    session = session_of(filled)
    first, second = _few(filled, 2)
    sheet = _open(filled)
    steps = session.steps()
    sheet.nothing.setFocus()
    press(Qt.Key.Key_Space)
    assert _id(sheet) == second
    assert session.steps() == steps
    assert [one.id for one in owing(session.plan)] == [first, second]
    press(Qt.Key.Key_Return, CTRL)
    assert sheet.note_field.error()
    sheet.nothing.setFocus()
    press(Qt.Key.Key_Space)
    assert sheet._done.text() == "You have been through the queue."
    assert sheet._rest.text().startswith("2 actions still owe an update for Q3 2026/27.")


def test_the_end_says_that_everything_is_done(filled: MainWindow, spoken: list[str]) -> None:
    _few(filled, 1)
    sheet = _open(filled)
    type_text("All well")
    press(Qt.Key.Key_Return, CTRL)
    assert sheet._done.text() == "Every action has its update for Q3 2026/27."
    assert any("Every action has its update" in words for words in spoken)
    assert focused() is sheet.shut
    assert owing(session_of(filled).plan) == []
    press(Qt.Key.Key_Space)
    assert filled.overlay is None


def test_a_queue_with_nothing_in_it_says_so(filled: MainWindow) -> None:
    _few(filled, 0)
    sheet = _open(filled)
    assert sheet._done.text() == "Every action has its update for Q3 2026/27."
    assert not sheet.save.isVisible()


def test_the_queue_of_a_plan_without_actions_does_not_praise_it(filled: MainWindow) -> None:
    session = session_of(filled)
    session.delete([one.id for one in read_actions(session.plan)])
    settle()
    sheet = _open(filled)
    assert sheet._done.text() == "No actions yet."
    assert not sheet.bar.isVisible()


def test_progress_learns_ones_own_pace_and_keeps_it(filled: MainWindow) -> None:
    _few(filled, 4)
    watch = Watch()
    sheet = _open(filled, watch)
    assert sheet.progress.text() == "1 of 4"
    for seconds in (60, 300):
        type_text("Fine")
        watch.seconds += seconds
        press(Qt.Key.Key_Return, CTRL)
    assert read_paces(filled.profile) == [60, 300]
    assert sheet.progress.text() == "3 of 4, about 6 minutes left"  # the median of 1 and 5 minutes, twice
    press(Qt.Key.Key_Escape)
    assert _open(filled, watch).progress.text() == "1 of 2, about 6 minutes left"


def test_a_break_says_nothing_about_the_pace(profile: Profile) -> None:
    note_pace(profile, 60)
    assert note_pace(profile, 3600) == [60]
    profile.change_settings({"queue_pace": ["x", -1, 60]})
    assert read_paces(profile) == [60]
    assert progress_words(18, 18, 1, [20.0]) == "18 of 18, about 1 minute left"


@pytest.mark.parametrize(("field", "typed"), [("percent", "150"), ("note", "")])
def test_what_cannot_be_kept_is_said_beside_its_field(filled: MainWindow, field: str, typed: str) -> None:
    first, _ = _few(filled, 2)
    sheet = _open(filled)
    if field == "percent":
        type_text("A note")
        sheet.percent.setText(typed)
    press(Qt.Key.Key_Return, CTRL)
    assert getattr(sheet, f"{field}_field").error()
    assert focused() is getattr(sheet, field)
    assert _id(sheet) == first
    assert "A note" not in _updates(session_of(filled), first)


def test_complete_is_a_status(filled: MainWindow) -> None:
    first, _ = _few(filled, 2)
    sheet = _open(filled)
    type_text("Done")
    press(Qt.Key.Key_R, ALT)
    press(Qt.Key.Key_4)
    assert sheet.status.value() == Lifecycle.COMPLETE.value
    press(Qt.Key.Key_Return, CTRL)
    action = session_of(filled).action(first)
    assert (action.status, action.brag) == (Lifecycle.COMPLETE, Brag.BLUE)


def test_the_text_to_chase_goes_to_the_clipboard(filled: MainWindow) -> None:
    sheet = _open(filled)
    lead = sheet.waiting[0].lead
    sheet.copy.setFocus()
    press(Qt.Key.Key_Space)
    text = QGuiApplication.clipboard().text()
    assert text.startswith("Dear ")
    assert f"- {sheet.waiting[0].ref} " in text
    assert toast_of(filled).words == f"Text to {lead} copied. Paste it into an e-mail."


def test_an_action_that_went_meanwhile_is_left_out(filled: MainWindow) -> None:
    first, second, third = _few(filled, 3)
    sheet = _open(filled)
    session_of(filled).delete([second])
    press(Qt.Key.Key_Down, ALT)
    assert _id(sheet) == third
    assert sheet.progress.text().startswith("2 of 2")
    press(Qt.Key.Key_Down, ALT)
    assert _id(sheet) == first


def test_tab_stays_within_the_sheet(filled: MainWindow) -> None:
    go_to(filled, "DA-03")
    sheet = _open(filled)
    seen = set()
    for _ in range(30):
        press(Qt.Key.Key_Tab)
        assert sheet.isAncestorOf(focused())
        seen.add(focused())
        if focused() is sheet.note:
            break
    assert {sheet.status, sheet.percent, sheet.copy, sheet.nothing, sheet.save, sheet.previous} <= seen
