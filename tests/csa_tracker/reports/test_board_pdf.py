"""The board paper as a file: what a screen reader hears, what the eye sees, what the standards ask."""

from __future__ import annotations

import datetime as dt
import itertools
import subprocess
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from csa_tracker.rating_look import BRAG_ORDER, RATING_LOOKS
from csa_tracker.reports.board_values import BoardContent, ScheduleEntry
from csa_tracker.reports.layout.frame import CONTENT_WIDTH, LEFT, PAGE_SIZE
from csa_tracker.reports.options import ReportOptions
from csa_tracker.values import Brag
from tests.csa_tracker.reports.builders import GREEN, board_pdf, content_of, mixed_plan
from tests.csa_tracker.reports.pdf_reader import ReadPdf

OPTIONS = ReportOptions(
    meeting_date=dt.date(2026, 10, 14),
    meeting="Responsible Authorities Board",
    author="Community Safety Manager",
    marking="OFFICIAL-SENSITIVE",
)
SIZES = (0, 1, 60, 300)


@cache
def content(count: int) -> BoardContent:
    return content_of(mixed_plan(count), options=OPTIONS)


@cache
def paper(count: int) -> bytes:
    return board_pdf(mixed_plan(count), options=OPTIONS).data


@cache
def read(count: int) -> ReadPdf:
    return ReadPdf(paper(count))


def spoken(entry: ScheduleEntry) -> str:
    """What is heard of one action, in order."""
    update = f"Latest update, {entry.latest_update_on}: {entry.latest_update}"
    letter = f"{RATING_LOOKS[entry.brag].letter} " if entry.brag else ""
    return (
        f"{entry.ref} {entry.title} {entry.key_issue} · {entry.areas} {update} {entry.lead} {entry.lead_role} "
        f"{entry.due} {letter}{entry.rating_word} {entry.why} {entry.owner_word}"
    )


@pytest.mark.parametrize("count", SIZES)
def test_every_word_of_every_action_is_heard_in_order(count: int) -> None:
    schedule = read(count).whole_text.rpartition("Schedule of all actions")[2].partition("Key and method")[0]
    entries = [entry for group in content(count).schedule for entry in group.entries]
    assert len(entries) == count
    place = 0
    for entry in entries:
        words = " ".join(spoken(entry).split())
        place = schedule.find(words, place)
        assert place >= 0, f"{entry.ref} is missing or out of order"
        place += len(words)


@pytest.mark.parametrize("count", SIZES)
def test_nothing_is_shown_outside_the_tags(count: int) -> None:
    stray = [piece for piece in read(count).pieces if piece.owner is None and piece.text.strip()]
    assert not stray


@pytest.mark.parametrize("count", SIZES)
def test_only_running_heads_feet_and_repeated_column_heads_are_artifacts(count: int) -> None:
    silent = {piece.owner for piece in read(count).pieces if isinstance(piece.owner, str)}
    assert silent <= {"Artifact/Header", "Artifact/Footer", "Artifact/Pagination"}
    heads = {"Ref", "Action", "Lead", "Due", "Rating and why"}
    repeated = {piece.text.strip() for piece in read(count).pieces if piece.owner == "Artifact/Pagination"}
    assert repeated <= heads


@pytest.mark.parametrize("count", SIZES)
def test_the_marking_stands_at_head_and_foot_of_every_page_and_once_in_the_text(count: int) -> None:
    pdf = read(count)
    for page in range(len(pdf.pdf.pages)):
        marks = [p for p in pdf.pieces if p.page == page and p.text.strip() == "OFFICIAL-SENSITIVE"]
        places = {str(mark.owner): mark for mark in marks if isinstance(mark.owner, str)}
        assert set(places) == {"Artifact/Header", "Artifact/Footer"}
        for mark in places.values():
            assert mark.x + mark.width / 2 == pytest.approx(PAGE_SIZE[0] / 2, abs=2)
    assert pdf.whole_text.count("OFFICIAL-SENSITIVE") == 1


