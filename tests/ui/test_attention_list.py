"""What needs attention on the Exchange page: each line leads to what mends it, by keyboard, and goes when it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from csa_tracker.clock import Clock
from csa_tracker.plan.attention import Item, Kind
from csa_tracker.plan.drafts import ActionDraft
from csa_tracker.plan.read import find_action, read_action, read_actions
from csa_tracker.plan.save import delete_actions, save_actions
from csa_tracker.workspace import open_plan
from tests.csa_tracker.exchange.offices import NOW, pass_on
from tests.csa_tracker.plan.drafting import add, an_update
from tests.ui.acting import focused, page_of, press, settle, sheet_of, toast_of
from tests.ui.deciding import FIRST, OURS, SECOND, THEIRS, Offices, offices_of
from ui.exchange.attention_list import STEPS, AttentionList
from ui.exchange.conflict_sheet import ConflictSheet
from ui.exchange.page import ExchangePage
from ui.help.pane import HelpPane
from ui.shell.window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # popups, offscreen


@pytest.fixture
def offices(window: MainWindow, tmp_path: Path) -> Iterator[Offices]:
    """Two offices with three actions, all the same so far."""
    with offices_of(window, tmp_path) as made:
        yield made


def page(qtbot: QtBot, offices: Offices) -> ExchangePage:
    """The Exchange page with everything on it."""
    offices.window.run("page:exchange")
    assert offices.window.view is not None
    shown = offices.window.view.other_page()
    assert isinstance(shown, ExchangePage)
    qtbot.waitUntil(lambda: shown.is_idle, timeout=30_000)
    settle()
    return shown


def panel(qtbot: QtBot, offices: Offices, kind: Kind) -> AttentionList:
    """The panel with one line of this kind chosen and the keyboard in it."""
    shown = page(qtbot, offices).attention
    row = next(row for row, item in enumerate(shown.items) if item.kind is kind)
    shown.list.setFocus()
    shown.list.setCurrentIndex(shown.list.lines.index(row))
    settle()
    return shown


def tab_to(widget: object) -> None:
    """Press Tab until a widget has the keyboard."""
    for _ in range(12):
        if focused() is widget:
            return
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"{widget} was not reached")


def share_a_reference(offices: Offices) -> str:
    """Both offices give out one number; returns the county's action."""
    add(offices.burnley, title="Ours")
    theirs = add(offices.county, title="Theirs")
    offices.bring_in()
    return theirs


def work_on_what_is_deleted(offices: Offices) -> str:
    """Burnley logs an update on an action that the county moves to the Bin; returns the action."""
    action = find_action(offices.burnley, FIRST)
    save_actions(offices.burnley, [ActionDraft(id=action, updates=(an_update("Met"),))], label="log-update")
    delete_actions(offices.county, [action])
    offices.bring_in()
    return action


def test_nothing_is_said_in_a_line(qtbot: QtBot, offices: Offices) -> None:
    shown = page(qtbot, offices).attention
    assert shown.none.isVisible()
    assert not shown.list.isVisible()
    assert not any(step.isVisible() for step in shown.steps.values())


def test_enter_opens_what_is_to_be_decided(qtbot: QtBot, offices: Offices) -> None:
    offices.disagree(SECOND, {"title": OURS}, {"title": THEIRS})
    offices.bring_in()
    panel(qtbot, offices, Kind.CONFLICT)
    press(Qt.Key.Key_Return)
    assert sheet_of(offices.window, ConflictSheet).action_id == find_action(offices.burnley, SECOND)


def test_enter_opens_the_action_that_shares_its_reference(qtbot: QtBot, offices: Offices) -> None:
    theirs = share_a_reference(offices)
    panel(qtbot, offices, Kind.SHARED_REF)
    press(Qt.Key.Key_Return)
    assert offices.window.view is not None
    assert offices.window.view.current == "actions"
    assert page_of(offices.window).action_id == theirs


def test_one_press_gives_a_number_and_undo_takes_it_back(qtbot: QtBot, offices: Offices) -> None:
    theirs = share_a_reference(offices)
    shown = panel(qtbot, offices, Kind.SHARED_REF)
    tab_to(shown.steps["renumber"])
    press(Qt.Key.Key_Space)
    assert toast_of(offices.window).words == "BUR-0004~2 is now BUR-0005."
    qtbot.waitUntil(lambda: shown.items == (), timeout=30_000)
    assert focused() is not None
    assert focused().isVisible()
    offices.window.run("undo")
    assert read_action(offices.burnley, theirs).ref == "BUR-0004~2"
    qtbot.waitUntil(lambda: [item.kind for item in shown.items] == [Kind.SHARED_REF], timeout=30_000)


def test_an_action_in_the_bin_is_restored_with_what_was_added(qtbot: QtBot, offices: Offices) -> None:
    action = work_on_what_is_deleted(offices)
    shown = panel(qtbot, offices, Kind.ORPHAN)
    press(Qt.Key.Key_Return)
    assert [update.text for update in read_action(offices.burnley, action).updates] == ["Met"]
    qtbot.waitUntil(lambda: shown.items == (), timeout=30_000)


