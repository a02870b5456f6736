"""A paper is written wholly or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from csa_tracker.errors import UserError
from csa_tracker.reports.board_pages import build_board_pdf
from csa_tracker.reports.registry import REPORTS
from csa_tracker.reports.write import write_board_pdf
from tests.csa_tracker.reports.builders import GREEN, content_of, mixed_plan


def test_the_written_file_is_the_built_paper(tmp_path: Path) -> None:
    content = content_of(mixed_plan(10))
    target = tmp_path / "board report.pdf"
    written = write_board_pdf(content, target)
    built = build_board_pdf(content)
    assert target.read_bytes() == built.data
    assert (written.path, written.pages, written.replacements) == (target, built.pages, built.replacements)


def test_an_older_paper_is_replaced_and_nothing_else_is_left_behind(tmp_path: Path) -> None:
    target = tmp_path / "board.pdf"
    target.write_bytes(b"older")
    write_board_pdf(content_of([GREEN]), target)
    assert target.read_bytes().startswith(b"%PDF-1.7")
    assert list(tmp_path.iterdir()) == [target]


def test_a_missing_folder_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(UserError):
        write_board_pdf(content_of([GREEN]), tmp_path / "nowhere" / "board.pdf")
    assert not list(tmp_path.iterdir())


def test_a_folder_in_the_papers_place_is_refused_and_kept(tmp_path: Path) -> None:
    target = tmp_path / "board.pdf"
    target.mkdir()
    with pytest.raises(UserError):
        write_board_pdf(content_of([GREEN]), target)
    assert list(tmp_path.iterdir()) == [target]


def test_the_list_of_reports_names_the_board_paper() -> None:
    assert dict(REPORTS) == {"board": content_of([]).title}
