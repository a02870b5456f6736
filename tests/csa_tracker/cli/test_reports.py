"""Reports on the command line: made in three formats, published, listed, printed again."""

from __future__ import annotations

from pathlib import Path

import pytest

from csa_tracker.reports.registry import REPORTS
from tests.csa_tracker.cli.conftest import Line

NEEDED = {
    "issue": ("--issue", "road-safety"),
    "action": ("--action", "BUR-0001"),
    "form": ("--lead", "lancashire fire and rescue service"),
    "changes": ("--since", "June board"),
}


@pytest.fixture
def filled(line: Line) -> Line:
    line.add("--lead", "Lancashire Fire and Rescue Service", "--area", "Burnley", "--due", "1/12/2026")
    line("snapshot", "create", "June board")
    line.add(title="Cyber awareness for shops", issue="cyber-crime")
    return line


@pytest.mark.parametrize("kind", [".pdf", ".html", ".xlsx"])
@pytest.mark.parametrize("name", REPORTS)
def test_every_report_is_written_in_every_format(filled: Line, tmp_path: Path, name: str, kind: str) -> None:
    target = tmp_path / f"report{kind}"
    told = filled.json("report", name, "-o", str(target), *NEEDED.get(name, ()))
    assert told["report"] == str(target)
    assert (told["pages"] > 0) == (kind == ".pdf")
    assert target.stat().st_size > 1000


def test_the_list_says_what_each_report_takes_and_needs(filled: Line) -> None:
    listed = filled.json("report", "list")["reports"]
    assert [one["name"] for one in listed] == list(REPORTS)
    assert {one["name"]: one["needs"] for one in listed}["form"] == ["lead"]
    assert all(one["about"] for one in listed)
    assert "Board progress report" in filled("report", "list").out


def test_options_choose_what_a_report_is_about(filled: Line, tmp_path: Path) -> None:
    target = tmp_path / "board.html"
    filled("report", "board", "-o", str(target), "--issue", "Cyber Crime", "--area", "burnley", "--period", "2026-Q2")
    page = target.read_text("utf-8")
    assert "Burnley; Cyber Crime" in page
    assert "July to September 2026 (quarter 2 of 2026/27)" in page
    assert "Patrols" not in page


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("issue",), "option-needed"),
        (("form", "--lead", "Nobody at all"), "unknown-lead"),
        (("action", "--action", "BUR-9999"), "unknown-reference"),
        (("board", "--area", "Atlantis"), "unknown-area"),
        (("board", "--issue", "piracy"), "unknown-key-issue"),
        (("board", "--action", "BUR-0001"), "option-not-taken"),
        (("coverage", "--since", "June board"), "option-not-taken"),
        (("board", "--since", "No such"), "unknown-snapshot"),
        (("board", "--period", "summer"), "unknown-period"),
        (("board", "--as-at", "1/1/2030"), "day-to-come"),
        (("board", "--partnership", "XXX"), "unknown-partnership"),
        (("public", "--marking", "OFFICIAL-SENSITIVE"), "not-publishable"),
    ],
)
def test_what_cannot_be_is_refused_and_writes_nothing(
    filled: Line, tmp_path: Path, words: tuple[str, ...], code: str
) -> None:
    target = tmp_path / "report.pdf"
    said = filled("--json", "report", *words, "-o", str(target))
    assert (said.code, said.error) == (3, code)
    assert not target.exists()


def test_a_report_is_published_listed_and_printed_again(filled: Line, tmp_path: Path) -> None:
    assert "No report has been published yet" in filled("report", "published").out
    first, again = tmp_path / "first.pdf", tmp_path / "again.pdf"
    made = filled.json("report", "publish", "board", "-o", str(first), "--meeting", "14/10/2026")
    assert made["number"] == 1
    filled.add(title="Later")
    filled("report", "reprint", "1", "-o", str(again))
    assert again.read_bytes() == first.read_bytes()
    listed = filled.json("report", "published")["published"]
    assert [(one["number"], one["name"], one["sha256"]) for one in listed] == [(1, "board", made["sha256"])]
    assert "Report 1 of " not in filled("report", "published").out
    assert "Board progress report" in filled("report", "published").out


def test_publishing_into_another_format_is_refused_before_anything_is_published(filled: Line, tmp_path: Path) -> None:
    said = filled("--json", "report", "publish", "board", "-o", str(tmp_path / "board.html"))
    assert (said.code, said.error) == (3, "unknown-format")
    assert filled.json("report", "published")["published"] == []


def test_a_report_is_kept_under_a_name_made_and_forgotten(filled: Line, tmp_path: Path) -> None:
    assert "No report has been saved yet" in filled("report", "saved").out
    kept = filled.json("report", "save", "Cyber  board", "board", "--issue", "Cyber Crime", "--author", "Analyst")
    assert kept == {"saved": "Cyber board", "report": "board"}
    assert filled.json("report", "saved")["saved"] == [
        {"name": "Cyber board", "report": "board", "options": {"author": "Analyst", "issues": ["Cyber Crime"]}}
    ]
    target = tmp_path / "cyber.html"
    filled("report", "make", "cyber BOARD", "-o", str(target))
    assert "Cyber awareness for shops" in target.read_text("utf-8")
    assert "Patrols" not in target.read_text("utf-8")
    assert filled.json("report", "forget", "cyber board") == {"forgotten": "Cyber board"}
    assert filled("--json", "report", "make", "cyber board", "-o", str(target)).error == "unknown-saved-report"


def test_what_a_report_cannot_take_is_not_kept(filled: Line) -> None:
    assert filled("--json", "report", "save", "Wrong", "board", "--area", "Atlantis").error == "unknown-area"
    assert filled.json("report", "saved")["saved"] == []
