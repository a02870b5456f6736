"""Five messy files of the corpus are brought in by keys alone, each question answered as a careful person would."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from csa_tracker.importing.asks import Step
from tests.corpus.catalogue import CASES
from tests.corpus.engine import Asked, asked_of
from tests.corpus.score import answer_of
from tests.corpus.truth import Case
from tests.ui.acting import ALT, press, session_of, settle
from tests.ui.importing import answer_by_keys, open_with, ready
from ui.imports.ask_line import AskLine
from ui.imports.wizard import ImportWizard
from ui.shell.window import MainWindow

NAMES = ("two_row_headings", "priority_banners", "ratings_green_could_be_done", "persons_as_leads", "planner_export")


def _waiting(sheet: ImportWizard) -> AskLine:
    """The question that has the keyboard, on whatever step; that of a row stands in the row, which Enter opens."""
    if sheet.check.list.hasFocus():
        press(Qt.Key.Key_Return)
    lines = [line for line in sheet.pages[sheet.at].findChildren(AskLine) if line.combo.hasFocus()]
    assert len(lines) == 1, (sheet.at, sheet.missing())
    return lines[0]


def _answer(case: Case, line: AskLine, document: Mapping[str, object]) -> str:
    if line.ask.step is Step.ROWS:
        return "A new action"  # the plan has a similar one of its own
    asked: Asked = asked_of(document, line.ask.id)
    return answer_of(case, asked)


@pytest.mark.parametrize("name", NAMES)
def test_a_messy_file_comes_in_by_keys_alone(qtbot: QtBot, filled: MainWindow, tmp_path: Path, name: str) -> None:
    case = next(case for case in CASES if case.name == name)
    file = tmp_path / case.file
    case.build(file)
    before = {one.id for one in session_of(filled).actions()}
    sheet = open_with(qtbot, filled, [file])
    for _ in range(40):
        at, writes = sheet.at, sheet.at == 3 and not sheet.missing()
        press(Qt.Key.Key_N, ALT)
        settle()
        if writes:
            break
        if sheet.at == at:  # a question stands in the way, and has the keyboard now
            preview = sheet.previews.now
            assert preview is not None
            line = _waiting(sheet)
            answer_by_keys(qtbot, sheet, line, _answer(case, line, preview.as_json()))
        ready(qtbot, sheet)
    qtbot.waitUntil(lambda: sheet.at == 4, timeout=30_000)
    settle()
    came = {one.title for one in session_of(filled).actions() if one.id not in before}
    assert {action.title for action in case.actions} <= came
    press(Qt.Key.Key_Return)
    assert filled.overlay is None