def test_what_was_added_is_deleted_by_its_button(qtbot: QtBot, offices: Offices) -> None:
    work_on_what_is_deleted(offices)
    shown = panel(qtbot, offices, Kind.ORPHAN)
    tab_to(shown.steps["remove"])
    press(Qt.Key.Key_Space)
    assert toast_of(offices.window).words == "Update deleted."
    qtbot.waitUntil(lambda: shown.items == (), timeout=30_000)
    assert len(read_actions(offices.burnley)) == 2


def test_what_a_line_means_is_told_by_help(qtbot: QtBot, offices: Offices) -> None:
    share_a_reference(offices)
    shown = panel(qtbot, offices, Kind.SHARED_REF)
    tab_to(shown.steps["help"])
    press(Qt.Key.Key_Space)
    (help_,) = offices.window.findChildren(HelpPane)
    assert help_.topic == "attention"


def test_what_was_mended_elsewhere_meanwhile_is_said(qtbot: QtBot, offices: Offices) -> None:
    theirs = share_a_reference(offices)
    shown = panel(qtbot, offices, Kind.SHARED_REF)
    delete_actions(offices.burnley, [theirs])  # and nobody has told the window yet
    shown.steps["renumber"].click()
    assert offices.window.overlay is not None


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_a_first_step_that_leads_somewhere(qtbot: QtBot, kind: Kind) -> None:
    shown = AttentionList(read_only="")
    qtbot.addWidget(shown)
    shown.show()
    for action_id in ("", "an-action"):
        item = Item(kind, "Something happened.", "Do this.", action_id)
        shown.show_items((item,))
        with qtbot.waitSignal(shown.wanted) as asked:
            shown.list.setFocus()
            QTest.keyClick(shown.list, Qt.Key.Key_Return)
        assert asked.args is not None
        step, about = asked.args
        assert (step in STEPS, about) == (True, item)
        assert shown.steps[step].isVisible()
        assert (step == "open") == (action_id != "" and kind in (Kind.SHARED_REF, Kind.UNUSABLE))


def test_a_plan_that_can_only_be_read_offers_only_to_look(qtbot: QtBot) -> None:
    shown = AttentionList(read_only="You can read this plan but not change it.")
    qtbot.addWidget(shown)
    shown.show_items((Item(Kind.SHARED_REF, "One reference.", "Do this.", "an-action"),))
    assert [step for step, pressed in shown.steps.items() if pressed.isEnabled()] == ["open", "help"]


def test_the_number_stands_beside_the_page_before_it_is_gone_to(qtbot: QtBot, offices: Offices) -> None:
    share_a_reference(offices)
    work_on_what_is_deleted(offices)
    assert offices.window.view is not None
    places = offices.window.view.sidebar.pages.places
    qtbot.waitUntil(lambda: places.place(places.row_of("exchange")).count == 2, timeout=30_000)
    assert offices.window.view.current != "exchange"


def test_another_source_adds_to_the_number(qtbot: QtBot, offices: Offices) -> None:
    from ui.exchange.waiting import waiting_of

    share_a_reference(offices)
    assert offices.window.view is not None
    assert offices.window.session is not None
    places = offices.window.view.sidebar.pages.places
    waiting_of(offices.window.session).report("inbox", 3)
    qtbot.waitUntil(lambda: places.place(places.row_of("exchange")).count == 4, timeout=30_000)
    waiting_of(offices.window.session).report("inbox", 0)
    assert places.place(places.row_of("exchange")).count == 1


def test_a_doubt_about_the_clock_is_a_notice_that_stays_away_once_it_is_put_away(
    qtbot: QtBot, offices: Offices
) -> None:
    add(offices.burnley, title="Written today")
    path, profile = offices.burnley.path, offices.burnley.profile
    window = offices.window
    window.show_plan(open_plan(path, profile=profile, clock=Clock(NOW.replace(year=2024))))
    qtbot.waitUntil(lambda: bool(window.notices), timeout=30_000)
    (sentence,) = window.notices
    assert sentence.startswith("This computer’s clock (2 Oct 2024, ")
    assert sentence.endswith("Your changes are kept in the right order.")
    window.put_away(sentence)
    assert window.session is not None
    window.session.tell()
    qtbot.wait(1500)
    assert window.notices == []


def test_passing_on_what_was_mended_mends_it_there(qtbot: QtBot, offices: Offices) -> None:
    share_a_reference(offices)
    shown = panel(qtbot, offices, Kind.SHARED_REF)
    shown.steps["renumber"].click()
    settle()
    pass_on(offices.burnley, offices.county)
    assert {action.ref for action in read_actions(offices.county)} >= {"BUR-0004", "BUR-0005"}
