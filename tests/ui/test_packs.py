"""Update packs in the window: made for a lead, brought back by keyboard, asked about, undone in one step."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from csa_tracker.plan.drafts import ActionDraft, Value
from csa_tracker.plan.read import find_action
from csa_tracker.plan.save import save_actions
from csa_tracker.plan.vocabulary import read_vocabulary
from csa_tracker.values import Action
from tests.ui.acting import press, session_of, settle, sheet_of, toast_of, wait_for_sheet
from ui.packs.make_sheet import MakePackSheet
from ui.packs.merge_sheet import MergePackSheet
from ui.shell.problem_sheet import ProblemSheet
from ui.shell.toast import Toast
from ui.shell.window import MainWindow


@pytest.fixture
def filled(window: MainWindow) -> MainWindow:
    """A plan in which the police lead three actions, one of them sensitive."""
    window.run("begin:new")
    from ui.start.new_plan import NewPlan

    sheet_of(window, NewPlan).try_start()
    settle()
    plan = session_of(window).plan
    issue = read_vocabulary(plan).key_issues[0].id
    alike: dict[str, Value] = {"key_issue": issue, "lead_organisation": "Police", "percent": 40}
    markings = ("", "", "OFFICIAL-SENSITIVE")
    drafts = [
        ActionDraft(fields={**alike, "title": f"No {number}", "marking": marking})
        for number, marking in enumerate(markings, start=1)
    ]
    save_actions(plan, drafts, label="test")
    session_of(window).tell()
    return window


def make(qtbot: QtBot, window: MainWindow, target: Path, *, sensitive: bool = False) -> None:
    window.ask.targets.append(target)  # type: ignore[attr-defined]
    window.run("make-pack")
    sheet = sheet_of(window, MakePackSheet)
    assert sheet.lead.hasFocus()
    assert sheet.count.text() == "2 actions in the pack; 1 action marked OFFICIAL-SENSITIVE left out."
    sheet.sensitive.setChecked(sensitive)
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.overlay is None, timeout=30_000)


def fill(file: Path, cells: Mapping[str, object]) -> None:
    book = openpyxl.load_workbook(file)
    for address, value in cells.items():
        book["Your actions"][address].value = value
    book.save(file)


def bring_back(qtbot: QtBot, window: MainWindow, file: Path) -> MergePackSheet:
    window.ask.files.append([file])  # type: ignore[attr-defined]
    window.run("merge-pack")
    return wait_for_sheet(qtbot, window, MergePackSheet)


def the(window: MainWindow, number: int) -> Action:
    session = session_of(window)
    refs = sorted(action.ref for action in session.actions())
    return session.action(find_action(session.plan, refs[number - 1]))


def test_a_pack_is_made_with_what_was_asked_for(qtbot: QtBot, filled: MainWindow, tmp_path: Path) -> None:
    make(qtbot, filled, tmp_path / "police")
    assert toast_of(filled).words == "Pack for Police saved, marked OFFICIAL. 1 sensitive action left out."
    assert openpyxl.load_workbook(tmp_path / "police.xlsx")["Your actions"].max_row == 3
    make(qtbot, filled, tmp_path / "all.xlsx", sensitive=True)
    assert toast_of(filled).words == "Pack for Police saved, marked OFFICIAL-SENSITIVE."


def test_a_pack_comes_back_with_a_choice_a_reason_and_one_undo(
    qtbot: QtBot, filled: MainWindow, tmp_path: Path
) -> None:
    file = tmp_path / "police.xlsx"
    make(qtbot, filled, file)
    fill(file, {"F2": "Withdrawn", "H2": 60, "H3": "lots", "J3": "It went well."})
    session = session_of(filled)
    save_actions(session.plan, [ActionDraft(id=the(filled, 1).id, fields={"percent": 55})], label="edit")
    session.tell()
    sheet = bring_back(qtbot, filled, file)
    assert sheet.headline() == "2 to take in, 1 to decide, 1 left alone"
    [choice] = sheet.choices.values()
    assert (choice.hasFocus(), choice.currentText()) == (True, "Ours: 55 %")
    choice.setCurrentIndex(1)
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "needs a reason" in sheet.work.problem.text()
    assert sheet.reason.hasFocus()
    sheet.reason.setText("Funding ended")
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "cannot be taken" in sheet.work.problem.text()
    assert sheet.leave_out.hasFocus()
    sheet.leave_out.setChecked(True)
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: filled.overlay is None, timeout=30_000)
    settle()
    assert toast_of(filled).words == "2 values and 1 update taken for 2 actions."
    assert (the(filled, 1).percent, the(filled, 1).closure_reason) == (60, "Funding ended")
    assert (the(filled, 2).percent, the(filled, 2).latest_update) == (40, "It went well.")
    filled.run("undo")
    settle()
    assert (the(filled, 1).percent, the(filled, 2).latest_update) == (55, "")


def test_a_pack_with_nothing_new_offers_nothing(qtbot: QtBot, filled: MainWindow, tmp_path: Path) -> None:
    make(qtbot, filled, tmp_path / "police.xlsx")
    sheet = bring_back(qtbot, filled, tmp_path / "police.xlsx")
    assert sheet.headline() == "Nothing new: everything in this pack is in the plan already."
    assert not sheet.bring.isEnabled()
    assert sheet.cancel.hasFocus()


def test_a_file_that_is_no_pack_is_refused_by_name(qtbot: QtBot, filled: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "words.xlsx").write_bytes(b"words")
    filled.ask.files.append([tmp_path / "words.xlsx"])  # type: ignore[attr-defined]
    filled.run("merge-pack")
    sheet = wait_for_sheet(qtbot, filled, ProblemSheet)
    assert "words.xlsx" in sheet.accessibleName() + " ".join(told.text() for told in sheet.findChildren(QLabel))


@pytest.mark.parametrize("name", ["plan.xlsx", "dates.ics"])
def test_the_plan_is_exported_by_the_ending_of_the_name(
    qtbot: QtBot, filled: MainWindow, tmp_path: Path, name: str
) -> None:
    filled.ask.targets.append(tmp_path / name)  # type: ignore[attr-defined]
    filled.run("export")
    qtbot.waitUntil(lambda: bool(filled.findChildren(Toast)), timeout=30_000)
    assert name in toast_of(filled).words
    assert (tmp_path / name).stat().st_size > 0


def test_a_plan_without_leads_says_so(qtbot: QtBot, window: MainWindow) -> None:
    window.run("begin:new")
    from ui.start.new_plan import NewPlan

    sheet_of(window, NewPlan).try_start()
    settle()
    window.run("make-pack")
    sheet_of(window, ProblemSheet)
