"""Kinds of file: encodings and separators of text, macros, old Excel, OpenDocument, the clipboard."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.corpus.book import AMBER, GREEN, Cell, Sheet, day, uk, write_book, write_text
from tests.corpus.layouts import DUES
from tests.corpus.opendocument import write_ods
from tests.corpus.truth import Case, Question, Seen
from tests.corpus.words import ASB, IDEAS, cells, seen

FIXTURES = Path(__file__).with_name("fixtures")
STATUS = (("In progress", "in_progress"), ("Not started", "not_started"), ("Complete", "complete"))
HEADING: list[object] = ["Ref", "Action", "Key issue", "Lead organisation", "Partners", "Due date", "Status", "Notes"]
ROOMS = ("Café at the library – ask first", "“Open door” room", "£1,500 from the fund; no VAT")


def plan_rows(first: int, *, text_dates: bool) -> list[Sequence[object]]:
    """A small plan under HEADING with words that wrong encodings and separators would spoil."""
    rows: list[Sequence[object]] = [HEADING]
    for at, idea in enumerate(IDEAS[first : first + 3]):
        due = uk(DUES[at]) if text_dates else day(DUES[at])
        rows.append([f"T{at + 1}", *cells(idea, "title issue lead partners", due, STATUS[at][0], ROOMS[at])])
    return rows


def plan_truth(first: int, *, top: int = 1, sheet: str = "") -> tuple[Seen, ...]:
    """What the small plan says; its headings are in row `top`."""
    return tuple(
        seen(
            idea, top + 1 + at, "issue lead partners", sheet=sheet, ref=f"T{at + 1}", due=DUES[at],
            status=STATUS[at][1],
            description=ROOMS[at],
        )
        for at, idea in enumerate(IDEAS[first : first + 3])
    )  # fmt: skip


def _text(
    file: str, mess: str, first: int, build: Callable[[Path, list[Sequence[object]]], None], top: int = 1
) -> Case:
    rows = plan_rows(first, text_dates=True)
    return Case(file, mess, lambda path: build(path, rows), plan_truth(first, top=top), pasted=file.endswith(".txt"))


def macros(path: Path) -> None:
    """Turn a workbook into one with macros as Excel marks it; the macros are bytes that must never be looked at."""
    plain = path.with_suffix(".plain")
    write_book(plain, Sheet("Plan", plan_rows(6, text_dates=False)))
    was, now = "spreadsheetml.sheet.main+xml", "ms-excel.sheet.macroEnabled.main+xml"
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == "[Content_Types].xml":
                content = content.replace(f"openxmlformats-officedocument.{was}".encode(), now.encode())
                extra = b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
                content = content.replace(b"<Default ", extra + b"<Default ", 1)
            if entry.filename == "xl/_rels/workbook.xml.rels":
                kind = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
                part = f'<Relationship Id="rId99" Type="{kind}" Target="vbaProject.bin"/></Relationships>'
                content = content.replace(b"</Relationships>", part.encode())
            target.writestr(entry, content)
        target.writestr(zipfile.ZipInfo("xl/vbaProject.bin"), b"\xd0\xcf\x11\xe0 not macros")
    plain.unlink()


def old_excel() -> tuple[Case, ...]:
    """Two files of Excel 97 that `python -m tests.corpus.old_excel` made with LibreOffice."""
    plain = Case(
        "old_excel.xls",
        "Excel 97: a plain plan with real dates",
        lambda path: _copy("old_excel.xls", path),
        plan_truth(9),
    )
    truth = tuple(
        seen(IDEAS[13 + at], 4 + at, "lead", key_issue=ASB, due=DUES[at], rag=("green", "amber", "green")[at])
        for at in range(3)
    )
    banner = Case(
        "old_excel_banner.xls",
        "Excel 97: a title, a merged banner with the key issue, ratings as words on coloured cells",
        lambda path: _copy("old_excel_banner.xls", path),
        truth,
    )
    return plain, banner


def banner_rows() -> list[Sequence[object]]:
    """The rows behind old_excel_banner.xls."""
    rating = (Cell("Green", fill=GREEN), Cell("Amber", fill=AMBER), Cell("G", fill=GREEN))
    return [
        [Cell("Action plan 2026/27", bold=True)],
        ["Action", "Lead", "Due date", "RAG"],
        [Cell("Anti-Social Behaviour", fill="#1F3864", ink="#FFFFFF")],
        *(cells(IDEAS[13 + at], "title lead", day(DUES[at]), rating[at]) for at in range(3)),
    ]


def _copy(name: str, path: Path) -> None:
    shutil.copyfile(FIXTURES / name, path)


def numbers_as_text() -> Case:
    rows: list[Sequence[object]] = [["No.", "Action", "Key issue", "Lead", "Due date", "% complete"]]
    told = (("1", "46112", "40"), ("2", "46374", "75%"), ("10", "46477", "100"))
    due = ("2026-03-31", "2026-12-18", "2027-03-31")
    rows += [
        [told[at][0], *cells(IDEAS[20 + at], "title issue lead"), told[at][1], told[at][2]] for at in range(3)
    ]  # fmt: skip
    return Case(
        "numbers_as_text.xlsx",
        "Every number is text: references, percents, and due dates that are Excel's serial numbers",
        lambda path: write_book(path, Sheet("Export", rows)),
        tuple(
            seen(IDEAS[20 + at], 2 + at, "issue lead", ref=told[at][0], due=due[at], percent=(40, 75, 100)[at])
            for at in range(3)
        ),
        questions=(Question("due", ("date", "2026"), "Serial numbers as text"),),
    )


CASES = (
    _text("windows_1252.csv", "Windows-1252 with £, é, dashes and curly quotes", 0,
          lambda path, rows: write_text(path, rows, encoding="cp1252")),
    _text("utf_16.tsv", "UTF-16 with tabs, as Excel's 'Unicode text' writes it", 3,
          lambda path, rows: write_text(path, rows, encoding="utf-16", delimiter="\t")),
    _text("sep_line.csv", "A line 'sep=;' comes first; Excel hides it, so row 1 is the headings", 6,
          lambda path, rows: write_text(path, rows, delimiter=";", before="sep=;\r\n", encoding="utf-8-sig")),
    _text("semicolons.csv", "Semicolons, and commas inside the cells", 9,
          lambda path, rows: write_text(path, rows, delimiter=";")),
    _text("pipes.csv", "Parted by |, line ends of Unix", 12,
          lambda path, rows: write_text(path, rows, delimiter="|", ending="\n")),
    _text("clipboard.txt", "Copied from a spreadsheet: tabs, quoted cells", 15,
          lambda path, rows: write_text(path, rows, delimiter="\t", ending="\n")),
    Case("with_macros.xlsm", "A workbook with macros, which are ignored", macros, plan_truth(6)),
    *old_excel(),
    Case("opendocument.ods", "LibreOffice: repeated cells, a million blank rows, a covered merge, a title above",
         lambda path: write_ods(path, plan_rows(18, text_dates=False)), plan_truth(18, top=3)),
    numbers_as_text(),
)  # fmt: skip
