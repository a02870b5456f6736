"""The rows that do not come in are handed back with the reasons, in a file that can be corrected and imported."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest

from csa_tracker.errors import UserError
from csa_tracker.importing.preview import preview_import
from csa_tracker.importing.rejects import WHY, save_rejected
from csa_tracker.workspace import OpenPlan
from tests.csa_tracker.importing.books import HEADINGS, Rows, action, plan_book, write_xlsx

TODAY = dt.date(2026, 10, 2)


def test_each_row_stands_there_as_it_was_under_its_heading_after_the_reason(plan: OpenPlan, tmp_path: Path) -> None:
    milestones: Rows = [["Action ref", "Milestone", "Due"], ["Z-9", "Nowhere", None]]
    bad = action("A-2", due_date="31/02/2026", action="=cmd|' /C calc'!A0")
    preview = preview_import(plan, [plan_book(tmp_path, action(), bad, Milestones=milestones)], today=TODAY)
    target = tmp_path / "rejected.xlsx"
    assert save_rejected(preview, target) == 2
    book = openpyxl.load_workbook(target)
    assert book.sheetnames == ["Action plan", "Milestones"]
    heading, row = book["Action plan"].iter_rows()
    assert [cell.value for cell in heading] == [WHY, *HEADINGS]
    assert row[0].value == "Row 3, Due date: '31/02/2026' is not a real date."
    assert [cell.value for cell in row[1:4]] == ["A-2", "Burnley", "Road Safety"]
    assert (row[4].value, row[4].data_type) == ("=cmd|' /C calc'!A0", "s")
    assert str(row[7].value) == "2026-04-01 00:00:00"
    assert "is not the reference of an action" in str(book["Milestones"]["A2"].value)


def test_a_corrected_file_of_rejected_rows_imports(plan: OpenPlan, tmp_path: Path) -> None:
    preview = preview_import(plan, [plan_book(tmp_path, action(due_date="31/02/2026"))], today=TODAY)
    target = tmp_path / "rejected.xlsx"
    save_rejected(preview, target)
    book = openpyxl.load_workbook(target)
    book.active["I2"] = "28/02/2027"  # type: ignore[index]
    book.save(target)
    assert [row.outcome for row in preview_import(plan, [target], today=TODAY).rows] == ["new"]


def test_rows_of_sheets_of_one_name_in_two_files_have_a_sheet_each(plan: OpenPlan, tmp_path: Path) -> None:
    milestones: Rows = [["Action ref", "Milestone", "Due"], ["Z-9", "Nowhere", None]]
    one = write_xlsx(tmp_path / "one.xlsx", {"Plan": [HEADINGS, action(due_date="31/02/2026")]})
    two = write_xlsx(tmp_path / "two.xlsx", {"Plan": milestones})
    save_rejected(preview_import(plan, [one, two], today=TODAY), tmp_path / "r.xlsx")
    assert openpyxl.load_workbook(tmp_path / "r.xlsx").sheetnames == ["Plan", "Plan (2)"]


def test_nothing_is_written_when_every_row_comes_in(plan: OpenPlan, tmp_path: Path) -> None:
    preview = preview_import(plan, [plan_book(tmp_path, action())], today=TODAY)
    assert save_rejected(preview, tmp_path / "r.xlsx") == 0
    assert not (tmp_path / "r.xlsx").exists()
    with pytest.raises(UserError, match=r"r\.csv does not say that it is a workbook"):
        save_rejected(preview, tmp_path / "r.csv")