@pytest.mark.parametrize("count", SIZES)
def test_every_page_says_which_it_is_of_how_many(count: int) -> None:
    pdf = read(count)
    total = len(pdf.pdf.pages)
    feet = [piece.text.strip() for piece in pdf.pieces if piece.text.startswith("Page ")]
    assert feet == [f"Page {number} of {total}" for number in range(1, total + 1)]


@pytest.mark.parametrize("count", SIZES)
def test_all_text_stands_inside_the_margins(count: int) -> None:
    for piece in read(count).pieces:
        assert piece.x >= LEFT - 0.5 or piece.owner == "Artifact/Header"
        visible = piece.width * len(piece.text.rstrip()) / max(len(piece.text), 1)
        assert piece.x + visible <= LEFT + CONTENT_WIDTH + 0.5
        assert 20 < piece.y < PAGE_SIZE[1] - 20


@pytest.mark.parametrize("count", SIZES)
def test_letters_are_large_enough(count: int) -> None:
    pdf = read(count)
    assert min(piece.size for piece in pdf.pieces) >= 9
    prose = [element for element in pdf.elements if element.role == "P" and element.parents == ("Document",)]
    assert prose
    assert all(element.size >= 11 for element in prose)
    assert all(element.size >= 11 for element in pdf.elements if element.role in ("H1", "H2", "H3"))


@pytest.mark.parametrize("count", SIZES)
def test_no_heading_stands_alone_at_a_page_foot(count: int) -> None:
    pdf = read(count)
    headings = set(pdf.texts("H1") + pdf.texts("H2") + pdf.texts("H3"))
    for page in range(len(pdf.pdf.pages)):
        content = [p for p in pdf.pieces if p.page == page and isinstance(p.owner, int)]
        lowest = min(content, key=lambda piece: piece.y)
        # The list of sections on the cover has their words in letters of its own.
        assert lowest.text.strip() not in headings or lowest.size < 12


