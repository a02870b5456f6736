"""Laws of reading: any grid comes back from a workbook, and damaged bytes are read or refused, never anything else."""

from __future__ import annotations

import datetime as dt
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from csa_tracker.errors import UserError
from csa_tracker.importing.files import read_files
from csa_tracker.importing.sheets import Cell
from tests.csa_tracker.importing.books import HEADINGS, action, plan_book, write_csv
from tests.csa_tracker.importing.old_books import FILLED, label, number, ods_cell, write_ods, write_xls
from tests.csa_tracker.importing.test_old_marks import ODS_STYLES

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=20)
CELL: st.SearchStrategy[Cell] = st.one_of(
    st.none(),
    TEXT,
    TEXT.map(lambda text: f"{text}x\n{text}"),
    st.booleans(),
    st.integers(-(2**50), 2**50),
    st.floats(-1e15, 1e15, allow_nan=False).map(lambda value: float(f"{value:.14g}")),
    st.dates(dt.date(1901, 1, 1), dt.date(2199, 12, 31)),
)
COLOUR = st.sampled_from([None, "#FF0000", "#00B050", "#FFC000", "#FFFFFF"])


@given(grid=st.lists(st.lists(st.tuples(CELL, COLOUR, st.booleans()), min_size=2, max_size=5), min_size=1, max_size=6))
def test_any_grid_comes_back_from_a_workbook_with_its_colours_and_strikes(
    tmp_path_factory: pytest.TempPathFactory, grid: list[list[tuple[Cell, str | None, bool]]]
) -> None:
    path = tmp_path_factory.mktemp("grid") / "grid.xlsx"
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        page = book.add_worksheet("Plan")
        page.write_string(len(grid), 5, "the end")  # the table is that wide and high in any case
        for row, cells in enumerate(grid):
            for column, (cell, colour, struck) in enumerate(cells):
                look = {"font_strikeout": struck} | ({"bg_color": colour} if colour else {})
                write(
                    page,
                    row,
                    column,
                    cell,
                    book.add_format(look | {"num_format": "dd/mm/yyyy"} if is_day(cell) else look),
                )
    (sheet,) = read_files([path])
    for row, cells in enumerate(grid):
        for column, (cell, colour, struck) in enumerate(cells):
            assert sheet.rows[row][column] == ("" if cell is None else cell)
            assert sheet.marks.fills.get((row, column)) == (None if colour == "#FFFFFF" else colour)
            assert ((row, column) in sheet.marks.struck) is struck


def is_day(cell: Cell) -> bool:
    return isinstance(cell, dt.date)


def write(page: xlsxwriter.worksheet.Worksheet, row: int, column: int, cell: Cell, look: object) -> None:
    match cell:
        case None | "":
            page.write_blank(row, column, None, look)
        case bool():
            page.write_boolean(row, column, cell, look)
        case str():
            page.write_string(row, column, cell, look)
        case dt.date():
            page.write_datetime(row, column, cell, look)
        case _:
            page.write_number(row, column, cell, look)


def small_xls(folder: Path) -> Path:
    cells = label(0, 0, "Action") + label(1, 0, "Do it", FILLED) + number(1, 1, 4.5) + label(2, 0, "More")
    return write_xls(folder / "small.xls", {"Plan": cells, "Lists": label(0, 0, "Red")}, hidden=["Lists"])


def small_ods(folder: Path) -> Path:
    rows = "".join(
        f"<table:table-row>{ods_cell(f'Action {row}', table__style_name='green')}</table:table-row>" for row in range(3)
    )
    return write_ods(folder / "small.ods", f'<table:table table:name="P">{rows}</table:table>', styles=ODS_STYLES)


MAKERS: dict[str, Callable[[Path], Path]] = {
    "xlsx": lambda folder: plan_book(folder, action()),
    "xls": small_xls,
    "ods": small_ods,
    "csv": lambda folder: write_csv(folder / "small.csv", [HEADINGS, action(action="Café, “two”")], encoding="utf-16"),
    "html": lambda folder: web_page(folder / "small.xls"),
}
TRIES = 150


def web_page(path: Path) -> Path:
    path.write_text("<table><tr><td rowspan=2>A<td>B &amp; C</tr><tr><td>D</tr></table>", "utf-8")
    return path


@pytest.mark.parametrize("kind", MAKERS)
def test_damaged_bytes_are_read_or_refused(tmp_path: Path, kind: str) -> None:
    path = MAKERS[kind](tmp_path)
    whole = path.read_bytes()
    luck = random.Random(kind)  # noqa: S311 - the same damage in every run
    for _ in range(TRIES):
        content = bytearray(whole)
        for _ in range(luck.randint(1, 4)):
            place = luck.randrange(len(content))
            match luck.randrange(4):
                case 0:
                    content[place] ^= 1 << luck.randrange(8)
                case 1:
                    content[place] = luck.choice((0, 0xFF, luck.randrange(256)))
                case 2:
                    del content[place : place + luck.randrange(1, 40)]
                case _:
                    content[place:place] = content[place : place + luck.randrange(1, 40)]
        path.write_bytes(content or b"x")
        read_or_refused(path)


def read_or_refused(path: Path) -> None:
    try:
        sheets = read_files([path])
    except UserError as refusal:
        assert path.name in refusal.message  # noqa: PT017 - either outcome is right, another exception is not
    else:
        assert sheets


@pytest.mark.parametrize("kind", ["xls", "xlsx", "ods"])
def test_damaged_records_and_parts_are_read_or_refused(tmp_path: Path, kind: str) -> None:
    """The bytes inside: a flipped bit in a zip never gets past its check sums, so the parts themselves are changed."""
    path = MAKERS[kind](tmp_path)
    luck = random.Random(kind)  # noqa: S311 - the same damage in every run
    whole = path.read_bytes()
    for _ in range(TRIES):
        path.write_bytes(whole)
        damage_record(path, luck) if kind == "xls" else damage_part(path, luck)
        read_or_refused(path)


def damage_record(path: Path, luck: random.Random) -> None:
    content = bytearray(path.read_bytes())
    zones = (range(24, 80), range(512, 2_500), range(4_608, len(content)))  # header; records; directory and table
    for _ in range(3):
        content[luck.choice(luck.choice(zones))] = luck.choice((0, 1, 2, 0xFF, luck.randrange(256)))
    path.write_bytes(content)


def damage_part(path: Path, luck: random.Random) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = luck.choice([part for part in parts if part != "mimetype"])
    xml = bytearray(parts[name])
    for _ in range(luck.randint(1, 3)):
        place = luck.randrange(len(xml))
        xml[place : place + luck.randrange(3)] = luck.choice((b"", b"9", b"-", b'"', b"<", b"99999999999"))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in (parts | {name: bytes(xml)}).items():
            archive.writestr(part, content)
