"""Whatever people type ends up as harmless, complete, readable text."""

from __future__ import annotations

import subprocess
import time
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csa_tracker.reports.html.text import plain
from csa_tracker.reports.make import make_paper
from csa_tracker.reports.options import ReportOptions
from csa_tracker.reports.pdf.build import BuiltPdf, build_pdf
from csa_tracker.reports.typeset.clean import Cleaner
from csa_tracker.reports.write import build_paper
from tests.csa_tracker.reports.builders import GREEN, INFO, RED, board_pdf, paper_of, source_of
from tests.csa_tracker.reports.heard import read_page
from tests.csa_tracker.reports.pdf_reader import ReadPdf

HOSTILE = {
    "markup": '<b>bold</b> <img src="/etc/hostname"> <a href="javascript:x">y</a> <done> &amp; &#0; ]]> <?xml?>',
    "operators": r"(unbalanced \) Tj ET Q endstream endobj BDC /MCID 0 %%EOF",
    "controls": "nul\0l bell\a esc\x1b[31m del\x7f",
    "emoji": "saucer \U0001f6f8 family \U0001f468\u200d\U0001f469 flag \U0001f1ec\U0001f1e7 heart ❤\ufe0f",
    "right to left": "Hebrew שלום עולם 12 and Arabic مرحبا, then English",
    "overrides": "\u202eesrever\u202c \u2066isolated\u2069",
    "surrogates": "lone \ud800 and \udfff end",
    "long word": "x" * 100_000,
    "many lines": "a line\n" * 5_000,
    "many spaces": "a" + " " * 50_000 + "b",
    "formula": '=HYPERLINK("http://example.org") @SUM(1) +1 -1',
    "scripts": "Ελληνικά кириллица 漢字 हिन्दी e\u0301\u0327 ŵŷ",
    "blank": " \t ",
    "path": "../../etc/passwd \\\\server\\share C:\\",
    "template": "{0} {name!r} %s %(x)s ${HOME} `id`",
}


@cache
def built_with(text: str) -> BuiltPdf:
    action = replace(
        GREEN,
        title=text,
        latest_update=text,
        lead=text[:400],
        lead_role=text[:400],
        areas=(text[:400],),
        key_issue_label=text[:400],
        due=None,
        due_text=text[:400],
        why=text[:400],
        ref=text[:60],
    )
    late = replace(action, brag=RED.brag, rating_word=text[:60])
    info = replace(INFO, name=text[:4000], partnership_name=text[:4000], agreement_title=text[:4000])
    return board_pdf([action, late], info=info)


def words_of(text: str) -> list[str]:
    return Cleaner().clean(text).split()


@cache
def read(text: str) -> ReadPdf:
    return ReadPdf(built_with(text).data)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_does_not_slow_the_paper_down(name: str) -> None:
    started = time.perf_counter()
    built_with(HOSTILE[name])
    assert time.perf_counter() - started < 10


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_all_there_in_order(name: str) -> None:
    assert " ".join(words_of(HOSTILE[name])) in read(HOSTILE[name]).whole_text.replace("\u00ad", "")


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_leaves_the_file_sound_and_without_active_parts(name: str, tmp_path: Path) -> None:
    target = tmp_path / "board.pdf"
    target.write_bytes(built_with(HOSTILE[name]).data)
    subprocess.run(["qpdf", "--check", str(target)], check=True, capture_output=True)
    pdf = read(HOSTILE[name]).pdf
    for page in pdf.pages:
        assert "/Annots" not in page
        assert "/XObject" not in page.Resources
    assert "/OpenAction" not in pdf.Root
    assert "/Names" not in pdf.Root or "/JavaScript" not in pdf.Root.Names


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_shows_no_missing_glyph(name: str) -> None:
    for piece in read(HOSTILE[name]).pieces:
        assert "\0" not in piece.text
        assert piece.size >= 9


def test_what_could_not_be_printed_is_reported() -> None:
    codes = {replacement.code: replacement.shown for replacement in built_with(HOSTILE["emoji"]).replacements}
    assert codes["U+1F6F8"] == "[U+1F6F8]"
    assert codes["U+200D"] == ""


def test_right_to_left_words_are_heard_as_spelled_and_seen_turned_round() -> None:
    title = "see שלום here"
    pdf = ReadPdf(board_pdf([replace(GREEN, title=title)]).data)
    assert title in pdf.whole_text
    assert "see םולש here" in "".join(piece.shown for piece in pdf.pieces)


def test_a_row_taller_than_a_page_goes_on_over_pages_under_a_repeated_head() -> None:
    built = board_pdf([replace(GREEN, latest_update="constable " * 5_000)])
    pdf = ReadPdf(built.data)
    assert pdf.whole_text.count("constable") == 5_000
    rows = [element for element in pdf.elements if element.role == "TR" and element.text.startswith("BUR-0001")]
    assert len(rows) == 1, "one row stays one row for a reader"
    assert sum(piece.owner == "Artifact/Pagination" and piece.text.strip() == "Ref" for piece in pdf.pieces) >= 3


def test_more_letters_than_one_font_subset_holds_are_all_drawn() -> None:
    letters = "".join(chr(code) for code in range(0x21, 0x250)) + "".join(chr(code) for code in range(0x391, 0x530))
    assert " ".join(words_of(letters)) in ReadPdf(built_with(letters).data).whole_text.replace("\u00ad", "")


def test_a_hundred_key_issues_are_drawn_over_several_figures() -> None:
    actions = [
        replace(GREEN, key_issue=f"local-{n}", key_issue_label=f"Local issue {n} " + "x" * n) for n in range(100)
    ]
    figures = [element for element in ReadPdf(board_pdf(actions).data).elements if element.role == "Figure"]
    assert len(figures) > 5
    assert all(f"Local issue {n} " in " ".join(figure.alt for figure in figures) for n in range(100))


def test_no_key_issues_at_all_is_no_trouble() -> None:
    paper = make_paper("board", replace(source_of([]), key_issues=()), ReportOptions())
    assert "Rating by key issue" not in ReadPdf(build_pdf(paper).data).whole_text


@given(st.text(st.characters(exclude_categories=()), max_size=200))
@settings(max_examples=15)
def test_any_text_at_all_is_heard(text: str) -> None:
    heard = ReadPdf(board_pdf([replace(GREEN, title=f"A{text}Z")]).data).whole_text
    assert " ".join(words_of(f"A{text}Z")) in heard.replace("\u00ad", "")


@given(st.text(st.characters(exclude_categories=()), max_size=200))
@settings(max_examples=15)
def test_any_text_at_all_is_on_the_web_page_and_in_the_workbook(text: str) -> None:
    paper = paper_of("board", [replace(GREEN, title=f"A{text}Z")])
    page = read_page(build_paper(paper, ".html").data)
    assert " ".join(plain(f"A{text}Z").split()) in " ".join(page.text.split())
    assert "script" not in page.tags
    book = openpyxl.load_workbook(BytesIO(build_paper(paper, ".xlsx").data))
    cell = book["Schedule"]["B2"]
    assert cell.data_type == "s"
    assert str(cell.value).startswith("A")
    assert str(cell.value).endswith("Z")