def test_headings_go_down_one_level_at_a_time() -> None:
    levels = [int(element.role[1]) for element in read(60).elements if element.role in ("H1", "H2", "H3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def on_page(number: int) -> str:
    pieces = [piece.text for piece in read(60).pieces if piece.page == number and isinstance(piece.owner, int)]
    return " ".join(" ".join(pieces).split())


def test_the_cover_has_the_title_block_and_page_two_the_summary() -> None:
    text = on_page(0)
    assert "Board progress report" in text
    assert "Responsible Authorities Board, 14 October 2026" in text
    assert "At a glance" in text
    assert "Edition Draft, not published" in text
    summary = on_page(1)
    assert summary.startswith("Summary of actions")
    assert "Rating by key issue" in summary
    assert "Cyber crime" in summary


def test_the_cards_and_bars_say_their_numbers_in_words() -> None:
    cards, bars = [element for element in read(60).elements if element.role == "Figure"]
    counts = content(60).counts
    for brag in (Brag.RED, Brag.AMBER, Brag.GREEN, Brag.BLUE):
        look = RATING_LOOKS[brag]
        assert f"{look.word} ({look.colour_name.lower()}): {counts.of(brag)}" in cards.alt
    for row in content(60).by_key_issue:
        assert f"{row.label}: " in bars.alt
    assert "no actions" in [element for element in read(0).elements if element.role == "Figure"][1].alt


def test_bars_show_letter_and_count_in_every_part() -> None:
    bars = [element for element in read(60).elements if element.role == "Figure"][1]
    for row in content(60).by_key_issue:
        parts = [f"{RATING_LOOKS[brag].letter} {row.counts.of(brag)}" for brag in BRAG_ORDER if row.counts.of(brag)]
        assert " ".join((row.short, *parts, str(row.counts.rated))) in bars.text


def test_the_figures_table_adds_up_to_its_last_row() -> None:
    pdf = read(60)
    rows = [element.text.split() for element in pdf.elements if element.role == "TR"]
    total = next(row for row in rows if row[:3] == ["All", "key", "issues"])
    start = next(index for index, row in enumerate(rows) if row[:2] == ["Key", "issue"])
    body = rows[start + 1 : rows.index(total)]
    assert [sum(int(row[column]) for row in body) for column in range(-6, 0)] == [int(cell) for cell in total[3:]]


def test_tables_have_heads_with_scope() -> None:
    pdf = read(60).pdf
    scopes = set()
    for held in pdf.objects:
        if hasattr(held, "get") and held.get("/S") == "/TH":
            scopes.add(str(held.A.Scope))
    assert scopes == {"/Column", "/Row"}


def test_the_file_says_what_it_is() -> None:
    pdf = read(1).pdf
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
        assert metadata["dc:title"] == "Burnley plan 2025 to 2028: Board progress report"
        assert metadata["xmp:CreateDate"].startswith("2026-10-02")
    assert str(pdf.Root.Lang) == "en-GB"
    assert bool(pdf.Root.MarkInfo.Marked)
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert str(pdf.docinfo["/Author"]) == "Community Safety Manager"
    assert str(pdf.docinfo["/CreationDate"]).startswith("D:20261002")


def test_the_outline_leads_through_the_sections() -> None:
    with read(60).pdf.open_outline() as outline:
        sections = [item.title for item in outline.root[0].children]
    assert sections == [
        "At a glance",
        "Summary of actions",
        "Rating by key issue",
        "Rating by area",
        "Exceptions",
        "Since the last board",
        "Key issues",
        "Key issues and areas",
        "Key issues and cross-cutting themes",
        "Milestones due",
        "Schedule of all actions",
        "Key and method",
    ]


def test_every_font_is_embedded_and_maps_to_text() -> None:
    for page in read(60).pdf.pages:
        for font in page.Resources.Font.values():
            assert "/FontFile2" in font.FontDescriptor
            assert "/ToUnicode" in font


@pytest.mark.parametrize("count", SIZES)
def test_other_programs_find_nothing_wrong_and_read_the_same(count: int, tmp_path: Path) -> None:
    target = tmp_path / "board.pdf"
    target.write_bytes(paper(count))
    subprocess.run(["qpdf", "--check", str(target)], check=True, capture_output=True)
    text = subprocess.run(["pdftotext", "-raw", str(target), "-"], check=True, capture_output=True, text=True).stdout
    for group in content(count).schedule:
        for entry in group.entries:
            assert entry.ref in text


def test_equal_content_gives_equal_bytes() -> None:
    assert board_pdf(mixed_plan(60), options=OPTIONS).data == paper(60)


def test_papers_that_differ_in_one_word_have_different_identities() -> None:
    papers = [ReadPdf(board_pdf([replace(GREEN, title=title)]).data) for title in ("One", "Two")]
    first, second = (bytes(pdf.pdf.trailer.ID[0]) for pdf in papers)
    assert first != second


def test_paragraphs_of_a_cell_are_told_apart() -> None:
    paragraphs = [e.text.strip() for e in read(1).elements if e.role == "P" and e.parents[-1] == "TD"]
    assert content(1).schedule[0].entries[0].title.strip() in paragraphs


@pytest.mark.parametrize("count", SIZES)
def test_the_list_of_sections_says_on_which_page_each_begins(count: int) -> None:
    pdf = read(count)
    listed = [
        element.text.split() for element in pdf.elements if element.role == "LBody" and element.parents[-1] == "LI"
    ]
    pages = {" ".join(words[:-1]): int(words[-1]) for words in listed if words[-1].isdigit()}
    for heading in pdf.texts("H2")[1:]:
        found = next(piece for piece in pdf.pieces if piece.text.strip() == heading and piece.size >= 12)
        assert pages[heading] == found.page + 1
