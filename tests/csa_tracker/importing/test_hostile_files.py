"""Files made to hurt are refused in a plain sentence or read as Excel would, in 300 MB and with nothing left behind."""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from tests.csa_tracker.importing.books import HEADINGS, action, write_xlsx
from tests.csa_tracker.importing.old_books import ODS_HEAD, compound, label, ods_cell, record, write_ods, write_xls
from tests.csa_tracker.importing.test_marks import change_part

MOST_MEMORY = 300 * 2**20
LONG = "x" * 300_000
SHEET = "xl/worksheets/sheet1.xml"


def read_in_child(folder: Path, *paths: Path) -> list[Any]:
    """What reading each file said, after checking the memory and that no file was left anywhere."""
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    temporary = folder / "tmp"
    temporary.mkdir()
    run = subprocess.run(
        [sys.executable, "-m", "tests.csa_tracker.importing.reading_child", *map(str, paths)],
        capture_output=True, text=True, check=False, timeout=120, env=os.environ | {"TMPDIR": str(temporary)},
    )  # fmt: skip
    assert run.returncode == 0, run.stderr[-2000:]
    told: list[Any] = json.loads(run.stdout)
    memory = told.pop()
    assert memory < MOST_MEMORY, f"{memory / 2**20:.0f} MB"
    assert list(temporary.iterdir()) == []
    temporary.rmdir()
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before
    return told


def rows_xml(count: int, cell: str = '<c t="inlineStr"><is><t>Patrols</t></is></c>') -> bytes:
    return b"<sheetData>" + f"<row>{cell}</row>".encode() * count + b"</sheetData>"


def with_sheet(path: Path, data: bytes) -> Path:
    """A workbook whose only sheet holds these rows."""
    write_xlsx(path, {"Plan": [["Action"]]})
    change_part(path, SHEET, lambda xml: xml[: xml.index(b"<sheetData>")] + data + b"</worksheet>")
    return path


def far_cells(folder: Path) -> Iterator[Path]:
    with xlsxwriter.Workbook(str(folder / "far.xlsx")) as book:
        page = book.add_worksheet("Plan")
        page.write("A1", "Action")
        page.write("XFD1048576", "stray")
    yield folder / "far.xlsx"
    table = '<table:table table:name="Plan"><table:table-row>{}</table:table-row>{}</table:table>'
    gap = '<table:table-row table:number-rows-repeated="1048574"><table:table-cell/></table:table-row>'
    end = f'<table:table-row><table:table-cell table:number-columns-repeated="16383"/>{ods_cell("x")}</table:table-row>'
    yield write_ods(folder / "far.ods", table.format(ods_cell("Action"), gap + end))
    yield write_xls(folder / "far.xls", {"Plan": label(0, 0, "Action") + label(65_535, 255, "x")})


def repeated(folder: Path) -> Iterator[Path]:
    yield with_sheet(folder / "rows.xlsx", rows_xml(1_000_000))
    row = '<table:table-row table:number-rows-repeated="{}">{}</table:table-row>'
    table = f'<table:table table:name="Plan">{row}</table:table>'
    yield write_ods(folder / "rows.ods", table.format(1_000_000, ods_cell("Patrols")))
    yield write_ods(folder / "words.ods", table.format(100_000, ods_cell(LONG)))
    text = folder / "rows.csv"
    text.write_bytes(b"Ref,Action,Lead\r\n" * 1_000_000)
    yield text
    commas = folder / "commas.csv"
    commas.write_bytes(b"," * 20_000_000)
    yield commas
    shared = write_xlsx(folder / "shared.xlsx", {"Plan": [["x" * 30_000]]})
    cell = '<c t="s"><v>0</v></c>'
    yield change_part(
        shared, SHEET, lambda xml: xml[: xml.index(b"<sheetData>")] + rows_xml(150_000, cell) + b"</worksheet>"
    )


def test_cells_in_the_far_corner_make_no_grid(tmp_path: Path) -> None:
    told = read_in_child(tmp_path, *far_cells(tmp_path))
    assert [code for code, _, _ in told] == ["too-large"] * 3
    assert "far.xlsx is too large to be an action plan (sheet Plan is used as far as cell XFD1048576)" in told[0][1]


def test_a_million_rows_and_texts_shared_by_thousands_of_cells_are_refused(tmp_path: Path) -> None:
    paths = list(repeated(tmp_path))
    told = read_in_child(tmp_path, *paths)
    assert [code for code, _, _ in told] == ["too-large"] * len(paths)


def test_millions_of_texts_that_no_cell_shows_are_refused(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "texts.xlsx", {"Plan": [["a"]]})
    many = b"".join(b"<si><t>%d</t></si>" % number for number in range(1_200_000)) + b"</sst>"
    change_part(path, "xl/sharedStrings.xml", lambda xml: xml.replace(b"</sst>", many))
    assert read_in_child(tmp_path, path)[0][0] == "too-large"


