"""Colours, strikes, merges, hidden rows, columns and sheets of a workbook come with its values."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter  # type: ignore[import-untyped]
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.colors import Color

from csa_tracker.importing.files import read_files
from csa_tracker.importing.formats.xlsx_styles import tinted
from csa_tracker.importing.sheets import Marks, Sheet
from csa_tracker.importing.tables import gather_tables
from tests.csa_tracker.importing.books import HEADINGS, action, plan_book


def only_sheet(path: Path) -> Sheet:
    (sheet,) = read_files([path])
    return sheet


def test_a_plain_workbook_has_no_marks(tmp_path: Path) -> None:
    assert only_sheet(plan_book(tmp_path, action())).marks == Marks()


def colours(tmp_path: Path, *fills: PatternFill) -> list[str | None]:
    """What comes back for cells with these fills, one below the other."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for number, fill in enumerate(fills, start=1):
        page.cell(number, 1, "x").fill = fill
    book.save(tmp_path / "fills.xlsx")
    found = only_sheet(tmp_path / "fills.xlsx").marks.fills
    return [found.get((number, 0)) for number in range(len(fills))]


def solid(colour: Color) -> PatternFill:
    return PatternFill("solid", fgColor=colour)


def test_solid_colours_of_every_kind_are_seen(tmp_path: Path) -> None:
    assert colours(
        tmp_path,
        solid(Color(rgb="FFFF0000")),
        solid(Color(indexed=50)),
        solid(Color(theme=9)),  # accent 6 of the theme openpyxl writes
        solid(Color(theme=9, tint=0.5999938962981048)),
        solid(Color(theme=1, tint=0.499984740745262)),
    ) == ["#FF0000", "#99CC00", "#F79646", "#FCD5B5", "#7F7F7F"]


def test_white_patterns_and_no_colour_are_no_fill(tmp_path: Path) -> None:
    assert (
        colours(
            tmp_path,
            solid(Color(rgb="FFFFFFFF")),
            solid(Color(indexed=65)),
            solid(Color(theme=0)),
            PatternFill("lightGrid", fgColor=Color(rgb="FFFF0000")),
            PatternFill(),
        )
        == [None] * 5
    )


@pytest.mark.parametrize(
    ("tint", "shown"),
    [(0.0, "#4F81BD"), (0.7999816888943144, "#DCE6F2"), (-0.249977111117893, "#366092"), (-0.5, "#254061")],
)
def test_a_tint_is_the_one_excel_shows(tint: float, shown: str) -> None:
    found = tinted("#4F81BD", tint)
    for place in (1, 3, 5):  # Excel rounds in steps of its own
        assert abs(int(found[place : place + 2], 16) - int(shown[place : place + 2], 16)) <= 1


def test_a_workbooks_own_palette_is_used(tmp_path: Path) -> None:
    colours(tmp_path, solid(Color(indexed=10)))
    path = tmp_path / "fills.xlsx"
    change_part(path, "xl/styles.xml", lambda xml: xml.replace(b'rgb="00FF0000"', b'rgb="00123456"'))
    assert only_sheet(path).marks.fills == {(0, 0): "#123456"}


