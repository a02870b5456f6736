"""The Dashboard page: every figure is reached by keys, has a name, and opens the list behind it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from csa_tracker.clock import Clock
from csa_tracker.plan.dashboard import read_dashboard
from csa_tracker.plan.drafts import ActionDraft
from csa_tracker.plan.lists import ListQuery
from csa_tracker.plan.moments import take_snapshot
from csa_tracker.plan.read import find_action
from csa_tracker.profile import Profile
from csa_tracker.workspace import create_plan, open_plan
from tests.ui.acting import focused, press, settle
from tests.ui.conftest import NOW
from ui.dashboard.bars import BarChart
from ui.dashboard.page import DashboardPage
from ui.dashboard.panel import CardGrid, Panel
from ui.dashboard.press import Press
from ui.look.worn import SCALE_STEPS
from ui.session import Session
from ui.shell.looks import Looks
from ui.shell.window import MainWindow

SINCE = dt.datetime(2026, 10, 2, 9, 0, tzinfo=dt.UTC)


def shown_page(window: MainWindow, session: Session, *, width: int = 1000) -> DashboardPage:
    """The page in place of a window's first screen, at this width."""
    page = DashboardPage(session, since=SINCE)
    window.setCentralWidget(page)
    window.resize(width, 640)
    settle()
    return page


@pytest.fixture
def session(plan_file: Path, profile: Profile) -> Iterator[Session]:
    """The sample plan, open."""
    made = Session(open_plan(plan_file, profile=profile, clock=Clock(NOW)))
    yield made
    made.close()


@pytest.fixture
def page(window: MainWindow, session: Session) -> DashboardPage:
    """The page of the sample plan."""
    return shown_page(window, session)


def named(page: DashboardPage, key: str) -> Press:
    """What is pressed under this key."""
    return next(part for part in page.presses() if part.key == key)


def test_every_figure_opens_a_list_of_as_many_actions(page: DashboardPage, session: Session, qtbot: QtBot) -> None:
    for key, count in (("card:red", 8), ("issue:road-safety", 8), ("issue:road-safety:green", 3), ("overdue:all", 8)):
        named(page, key).setFocus()
        with qtbot.waitSignal(page.opened) as told:
            press(Qt.Key.Key_Return)
        assert told.args is not None
        assert len(session.keys(ListQuery(text=told.args[0]))) == count, key


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_row_opens_its_action(page: DashboardPage, session: Session, qtbot: QtBot, key: Qt.Key) -> None:
    action = find_action(session.plan, "SV-04")
    named(page, f"overdue:{action}").setFocus()
    with qtbot.waitSignal(page.action_opened) as told:
        press(key)
    assert told.args == [action]


def _home(part: QWidget) -> QWidget:
    """The card of the page, or the ratings at its top, that a figure stands in."""
    home: QWidget | None = part
    while home is not None and not isinstance(home, (CardGrid, Panel)):
        home = home.parentWidget()
    assert home is not None
    return home


def test_tab_stops_once_at_every_card_in_reading_order(page: DashboardPage) -> None:
    homes = list(dict.fromkeys(_home(part) for part in page.presses()))
    assert len(homes) == 7
    page.focus_first()
    met = [_home(focused())]
    for _ in homes:
        press(Qt.Key.Key_Tab)
        met.append(_home(focused()))
    assert met == [*homes, homes[0]]
    for home in reversed(homes):
        press(Qt.Key.Key_Backtab)
        assert _home(focused()) is home


def test_tab_comes_back_to_where_one_was_in_a_card(page: DashboardPage) -> None:
    named(page, "overdue:all").setFocus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    left = focused()
    press(Qt.Key.Key_Tab)
    assert _home(focused()) is not _home(left)
    press(Qt.Key.Key_Backtab)
    assert focused() is left


def test_home_and_end_go_to_the_ends_of_a_card_and_arrows_reach_all_of_it(page: DashboardPage) -> None:
    for home in dict.fromkeys(_home(part) for part in page.presses()):
        inside = [part for part in page.presses() if _home(part) is home]
        inside[0].setFocus()
        press(Qt.Key.Key_End)
        assert focused() is inside[-1]
        assert not focused().visibleRegion().isEmpty()
        press(Qt.Key.Key_Home)
        assert focused() is inside[0]
        reached, waiting = {inside[0]}, [inside[0]]
        while waiting:
            start = waiting.pop()
            for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
                start.setFocus()
                press(key)
                part = focused()
                assert isinstance(part, Press)
                if part in inside and part not in reached:
                    reached.add(part)
                    waiting.append(part)
        assert [part.key for part in inside if part not in reached] == []


def test_arrows_go_to_what_lies_that_way(page: DashboardPage) -> None:
    page.focus_first()
    walked = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Down):
        press(key)
        part = focused()
        assert isinstance(part, Press)
        walked.append(part.key)
    assert walked[:2] == ["card:amber", "card:red"]
    assert walked[2] == "card:blue"
    named(page, "issue:road-safety").setFocus()
    press(Qt.Key.Key_Right)
    assert focused() is named(page, "issue:road-safety:red")


