"""The palette finds as one types, does quick deeds by keyboard alone, and gives the keyboard back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow
from pytestqt.qtbot import QtBot

from csa_tracker.clock import Clock
from csa_tracker.plan.read import find_action
from csa_tracker.plan.views import all_views
from csa_tracker.profile import Profile
from csa_tracker.values import Action, Rag
from csa_tracker.workspace import open_plan
from tests.ui.acting import CTRL, focused, press, settle, type_text
from tests.ui.conftest import NOW, TODAY
from ui.palette.line_list import LinesModel
from ui.palette.lines import Line, view_entries
from ui.palette.palette import Palette
from ui.session import Session
from ui.shell.commands import fill_menus
from ui.shell.looks import Looks


@dataclass
class Desk:
    """A window with menus, one field and a plan, and what the palette told it."""

    window: QMainWindow
    session: Session
    commands: dict[str, QAction]
    place: QLineEdit
    ran: list[str] = field(default_factory=list)
    told: list[tuple[str, object]] = field(default_factory=list)

    def open(self) -> Palette:
        """Open the palette as Ctrl+K does."""
        views = view_entries(all_views(self.session.plan.profile))
        palette = Palette(self.window, self.session, commands=self.commands, entries=views)
        for name in ("run", "go_to", "log_wanted", "said", "problem"):
            getattr(palette, name).connect(lambda value, name=name: self.told.append((name, value)))
        palette.closed.connect(lambda: self.told.append(("closed", None)))
        settle()
        return palette

    def action(self, ref: str) -> Action:
        """Read an action by its reference."""
        return self.session.action(find_action(self.session.plan, ref))


@pytest.fixture
def desk(qtbot: QtBot, profile: Profile, looks: Looks, plan_file: Path) -> Iterator[Desk]:
    """A window of its own, with the keyboard in its field."""
    window = QMainWindow()
    window.setMinimumSize(640, 480)
    window.resize(1280, 800)
    session = Session(open_plan(plan_file, profile=profile, clock=Clock(NOW)))
    place = QLineEdit()
    window.setCentralWidget(place)
    made = Desk(window, session, {}, place)
    made.commands = fill_menus(window.menuBar(), made.ran.append)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    place.setFocus()
    yield made
    settle()
    session.close()
    window.close()
    window.deleteLater()
    session.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def lines_of(palette: Palette) -> list[Line]:
    """The lines shown, headings left out."""
    model = palette.list.model()
    assert isinstance(model, LinesModel)
    lines = [model.line(row) for row in range(model.rowCount())]
    return [line for line in lines if line is not None and not line.heading]


def current(palette: Palette) -> str:
    """The words of the line Enter would run."""
    line = palette.list.current()
    assert line is not None
    return line.words


def test_typing_goes_to_the_action_of_that_reference(desk: Desk) -> None:
    palette = desk.open()
    assert focused() is palette.field
    type_text("da-05")
    assert lines_of(palette)[0].note == "DA-05"
    press(Qt.Key.Key_Return)
    assert desk.told == [("closed", None), ("go_to", desk.action("DA-05").id)]
    assert focused() is desk.place


def test_a_misspelt_word_still_finds_its_action(desk: Desk) -> None:
    palette = desk.open()
    type_text("surviver panel")
    assert lines_of(palette)[0].note == "DA-03"


def test_a_command_is_found_by_its_words_and_shows_its_keys(desk: Desk) -> None:
    palette = desk.open()
    type_text("larger")
    line = lines_of(palette)[0]
    assert (line.words, line.note, line.keys) == ("Larger text", "View", "Ctrl++")
    press(Qt.Key.Key_Return)
    assert desk.told == [("closed", None), ("run", "larger")]


def test_a_command_that_cannot_work_is_not_offered(desk: Desk) -> None:
    desk.commands["log"].setEnabled(False)
    palette = desk.open()
    type_text("log update")
    assert "Log update…" not in [line.words for line in lines_of(palette)]


def test_a_saved_view_is_found(desk: Desk) -> None:
    desk.open()
    type_text("off track")
    press(Qt.Key.Key_Return)
    assert desk.told[-1] == ("run", "view:Off track and at risk")


def test_before_anything_is_typed_there_are_recent_actions_and_common_commands(desk: Desk) -> None:
    lines = lines_of(desk.open())
    words = [line.words for line in lines]
    latest = max(action.latest_update_on for action in desk.session.actions() if action.latest_update_on is not None)
    assert desk.action(lines[0].note).latest_update_on == latest
    assert "New action…" in words
    assert "Overdue" in words


def test_every_key_of_the_menus_rests_while_the_palette_is_open(desk: Desk) -> None:
    desk.open()
    press(Qt.Key.Key_N, CTRL)
    press(Qt.Key.Key_U, CTRL)
    assert desk.ran == []
    press(Qt.Key.Key_K, CTRL)
    assert desk.told == [("closed", None)]
    press(Qt.Key.Key_N, CTRL)
    assert desk.ran == ["new"]


def test_escape_closes_and_gives_the_keyboard_back(desk: Desk) -> None:
    desk.open()
    type_text("u DA-05 something")
    before = desk.session.info().transactions
    press(Qt.Key.Key_Escape)
    assert desk.told == [("closed", None)]
    assert focused() is desk.place
    assert desk.session.info().transactions == before


def test_a_press_beside_the_panel_closes_it(desk: Desk) -> None:
    palette = desk.open()
    QTest.mouseClick(palette, Qt.MouseButton.LeftButton, pos=palette.rect().bottomLeft())
    settle()
    assert desk.told == [("closed", None)]


def test_a_click_runs_its_line(desk: Desk) -> None:
    palette = desk.open()
    type_text("survivor")
    place = palette.list.visualRect(palette.list.currentIndex()).center()
    QTest.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle()
    assert desk.told[-1] == ("go_to", desk.action("DA-03").id)


def test_up_and_down_pass_over_headings_and_come_round(desk: Desk) -> None:
    palette = desk.open()
    first = current(palette)
    seen = []
    for _ in lines_of(palette):
        seen.append(current(palette))
        press(Qt.Key.Key_Down)
    assert current(palette) == first
    assert seen == [line.words for line in lines_of(palette)]
    press(Qt.Key.Key_Up)
    assert current(palette) == seen[-1]
    press(Qt.Key.Key_PageUp)
    press(Qt.Key.Key_PageUp)
    press(Qt.Key.Key_PageUp)
    assert current(palette) == first


def test_the_current_line_is_said(desk: Desk, qtbot: QtBot, spoken: list[str]) -> None:
    palette = desk.open()
    type_text("larger")
    qtbot.waitUntil(lambda: "Larger text, View, Ctrl++" in spoken)
    press(Qt.Key.Key_Down)
    line = palette.list.current()
    assert line is not None
    assert spoken[-1] == line.spoken


def test_an_update_is_logged_without_leaving_the_keyboard(desk: Desk) -> None:
    before = len(desk.action("DA-05").updates)
    palette = desk.open()
    type_text("u DA-05 Met PCSO, 4 sites")
    assert current(palette) == "Log update on DA-05: Met PCSO, 4 sites"
    press(Qt.Key.Key_Return)
    action = desk.action("DA-05")
    assert len(action.updates) == before + 1
    assert (action.updates[0].text, action.updates[0].made_on) == ("Met PCSO, 4 sites", TODAY)
    assert desk.told == [("closed", None), ("said", "Update added to DA-05.")]


def test_an_update_by_words_opens_the_sheet(desk: Desk) -> None:
    desk.open()
    type_text("u survivor")
    press(Qt.Key.Key_Return)
    assert desk.told == [("closed", None), ("log_wanted", desk.action("DA-03").id)]


def test_a_rating_and_an_earlier_due_date_are_set(desk: Desk) -> None:
    desk.open()
    type_text("s DA-02 red")
    press(Qt.Key.Key_Return)
    assert desk.action("DA-02").rag is Rag.RED
    desk.open()
    type_text("d DA-02 fri")
    press(Qt.Key.Key_Return)
    assert desk.action("DA-02").due == dt.date(2026, 10, 9)
    assert desk.told[-1] == ("said", "The due date of DA-02 is now Fri 9 Oct 2026.")


def test_a_later_due_date_waits_for_its_reason(desk: Desk) -> None:
    held: list[object] = []
    desk.session.held.connect(held.append)
    before = desk.action("DA-02").due
    desk.open()
    type_text("d DA-02 31 12 2027")
    press(Qt.Key.Key_Return)
    assert len(held) == 1
    assert desk.action("DA-02").due == before
    assert desk.told == [("closed", None)]


def test_an_action_is_added_with_its_lead_date_and_issue(desk: Desk) -> None:
    desk.open()
    type_text("n Open a drop-in @burnley due:+14 #domestic")
    press(Qt.Key.Key_Return)
    assert desk.told[-1][0] == "said"
    ref = str(desk.told[-1][1]).removesuffix(" added.")
    action = desk.action(ref)
    assert (action.title, action.key_issue_label, action.lead, action.due) == (
        "Open a drop-in", "Domestic Abuse", "Burnley Borough Council", dt.date(2026, 10, 16),
    )  # fmt: skip


def test_what_cannot_be_read_is_said_in_the_row_and_stays_typed(desk: Desk, spoken: list[str]) -> None:
    palette = desk.open()
    type_text("d DA-05 31/02/2026")
    line = palette.list.current()
    assert line is not None
    assert line.under == "'31/02/2026' is not a real date. Enter a real date, like 27 3 2027."
    before = desk.session.info().transactions
    press(Qt.Key.Key_Return)
    assert spoken[-1] == line.spoken
    assert palette.field.text() == "d DA-05 31/02/2026"
    assert desk.session.info().transactions == before


def test_a_refused_save_keeps_what_was_typed(desk: Desk) -> None:
    palette = desk.open()
    type_text("d DA-05 1 1 2001")  # before the action's start
    press(Qt.Key.Key_Return)
    line = palette.list.current()
    assert line is not None
    assert line.trouble
    assert line.under.startswith("Due date must be the same as or after the start date")
    assert palette.field.text() == "d DA-05 1 1 2001"


def test_nothing_found_leads_to_a_search_of_every_text(desk: Desk) -> None:
    palette = desk.open()
    type_text("escalated")
    assert [line.words for line in lines_of(palette)] == [
        "Nothing is called “escalated”.",
        "Search all texts for “escalated”",
    ]
    press(Qt.Key.Key_Return)
    hits = lines_of(palette)
    assert "DA-05 · update" in [line.note for line in hits]
    assert all("escalated" in line.under.casefold() for line in hits)
    press(Qt.Key.Key_Return)
    assert desk.told[-1][0] == "go_to"


def test_a_name_changed_a_moment_ago_is_found(desk: Desk) -> None:
    desk.open()
    type_text("n Zebra crossing patrol #road")
    press(Qt.Key.Key_Return)
    palette = desk.open()
    type_text("zebra")
    assert lines_of(palette)[0].words == "Zebra crossing patrol"


def test_what_people_typed_is_shown_as_typed(desk: Desk) -> None:
    palette = desk.open()
    type_text("n <b>bold</b> & co #road")
    assert current(palette) == "Add action: <b>bold</b> & co"
    desk.window.resize(700, 500)
    settle()
    assert palette.rect() == desk.window.rect()
    assert palette.rect().contains(palette.panel.geometry())