def change_part(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """Rewrite one part of a zipped workbook; the change must change something."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    changed = change(parts[part])
    assert changed != parts[part]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (parts | {part: changed}).items():
            archive.writestr(name, content)
    return path


def test_a_cell_shown_by_its_colour_alone_is_marked_and_nothing_beyond_the_table_is(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "rag.xlsx")) as book:
        page, green = book.add_worksheet("Plan"), book.add_format({"bg_color": "#00B050"})
        page.write_row(0, 0, ["Ref", "Action", "RAG"])
        page.write_row(1, 0, ["A-1", "Do it"])
        page.write_blank(1, 2, None, green)
        page.set_row(2, None, green)
        page.write_string(2, 0, "A-2")
        page.write_blank(900_000, 16_000, None, green)
    sheet = only_sheet(tmp_path / "rag.xlsx")
    assert len(sheet.rows) == 3
    assert sheet.marks.fills == dict.fromkeys([(1, 2), (2, 0), (2, 1), (2, 2)], "#00B050")


def test_only_what_is_struck_whole_is_struck(tmp_path: Path) -> None:
    struck, plain = InlineFont(strike=True), InlineFont()
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page["A1"], page["A1"].font = "struck by its style", Font(strike=True)
    page["A2"] = CellRichText(TextBlock(struck, "all "), TextBlock(struck, "of it"))
    page["A3"] = CellRichText(TextBlock(struck, "some "), TextBlock(plain, "of it"))
    page["A4"] = CellRichText("first words, ", TextBlock(struck, "then struck"))
    page["A5"], page["A5"].font = CellRichText(TextBlock(plain, "the run says no")), Font(strike=True)
    page["A6"] = "plain"
    book.save(tmp_path / "struck.xlsx")
    assert only_sheet(tmp_path / "struck.xlsx").marks.struck == {(0, 0), (1, 0)}


def hiding_book(path: Path) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("Plan")
        for row in range(8):
            page.write_row(row, 0, [f"r{row}", "x", "x", "x", "x"])
        page.set_row(1, None, None, {"hidden": True})
        page.set_row(3, 0)
        page.set_row(4, None, None, {"level": 1, "hidden": True})
        page.set_row(5, None, None, {"collapsed": True})
        page.set_column(1, 1, None, None, {"hidden": True})
        page.set_column(3, 3, 0)
        page.merge_range(6, 0, 6, 4, "Priority 1")
        page.merge_range(7, 3, 900, 3, "down")
        page.autofilter(0, 0, 7, 4)
        book.add_worksheet("Lists").write(0, 0, "Red")
        secret = book.add_worksheet("Old plan")
        secret.write(0, 0, "Gone")
        secret.hide()
        deep = book.add_worksheet("Settings")
        deep.write(0, 0, "v1")
        deep.very_hidden()
    return path


def test_hidden_rows_columns_and_sheets_and_merges_are_told(tmp_path: Path) -> None:
    sheets = read_files([hiding_book(tmp_path / "hiding.xlsx")])
    marks = sheets[0].marks
    assert marks.hidden_rows == {1, 3, 4}
    assert marks.hidden_columns == {1, 3}
    assert marks.merges == ((6, 0, 6, 4),)  # the other reaches only one row that is used
    assert [(sheet.name, sheet.is_hidden) for sheet in sheets] == [
        ("Plan", False),
        ("Lists", False),
        ("Old plan", True),
        ("Settings", True),
    ]


def test_rows_hidden_by_default_are_hidden(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "default.xlsx")) as book:
        page = book.add_worksheet()
        page.write(0, 0, "shown")
        page.write(3, 0, "also shown")
        page.set_default_row(hide_unused_rows=True)
    assert only_sheet(tmp_path / "default.xlsx").marks.hidden_rows == {1, 2}


def test_a_hidden_sheet_is_not_taken_for_the_plan(tmp_path: Path) -> None:
    path = plan_book(tmp_path, action(), **{"Last year": [HEADINGS, action("OLD-1")]})
    change_part(
        path, "xl/workbook.xml", lambda xml: xml.replace(b'name="Last year"', b'name="Last year" state="hidden"')
    )
    tables = gather_tables(read_files([path]))
    assert len(tables.actions) == 1
    assert [row.cells["ref"] for row in tables.actions[0].rows] == ["A-1"]


def test_error_cells_become_their_words_and_formulas_their_last_value(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "formulas.xlsx")) as book:
        page = book.add_worksheet()
        page.write_string(0, 0, "Text")
        page.write_formula(1, 1, "=1+1", None, 2)
        page.write_formula(1, 2, '=A1&"!"', None, "Text!")
        page.write_formula(1, 3, "=1/0", None, "#DIV/0!")
        page.write_formula(1, 4, "=#REF!", None, "#REF!")
        page.write_formula(1, 5, "=NA()", None, "#N/A")
    assert only_sheet(tmp_path / "formulas.xlsx").rows[1] == ["", 2.0, "Text!", "#DIV/0!", "#REF!", "#N/A"]


@pytest.mark.parametrize("is_1904", [False, True])
def test_dates_are_right_in_both_calendars_of_excel(tmp_path: Path, *, is_1904: bool) -> None:
    path = tmp_path / "dates.xlsx"
    moment = dt.datetime.fromisoformat("2026-03-31T14:30")
    days = [dt.date(2024, 2, 29), dt.date(2026, 3, 31), dt.date(1999, 12, 31)]
    with xlsxwriter.Workbook(str(path), {"date_1904": is_1904}) as book:
        page, day = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
        for row, date in enumerate(days):
            page.write_datetime(row, 0, date, day)
        page.write_datetime(3, 0, moment, book.add_format({"num_format": "d mmm yy hh:mm"}))
    with zipfile.ZipFile(path) as archive:
        assert (b'date1904="1"' in archive.read("xl/workbook.xml")) is is_1904
    assert [row[0] for row in only_sheet(path).rows] == [*days, moment]


def prefixed(xml: bytes) -> bytes:
    """The same XML with the prefix x on every element."""
    return re.sub(rb"<(/?)(\w)", rb"<\1x:\2", xml).replace(b"xmlns=", b"xmlns:x=")


def test_parts_with_a_prefix_and_other_capitals_say_the_same(tmp_path: Path) -> None:
    """Some programs write <x:row> instead of <row>, and SharedStrings.xml with a capital."""
    path = hiding_book(tmp_path / "odd.xlsx")
    before = read_files([path])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            is_sheet = name.startswith("xl/worksheets/sheet")
            archive.writestr(name.replace("sharedStrings", "SharedStrings"), prefixed(content) if is_sheet else content)
    assert read_files([path]) == before
