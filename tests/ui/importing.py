"""What tests of the import wizard share: opening it by keys, waiting for its thread, going on by keys."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.acting import ALT, press, settle, sheet_of
from ui.imports.ask_line import AskLine
from ui.imports.wizard import ImportWizard
from ui.shell.window import MainWindow

SAMPLE = "samples/Lancashire_CSP_action_plan_example.xlsx"
MESSY = (
    "Action plan of the partnership\n"
    "Ref,Area,Key issue,Action,Lead organisation,Due date,Status,BRAG\n"
    "X-1,Burnley,Hate crime,Meet the community groups,Burnley Borough Council,31/03/2027,In progress,G\n"
    "X-2,Burnley,Road Safety,Speed checks near schools,Burnley Borough Council,31/02/2027,In progress,A\n"
    "X-3,Pendle,Road Safety,Paint the lines again,Pendle Borough Council,Dec 2026,Nearly there,Tartan\n"
)


def ready(qtbot: QtBot, sheet: ImportWizard) -> None:
    """Wait until nothing is read any more."""
    qtbot.waitUntil(lambda: not sheet.previews.is_busy, timeout=30_000)
    settle()


def open_with(qtbot: QtBot, window: MainWindow, files: list[Path]) -> ImportWizard:
    """Open the wizard and choose files by keys."""
    window.run("import")
    sheet = sheet_of(window, ImportWizard)
    window.ask.files.append(files)  # type: ignore[attr-defined]
    press(Qt.Key.Key_Return if files else Qt.Key.Key_Escape)
    ready(qtbot, sheet)
    return sheet


def write_messy(folder: Path) -> Path:
    """A file that asks three things and has a day that is not one."""
    file = folder / "messy.csv"
    file.write_text(MESSY, encoding="utf-8")
    return file


def go_on(qtbot: QtBot, sheet: ImportWizard, to: int) -> None:
    """Press Alt+N until a step is shown."""
    while sheet.at < to:
        before = sheet.at
        press(Qt.Key.Key_N, ALT)
        qtbot.waitUntil(lambda before=before: sheet.at > before, timeout=30_000)  # type: ignore[misc]
        settle()


def answer_by_keys(qtbot: QtBot, sheet: ImportWizard, line: AskLine, option: str) -> None:
    """Choose an answer in the list that has the keyboard."""
    assert line.combo.hasFocus()
    place = line.combo.findData(option)
    assert place >= 0, line.ask.options
    while line.combo.currentIndex() != place:
        press(Qt.Key.Key_Down if line.combo.currentIndex() < place else Qt.Key.Key_Up)
        place = line.combo.findData(option)
    ready(qtbot, sheet)