def test_formats_far_beyond_the_table_and_large_real_files_are_read(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "formats.xlsx")) as book:
        page, green = book.add_worksheet("Plan"), book.add_format({"bg_color": "#00FF00"})
        page.write_row(0, 0, HEADINGS)
        page.write_blank("XFD1048576", None, green)
    write_xlsx(tmp_path / "wide.xlsx", {"Plan": [[f"Column {number}" for number in range(5_000)]] * 20})
    (tmp_path / "wide.csv").write_text("\n".join([",".join(map(str, range(5_000)))] * 20), "utf-8")
    (tmp_path / "long.csv").write_text(f'Ref,Action\n1,"{LONG}"\n', "utf-8")
    with_sheet(tmp_path / "long.xlsx", rows_xml(1, f'<c t="inlineStr"><is><t>{LONG}</t></is></c>'))
    names = ["formats.xlsx", "wide.xlsx", "wide.csv", "long.csv", "long.xlsx"]
    told = read_in_child(tmp_path, *(tmp_path / name for name in names))
    sizes = [[[1, 10]], [[20, 5_000]], [[20, 5_000]], [[2, 2]], [[1, 1]]]
    assert [said for _, said, _ in told] == sizes


LAUGHS = (
    b'<!DOCTYPE lolz [<!ENTITY l0 "lol">'
    + b"".join(b'<!ENTITY l%d "%s">' % (number, b"&l%d;" % (number - 1) * 10) for number in range(1, 10))
    + b"]>"
)
OUTSIDE = b'<!DOCTYPE x [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>'
FAR_DOWN = b"<!--" + b"x" * 100_000 + b"-->" + LAUGHS
PARTS = (SHEET, "xl/styles.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "xl/theme/theme1.xml")


@pytest.mark.parametrize("declaration", [LAUGHS, OUTSIDE, FAR_DOWN], ids=["laughs", "outside", "behind a comment"])
def test_entities_are_never_followed(tmp_path: Path, declaration: bytes) -> None:
    paths = []
    for number, part in enumerate(PARTS):
        path = write_xlsx(tmp_path / f"{number}.xlsx", {"Plan": [HEADINGS, action()]})
        paths.append(change_part(path, part, lambda xml: xml.replace(b"?>", b"?>" + declaration, 1)))
    head = ODS_HEAD.replace("?>", "?>" + declaration.decode())
    table = f'<table:table table:name="P"><table:table-row>{ods_cell("&l9;")}</table:table-row></table:table>'
    paths.append(write_ods(tmp_path / "plan.ods", table, head=head))
    told = read_in_child(tmp_path, *paths)
    assert [code for code, _, _ in told] == ["unsafe-spreadsheet"] * len(paths)


def test_bombs_within_bombs_are_never_opened(tmp_path: Path) -> None:
    inner = tmp_path / "inner.zip"
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros.xml", bytes(2**27))
    path = write_xlsx(tmp_path / "nest.xlsx", {"Plan": [HEADINGS, action()]})
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.write(inner, "xl/embeddings/inner.zip")
    flat = tmp_path / "flat.xlsx"
    with zipfile.ZipFile(flat, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(4):
            archive.writestr(f"xl/{number}.xml", bytes(2**26))
    told = read_in_child(tmp_path, path, flat)
    assert told[0][:2] == [None, [[2, 10]]]  # what nobody opens does no harm
    assert told[1][0] == "too-large"


def test_circles_in_old_containers_end(tmp_path: Path) -> None:
    content = bytearray(compound({"Workbook": bytes(9_000)}))
    table = (struct.unpack_from("<I", content, 76)[0] + 1) * 512
    struct.pack_into("<I", content, table + 4 * 3, 1)
    (tmp_path / "circle.xls").write_bytes(content)
    lists = bytearray(compound({"Workbook": bytes(9_000)}))
    struct.pack_into("<2I", lists, 68, 0, 1)
    (tmp_path / "list.xls").write_bytes(lists)
    told = read_in_child(tmp_path, tmp_path / "circle.xls", tmp_path / "list.xls")
    assert [code for code, _, _ in told] == ["damaged-spreadsheet"] * 2


def test_counts_that_are_only_claimed_make_no_room(tmp_path: Path) -> None:
    rows = record(0x200, struct.pack("<2I3H", 0, 0xFFFFFFFF, 0, 0xFFFF, 0))
    paths = [
        write_xls(tmp_path / "rows.xls", {"Plan": rows + label(0, 0, "Action")}),
        write_xls(tmp_path / "words.xls", {"Plan": label(0, 0, "x")}, first=record(0xFC, struct.pack("<2I", 1, 2**31))),
    ]
    claim = write_xlsx(tmp_path / "claim.xlsx", {"Plan": [HEADINGS, action()]})
    paths.append(change_part(claim, "xl/sharedStrings.xml", lambda xml: xml.replace(b'Count="', b'Count="90000000')))
    whole = compound({"Workbook": bytes(9_000)})
    for place in (40, 44, 64, 72):
        content = bytearray(whole)
        struct.pack_into("<I", content, place, 0x7FFFFFFF)
        paths.append(tmp_path / f"header{place}.xls")
        paths[-1].write_bytes(content)
    told = read_in_child(tmp_path, *paths)
    assert [code for code, _, _ in told] == ["damaged-spreadsheet"] * len(paths)


def test_a_text_shared_by_very_many_old_cells_is_refused(tmp_path: Path) -> None:
    words = struct.pack("<2IHB", 60_000, 1, 8_000, 0) + b"x" * 8_000
    cells = b"".join(record(0xFD, struct.pack("<3HI", row, 0, 0, 0)) for row in range(60_000))
    path = write_xls(tmp_path / "shared.xls", {"Plan": cells}, first=record(0xFC, words))
    assert read_in_child(tmp_path, path)[0][0] == "too-large"
