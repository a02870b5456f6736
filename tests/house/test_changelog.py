"""CHANGELOG.md is written for people and can be read by a script."""

from __future__ import annotations

import re

from csa_tracker import __version__
from tests.house.tree import ROOT

HEADING = re.compile(r"^## (\d+\.\d+\.\d+)( – \d{4}-\d{2}-\d{2}| – not yet released)$")
SECTIONS = {"Added", "Changed", "Fixed", "Removed", "Known limits"}


def lines() -> list[str]:
    """The lines of the change log."""
    return (ROOT / "CHANGELOG.md").read_text("utf-8").splitlines()


def test_each_version_has_a_dated_heading_newest_first() -> None:
    headings = [line for line in lines() if line.startswith("## ")]
    matches = [HEADING.match(line) for line in headings]
    assert headings
    assert all(matches), headings
    versions = [tuple(map(int, match[1].split("."))) for match in matches if match]
    assert versions == sorted(versions, reverse=True)


def test_the_newest_version_is_the_one_in_the_code() -> None:
    newest = next(line for line in lines() if line.startswith("## "))
    assert newest.split()[1] == __version__


def test_sections_and_entries_have_one_form() -> None:
    assert {line[4:] for line in lines() if line.startswith("### ")} <= SECTIONS
    unknown = [line for line in lines()[1:] if line and not line.startswith(("## ", "### ", "- ", "  ", "What "))]
    assert not unknown, unknown
