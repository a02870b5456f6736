"""A paper is written wholly or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from csa_tracker.errors import UserError
from csa_tracker.reports.make import builder_of
from csa_tracker.reports.pdf.build import build_pdf
from csa_tracker.reports.registry import REPORTS
from csa_tracker.reports.write import write_paper
from tests.csa_tracker.reports.builders import GREEN, mixed_plan, paper_of


def test_the_written_file_is_the_built_paper(tmp_path: Path) -> None:
    paper = paper_of("board", mixed_plan(10))
    target = tmp_path / "board report.pdf"
    written = write_paper(paper, target)
    built = build_pdf(paper)
    assert target.read_bytes() == built.data
    assert (written.path, written.pages, written.replacements) == (target, built.pages, built.replacements)


def test_an_older_paper_is_replaced_and_nothing_else_is_left_behind(tmp_path: Path) -> None:
    target = tmp_path / "board.pdf"
    target.write_bytes(b"older")
    write_paper(paper_of("board", [GREEN]), target)
    assert target.read_bytes().startswith(b"%PDF-1.7")
    assert list(tmp_path.iterdir()) == [target]


def test_a_missing_folder_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(UserError):
        write_paper(paper_of("board", [GREEN]), tmp_path / "nowhere" / "board.pdf")
    assert not list(tmp_path.iterdir())


def test_a_folder_in_the_papers_place_is_refused_and_kept(tmp_path: Path) -> None:
    target = tmp_path / "board.pdf"
    target.mkdir()
    with pytest.raises(UserError):
        write_paper(paper_of("board", [GREEN]), target)
    assert list(tmp_path.iterdir()) == [target]


def test_an_ending_that_is_no_report_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    for name in ("board.docx", "board"):
        with pytest.raises(UserError) as refused:
            write_paper(paper_of("board", [GREEN]), tmp_path / name)
        assert refused.value.code == "unknown-format"
    assert not list(tmp_path.iterdir())


def test_a_paper_can_be_stopped_on_any_page_and_nothing_is_written(tmp_path: Path) -> None:
    class StoppedError(Exception):
        pass

    seen: list[tuple[int, int]] = []

    def watch(done: int, total: int) -> None:
        seen.append((done, total))
        if done == 2 and total:
            raise StoppedError

    with pytest.raises(StoppedError):
        write_paper(paper_of("board", mixed_plan(60)), tmp_path / "board.pdf", watch=watch)
    assert seen[-1][0] == 2
    assert not list(tmp_path.iterdir())


def test_every_report_listed_can_be_made_and_keeps_its_name() -> None:
    assert all(callable(builder_of(name)) for name in REPORTS)
    assert all(paper_of(name, mixed_plan(3)).report == name for name in REPORTS)
