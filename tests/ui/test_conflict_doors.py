"""The ways to what is to be decided and on to the history, by keyboard, and what "both" proposes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from csa_tracker.plan.read import find_action
from csa_tracker.plan.written import field_key, written_for
from tests.ui.acting import CTRL, focused, go_to, page_of, press, sheet_of, type_text
from tests.ui.deciding import BASE, FIRST, OURS, SECOND, THEIRS, Offices, offices_of, opened
from ui.exchange.conflict_combine import combine
from ui.exchange.conflict_sheet import ConflictSheet
from ui.history.history_sheet import HistorySheet
from ui.shell.notices_sheet import NoticesSheet
from ui.shell.window import MainWindow


@pytest.fixture
def offices(window: MainWindow, tmp_path: Path) -> Iterator[Offices]:
    """Two offices with three actions, all the same so far."""
    with offices_of(window, tmp_path) as made:
        yield made


def test_the_history_is_one_press_away_and_leads_back(offices: Offices) -> None:
    offices.disagree(FIRST, {"title": OURS}, {"title": THEIRS})
    offices.bring_in()
    sheet = opened(offices.window)
    press(Qt.Key.Key_Tab)
    assert focused() is sheet.history
    press(Qt.Key.Key_Space)
    assert sheet_of(offices.window, HistorySheet).action.ref == FIRST
    press(Qt.Key.Key_Escape)
    assert sheet_of(offices.window, ConflictSheet).action_id == find_action(offices.burnley, FIRST)


def test_the_notice_beside_an_action_opens_the_sheet_at_it(offices: Offices) -> None:
    for ref in (FIRST, SECOND):
        offices.disagree(ref, {"title": OURS}, {"title": THEIRS})
    offices.bring_in()
    action_id = go_to(offices.window, SECOND)
    pane = page_of(offices.window).pane
    pane.decide.setFocus()
    press(Qt.Key.Key_Space)
    assert sheet_of(offices.window, ConflictSheet).action_id == action_id
    press(Qt.Key.Key_M)
    press(Qt.Key.Key_Return, CTRL)
    press(Qt.Key.Key_Escape)
    assert not pane.decide.isVisible()


def test_the_list_behind_the_bell_leads_to_the_sheet(offices: Offices) -> None:
    offices.disagree(FIRST, {"title": OURS}, {"title": THEIRS})
    offices.bring_in()
    offices.window.run("notices")
    sheet = sheet_of(offices.window, NoticesSheet)
    assert sheet.steps[0].accessibleName() == "Decide: 1 field is to be decided."
    press(Qt.Key.Key_Space)
    sheet_of(offices.window, ConflictSheet)


def test_what_is_typed_is_kept_on_the_disk_until_it_is_decided(offices: Offices) -> None:
    offices.disagree(FIRST, {"title": OURS}, {"title": THEIRS})
    offices.bring_in()
    key = field_key(find_action(offices.burnley, FIRST), "title")
    opened(offices.window)
    press(Qt.Key.Key_E)
    type_text(" at night")
    press(Qt.Key.Key_Escape)
    kept = written_for(offices.burnley, key)
    assert kept is not None
    assert kept.text == f"{OURS} at night"
    opened(offices.window)
    press(Qt.Key.Key_Return, CTRL)
    assert written_for(offices.burnley, key) is None


@pytest.mark.parametrize(
    ("base", "texts", "both"),
    [
        (BASE, [OURS, THEIRS], "Patrol the park each evening and the bus station"),
        ("Walk", ["Run", "Swim"], "Run; Swim"),
        ("", ["One.", "Two."], "One. Two."),
        ("", ["One", "One and two"], "One and two"),
        ("", ["One\nTwo", "Three"], "One\nTwo\nThree"),
        (BASE, [OURS, THEIRS, f"{BASE} daily"], "Patrol the park each evening and the bus station daily"),
    ],
)
def test_both_keeps_every_change(base: str, texts: list[str], both: str) -> None:
    assert combine(base, texts) == both