def test_everything_has_a_name_that_says_what_it_counts(page: DashboardPage) -> None:
    names = {
        part.key: QAccessible.queryAccessibleInterface(part).text(QAccessible.Text.Name) for part in page.presses()
    }
    assert all(name.strip() for name in names.values())
    assert names["card:red"] == "Off track: 8 actions"
    assert names["issue:road-safety"] == (
        "Road Safety: 8 actions, 1 off track, 1 at risk, 3 on track, 2 complete, 1 not started"
    )
    assert names["issue:road-safety:green"] == "Road Safety, on track: 3 actions"
    first = next(part for part in page.presses() if part.key.startswith("overdue:") and part.key != "overdue:all")
    assert first.accessibleName().endswith("Off track, ICB Data Lead, 185 days late")


def test_each_chart_is_described_in_words_and_numbers(page: DashboardPage) -> None:
    charts = {chart.accessibleName(): chart.accessibleDescription() for chart in page.findChildren(BarChart)}
    assert set(charts) == {"Actions by key issue", "Actions by area"}
    assert "Cyber Crime: 9 actions, 2 off track, 5 on track, 2 not started" in charts["Actions by key issue"]


def _shown(qtbot: QtBot, page: DashboardPage) -> None:
    """Wait until the page shows what changed: it reads on a thread."""
    settle()
    qtbot.waitUntil(lambda: not page.is_reading, timeout=30_000)
    settle()


def test_cards_name_the_snapshot_they_are_compared_with(qtbot: QtBot, window: MainWindow, session: Session) -> None:
    take_snapshot(session.plan, "Q2 board")
    made = shown_page(window, session)
    qtbot.waitUntil(lambda: made.dashboard.comparison is not None, timeout=30_000)
    session.save(ActionDraft(id=find_action(session.plan, "SV-04"), fields={"lifecycle": "complete"}), label="edit")
    _shown(qtbot, made)
    assert named(made, "card:red").accessibleName() == "Off track: 7 actions, 1 fewer than at the snapshot Q2 board"
    assert named(made, "card:amber").accessibleName() == "At risk: 8 actions, same as at the snapshot Q2 board"


def test_changes_that_come_while_it_reads_are_shown_too(qtbot: QtBot, page: DashboardPage, session: Session) -> None:
    for ref in ("SV-04", "SV-02"):
        session.delete([find_action(session.plan, ref)])
        settle()
    _shown(qtbot, page)
    assert page.dashboard == read_dashboard(session.plan, since=SINCE, wait=False)


def test_a_change_is_shown_and_the_keyboard_stays(qtbot: QtBot, page: DashboardPage, session: Session) -> None:
    named(page, "card:blue").setFocus()
    session.save(ActionDraft(id=find_action(session.plan, "SV-04"), fields={"lifecycle": "complete"}), label="edit")
    _shown(qtbot, page)
    assert named(page, "card:blue").accessibleName() == "Complete: 15 actions"
    assert focused() is named(page, "card:blue")


def test_a_change_behind_another_page_is_shown_on_coming_back(page: DashboardPage, session: Session) -> None:
    page.hide()
    session.delete([find_action(session.plan, "SV-04")])
    settle()
    page.show()
    settle()
    assert named(page, "card:red").accessibleName() == "Off track: 7 actions"


def test_a_line_about_many_names_its_actions_when_pressed(page: DashboardPage, qtbot: QtBot) -> None:
    line = next(part for part in page.presses() if part.key.startswith("change:"))
    assert line.accessibleName() == "A spreadsheet was imported, 60 new actions, 2 Oct. Show these actions"
    line.setFocus()
    press(Qt.Key.Key_Return)
    assert focused().accessibleName().endswith("Hide these actions")
    member = next(part for part in page.presses() if part.accessibleName().startswith("ASB-01 "))
    with qtbot.waitSignal(page.action_opened):
        member.click()


def test_all_milestones_of_the_quarter_can_be_shown(page: DashboardPage) -> None:
    def rows() -> int:
        return sum(part.key.startswith("milestone:") for part in page.presses())

    assert rows() == 6
    named(page, "milestones").click()
    settle()
    assert rows() == page.dashboard.milestones.count == 33


def test_an_empty_plan_offers_the_two_ways_to_begin(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, profile: Profile
) -> None:
    plan = create_plan(tmp_path / "e.csplan", partnership="BUR", name="New", profile=profile, clock=Clock(NOW))
    session = Session(plan)
    made = shown_page(window, session)
    made.focus_first()
    asked: list[str] = []
    made.wanted.connect(asked.append)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Return)
    assert asked == ["new", "import"]
    issue = session.vocabulary().key_issues[0].id
    session.add(ActionDraft(fields={"title": "Patrols", "key_issue": issue}))
    _shown(qtbot, made)
    assert named(made, "card:grey").accessibleName() == "Not started: 1 action"
    session.close()


@pytest.mark.parametrize("steps", [0, len(SCALE_STEPS)], ids=["100 %", "200 %"])
@pytest.mark.parametrize("width", [1024, 640])
def test_nothing_is_cut_off_at_the_side(
    window: MainWindow, session: Session, looks: Looks, steps: int, width: int
) -> None:
    looks.resize(steps)
    made = shown_page(window, session, width=width)
    assert made.area.horizontalScrollBar().maximum() == 0
    assert made.width() == width
    for part in made.presses():
        assert min(part.width(), part.height()) >= 24, part.key
        right = part.mapTo(made, part.rect().topRight()).x()
        assert right < made.width(), part.key
    looks.resize(0)
