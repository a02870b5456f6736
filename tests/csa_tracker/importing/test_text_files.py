"""Text tables of every program: encodings, delimiters, quotes, the sep= line, pasted ranges and web pages."""

from __future__ import annotations

import codecs
import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csa_tracker.errors import UserError
from csa_tracker.importing.delimited import DELIMITERS, find_delimiter
from csa_tracker.importing.files import read_files
from csa_tracker.importing.pasted import read_pasted
from csa_tracker.importing.sheets import Cell, Sheet

ENCODINGS = ("utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be")


def read_bytes(folder: Path, content: bytes, name: str = "plan.csv") -> Sheet:
    (folder / name).write_bytes(content)
    (sheet,) = read_files([folder / name])
    return sheet


def message_of(folder: Path, content: bytes) -> str:
    with pytest.raises(UserError) as refusal:
        read_bytes(folder, content)
    return refusal.value.message


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_every_encoding_and_line_end_says_the_same(tmp_path: Path, encoding: str, end: str) -> None:
    text = end.join(["Ref,Action", 'A-1,"Café – two', 'lines"', "A-2,x"])
    assert read_bytes(tmp_path, text.encode(encoding)).rows == [
        ["Ref", "Action"],
        ["A-1", f"Café – two{end}lines"],
        ["A-2", "x"],
    ]


def test_utf_16_with_the_other_mark_is_read(tmp_path: Path) -> None:
    content = codecs.BOM_UTF16_BE + "Ref,Action\nA-1,Café".encode("utf-16-be")
    assert read_bytes(tmp_path, content).rows[1] == ["A-1", "Café"]


@pytest.mark.parametrize("first", ["sep=;", '"sep=;"', "SEP=;"])
def test_the_sep_line_decides_and_is_no_row(tmp_path: Path, first: str) -> None:
    content = f"{first}\r\nRef;Action, and more\r\nA-1;a,b\r\n".encode()
    assert read_bytes(tmp_path, content).rows == [["Ref", "Action, and more"], ["A-1", "a,b"]]


def test_the_sep_line_may_name_a_tab(tmp_path: Path) -> None:
    assert read_bytes(tmp_path, b"sep=\t\nRef\tAction\n1\tb\n").rows == [["Ref", "Action"], ["1", "b"]]


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("Plan 2025\n\nRef;Action;Lead\n1;Do this, that, and more;Police\n2;Do it;Council\n", ";"),
        ("Ref\tAction\tPartners\n1\tDo, it; now\tA; B, C\n2\tStop, it\tA\n", "\t"),
        ('Ref,Partners\n1,"Police; Council"\n2,"Fire; Health"\n3,"A; B"\n', ","),
        ("Ref|Action\n1|a, b\n2|c, d\n", "|"),
        ("Ref,Action,Lead\n1,Do it,Police\n2,Do, it badly,Police\n3,x,y\n", ","),
        ("Action\nDo this\n", ","),
    ],
)
def test_the_delimiter_is_the_one_that_makes_a_table(text: str, delimiter: str) -> None:
    assert find_delimiter(text) == delimiter


def test_quotation_marks_within_a_text_are_read_as_excel_does(tmp_path: Path) -> None:
    content = b'Ref,Action\nA-1,"He said "no" twice"\nA-2,6" pipe\nA-3,"a ""b"" c"\n'
    cells = [row[1] for row in read_bytes(tmp_path, content).rows[1:]]
    assert cells == ['He said no" twice"', '6" pipe', 'a "b" c']


@pytest.mark.parametrize(
    "content",
    [
        b'Ref,Action\nA-1,x\nA-2,"Begun\nA-3,y\n',
        b'Ref,Action\nA-1,x\nA-2,"Begun',
        b'Ref,Action\nA-1,x\nA-2,"Begun\nA-3,"ended",z\n',
    ],
)
def test_a_quotation_mark_never_closed_is_told_with_its_row(tmp_path: Path, content: bytes) -> None:
    assert message_of(tmp_path, content) == "plan.csv has a quotation mark in row 3 that is never closed."


@pytest.mark.parametrize("content", [b"Ref,Action\nA-1,\0\0x\n", b"\0" * 5_000, b"Ref,Action\n" * 900 + b"\0"])
def test_zero_bytes_are_no_text(tmp_path: Path, content: bytes) -> None:
    assert message_of(tmp_path, content).startswith("plan.csv is")


