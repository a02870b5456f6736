"""The history on the command line: listed, brought back, and removed for good."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.csa_tracker.cli.conftest import Line

NAME = "Jane Zebedee"


@pytest.fixture
def named(line: Line) -> Line:
    """A plan in which somebody was named in a title since changed, and in an update."""
    line.add(title=f"Visit {NAME}")
    line.json("action", "set", "BUR-0001", "title=Visits")
    line.json("update", "BUR-0001", "--text", f"Met {NAME.upper()}")
    return line


def test_what_would_go_is_listed_and_stays(named: Line) -> None:
    told = named.json("history", "redact", "--words", NAME, "--dry-run")["values"]
    assert [(one["ref"], one["field"], one["value"], one["shown"]) for one in told] == [
        ("BUR-0001", "Title", f"Visit {NAME}", False), ("BUR-0001", "Update", f"Met {NAME.upper()}", True),
    ]  # fmt: skip
    assert named.json("history", "redact", "--words", NAME, "--dry-run")["values"] == told


def test_words_are_removed_for_good(named: Line) -> None:
    done = named.json("history", "redact", "--words", NAME, "--reason", "a name", "--yes")
    assert (done["removed"], done["refs"]) == (2, ["BUR-0001"])
    after = {(one["field"], one["after"]) for one in named.json("history", "BUR-0001")["history"]}
    assert ("removed for good", "a name") in after
    assert any(text.startswith("[removed on ") for field, text in after if field == "title")
    assert named.json("check")["ok"]


def test_one_line_and_all_like_it_are_removed(named: Line) -> None:
    named.add(title="Visits")
    lines = named.json("history", "BUR-0001")["history"]
    number = next(place for place, one in enumerate(lines, 1) if one["after"] == "Visits")
    done = named.json("history", "redact", "BUR-0001", "--line", str(number), "--reason", "a mistake", "--yes")
    assert (done["removed"], done["refs"]) == (2, ["BUR-0001", "BUR-0002"])


def test_older_backups_go_with_it_when_asked(named: Line, tmp_path: Path) -> None:
    done = named.json("history", "redact", "--words", NAME, "--reason", "a name", "--yes", "--backups")
    assert done["backups_left"] == 0
    assert done["backups_deleted"] >= 1
    wanted = NAME.lower().encode()
    left = [path for path in tmp_path.rglob("*") if path.is_file() and wanted in path.read_bytes().lower()]
    assert left == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--words", NAME, "--reason", "a name"], "not-confirmed"),
        (["--words", NAME, "--yes"], "no-reason"),
        (["--words", "nobody here", "--yes", "--reason", "x"], "nothing-to-remove"),
        (["BUR-0001", "--reason", "x"], "line-or-words"),
        (["BUR-0001", "--line", "1", "--words", NAME], "line-or-words"),
        (["BUR-0001", "--line", "99", "--yes"], "no-such-line"),
        (["BUR-0009", "--line", "1"], "unknown-reference"),
        (["BUR-0001", "--line", "1", "--yes", "--reason", "x"], "nothing-to-remove"),
    ],
)
def test_a_removal_that_is_not_clear_removes_nothing(named: Line, words: list[str], code: str) -> None:
    assert named("history", "redact", *words, "--json").error == code
    assert len(named.json("history", "redact", "--words", NAME, "--dry-run")["values"]) == 2


def test_what_cannot_be_reached_is_said(named: Line) -> None:
    said = named("history", "redact", "--words", NAME, "--reason", "a name", "--yes").out
    assert "Removed for good: 2 values." in said
    assert "files already sent" in said
    assert "add --backups" in said
