"""Every report as a PDF, a web page and a workbook, of plans of every size: whole, in order, and safe."""

from __future__ import annotations

import itertools
import os
import subprocess
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from csa_tracker.reports.blocks import Bars, Cards, Paper, Table, Timeline
from csa_tracker.reports.cell_text import cell_text
from csa_tracker.reports.chart_words import bars_words, cards_words
from csa_tracker.reports.content import content_bytes
from csa_tracker.reports.content import paper_of as paper_of_content
from csa_tracker.reports.html.page import build_html
from csa_tracker.reports.html.text import plain
from csa_tracker.reports.milestone_look import timeline_words
from csa_tracker.reports.registry import REPORTS
from csa_tracker.reports.typeset.clean import Cleaner
from csa_tracker.reports.write import build_paper
from tests.csa_tracker.reports.builders import GREEN, full_plan, paper_of
from tests.csa_tracker.reports.heard import missing_in_order, read_page, said, squeezed
from tests.csa_tracker.reports.pdf_reader import Piece, ReadPdf

SIZES = tuple(int(size) for size in os.environ.get("CSA_REPORT_SIZES", "0,1,60").split(","))
"""`make reports` adds 300 and 10,000 actions."""
HOSTILE = (
    '<b>bold</b> <img src="/etc/hostname"> <script>alert(1)</script> <a href="javascript:x">y</a> &amp; ]]>',
    r"(unbalanced \) Tj ET endstream endobj BDC %%EOF",
    "nul\0l bell\a esc\x1b[31m del\x7f \U0001f6f8 שלום 漢字 \u202eesrever\u202c",
    "x" * 400 + " =HYPERLINK(1) " + "a line\n" * 40,
)
CASES = [(name, size) for name in REPORTS for size in (*SIZES, -1) if size or name != "action"]


@cache
def paper(name: str, size: int) -> Paper:
    """A report of so many actions; -1 stands for hostile ones."""
    if size >= 0:
        return paper_of(name, full_plan(size))
    actions = [
        replace(action, title=text, latest_update=text, lead=text[:90], lead_role=text[:90], description=text, why=text,
                measure=text, closure_reason=text, board=text[:90], partners=(text[:90],))
        for action, text in zip(full_plan(len(HOSTILE)), HOSTILE, strict=True)
    ]  # fmt: skip
    return paper_of(name, actions)


@cache
def pdf(name: str, size: int) -> bytes:
    return build_paper(paper(name, size), ".pdf").data


def heard_in_pdf(name: str, size: int) -> ReadPdf:
    return ReadPdf(pdf(name, size))


@pytest.mark.parametrize(("name", "size"), CASES)
def test_every_word_is_heard_in_the_pdf_in_order_and_nothing_stands_outside_the_tags(name: str, size: int) -> None:
    read = heard_in_pdf(name, size)
    clean = Cleaner().clean
    pieces = (squeezed(clean(piece)) for piece in said(paper(name, size), letters=True))
    assert missing_in_order(pieces, squeezed(read.whole_text)) is None
    assert not [piece for piece in read.pieces if piece.owner is None and piece.text.strip()]
    assert min(piece.size for piece in read.pieces) >= 9


