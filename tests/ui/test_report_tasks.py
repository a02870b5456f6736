"""What one does with reports, by keys alone: save as another kind, publish, save again, compare, keep under a name."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt, QThread
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot

from csa_tracker.plan.published import list_published
from csa_tracker.plan.saved_reports import find_saved, list_saved, save_report
from csa_tracker.plan.undo import next_steps
from tests.ui.acting import CTRL, focused, press, retype, session_of, settle, sheet_of, type_text
from ui.ask import ScriptedAsk
from ui.reports.page import ReportsPage
from ui.reports.press import PRESS
from ui.reports.publish_sheet import PublishSheet
from ui.reports.published_sheet import PublishedSheet
from ui.reports.saved_sheet import SavedSheet
from ui.shell.problem_sheet import ProblemSheet
from ui.shell.toast import Toast
from ui.shell.window import MainWindow


def _wait(qtbot: QtBot, window: MainWindow) -> None:
    page = _page(window)
    qtbot.waitUntil(lambda: page.deeds.is_idle, timeout=30_000)
    settle()  # what follows a change has its turn before the preview
    qtbot.waitUntil(lambda: page.proofs.is_idle, timeout=30_000)
    qtbot.waitUntil(lambda: not window.findChildren(QThread), timeout=30_000)
    settle()


def _page(window: MainWindow) -> ReportsPage:
    assert window.view is not None
    page = window.view.other_page()
    assert isinstance(page, ReportsPage)
    return page


@pytest.fixture
def page(qtbot: QtBot, filled: MainWindow) -> ReportsPage:
    """The Reports page with its first preview."""
    filled.run("page:reports")
    settle()
    _wait(qtbot, filled)
    return _page(filled)


def _tab_to(wanted: QWidget, *, most: int = 60) -> None:
    for _ in range(most):
        if focused() is wanted:
            return
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not reach {wanted.accessibleName()}")


def _choose(combo: QComboBox, label: str) -> None:
    _tab_to(combo)
    while combo.currentText() != label:
        before = combo.currentIndex()
        press(Qt.Key.Key_Down if combo.findText(label) > before else Qt.Key.Key_Up)
        assert combo.currentIndex() != before


def _toast(window: MainWindow) -> str:
    return next(toast.words for toast in reversed(window.findChildren(Toast)) if toast.isVisible())


def _publish(qtbot: QtBot, window: MainWindow) -> None:
    _tab_to(_page(window).publish)
    press(Qt.Key.Key_Space)
    settle()
    assert isinstance(sheet_of(window, PublishSheet), PublishSheet)
    press(Qt.Key.Key_Return, CTRL)
    settle()
    _wait(qtbot, window)


@pytest.mark.parametrize(
    ("kind", "step", "ending"),
    [("Web page", "Save web page", ".html"), ("Excel workbook", "Save workbook", ".xlsx")],
)
def test_a_report_is_saved_as_the_kind_of_file_that_was_chosen_and_that_is_remembered(
    qtbot: QtBot, filled: MainWindow, page: ReportsPage, ask: ScriptedAsk, tmp_path: Path,
    kind: str, step: str, ending: str,
) -> None:  # fmt: skip
    _choose(page.form.file, kind)
    assert page.save.accessibleName() == step
    ask.targets.append(tmp_path / "board")  # without an ending, as people type it
    _tab_to(page.save)
    press(Qt.Key.Key_Space)
    _wait(qtbot, filled)
    saved = tmp_path / f"board{ending}"
    assert _toast(filled) == f"Board progress report saved: board{ending}."
    if ending == ".html":
        assert "Board progress report" in saved.read_text("utf-8")
    else:
        book = load_workbook(saved)
        assert len(book.sheetnames) > 1
    filled.rebuild()
    settle()
    assert _page(filled).form.file.currentText() == kind


def test_publishing_numbers_the_report_keeps_it_and_the_next_one_compares_with_it(
    qtbot: QtBot, filled: MainWindow, page: ReportsPage, ask: ScriptedAsk, tmp_path: Path
) -> None:
    plan = session_of(filled).plan
    assert next_steps(plan).undo
    retype(page.form.meeting, "Pennine Board")
    _wait(qtbot, filled)
    _publish(qtbot, filled)
    (published,) = list_published(plan)
    assert published.number == 1
    assert published.options.meeting == "Pennine Board"
    assert published.options.author == "Community Safety Coordinator"
    assert _toast(filled) == "Published as report 1: Board progress report, 18 pages."
    assert next_steps(plan).undo == ""  # what was published has gone out
    assert "Report 1 of 2 October 2026" in " ".join(page.preview.view.sheet.accessibleDescription().split())

    ask.targets.append(tmp_path / "again.pdf")
    filled.run("published")
    settle()
    sheet = sheet_of(filled, PublishedSheet)
    line = sheet.list.current()
    assert line is not None
    assert line.spoken == ("Report 1, Board progress report, 2 Oct 2026. by Asha Patel · 18 pages · kept in this plan.")
    assert focused() is sheet.list
    press(Qt.Key.Key_Return)
    _wait(qtbot, filled)
    assert _toast(filled) == "Report 1 saved again: again.pdf, the very file that was published."
    assert hashlib.sha256((tmp_path / "again.pdf").read_bytes()).hexdigest() == published.pdf_digest


def test_publishing_can_be_thought_better_of(qtbot: QtBot, filled: MainWindow, page: ReportsPage) -> None:
    _tab_to(page.publish)
    press(Qt.Key.Key_Space)
    settle()
    sheet_of(filled, PublishSheet)
    press(Qt.Key.Key_Escape)
    _wait(qtbot, filled)
    assert list_published(session_of(filled).plan) == []
    assert focused() is page.publish


def test_an_earlier_paper_is_compared_with_by_its_words(qtbot: QtBot, filled: MainWindow, page: ReportsPage) -> None:
    _publish(qtbot, filled)
    _publish(qtbot, filled)
    since = page.form.choices.lists["since"]
    assert [since.itemText(row) for row in range(since.count())] == [
        "The last published board report",
        "Report 2, 2 October 2026: Board progress report",
        "Report 1, 2 October 2026: Board progress report",
    ]
    _choose(since, "Report 1, 2 October 2026: Board progress report")
    _wait(qtbot, filled)
    said = " ".join(page.preview.view.sheet.accessibleDescription().split())
    assert "Compared with Report 1 of 2 October 2026" in said


def test_a_paper_whose_bytes_are_gone_is_made_anew_and_says_so(
    qtbot: QtBot, filled: MainWindow, page: ReportsPage, ask: ScriptedAsk, tmp_path: Path
) -> None:
    _publish(qtbot, filled)
    plan = session_of(filled).plan
    with plan.store.writing() as connection:
        connection.exec_driver_sql("DELETE FROM published_paper")
    ask.targets.append(tmp_path / "again.pdf")
    filled.run("published")
    settle()
    line = sheet_of(filled, PublishedSheet).list.current()
    assert line is not None
    assert "published in another office" in line.spoken
    press(Qt.Key.Key_Return)
    _wait(qtbot, filled)
    assert _toast(filled) == "Report 1 saved again: again.pdf, made anew, it says exactly what was published."
    assert (tmp_path / "again.pdf").is_file()


def test_a_report_is_given_up_by_keys_and_leaves_no_file(
    qtbot: QtBot, filled: MainWindow, page: ReportsPage, ask: ScriptedAsk, tmp_path: Path
) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    ask.targets.append(folder / "board.pdf")
    with PRESS._free:  # as if a long report were on the press
        _tab_to(page.save)
        press(Qt.Key.Key_Space)
        qtbot.waitUntil(page.progress.isVisible, timeout=5000)
        assert page.progress.words() == "Writing the board progress report…"
        _tab_to(page.progress.cancel)
        press(Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: page.deeds.is_idle, timeout=5000)
    _wait(qtbot, filled)
    assert _toast(filled) == "The report was given up. Nothing was saved."
    assert list(folder.iterdir()) == []
    assert not page.progress.isVisible()
    assert focused() is page.save


def test_a_report_is_kept_under_a_name_and_used_again(qtbot: QtBot, filled: MainWindow, page: ReportsPage) -> None:
    profile = filled.profile
    page.list.setFocus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    _wait(qtbot, filled)
    _choose(page.form.choices.lists["issues"], "Cyber Crime")
    retype(page.form.date, "+14")
    _wait(qtbot, filled)

    filled.run("saved-reports")
    settle()
    sheet = sheet_of(filled, SavedSheet)
    assert focused() is sheet.name
    type_text("Cyber board")
    press(Qt.Key.Key_Return)
    kept = find_saved(profile, "cyber board")
    assert (kept.report, dict(kept.typed)) == ("issue", {"issues": ("cyber-crime",), "meeting_date": "+14"})
    press(Qt.Key.Key_Escape)
    settle()

    page.list.setFocus()
    press(Qt.Key.Key_Home)
    retype(page.form.date, "")
    _wait(qtbot, filled)
    filled.run("saved-reports")
    settle()
    assert focused() is sheet_of(filled, SavedSheet).list
    press(Qt.Key.Key_Return)
    _wait(qtbot, filled)
    assert page.list.chosen().key == "issue"
    assert page.options.issues == ("cyber-crime",)
    assert page.form.date.text() == "+14"
    assert "Key issue: Cyber Crime" in " ".join(page.preview.view.sheet.accessibleDescription().split())


def test_a_saved_report_is_renamed_deleted_and_put_back(filled: MainWindow, page: ReportsPage) -> None:
    profile = filled.profile
    save_report(profile, "Cyber board", "issue", {"issues": ("cyber-crime",)})
    filled.run("saved-reports")
    settle()
    sheet = sheet_of(filled, SavedSheet)
    press(Qt.Key.Key_F2)
    type_text("Cyber, each quarter")
    press(Qt.Key.Key_Return)
    assert [one.name for one in list_saved(profile)] == ["Cyber, each quarter"]
    press(Qt.Key.Key_Delete)
    assert list_saved(profile) == []
    assert focused() is sheet.back
    press(Qt.Key.Key_Space)
    assert [one.name for one in list_saved(profile)] == ["Cyber, each quarter"]
    press(Qt.Key.Key_F2)
    press(Qt.Key.Key_Escape)
    assert sheet.isVisible()
    press(Qt.Key.Key_Escape)
    settle()
    assert filled.overlay is None


def test_a_saved_report_that_no_longer_fits_says_why(qtbot: QtBot, filled: MainWindow, page: ReportsPage) -> None:
    save_report(filled.profile, "Old area", "board", {"areas": ("Atlantis",)})
    filled.run("saved-reports")
    settle()
    press(Qt.Key.Key_Return)
    _wait(qtbot, filled)
    assert sheet_of(filled, ProblemSheet).windowTitle() == "“Old area” was not opened"
    assert page.options.areas == ()
