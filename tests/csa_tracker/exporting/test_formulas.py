"""People's words never become formulas or links in an export, and come back as they were."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from csa_tracker.exporting.cell_limit import CELL_LIMIT, fit_cell, is_cut_from
from csa_tracker.exporting.export import csv_bytes
from csa_tracker.exporting.formulas import escape_formula, unescape_formula
from csa_tracker.exporting.sheets import Column, ExportSheet
from csa_tracker.exporting.workbook import write_workbook

DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\n=1", "＝1", "＋1", "－1", "＠1", "\ufeff=1"]


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_formula_becomes_a_text(text: str) -> None:
    assert escape_formula(text) == "'" + text


@pytest.mark.parametrize("text", ["", "1+1", "a=b", "it's", "'quoted'", "🚧 works"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert escape_formula(text) == text


@given(st.text(st.sampled_from("'=+-@ \t\r\nab＝")) | st.text())
def test_taking_the_mark_off_gives_the_text(text: str) -> None:
    assert unescape_formula(escape_formula(text)) == text
    assert escape_formula(text)[:1] not in ("=", "+", "-", "@", "\t", "\r")


def sheet_of(*cells: str | int | dt.date | None) -> ExportSheet:
    return ExportSheet("Plan", "", (Column("Text", 20),), [(cell,) for cell in cells])


def test_numbers_and_dates_are_no_texts_and_get_no_mark() -> None:
    rows = list(csv.reader(io.StringIO(csv_bytes(sheet_of(-5, dt.date(2026, 4, 3), None, "-5")).decode("utf-8-sig"))))
    assert rows == [["Text"], ["-5"], ["03/04/2026"], [""], ["'-5"]]


def test_a_workbook_holds_no_formula_and_no_link(tmp_path: Path) -> None:
    texts = [*DANGEROUS[:4], "https://example.org", "mailto:a@b.c", "internal:Plan!A1", "007", "1e5", "{=SUM(A1)}"]
    path = tmp_path / "safe.xlsx"
    with path.open("wb") as stream:
        write_workbook(stream, [sheet_of(*texts)])
    page = openpyxl.load_workbook(path)["Plan"]
    cells = [row[0] for row in page.iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == texts
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.hyperlink is None for cell in cells)


def test_a_workbook_has_real_dates_a_frozen_heading_and_a_filter(tmp_path: Path) -> None:
    path = tmp_path / "dates.xlsx"
    with path.open("wb") as stream:
        write_workbook(stream, [sheet_of(dt.date(2026, 4, 3), 40)])
    page = openpyxl.load_workbook(path)["Plan"]
    assert page["A2"].is_date
    assert page["A2"].value == dt.datetime(2026, 4, 3)  # noqa: DTZ001 - a spreadsheet's date has no zone
    assert page["A3"].value == 40
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:A3"


@given(st.text(max_size=50), st.integers(0, 3), st.sampled_from("a🚧é\n"))
def test_a_text_fits_its_cell_and_is_recognised(text: str, times: int, filler: str) -> None:
    whole = text + filler * (times * 16_000)
    cell = fit_cell(whole)
    assert len(cell.encode("utf-16-le", "surrogatepass")) // 2 <= CELL_LIMIT
    assert cell == whole or is_cut_from(cell, whole)


def test_a_cut_text_is_not_taken_for_another_one() -> None:
    cell = fit_cell("a" * 40_000)
    assert cell.endswith(" … [cut here: the plan holds all 40,000 characters]")
    assert not is_cut_from(cell, "b" * 40_000)
    assert not is_cut_from("a" * 100, "a" * 40_000)