@pytest.mark.parametrize(("name", "size"), CASES)
def test_headings_of_the_pdf_go_down_one_level_at_a_time_and_never_end_a_page(name: str, size: int) -> None:
    read = heard_in_pdf(name, size)
    levels = [int(element.role[1]) for element in read.elements if element.role in ("H1", "H2", "H3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    lowest: dict[int, Piece] = {}
    for piece in read.pieces:
        if isinstance(piece.owner, int) and piece.text.strip() and piece.y <= lowest.get(piece.page, piece).y:
            lowest[piece.page] = piece
    assert all(piece.size < 12 for piece in lowest.values())


@pytest.mark.parametrize(("name", "size"), CASES)
def test_charts_of_the_pdf_say_their_numbers(name: str, size: int) -> None:
    told = [element.alt for element in heard_in_pdf(name, size).elements if element.role == "Figure"]
    assert all(told)
    for block in paper(name, size).blocks:
        if isinstance(block, Cards):
            assert cards_words(block) in told
        elif isinstance(block, Timeline):
            assert timeline_words(block) in told
        elif isinstance(block, Bars) and len(block.rows) <= 16:
            assert Cleaner().clean(bars_words(block)) in told


@pytest.mark.parametrize(("name", "size"), CASES)
def test_other_programs_find_nothing_wrong_with_the_pdf(name: str, size: int, tmp_path: Path) -> None:
    target = tmp_path / "report.pdf"
    target.write_bytes(pdf(name, size))
    subprocess.run(["qpdf", "--check", str(target)], check=True, capture_output=True)
    read = heard_in_pdf(name, size).pdf
    assert "/OpenAction" not in read.Root
    assert not any("/Annots" in page or "/XObject" in page.Resources for page in read.pages)


@pytest.mark.parametrize(("name", "size"), CASES)
def test_every_word_stands_on_the_web_page_in_order(name: str, size: int) -> None:
    page = read_page(build_html(paper(name, size)))
    pieces = (squeezed(plain(piece)) for piece in said(paper(name, size), letters=False))
    assert missing_in_order(pieces, squeezed(page.text)) is None


@pytest.mark.parametrize(("name", "size"), CASES)
def test_the_web_page_needs_nothing_runs_nothing_and_is_built_for_readers(name: str, size: int) -> None:
    page = read_page(build_html(paper(name, size)))
    assert all(reference.startswith("#") for reference in page.references)
    assert page.tags.isdisjoint({"script", "img", "iframe", "object", "embed", "link", "form", "base"})
    assert page.tables == page.captions
    assert page.heads_without_scope == 0
    levels = [level for level, _ in page.headings]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    charts = [block for block in paper(name, size).blocks if isinstance(block, Bars | Timeline)]
    assert len(page.images) == len(charts)
    assert all(page.images)


@pytest.mark.parametrize(("name", "size"), CASES)
def test_the_workbook_holds_every_word_and_no_formula(name: str, size: int) -> None:
    data = build_paper(paper(name, size), ".xlsx").data
    book = openpyxl.load_workbook(BytesIO(data))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    held = squeezed(" ".join(str(cell.value) for cell in cells))
    for block in paper(name, size).blocks:
        text = getattr(block, "text", "")
        assert squeezed(cell_text(text)) in held
    for sheet in book.worksheets[1:]:
        heads = [cell.value for cell in sheet[1]]
        assert len(set(heads)) == len(heads)
        assert all(heads)
        assert len(sheet.tables) == 1
    assert book.properties.title
    header = book.worksheets[0].oddHeader
    assert header is not None
    assert header.center.text == f"&B{paper(name, size).marking}"


@pytest.mark.parametrize(("name", "size"), CASES)
def test_what_a_paper_says_can_be_kept_and_read_back(name: str, size: int) -> None:
    # A half of a character cannot be kept, nor can a plan hold one.
    assert paper_of_content(content_bytes(paper(name, size))) == paper(name, size)


@pytest.mark.parametrize("name", REPORTS)
def test_totals_of_every_table_of_figures_add_up(name: str) -> None:
    for block in paper(name, 60).blocks:
        if isinstance(block, Table) and block.caption == "Number of actions by key issue and rating":
            rows = [[int(str(cell[0].value)) for cell in row[1:]] for row in block.rows]
            *body, total = rows
            assert [sum(column) for column in zip(*body, strict=True)] == total


def test_a_title_of_200_characters_is_whole_everywhere() -> None:
    title = ("Reduce harm in the night-time economy " * 6)[:199] + "."
    for name in REPORTS:
        made = paper_of(name, [replace(GREEN, title=title)])
        if title not in str(made):
            continue  # figures alone
        assert title in squeezed(ReadPdf(build_paper(made, ".pdf").data).whole_text)
        assert title in squeezed(read_page(build_html(made)).text)