@pytest.mark.parametrize(
    "content", [b" \t\r\n" * 50_000, b"\xff\xfe \0", "\ufeff\n \n".encode("utf-16-be"), b",,,\n, ,,\n"]
)
def test_a_file_of_blanks_is_empty(tmp_path: Path, content: bytes) -> None:
    assert message_of(tmp_path, content) == "plan.csv is empty."


def test_formulas_are_words_and_only_our_own_mark_before_them_is_taken_off(tmp_path: Path) -> None:
    content = b"Ref,Action\n=1+1,'=HYPERLINK(1)\n"
    assert read_bytes(tmp_path, content).rows[1] == ["=1+1", "=HYPERLINK(1)"]


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\0\r\ufeff", exclude_categories=["Cs"]), max_size=12)


@given(
    rows=st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=6),
    delimiter=st.sampled_from(DELIMITERS),
    encoding=st.sampled_from([name for name in ENCODINGS if name != "cp1252"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_any_table_written_as_text_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], delimiter: str, encoding: str, quoting: int
) -> None:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter, quoting=quoting)  # type: ignore[arg-type]
    # The first line tells the delimiter, as Excel's own export does: cells of signs alone leave it open.
    stream.write(f"sep={delimiter}\r\n")
    # A heading such as every plan has also shows UTF-16 without a mark for what it is.
    writer.writerows([["Reference", "Action", "Lead organisation " * 4], *rows])
    path = tmp_path_factory.mktemp("text") / "plan.csv"
    path.write_bytes(stream.getvalue().encode(encoding))
    (sheet,) = read_files([path])
    expected: list[list[Cell]] = [[unmarked(cell) for cell in row] for row in rows]
    assert sheet.rows[1:] == expected


def unmarked(cell: str) -> str:
    """The cell without an apostrophe that our own export would have put before it."""
    from csa_tracker.exporting.formulas import unescape_formula

    return unescape_formula(cell)


def test_a_range_copied_in_excel_is_read(tmp_path: Path) -> None:
    text = 'Ref\tAction\tDue\r\nA-1\t"First line\nsecond ""line"""\t31/03/2027\r\nA-2\tsay "no"\t\r\n\t\t\r\n'
    assert read_pasted(text).rows == [
        ["Ref", "Action", "Due"],
        ["A-1", 'First line\nsecond "line"', "31/03/2027"],
        ["A-2", 'say "no"', ""],
    ]


def test_a_copied_cell_that_begins_with_a_quotation_mark_swallows_nothing() -> None:
    assert read_pasted('Ref\tAction\n1\t"Begun\n2\tx').rows == [["Ref", "Action"], ["1", '"Begun'], ["2", "x"]]


def test_pasted_text_of_a_csv_file_and_a_single_column_are_read() -> None:
    assert read_pasted("Ref;Action\n1;a, b\n").rows == [["Ref", "Action"], ["1", "a, b"]]
    assert read_pasted("Action\r\nDo this\r\n").rows == [["Action"], ["Do this"]]


@pytest.mark.parametrize("text", ["", "\n\n", "\t\t\r\n\t\t\r\n", " \0"])
def test_nothing_copied_is_told(text: str) -> None:
    with pytest.raises(UserError) as refusal:
        read_pasted(text)
    assert refusal.value.code == "nothing-copied"


PAGE = """<!DOCTYPE html><html><head><title>Report</title><style>td { color: red }</style></head><body>
<script>document.write("<table><tr><td>no</td></tr></table>")</script>
<table border=1><tr><th>Ref<th>Action<th>Lead</tr>
<tr><td rowspan=2>A-1</td><td colspan="2">Evening &amp; weekend<br>patrols</td></tr>
<tr><td>Second  row<td><b>Police</b></table></body></html>"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig"])
def test_a_web_page_called_a_workbook_is_read_as_excel_does(tmp_path: Path, encoding: str) -> None:
    sheet = read_bytes(tmp_path, PAGE.encode(encoding), "report.xls")
    assert sheet.rows == [
        ["Ref", "Action", "Lead"],
        ["A-1", "Evening & weekend\npatrols", ""],
        ["", "Second row", "Police"],
    ]
    assert sheet.marks.merges == ((1, 0, 2, 0), (1, 1, 1, 2))


def test_spans_of_a_web_page_make_no_grid(tmp_path: Path) -> None:
    cell = "<td colspan=999999999 rowspan=999999999>x</td>"
    with pytest.raises(UserError) as refusal:
        read_bytes(tmp_path, f"<table>{f'<tr>{cell * 20}</tr>' * 200}</table>".encode(), "page.xls")
    assert refusal.value.code == "too-large"
