"""Files that are no spreadsheets, or not whole ones, are refused by name; CSV files of every program are read."""

from __future__ import annotations

import csv
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csa_tracker.errors import UserError
from csa_tracker.importing import container
from csa_tracker.importing.delimited import DELIMITERS, find_delimiter, read_delimited
from csa_tracker.importing.files import read_files, with_siblings
from csa_tracker.importing.sheets import cell_text
from tests.csa_tracker.importing.books import HEADINGS, action, copy_sample, plan_book, write_csv, write_xlsx

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refusal_of(path: Path) -> UserError:
    with pytest.raises(UserError) as refusal:
        read_files([path])
    assert path.name in refusal.value.message
    return refusal.value


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty.xlsx", b"", "empty-file"),
        ("empty.csv", b"", "empty-file"),
        ("blank.csv", b" \r\n\r\n", "empty-file"),
        ("blank.csv", b"\xef\xbb\xbf  ", "empty-file"),
        ("letter.xlsx", b"Dear all,", "not-a-spreadsheet"),
        ("picture.csv", b"\x89PNG\r\n\x1a\n\0\0\0", "not-a-spreadsheet"),
        ("old.csv", b"Ref,Action\r\nA-1,\x81", "not-a-spreadsheet"),
        ("cut.csv", b'Ref,Action\r\nA-1,"Begun', "damaged-spreadsheet"),
        ("half.csv", b"\xff\xfeR\0e\0f", "damaged-spreadsheet"),
        ("cut.xlsx", b"PK\x03\x04 and then nothing", "damaged-spreadsheet"),
        ("secret.xlsx", OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "password-protected"),
        ("old.xls", OLE + b"\0" * 600, "damaged-spreadsheet"),
    ],
)
def test_what_is_refused(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert refusal_of(path).code == code


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    assert refusal_of(tmp_path / "none.xlsx").code == "no-file"
    assert refusal_of(tmp_path).code == "cannot-read"


def test_every_truncation_of_a_workbook_is_refused(tmp_path: Path) -> None:
    whole = copy_sample(tmp_path, ".xlsx").read_bytes()
    path = tmp_path / "cut.xlsx"
    for length in range(8, len(whole), len(whole) // 25):
        path.write_bytes(whole[:length])
        assert refusal_of(path).code == "damaged-spreadsheet"


def test_damaged_bytes_inside_a_workbook_are_refused_or_read(tmp_path: Path) -> None:
    whole = copy_sample(tmp_path, ".xlsx").read_bytes()
    path = tmp_path / "hurt.xlsx"
    for place in range(40, len(whole), len(whole) // 40):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        try:
            read_files([path])
        except UserError as refusal:
            assert "hurt.xlsx" in refusal.message  # noqa: PT017 - either outcome is right, a crash is not


def zip_with(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return path


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    bomb = zip_with(tmp_path / "bomb.xlsx", **{f"xl__{number}.xml": b"\0" * 2**22 for number in range(5)})
    assert refusal_of(bomb).code == "too-large"


def test_a_workbook_of_very_many_parts_is_refused(tmp_path: Path) -> None:
    many = zip_with(tmp_path / "many.xlsx", **{f"p{number}": b"" for number in range(container.MAX_MEMBERS + 1)})
    assert refusal_of(many).code == "too-large"


def test_a_part_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    path = zip_with(tmp_path / "lie.xlsx", sheet=b"a" * 50_000)
    content = path.read_bytes()
    path.write_bytes(content.replace((50_000).to_bytes(4, "little"), (50).to_bytes(4, "little")))
    assert refusal_of(path).code == "damaged-spreadsheet"


@pytest.mark.parametrize(
    ("member", "content"),
    [
        ("xl__workbook.xml", b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">]><workbook/>'),
        ("xl__workbook.xml", '<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>'.encode("utf-16")),
    ],
)
def test_type_declarations_are_refused(tmp_path: Path, member: str, content: bytes) -> None:
    assert refusal_of(zip_with(tmp_path / "bad.xlsx", **{member: content})).code == "unsafe-spreadsheet"


def test_two_entries_that_share_their_bytes_are_refused(tmp_path: Path) -> None:
    path = zip_with(tmp_path / "overlap.xlsx", one=b"a" * 5_000, two=b"a" * 5_000)
    content = bytearray(path.read_bytes())
    place = content.rindex(b"PK\x01\x02") + 42  # where the second entry says that its bytes begin
    assert content[place : place + 4] != bytes(4)
    content[place : place + 4] = bytes(4)
    path.write_bytes(content)
    with pytest.raises(UserError, match="damaged"):
        container.check_container(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", DELIMITERS)
def test_every_encoding_and_delimiter_says_the_same(tmp_path: Path, encoding: str, delimiter: str) -> None:
    rows = [HEADINGS, action(action="Café – “quoted”, and; more | things")]
    sheet = read_delimited(write_csv(tmp_path / "p.csv", rows, encoding=encoding, delimiter=delimiter))
    assert [len(row) for row in sheet.rows] == [10, 10]
    assert sheet.rows[1][3] == "Café – “quoted”, and; more | things"


def test_a_delimiter_is_chosen_by_rows_of_one_width() -> None:
    assert find_delimiter("Ref;Action\r\nA-1;Do this, that, and more\r\nA-2;Do it\r\n") == ";"
    assert find_delimiter("Action\r\nDo this\r\n") == ","


def test_a_text_longer_than_pythons_own_limit_is_read(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text(f'Ref,Action\nA-1,"{"x" * 300_000}"\n', encoding="utf-8")
    assert cell_text(read_delimited(path).rows[1][1]) == "x" * 300_000


@given(
    st.lists(
        st.lists(st.text(st.characters(codec="utf-8"), max_size=8), min_size=2, max_size=4), min_size=1, max_size=6
    )
)
def test_any_text_file_is_read_or_refused(rows: list[list[str]]) -> None:
    text = "\n".join(",".join(cells) for cells in rows)
    assert find_delimiter(text) in DELIMITERS


def test_siblings_are_found_beside_a_csv_and_taken_once(tmp_path: Path) -> None:
    plan, updates = tmp_path / "plan.csv", tmp_path / "plan_updates.csv"
    for path in (plan, updates):
        write_csv(path, [HEADINGS])
    assert with_siblings([plan]) == [plan, updates]
    assert with_siblings([updates, plan, plan]) == [updates, plan]
    assert with_siblings([updates]) == [updates]
    assert with_siblings([plan_book(tmp_path)]) == [tmp_path / "plan.xlsx"]


def test_the_field_size_limit_is_not_left_lower(tmp_path: Path) -> None:
    read_delimited(write_csv(tmp_path / "p.csv", [HEADINGS]))
    assert csv.field_size_limit() >= 1_000_000


def raw_zip(path: Path, **changes: int) -> Path:
    """A workbook-like zip whose only central directory entry has some bytes changed (offset in the entry -> value)."""
    zip_with(path, sheet=b"a" * 5_000)
    content = bytearray(path.read_bytes())
    entry = content.index(b"PK\x01\x02")
    for offset, value in changes.items():
        content[entry + int(offset[1:])] = value
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"b8": 1}, "password-protected"),
        ({"b10": 12}, "damaged-spreadsheet"),
        ({"b10": 0}, "damaged-spreadsheet"),
        ({"b42": 3}, "damaged-spreadsheet"),
        ({"b20": 9}, "damaged-spreadsheet"),
    ],
)
def test_strange_entries_are_refused(tmp_path: Path, changes: dict[str, int], code: str) -> None:
    assert refusal_of(raw_zip(tmp_path / "odd.xlsx", **changes)).code == code


def test_the_whole_size_counts_before_anything_is_unpacked(tmp_path: Path) -> None:
    path = zip_with(tmp_path / "claims.xlsx", sheet=b"a" * 5_000)
    content = path.read_bytes()
    path.write_bytes(content.replace((5_000).to_bytes(4, "little"), (container.MAX_TOTAL + 1).to_bytes(4, "little")))
    assert refusal_of(path).code == "too-large"


def test_a_workbook_without_a_single_cell_is_empty(tmp_path: Path) -> None:
    assert refusal_of(write_xlsx(tmp_path / "bare.xlsx", {"Plan": []})).code == "empty-file"


def test_a_zip_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    refusal = refusal_of(zip_with(tmp_path / "letter.xlsx", **{"word__document.xml": b"<w/>"}))
    assert (refusal.code, refusal.message) == (
        "not-a-spreadsheet",
        "letter.xlsx is a Word document, not a spreadsheet.",
    )
