"""Importing shows what would come, then brings all of it or nothing; the window lives on meanwhile."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QThread
from pytestqt.qtbot import QtBot

from csa_tracker.plan.views import all_views
from csa_tracker.values import Brag
from resources import file_path
from tests.ui.acting import focused, go_to, page_of, press, session_of, settle, sheet_of, toast_of, wait_for_sheet
from ui.actions.filter_parts import RatingCount
from ui.dashboard.page import DashboardPage
from ui.imports.import_sheet import ImportSheet
from ui.imports.reading_sheet import ReadingSheet
from ui.kit.job import Job
from ui.shell.places import PAGES
from ui.shell.problem_sheet import ProblemSheet
from ui.shell.window import MainWindow
from ui.start.new_plan import NewPlan

SAMPLE = "samples/Lancashire_CSP_action_plan_example.xlsx"


def _start_with(qtbot: QtBot, window: MainWindow, files: list[Path]) -> ImportSheet:
    window.ask.files.append(files)  # type: ignore[attr-defined]
    window.run("begin:import")
    sheet_of(window, NewPlan).try_start()
    return wait_for_sheet(qtbot, window, ImportSheet)


def _import(qtbot: QtBot, window: MainWindow, sheet: ImportSheet) -> None:
    sheet.try_import()
    qtbot.waitUntil(lambda: window.overlay is None, timeout=30_000)
    settle()


def test_the_sample_spreadsheet_is_counted_then_imported(qtbot: QtBot, window: MainWindow) -> None:
    with file_path(SAMPLE) as sample:
        sheet = _start_with(qtbot, window, [sample])
        assert sheet._headline() == "60 new actions, 170 milestones, 129 updates"
        assert session_of(window).info().actions == 0
        _import(qtbot, window, sheet)
        assert page_of(window).model.rowCount() == 60
        assert toast_of(window).words == "60 actions added, 170 milestones, 129 updates."
        window.ask.files.append([sample])  # type: ignore[attr-defined]
        window.run("import")
        again = wait_for_sheet(qtbot, window, ImportSheet)
    assert again._headline() == "Everything in this file is already in the plan."
    assert not again.bring.isEnabled()
    again.reject()
    window.run("undo")
    settle()
    assert page_of(window).model.rowCount() == 0
    assert toast_of(window).words == f"Undone: import of 60 actions from {sample.name}."


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
        _import(qtbot, window, sheet)
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


def test_while_an_import_is_written_it_cannot_be_given_up_and_the_window_lives(
    qtbot: QtBot, window: MainWindow
) -> None:
    with file_path(SAMPLE) as sample:
        sheet = _start_with(qtbot, window, [sample])
        turns: list[int] = []

        def is_done() -> bool:
            turns.append(1)
            return window.overlay is None

        sheet.try_import()
        assert not sheet.cancel.isEnabled()
        sheet.reject()
        assert window.overlay is not None
        qtbot.waitUntil(is_done, timeout=30_000)
    assert len(turns) > 2  # the event loop went round while the thread wrote
    settle()
    assert session_of(window).info().actions == 60


def test_cancelling_changes_nothing(qtbot: QtBot, window: MainWindow) -> None:
    with file_path(SAMPLE) as sample:
        _start_with(qtbot, window, [sample]).reject()
    assert session_of(window).info().actions == 0


def test_reading_can_be_given_up_with_escape(qtbot: QtBot, filled: MainWindow) -> None:
    with file_path(SAMPLE) as sample:
        filled.ask.files.append([sample])  # type: ignore[attr-defined]
        filled.run("import")
        (reading,) = filled.findChildren(ReadingSheet)  # at once: the thread may be quick
        assert focused() is reading.cancel
        press(Qt.Key.Key_Escape)
        assert toast_of(filled).words == "Import cancelled. Nothing was changed."
        qtbot.waitUntil(lambda: not filled.findChildren(QThread), timeout=30_000)
    settle()
    assert filled.overlay is None
    go_to(filled, "SV-01")


def test_rows_that_cannot_come_in_are_named_and_left_out_only_when_asked(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    file = tmp_path / "plan.csv"
    file.write_text(
        "Ref,Key issue,Action,Due date\nA1,Road Safety,Paint lines,31/02/2026\nA2,Road Safety,Fix signs,30/03/2027\n",
        encoding="utf-8",
    )
    sheet = _start_with(qtbot, window, [file])
    assert any("'31/02/2026' is not a real date." in reason for reason in sheet._blocked)
    sheet.try_import()
    assert session_of(window).info().actions == 0
    assert sheet._problem.text().startswith("Some rows cannot be imported.")
    sheet.leave_out.setChecked(True)
    _import(qtbot, window, sheet)
    assert session_of(window).info().actions == 1


def test_a_file_that_is_no_spreadsheet_is_refused(qtbot: QtBot, filled: MainWindow, tmp_path: Path) -> None:
    file = tmp_path / "notes.xlsx"
    file.write_bytes(b"not a spreadsheet")
    filled.ask.files.append([file])  # type: ignore[attr-defined]
    filled.run("import")
    assert wait_for_sheet(qtbot, filled, ProblemSheet).windowTitle() == "The spreadsheet was not imported"


def test_what_a_job_tells_arrives_on_the_threads_of_the_window(qtbot: QtBot, window: MainWindow) -> None:
    worked, told = [], []
    job = Job(lambda: worked.append(QThread.isMainThread()), window)
    job.done.connect(lambda _result: told.append(QThread.isMainThread()))
    job.start()
    qtbot.waitUntil(lambda: bool(told), timeout=5000)
    assert (worked, told) == ([False], [True])


def test_a_job_given_up_tells_nothing(qtbot: QtBot, window: MainWindow) -> None:
    told: list[object] = []
    job = Job(lambda: 1, window)
    job.done.connect(told.append)
    job.abandon()
    with qtbot.waitSignal(job.finished, timeout=5000):
        job.start()
    settle()
    assert told == []
