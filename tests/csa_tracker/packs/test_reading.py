"""Whatever became of a pack on its way, it is read, or refused with a sentence that names the file."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from csa_tracker.errors import UserError
from csa_tracker.packs.form import KeptAction, NotKept, kept_rows, read_kept
from csa_tracker.packs.making import make_pack
from csa_tracker.packs.merging import preview_pack
from csa_tracker.packs.reading import read_pack
from csa_tracker.workspace import OpenPlan, create_plan
from tests.csa_tracker.packs.conftest import CLOCK, LEAD, Fill


def edited(pack: Path, change: Callable[[Workbook], object]) -> Path:
    book = openpyxl.load_workbook(pack)
    change(book)
    book.save(pack)
    return pack


def keys(plan: OpenPlan, file: Path) -> list[str]:
    return [line.key for line in preview_pack(plan, file).lines]


def test_rows_in_another_order_mean_the_same(plan: OpenPlan, fill: Fill) -> None:
    def turn(book: Workbook) -> None:
        page = book["Your actions"]
        rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=2)]
        for number, row in enumerate(reversed(rows), start=2):
            for place, value in enumerate(row, start=1):
                page.cell(number, place).value = value

    file = edited(fill({("BUR-0001", "Progress (%)"): 60}), turn)
    assert keys(plan, file) == ["BUR-0001 percent"]


def test_rows_that_are_gone_change_nothing(plan: OpenPlan, fill: Fill) -> None:
    file = fill({("BUR-0002", "Progress (%)"): 60})

    def cut(book: Workbook) -> None:
        book["Your actions"].delete_rows(2)
        book["Milestones"].delete_rows(2, 4)

    edited(file, cut)
    assert keys(plan, file) == ["BUR-0002 percent"]


def test_columns_that_are_gone_or_moved_change_nothing_else(plan: OpenPlan, fill: Fill) -> None:
    file = fill({("BUR-0001", "Progress (%)"): 60})

    def move(book: Workbook) -> None:
        book["Your actions"].delete_cols(9)
        book["Your actions"].insert_cols(3)

    edited(file, move)
    assert keys(plan, file) == ["BUR-0001 percent"]


def test_rows_above_the_headings_and_other_sheet_names_do_not_matter(plan: OpenPlan, fill: Fill) -> None:
    def disturb(book: Workbook) -> None:
        book["Your actions"].insert_rows(1, 2)
        book["Your actions"]["A1"].value = "Seen by the inspector"
        for number, page in enumerate(book.worksheets):
            page.title = f"Sheet {number}"
        book.move_sheet("Sheet 3", -3)

    assert keys(plan, edited(fill({("BUR-0001", "Progress (%)"): 60}), disturb)) == ["BUR-0001 percent"]


def test_rows_that_were_added_are_told_and_not_taken(plan: OpenPlan, pack: Path) -> None:
    def add(book: Workbook) -> None:
        page, milestones = book["Your actions"], book["Milestones"]
        page.append(["BUR-0009", "Another one"])
        page.append(["", "A wish"])
        page.append([cell.value for cell in page[2]])
        milestones.append(["BUR-0001", 3, "A third"])

    preview = preview_pack(plan, edited(pack, add))
    assert preview.lines == ()
    assert preview.strays == (
        "Row 4: this pack holds no action BUR-0009. New actions are not taken from a pack.",
        "Row 5 has no reference, so it was left out. New actions are not taken from a pack.",
        "Row 6: BUR-0001 is in an earlier row as well, and only that one counts.",
        "Milestones, row 6: this pack holds no milestone 3 of BUR-0001. New milestones are not taken from a pack.",
    )


def test_locked_cells_that_were_changed_all_the_same_change_nothing(plan: OpenPlan, fill: Fill) -> None:
    assert keys(plan, fill({("BUR-0001", "Action"): "Mine", ("BUR-0001", "Key issue"): "Mine"})) == []


def refusal(plan: OpenPlan, file: Path) -> tuple[str, str]:
    with pytest.raises(UserError) as refused:
        preview_pack(plan, file)
    return refused.value.code, refused.value.message


def test_a_pack_of_another_plan_is_refused(plan: OpenPlan, pack: Path, tmp_path: Path) -> None:
    path = tmp_path / "other.csplan"
    with create_plan(path, partnership="BUR", name="Other", profile=plan.profile, clock=CLOCK) as other:
        assert refusal(other, pack) == ("pack-other-plan", "pack.xlsx is a pack of another plan, “Burnley”.")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda book: book["For CSA Tracker"].__setitem__("D3", '"complete"'), "pack-damaged"),
        (lambda book: book["For CSA Tracker"].delete_rows(3), "pack-damaged"),
        (lambda book: book.remove(book["For CSA Tracker"]), "not-a-pack"),
        (lambda book: book.remove(book["Your actions"]), "pack-no-actions"),
        (lambda book: book["Your actions"].delete_rows(1), "pack-no-actions"),
        (lambda book: book["For CSA Tracker"].__setitem__("B1", "2"), "pack-newer"),
    ],
)
def test_a_pack_that_lost_what_it_needs_is_refused(
    plan: OpenPlan, pack: Path, change: Callable[[Workbook], object], code: str
) -> None:
    found, message = refusal(plan, edited(pack, change))
    assert found == code
    assert "pack.xlsx" in message


def test_files_that_are_no_packs_are_refused_by_name(plan: OpenPlan, pack: Path, tmp_path: Path) -> None:
    whole = pack.read_bytes()
    plain = tmp_path / "plain.xlsx"
    book = Workbook()
    book.save(plain)
    broken = tmp_path / "broken.xlsx"
    with zipfile.ZipFile(broken, "w") as archive:
        archive.writestr("nothing.txt", "nothing")
    files = {
        "missing.xlsx": (None, "no-file"),
        "empty.xlsx": (b"", "empty-file"),
        "words.xlsx": (b"words", "not-a-spreadsheet"),
        "half.xlsx": (whole[: len(whole) // 2], "damaged-spreadsheet"),
        "plain.xlsx": (plain.read_bytes(), "not-a-pack"),
        "broken.xlsx": (broken.read_bytes(), "damaged-spreadsheet"),
    }
    for name, (content, code) in files.items():
        file = tmp_path / name
        if content is not None:
            file.write_bytes(content)
        found, message = refusal(plan, file)
        assert (name, found) == (name, code)
        assert name in message


def test_one_flipped_byte_is_read_or_refused_never_worse(plan: OpenPlan, fill: Fill, tmp_path: Path) -> None:
    whole = bytearray(fill({("BUR-0001", "Progress (%)"): 60}).read_bytes())
    file = tmp_path / "flipped.xlsx"
    for place in range(0, len(whole), max(1, len(whole) // 60)):
        whole[place] ^= 0x55
        file.write_bytes(whole)
        whole[place] ^= 0x55
        with suppress(UserError):
            assert keys(plan, file) == ["BUR-0001 percent"], place


def test_a_copy_under_another_name_is_the_same_pack(plan: OpenPlan, fill: Fill, tmp_path: Path) -> None:
    copy = shutil.copy(fill({("BUR-0001", "Progress (%)"): 60}), tmp_path / "From the police (2).XLSX")
    assert keys(plan, Path(copy)) == ["BUR-0001 percent"]


def test_what_the_hidden_sheet_keeps_comes_back_as_it_was(plan: OpenPlan, tmp_path: Path) -> None:
    kept = read_pack(make_pack(plan, LEAD, tmp_path / "pack.xlsx").path).kept
    assert kept.head.lead == LEAD
    assert [one.ref for one in kept.actions] == ["BUR-0001", "BUR-0002"]
    wild = KeptAction("id", 'é\t\0 "x"', None, None, None, None, "line\none _x0041_ 🚧")
    again = type(kept)(kept.head, (wild,), kept.milestones)
    rows = kept_rows(again)
    assert all(cell.isascii() and cell.isprintable() for row in rows for cell in row)
    # LibreOffice reads "_x0041_" as a letter when it opens a workbook, and saves the letter.
    assert "_" not in "".join(rows[2])
    assert read_kept([[*row, ""] for row in rows]) == again
    with pytest.raises(NotKept):
        read_kept([*rows[:-1], ("digest", "0" * 64)])
