"""The import wizard by keys: nothing comes in before it was shown, what is not known is asked, all can be undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QThread
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from csa_tracker.plan.views import all_views
from csa_tracker.values import Brag, Rag
from resources import file_path
from tests.ui.acting import ALT, CTRL, focused, page_of, press, session_of, settle, sheet_of, toast_of
from tests.ui.importing import SAMPLE, answer_by_keys, go_on, open_with, ready, write_messy
from ui.actions.filter_parts import RatingCount
from ui.dashboard.page import DashboardPage
from ui.imports.wizard import ImportWizard
from ui.shell.places import PAGES
from ui.shell.window import MainWindow
from ui.start.new_plan import NewPlan

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # popups, offscreen


def _start_with(qtbot: QtBot, window: MainWindow, files: list[Path]) -> ImportWizard:
    window.ask.files.append(files)  # type: ignore[attr-defined]
    window.run("begin:import")
    sheet_of(window, NewPlan).try_start()
    settle()
    sheet = sheet_of(window, ImportWizard)
    ready(qtbot, sheet)
    return sheet


def _import_all(qtbot: QtBot, sheet: ImportWizard) -> None:
    go_on(qtbot, sheet, 3)
    press(Qt.Key.Key_N, ALT)
    qtbot.waitUntil(lambda: sheet.at == 4, timeout=30_000)
    settle()


def test_a_clear_file_comes_in_by_enter_alone(qtbot: QtBot, window: MainWindow) -> None:
    with file_path(SAMPLE) as sample:
        sheet = _start_with(qtbot, window, [sample])
        assert focused() is sheet.foot.next
        for step in (1, 2, 3):
            press(Qt.Key.Key_Return)
            assert sheet.at == step
            assert focused() is sheet.foot.next
        assert sheet.foot.next.text() == "Import 60 rows"
        assert session_of(window).info().actions == 0
        press(Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: sheet.at == 4, timeout=30_000)
    settle()
    assert session_of(window).info().actions == 60
    assert page_of(window).model.rowCount() == 60
    press(Qt.Key.Key_Return)
    assert window.overlay is None


def test_the_same_file_again_brings_nothing(qtbot: QtBot, window: MainWindow) -> None:
    with file_path(SAMPLE) as sample:
        _import_all(qtbot, _start_with(qtbot, window, [sample]))
        press(Qt.Key.Key_Return)
        sheet = open_with(qtbot, window, [sample])
        go_on(qtbot, sheet, 3)
    assert sheet.check.chips["duplicate"].accessibleName() == "Unchanged: 60 rows"
    assert sheet.foot.next.text() == "Finish, nothing to import"
    transactions = session_of(window).info().transactions
    press(Qt.Key.Key_N, ALT)
    qtbot.waitUntil(lambda: sheet.at == 4, timeout=30_000)
    assert session_of(window).info().transactions == transactions


def test_a_file_that_asks_is_answered_by_keys(qtbot: QtBot, filled: MainWindow, tmp_path: Path) -> None:
    sheet = open_with(qtbot, filled, [write_messy(tmp_path)])
    go_on(qtbot, sheet, 2)
    assert sheet.foot.says.text() == "3 questions need an answer"
    press(Qt.Key.Key_N, ALT)
    assert sheet.at == 2
    issue, status, rating = sheet.values.lines.values()
    assert issue.combo.hasFocus()
    answer_by_keys(qtbot, sheet, issue, "Road Safety")
    press(Qt.Key.Key_N, ALT)  # goes to the next that waits
    answer_by_keys(qtbot, sheet, status, "Paused")
    press(Qt.Key.Key_N, ALT)
    answer_by_keys(qtbot, sheet, rating, "Amber")
    assert not sheet.missing()
    go_on(qtbot, sheet, 3)
    assert sheet.foot.next.text() == "Import 2 rows, leave out 1"
    press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: sheet.at == 4, timeout=30_000)
    settle()
    found = {one.title: one for one in session_of(filled).actions()}
    assert found["Meet the community groups"].key_issue == "road-safety"
    assert found["Paint the lines again"].rag is Rag.AMBER
    assert "Speed checks near schools" not in found


def test_every_suggestion_is_taken_with_one_key(qtbot: QtBot, filled: MainWindow, tmp_path: Path) -> None:
    sheet = open_with(qtbot, filled, [write_messy(tmp_path)])
    go_on(qtbot, sheet, 2)
    sheet.values.take.setFocus()
    press(Qt.Key.Key_Space)
    ready(qtbot, sheet)
    assert not sheet.missing()
    assert {line.combo.answer() for line in sheet.values.lines.values()} <= {"Leave it out", "Leave these rows out"} | {
        option for line in sheet.values.lines.values() for option in line.ask.options[:1]
    }


def test_going_back_keeps_answers_and_they_can_be_changed(qtbot: QtBot, filled: MainWindow, tmp_path: Path) -> None:
    sheet = open_with(qtbot, filled, [write_messy(tmp_path)])
    go_on(qtbot, sheet, 2)
    sheet.values.take.setFocus()
    press(Qt.Key.Key_Space)
    ready(qtbot, sheet)
    go_on(qtbot, sheet, 3)
    press(Qt.Key.Key_B, ALT)
    assert sheet.at == 2
    rating = list(sheet.values.lines.values())[2]
    rating.combo.setFocus()
    answer_by_keys(qtbot, sheet, rating, "Red")
    go_on(qtbot, sheet, 3)
    preview = sheet.previews.now
    assert preview is not None
    (row,) = [one for one in preview.rows if one.ref == "X-3"]
    assert row.values["rag"] == "red"


@pytest.mark.parametrize("step", [0, 1, 2, 3])
def test_leaving_at_any_step_changes_nothing(qtbot: QtBot, filled: MainWindow, plan_file: Path, step: int) -> None:
    before = session_of(filled).info().transactions
    with file_path(SAMPLE) as sample:
        sheet = open_with(qtbot, filled, [sample])
        go_on(qtbot, sheet, step)
    press(Qt.Key.Key_Escape)
    assert filled.overlay is None
    assert toast_of(filled).words == "Import cancelled. Nothing was changed."
    assert session_of(filled).info().transactions == before


def test_escape_asks_before_answers_are_thrown_away(qtbot: QtBot, filled: MainWindow, tmp_path: Path) -> None:
    sheet = open_with(qtbot, filled, [write_messy(tmp_path)])
    go_on(qtbot, sheet, 2)
    sheet.values.take.setFocus()
    press(Qt.Key.Key_Space)
    ready(qtbot, sheet)
    press(Qt.Key.Key_Escape)
    assert focused() is sheet.foot.stay
    press(Qt.Key.Key_Escape)
    assert filled.overlay is not None
    assert not sheet.foot.asks
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Tab)
    assert focused() is sheet.foot.leave
    press(Qt.Key.Key_Space)
    assert filled.overlay is None


def test_reading_can_be_stopped(qtbot: QtBot, filled: MainWindow) -> None:
    with file_path(SAMPLE) as sample:
        filled.run("import")
        sheet = sheet_of(filled, ImportWizard)
        filled.ask.files.append([sample])  # type: ignore[attr-defined]
        sheet.browse()
        assert focused() is sheet.file.stop
        sheet.file.stop.click()
        assert focused() is sheet.file.zone.browse
        qtbot.waitUntil(lambda: not filled.findChildren(QThread), timeout=30_000)
    settle()
    assert sheet.previews.now is None
    assert not sheet.previews.is_busy


def test_a_file_that_is_no_spreadsheet_is_refused_where_another_can_be_chosen(
    qtbot: QtBot, filled: MainWindow, tmp_path: Path, spoken: list[str]
) -> None:
    file = tmp_path / "notes.xlsx"
    file.write_bytes(b"not a spreadsheet")
    sheet = open_with(qtbot, filled, [file])
    assert any("notes.xlsx" in words for words in spoken)
    assert focused() is sheet.file.zone.browse
    press(Qt.Key.Key_N, ALT)
    assert sheet.at == 0
    with file_path(SAMPLE) as sample:
        filled.ask.files.append([sample])  # type: ignore[attr-defined]
        press(Qt.Key.Key_Return)
        ready(qtbot, sheet)
    assert focused() is sheet.foot.next


def test_cells_copied_from_a_table_are_pasted(qtbot: QtBot, filled: MainWindow) -> None:
    filled.run("import")
    sheet = sheet_of(filled, ImportWizard)
    QGuiApplication.clipboard().setText(
        "Key issue\tAction\tDue date\nRoad Safety\tCount the cars\t01/02/2027\nRoad Safety\tCount the bikes\tOngoing\n"
    )
    press(Qt.Key.Key_V, CTRL)
    ready(qtbot, sheet)
    _import_all(qtbot, sheet)
    assert {"Count the cars", "Count the bikes"} <= {one.title for one in session_of(filled).actions()}


def test_a_row_is_opened_with_enter_and_left_with_escape(qtbot: QtBot, filled: MainWindow, tmp_path: Path) -> None:
    file = tmp_path / "plan.csv"
    file.write_text("Ref,Key issue,Action,Due date\nA1,Road Safety,Paint lines,31/02/2026\n", encoding="utf-8")
    sheet = open_with(qtbot, filled, [file])
    go_on(qtbot, sheet, 3)
    sheet.check.list.setFocus()
    press(Qt.Key.Key_Return)
    assert focused() is sheet.check.pane.scroller
    press(Qt.Key.Key_Escape)
    assert focused() is sheet.check.list
    assert "'31/02/2026' is not a real date." in str(sheet.check.model.index(0).data())


def test_counts_filter_the_rows(qtbot: QtBot, filled: MainWindow, tmp_path: Path) -> None:
    sheet = open_with(qtbot, filled, [write_messy(tmp_path)])
    go_on(qtbot, sheet, 2)
    sheet.values.take_all()
    ready(qtbot, sheet)
    go_on(qtbot, sheet, 3)
    everything = sheet.check.model.rowCount()
    sheet.check.chips["cannot"].setFocus()
    press(Qt.Key.Key_Space)
    assert 0 < sheet.check.model.rowCount() < everything
    press(Qt.Key.Key_Space)
    assert sheet.check.model.rowCount() == everything


def test_a_row_that_may_be_an_action_asks_and_is_answered(qtbot: QtBot, filled: MainWindow, tmp_path: Path) -> None:
    action = session_of(filled).actions()[0]
    title = f"{action.title} again soon"
    file = tmp_path / "next.csv"
    file.write_text(f'Key issue,Action\n"{action.key_issue_label}","{title}"\n', encoding="utf-8")
    sheet = open_with(qtbot, filled, [file])
    go_on(qtbot, sheet, 3)
    assert sheet.foot.says.text() == "1 row needs an answer"
    press(Qt.Key.Key_N, ALT)
    assert focused() is sheet.check.list
    press(Qt.Key.Key_Return)
    line = sheet.check.pane.line
    assert line is not None
    answer_by_keys(qtbot, sheet, line, "A new action")
    press(Qt.Key.Key_N, ALT)
    qtbot.waitUntil(lambda: sheet.at == 4, timeout=30_000)
    assert title in {one.title for one in session_of(filled).actions()}


def test_after_an_import_the_list_the_counts_and_the_dashboard_show_its_actions(
    qtbot: QtBot, window: MainWindow
) -> None:
    with file_path(SAMPLE) as sample:
        sheet = _start_with(qtbot, window, [sample])
        view = window.view
        assert view is not None
        dashboard = view.go("dashboard")
        assert isinstance(dashboard, DashboardPage)
        assert dashboard.dashboard.total == 0
        sheet.foot.next.setFocus()
        _import_all(qtbot, sheet)
        qtbot.waitUntil(lambda: dashboard.dashboard.total == 60, timeout=30_000)
    assert page_of(window).model.total == 60
    pages = {place.key: place.count for place in map(view.sidebar.pages.places.place, range(len(PAGES)))}
    assert pages["actions"] == 60
    views = all_views(session_of(window).plan.profile)
    counted = {place.key: place.count for place in map(view.sidebar.views.places.place, range(len(views)))}
    assert counted == {one.name: session_of(window).count(one.query) for one in views}
    ratings = [count.accessibleName() for count in page_of(window).filters.findChildren(RatingCount)]
    red = next(card for card in dashboard.dashboard.cards if card.brag is Brag.RED)
    assert f"Off track: {red.count} actions" in ratings


def test_an_import_is_taken_back_from_its_last_step(qtbot: QtBot, window: MainWindow) -> None:
    with file_path(SAMPLE) as sample:
        sheet = _start_with(qtbot, window, [sample])
        _import_all(qtbot, sheet)
    sheet.done_page.undo.setFocus()
    press(Qt.Key.Key_Space)
    assert page_of(window).model.rowCount() == 0
    assert toast_of(window).words.startswith("Undone: import of")


def test_while_an_import_is_written_the_window_lives(qtbot: QtBot, window: MainWindow) -> None:
    with file_path(SAMPLE) as sample:
        sheet = _start_with(qtbot, window, [sample])
        go_on(qtbot, sheet, 3)
        turns: list[int] = []

        def is_done() -> bool:
            turns.append(1)
            return sheet.at == 4

        sheet.next()
        qtbot.waitUntil(is_done, timeout=30_000)
    assert len(turns) > 2  # the event loop went round while the thread wrote
    settle()
    assert session_of(window).info().actions == 60
