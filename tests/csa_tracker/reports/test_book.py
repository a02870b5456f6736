"""A report as a workbook: one sheet a list, real dates and numbers, a form that can be filled in."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

import openpyxl
from openpyxl.workbook import Workbook

from csa_tracker.reports.write import build_paper
from tests.csa_tracker.reports.builders import earlier_plan, full_plan, paper_of


def book_of(name: str, count: int = 30) -> Workbook:
    paper = paper_of(name, full_plan(count), earlier=earlier_plan(count))
    return openpyxl.load_workbook(BytesIO(build_paper(paper, ".xlsx").data))


def test_the_schedule_is_one_table_whatever_its_headings_and_every_part_has_its_column() -> None:
    sheet = book_of("board")["Schedule"]
    heads = [cell.value for cell in sheet[1]]
    assert heads == [
        "Ref", "Action", "Key issue and areas", "Latest update", "Lead", "Lead role", "Due", "Rating", "Why",
        "Owner’s view", "Since the last report",
    ]  # fmt: skip
    assert sheet.max_row == 31
    assert sorted(str(row[0].value) for row in sheet.iter_rows(min_row=2)) == [f"BUR-{n:04d}" for n in range(1, 31)]
    assert sheet.freeze_panes == "B2"


def test_dates_are_dates_and_counts_are_numbers() -> None:
    book = book_of("board")
    due = book["Schedule"]["G2"].value
    assert isinstance(due, dt.datetime)
    assert due.date() == dt.date(2027, 3, 31)
    totals = [cell.value for cell in list(book["By key issue"].rows)[-1]]
    assert totals[0] == "All key issues"
    assert all(isinstance(count, int) for count in totals[1:])


def test_a_form_has_room_to_answer_and_a_list_to_choose_from() -> None:
    sheet = book_of("form")["Update form"]
    heads = [cell.value for cell in sheet[1]]
    asked = heads.index("How does it stand?")
    assert heads[:2] == ["Ref", "Action"]
    assert all(cell.value is None for row in sheet.iter_rows(min_row=2, min_col=asked + 1) for cell in row)
    (choice,) = sheet.data_validations.dataValidation
    assert choice.formula1 == '"On track,At risk,Off track,Complete"'
    assert all((sheet.row_dimensions[row].height or 0) >= 75 for row in range(2, sheet.max_row + 1))


def test_sheets_of_one_name_have_names_of_their_own() -> None:
    book = book_of("coverage")
    assert {"Key issue and theme", "Key issue and area"} <= set(book.sheetnames)
    assert len({name.casefold() for name in book.sheetnames}) == len(book.sheetnames)
    assert all(len(name) <= 31 for name in book.sheetnames)
