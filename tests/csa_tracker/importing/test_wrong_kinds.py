"""A file that is not what its name says is read by what it is, or refused by saying what it is."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from csa_tracker.errors import UserError
from csa_tracker.importing.files import read_files
from csa_tracker.importing.sheets import Sheet
from tests.csa_tracker.importing.books import HEADINGS, action, copy_sample, plan_book, write_csv
from tests.csa_tracker.importing.old_books import compound, label, ods_cell, record, write_ods, write_xls

TABLE = f'<table:table table:name="Plan"><table:table-row>{ods_cell("Action")}</table:table-row></table:table>'


def refusal_of(path: Path) -> UserError:
    before = set(path.parent.iterdir()) if path.parent.is_dir() else set()
    with pytest.raises(UserError) as refusal:
        read_files([path])
    assert before == (set(path.parent.iterdir()) if path.parent.is_dir() else set())
    return refusal.value


def only_sheet(path: Path) -> Sheet:
    (sheet,) = read_files([path])
    return sheet


@pytest.mark.parametrize("ending", ["csv", "xls", "ods", "txt", "XLSX", "xlsm", ""])
def test_a_workbook_is_read_whatever_it_is_called(tmp_path: Path, ending: str) -> None:
    book = plan_book(tmp_path, action())
    rows = only_sheet(book).rows
    assert only_sheet(book.rename(tmp_path / f"plan.{ending}")).rows == rows


@pytest.mark.parametrize("ending", ["xlsx", "csv", "ods", ""])
def test_an_old_workbook_is_read_whatever_it_is_called(tmp_path: Path, ending: str) -> None:
    assert only_sheet(write_xls(tmp_path / f"old.{ending}", {"Plan": label(0, 0, "Action")})).rows == [["Action"]]


@pytest.mark.parametrize("ending", ["xlsx", "xls", "dat", "CSV", "tsv", "txt", ""])
def test_a_text_table_is_read_whatever_it_is_called(tmp_path: Path, ending: str) -> None:
    path = write_csv(tmp_path / f"plan.{ending}", [HEADINGS, action()])
    assert only_sheet(path).rows[0] == list(HEADINGS)


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF\0", "a picture"),
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
        (b"{\\rtf1\\ansi Dear all", "a Word document (RTF)"),
        (b"SQLite format 3\0" + bytes(80), "a database"),
        (b"7z\xbc\xaf\x27\x1c\0\4", "a packed archive"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "a web archive or an e-mail"),
        (b'<?xml version="1.0"?><W xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "an XML file of Excel"),
        (b'<?xml version="1.0"?><plan/>', "an XML file"),
        (b"<html><body><p>Log in to see this report</p></body></html>", "a web page without a table"),
    ],
)  # fmt: skip
def test_another_file_renamed_is_told_by_what_it_is(tmp_path: Path, content: bytes, what: str, ending: str) -> None:
    path = tmp_path / f"plan.{ending}"
    path.write_bytes(content)
    assert refusal_of(path).message == f"{path.name} is {what}, not a spreadsheet."


@pytest.mark.parametrize(
    ("parts", "what"),
    [
        (["[Content_Types].xml", "word/document.xml"], "a Word document"),
        (["[Content_Types].xml", "ppt/presentation.xml"], "a presentation"),
        (["Index/Document.iwa"], "a Numbers or Pages file of a Mac"),
        (["photos/one.jpg"], "a ZIP archive"),
    ],
)
def test_another_archive_renamed_is_told_by_what_it_is(tmp_path: Path, parts: list[str], what: str) -> None:
    path = tmp_path / "plan.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for part in parts:
            archive.writestr(part, b"<x/>")
    assert refusal_of(path).message == f"plan.xlsx is {what}, not a spreadsheet."


def test_other_documents_with_the_container_of_a_workbook_are_told(tmp_path: Path) -> None:
    (tmp_path / "old.xls").write_bytes(compound({"WordDocument": b"x", "1Table": b"y"}))
    assert refusal_of(tmp_path / "old.xls").message == "old.xls is a Word document, not a spreadsheet."
    letter = write_ods(tmp_path / "letter.ods", TABLE, kind="text")
    assert refusal_of(letter).message == "letter.ods is an OpenDocument file of another kind, not a spreadsheet."


def protected(folder: Path) -> dict[str, Path]:
    """Each kind of workbook with a password."""
    packed = folder / "package.ods"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("encrypted-package", b"x" * 100)
    modern = folder / "modern.xlsx"
    modern.write_bytes(compound({"EncryptionInfo": b"x", "EncryptedPackage": b"y" * 5_000}))
    manifest = '<m><manifest:encryption-data manifest:checksum="x"/></m>'
    return {
        "modern": modern,
        "old": write_xls(folder / "old.xls", {"Plan": label(0, 0, "x")}, first=record(0x2F, b"\1\0" + b"x" * 52)),
        "open": write_ods(folder / "open.ods", "", manifest=manifest),
        "packed": packed,
    }


@pytest.mark.parametrize("name", ["modern", "old", "open", "packed"])
def test_a_password_is_told(tmp_path: Path, name: str) -> None:
    path = protected(tmp_path)[name]
    refusal = refusal_of(path)
    assert (refusal.code, refusal.message) == ("password-protected", f"{path.name} is protected with a password.")


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_every_truncation_is_told(tmp_path: Path, kind: str) -> None:
    rows = "".join(f"<table:table-row>{ods_cell(f'Action {n}')}</table:table-row>" for n in range(300))
    whole = {
        "xlsx": lambda: copy_sample(tmp_path, ".xlsx"),
        "xls": lambda: write_xls(tmp_path / "w.xls", {"P": b"".join(label(n, 0, "Action" * 5) for n in range(400))}),
        "ods": lambda: write_ods(tmp_path / "w.ods", f'<table:table table:name="P">{rows}</table:table>'),
    }[kind]()
    content = whole.read_bytes()
    for part in range(1, 20):
        cut = tmp_path / f"cut{part}.{kind}"
        cut.write_bytes(content[: len(content) * part // 20])
        refusal = refusal_of(cut)
        assert (refusal.code, cut.name in refusal.message) == ("damaged-spreadsheet", True)


@pytest.mark.parametrize("name", ["../../outside.xml", "/etc/cron.d/x", "C:\\x.xml", "xl\\..\\..\\x", "xl/../../x"])
def test_parts_that_lead_outside_are_refused_and_nothing_is_written(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "deep" / "down"
    folder.mkdir(parents=True)
    path = plan_book(folder, action())
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(name, b"<x/>")
    assert refusal_of(path).code == "unsafe-spreadsheet"
    assert [found for found in tmp_path.rglob("*") if found.is_file()] == [path]


def test_two_parts_of_one_name_are_refused(tmp_path: Path) -> None:
    path = plan_book(tmp_path, action())
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("xl/workbook.xml", b"<x/>")
    assert refusal_of(path).code == "damaged-spreadsheet"


def test_macros_are_passed_over(tmp_path: Path) -> None:
    path = plan_book(tmp_path, action()).rename(tmp_path / "plan.xlsm")
    rows = only_sheet(path).rows
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"Sub Auto_Open()")
    assert only_sheet(path).rows == rows


@pytest.mark.parametrize(
    "name", ["Plan ‘25’ – café 计划 😀.xlsx", "a'b;c$(x)`.xlsx", " lead.xlsx", "-rf.xlsx", "%s%n{0}.xlsx"]
)
def test_strange_names_are_read_and_told_as_they_are(tmp_path: Path, name: str) -> None:
    path = plan_book(tmp_path, action()).rename(tmp_path / name)
    assert only_sheet(path).file == name
    path.write_bytes(path.read_bytes()[:500])
    assert name in refusal_of(path).message


@pytest.mark.parametrize(("raw", "shown"), [(b"line\nbreak.csv", "line?break.csv"), (b"caf\xe9.csv", "caf?.csv")])
def test_names_no_screen_can_show_are_told_in_one_line(tmp_path: Path, raw: bytes, shown: str) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + raw))
    path.write_bytes(b"Ref,Action\n")
    assert only_sheet(path).file == shown
    path.write_bytes(b"")
    message = refusal_of(path).message
    assert message == f"{shown} is empty."
    assert message.encode("utf-8")


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    assert refusal_of(tmp_path).message == f"{tmp_path.name} is a folder, not a file."
    pipe = tmp_path / "pipe.xlsx"
    os.mkfifo(pipe)
    assert refusal_of(pipe).message == "pipe.xlsx is a device or a pipe, not a file."
    assert refusal_of(Path(os.devnull)).code == "cannot-read"
    assert refusal_of(tmp_path / "pipe.xlsx" / "x.xlsx").code == "no-file"
    circle = tmp_path / "circle.xlsx"
    circle.symlink_to(circle)
    assert refusal_of(circle).code == "cannot-read"
    assert refusal_of(tmp_path / f"{'n' * 300}.csv").code == "cannot-read"
    assert refusal_of(tmp_path / "nul\0.xlsx").code == "no-file"
