"""Rows are copied for a spreadsheet and cells pasted from one, all of them or none."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from csa_tracker.plan.clipboard import read_cells
from tests.ui.acting import CTRL, SHIFT, page_of, press, session_of, sheet_of
from tests.ui.test_grid import at, read
from ui.actions.columns import DUE, LEAD, RATING, REF
from ui.shell.problem_sheet import ProblemSheet
from ui.shell.reason_sheet import ReasonSheet
from ui.shell.window import MainWindow


def put(text: str) -> None:
    """Copy in another program."""
    QGuiApplication.clipboard().setText(text)


def test_copied_rows_carry_their_headings_and_paste_back_without_a_change(filled: MainWindow) -> None:
    at(filled, "DA-05", RATING)
    press(Qt.Key.Key_Down, SHIFT)
    press(Qt.Key.Key_C, CTRL)
    cells = read_cells(QGuiApplication.clipboard().text())
    assert cells[0][:3] == ["Rating", "Ref", "Action"]
    assert [row[1] for row in cells[1:]] == ["DA-05", "DA-06"]
    before = session_of(filled).info().transactions
    at(filled, "DA-05", RATING)
    press(Qt.Key.Key_V, CTRL)
    assert session_of(filled).info().transactions == before
    assert filled.overlay is None


def test_pasted_cells_go_down_and_right_as_one_step(filled: MainWindow) -> None:
    page_of(filled).set_detail(shown=False)
    at(filled, "DA-05", LEAD)
    put("Youth work\t20/9/2026\nVolunteers\t1/7/2027\n")
    before = session_of(filled).info().transactions
    press(Qt.Key.Key_V, CTRL)
    assert [(read(filled, ref).lead, str(read(filled, ref).due)) for ref in ("DA-05", "DA-06")] == [
        ("Youth work", "2026-09-20"), ("Volunteers", "2027-07-01"),
    ]  # fmt: skip
    assert session_of(filled).info().transactions == before + 1


def test_one_cell_that_does_not_fit_refuses_them_all_and_is_named(filled: MainWindow) -> None:
    at(filled, "DA-05", DUE)
    before = session_of(filled).info().transactions
    put("20/9/2026\n31/2/2026\n")
    press(Qt.Key.Key_V, CTRL)
    sheet = sheet_of(filled, ProblemSheet)
    words = " ".join(label.text() for label in sheet.findChildren(QLabel))
    assert "Row 2 (DA-06), Due: '31/2/2026' is not a real date." in words
    assert session_of(filled).info().transactions == before


def test_a_column_that_cannot_be_changed_refuses_the_paste(filled: MainWindow) -> None:
    at(filled, "DA-05", REF)
    put("XX-99")
    press(Qt.Key.Key_V, CTRL)
    sheet_of(filled, ProblemSheet)
    assert read(filled, "DA-05").ref == "DA-05"


def test_one_copied_cell_fills_every_selected_row(filled: MainWindow) -> None:
    page_of(filled).set_detail(shown=False)
    at(filled, "DA-05", LEAD)
    press(Qt.Key.Key_Down, SHIFT)
    press(Qt.Key.Key_Down, SHIFT)
    put("Youth work")
    press(Qt.Key.Key_V, CTRL)
    assert [read(filled, ref).lead for ref in ("DA-05", "DA-06", "DA-07")] == ["Youth work"] * 3


def test_later_dates_are_pasted_once_their_reason_is_given(filled: MainWindow) -> None:
    at(filled, "DA-05", DUE)
    put("18/12/2026\n1/9/2027")
    press(Qt.Key.Key_V, CTRL)
    sheet = sheet_of(filled, ReasonSheet)
    assert str(read(filled, "DA-05").due) == "2026-09-30"
    sheet.text.setPlainText("The county moved them")
    press(Qt.Key.Key_Return, CTRL)
    assert [str(read(filled, ref).due) for ref in ("DA-05", "DA-06")] == ["2026-12-18", "2027-09-01"]
    filled.run("undo")
    assert str(read(filled, "DA-05").due) == "2026-09-30"
