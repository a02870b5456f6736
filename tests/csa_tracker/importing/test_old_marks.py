"""The formats before and beside .xlsx tell as much: .xls and .ods with colours, strikes, hidden parts and errors."""

from __future__ import annotations

import datetime as dt
import struct
import zipfile
from pathlib import Path

from csa_tracker.importing.files import read_files
from csa_tracker.importing.formats.ods_book import scan_ods
from csa_tracker.importing.formats.scan import Limits
from csa_tracker.importing.sheets import Marks, Sheet
from tests.csa_tracker.importing.old_books import (
    DAY,
    FILLED,
    STRUCK,
    label,
    number,
    ods_cell,
    record,
    write_ods,
    write_xls,
)

GREEN = "#00B050"


def test_an_old_workbook_is_read_with_its_marks(tmp_path: Path) -> None:
    plan = (
        record(0x7D, struct.pack("<6H", 1, 1, 2560, 0, 1, 0))
        + record(0x208, struct.pack("<6HI", 2, 0, 4, 300, 0, 0, 0x20))
        + label(0, 0, "Action")
        + label(0, 2, "Due")
        + label(1, 0, "Patrols", FILLED)
        + number(1, 2, 46112, DAY)
        + label(2, 0, "Gone", STRUCK)
        + record(0xBE, struct.pack("<5HH", 2, 1, FILLED, FILLED, 0, 2))
        + record(0x205, struct.pack("<3H2B", 3, 2, 0, 0x17, 1))
        + record(0x06, struct.pack("<3HBxBxxxHHIH", 3, 1, 0, 2, 0x2A, 0xFFFF, 0, 0, 0))
        + record(0xE5, struct.pack("<5H", 1, 0, 0, 0, 1))
    )
    path = write_xls(tmp_path / "old.xls", {"Plan": plan, "Lists": label(0, 0, "Red")}, hidden=["Lists"])
    first, second = read_files([path])
    assert first.rows[:3] == [["Action", "", "Due"], ["Patrols", "", dt.date(2026, 3, 31)], ["Gone", "", ""]]
    assert first.rows[3] == ["", "#N/A", "#REF!"]
    assert first.marks == Marks(
        {(1, 0): GREEN, (2, 1): GREEN, (2, 2): GREEN},
        frozenset({(2, 0)}),
        frozenset({2}),
        frozenset({1}),
        ((0, 0, 0, 1),),
    )
    assert (first.is_hidden, second.name, second.is_hidden) == (False, "Lists", True)


def only_sheet(path: Path) -> Sheet:
    (sheet,) = read_files([path])
    return sheet


ODS_STYLES = """
<style:style style:name="base" style:family="table-cell">
<style:table-cell-properties fo:background-color="#00b050"/></style:style>
<style:style style:name="green" style:family="table-cell" style:parent-style-name="base"/>
<style:style style:name="white" style:family="table-cell">
<style:table-cell-properties fo:background-color="#ffffff"/></style:style>
<style:style style:name="gone" style:family="table-cell">
<style:text-properties style:text-line-through-style="solid"/></style:style>
<style:style style:name="T1" style:family="text">
<style:text-properties style:text-line-through-style="solid"/></style:style>
<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>
"""


def test_an_open_document_is_read_with_its_marks(tmp_path: Path) -> None:
    struck_whole = '<text:p><text:span text:style-name="T1">all of it</text:span></text:p>'
    struck_part = '<text:p><text:span text:style-name="T1">some</text:span> of it</text:p>'
    tables = (
        '<table:table table:name="Plan"><table:table-column/>'
        '<table:table-column table:visibility="collapse"/><table:table-column table:number-columns-repeated="1022"/>'
        "<table:table-row>"
        + ods_cell("Priority 1", table__number_columns_spanned="3")
        + "<table:covered-table-cell table:number-columns-repeated='2'/></table:table-row>"
        '<table:table-row table:number-rows-repeated="2">'
        + ods_cell("Patrols", table__style_name="green")
        + ods_cell(table__style_name="green")
        + ods_cell("x", table__style_name="white")
        + '</table:table-row><table:table-row table:visibility="filter">'
        + ods_cell("gone", table__style_name="gone")
        + ods_cell(inside=struck_whole)
        + ods_cell(inside=struck_part)
        + "</table:table-row><table:table-row>"
        + ods_cell("#REF!", calcext__value_type="error")
        + ods_cell("words<office:annotation><text:p>a note</text:p></office:annotation>")
        + "</table:table-row>"
        '<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:style-name="green"'
        ' table:number-columns-repeated="1024"/></table:table-row></table:table>'
        '<table:table table:name="Lists" table:style-name="ta2"><table:table-row>'
        + ods_cell("Red")
        + "</table:table-row></table:table>"
    )
    first, second = read_files([write_ods(tmp_path / "plan.ods", tables, styles=ODS_STYLES)])
    assert [row[0] for row in first.rows] == ["Priority 1", "Patrols", "Patrols", "gone", "#REF!"]
    assert first.marks == Marks(
        dict.fromkeys([(1, 0), (1, 1), (2, 0), (2, 1)], GREEN),
        frozenset({(3, 0), (3, 1)}),
        frozenset({3}),
        frozenset({1}),
        ((0, 0, 0, 2),),
    )
    assert (second.name, second.is_hidden) == ("Lists", True)


def test_cells_of_a_filled_column_are_filled_unless_they_say_otherwise(tmp_path: Path) -> None:
    tables = (
        '<table:table table:name="Plan"><table:table-column table:default-cell-style-name="green"/>'
        "<table:table-column/><table:table-row>"
        + ods_cell("A")
        + ods_cell("B")
        + "</table:table-row><table:table-row>"
        + ods_cell("C", table__style_name="white")
        + "</table:table-row></table:table>"
    )
    assert only_sheet(write_ods(tmp_path / "c.ods", tables, styles=ODS_STYLES)).marks.fills == {(0, 0): GREEN}


def test_a_table_within_a_cell_is_no_part_of_the_grid(tmp_path: Path) -> None:
    inner = f"<table:table table:name='in'><table:table-row>{ods_cell('no') * 9}</table:table-row></table:table>"
    outer = ods_cell("A", table__style_name="green") + ods_cell(inside=f"<text:p>B</text:p>{inner}") + ods_cell("C")
    rows = f"<table:table-row>{outer}</table:table-row><table:table-row>{ods_cell('D')}</table:table-row>"
    path = write_ods(tmp_path / "in.ods", f'<table:table table:name="P">{rows}</table:table>', styles=ODS_STYLES)
    with zipfile.ZipFile(path) as archive:
        scans = scan_ods(archive, Limits(path), lambda _: None)
    assert {name: (scan.height, scan.width, scan.marks.fills) for name, scan in scans.items()} == {
        "P": (2, 3, {(0, 0): GREEN})
    }
