"""Importing columns that nobody knows, rows that cannot come in, and a very large file."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.acting import ALT, focused, press, session_of, settle
from tests.ui.importing import go_on, open_with, ready
from ui.shell.window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # popups, offscreen
HEAD = "Ref,Key issue,Action,Due date\n"


def _csv(folder: Path, text: str) -> Path:
    file = folder / "plan.csv"
    file.write_text(text, encoding="utf-8")
    return file


def _many(folder: Path, count: int) -> Path:
    rows = [f"N-{number},Road Safety,Look at crossing {number},30/03/2027\n" for number in range(count)]
    return _csv(folder, HEAD + "".join(rows))


def test_a_column_nobody_knows_is_left_out_by_keys_and_remembered(
    qtbot: QtBot, filled: MainWindow, tmp_path: Path
) -> None:
    file = _csv(
        tmp_path, "Ref,Key issue,Action,Zebra code\nA1,Road Safety,Paint lines,Yes\nA2,Road Safety,Fix signs,No\n"
    )
    sheet = open_with(qtbot, filled, [file])
    go_on(qtbot, sheet, 1)
    assert sheet.foot.says.text() == "1 column needs a choice"
    (line,) = [one for one in sheet.columns.lines.values() if one.is_open]
    assert focused() is line.combo
    press(Qt.Key.Key_N, ALT)
    assert sheet.at == 1
    sheet.foot.leave_out.setFocus()
    press(Qt.Key.Key_Space)
    ready(qtbot, sheet)
    assert sheet.foot.says.text() == ""
    go_on(qtbot, sheet, 3)
    press(Qt.Key.Key_N, ALT)
    qtbot.waitUntil(lambda: sheet.at == 4, timeout=30_000)
    settle()
    press(Qt.Key.Key_Return)
    again = open_with(qtbot, filled, [file])
    assert again.file.remembered.startswith("Remembered from 2 Oct 2026")
    go_on(qtbot, again, 3)
    assert not again.missing()


def test_each_column_says_why_and_how_it_will_read(qtbot: QtBot, filled: MainWindow, tmp_path: Path) -> None:
    file = _csv(
        tmp_path,
        HEAD + "A1,Road Safety,One,31/03/2027\nA2,Road Safety,Two,Dec 2026\nA3,Road Safety,Three,Ongoing\n",
    )
    sheet = open_with(qtbot, filled, [file])
    go_on(qtbot, sheet, 1)
    (due,) = [one for one in sheet.columns.lines.values() if one.name.text() == "Due date"]
    assert due.why.text() == "Same name"
    due.combo.setFocus()
    facts = sheet.columns.pane.facts
    assert facts is not None
    assert facts.filled == 3
    assert ("31/03/2027", "31 Mar 2027") in facts.readings
    assert ("Dec 2026", "31 Dec 2026") in facts.readings


def test_rows_that_were_left_out_are_saved_with_their_reason(qtbot: QtBot, filled: MainWindow, tmp_path: Path) -> None:
    file = _csv(tmp_path, HEAD + "A1,Road Safety,Paint lines,31/02/2026\nA2,Road Safety,Fix signs,30/03/2027\n")
    sheet = open_with(qtbot, filled, [file])
    go_on(qtbot, sheet, 3)
    assert sheet.foot.next.text() == "Import 1 row, leave out 1"
    press(Qt.Key.Key_N, ALT)
    qtbot.waitUntil(lambda: sheet.at == 4, timeout=30_000)
    target = tmp_path / "left out.xlsx"
    filled.ask.targets.append(target)  # type: ignore[attr-defined]
    sheet.done_page.save.setFocus()
    press(Qt.Key.Key_Space)
    book = load_workbook(target)
    told = [cell.value for page in book.worksheets for row in page.iter_rows() for cell in row]
    book.close()
    assert "Paint lines" in told
    assert any("is not a real date" in str(words) for words in told)
    assert "Fix signs" not in told


def test_ten_thousand_rows_come_in_while_the_window_lives(qtbot: QtBot, filled: MainWindow, tmp_path: Path) -> None:
    before = session_of(filled).info().actions
    sheet = open_with(qtbot, filled, [_many(tmp_path, 10_000)])
    go_on(qtbot, sheet, 3)
    assert sheet.check.model.rowCount() == 10_000
    sheet.check.list.setFocus()
    started = time.perf_counter()
    press(Qt.Key.Key_End)
    assert time.perf_counter() - started < 1
    turns: list[int] = []

    def is_done() -> bool:
        turns.append(1)
        return sheet.at == 4

    press(Qt.Key.Key_N, ALT)
    qtbot.waitUntil(is_done, timeout=90_000)
    assert len(turns) > 10
    settle()
    assert session_of(filled).info().actions == before + 10_000


def test_an_import_that_is_stopped_changes_nothing(qtbot: QtBot, filled: MainWindow, tmp_path: Path) -> None:
    before = session_of(filled).info().actions
    sheet = open_with(qtbot, filled, [_many(tmp_path, 4_000)])
    go_on(qtbot, sheet, 3)
    sheet.next()
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not sheet.writing.is_on, timeout=60_000)
    settle()
    assert sheet.at == 3
    assert session_of(filled).info().actions == before
    assert focused() is sheet.foot.next
