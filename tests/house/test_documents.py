"""The documents keep up with the product: verbs, links, decisions, pictures."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.main import get_command

from csa_tracker import __version__
from csa_tracker.cli.app import app
from tests.house.tree import ROOT, name

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"!?\[[^\]]*\]\(([^)#\s]+)[^)]*\)")


def verbs(command: object, path: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Yield (words, help) for each verb that does something by itself."""
    children = getattr(command, "commands", None)
    if children is None or (path and getattr(command, "invoke_without_command", False)):
        yield " ".join(path), getattr(command, "help", None) or ""
    for word, child in (children or {}).items():
        yield from verbs(child, (*path, word))


ALL_VERBS = dict(verbs(get_command(app)))


@pytest.mark.parametrize("verb", ALL_VERBS)
def test_verb_is_documented_and_helps(verb: str) -> None:
    page = (ROOT / "docs" / "cli.md").read_text("utf-8")
    assert re.search(rf"`{re.escape(verb)}[ `]", page), f"docs/cli.md does not name `{verb}`"
    assert ALL_VERBS[verb], f"{verb} has no help text"


def test_the_page_names_no_verb_that_is_not_there() -> None:
    page = (ROOT / "docs" / "cli.md").read_text("utf-8")
    named = {match.strip() for match in re.findall(r"^### `([a-z -]+?)(?: [A-Z\[.-].*)?`", page, re.M)}
    assert named == set(ALL_VERBS), named ^ set(ALL_VERBS)


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_somewhere(page: Path) -> None:
    targets = [target for target in LINK.findall(page.read_text("utf-8")) if "://" not in target]
    missing = [target for target in targets if not (page.parent / target).exists()]
    assert not missing, missing


def test_decisions_are_numbered_without_gaps_and_fit_a_page() -> None:
    files = sorted((ROOT / "docs" / "adr").glob("*.md"))
    assert [int(path.name[:4]) for path in files] == list(range(1, len(files) + 1))
    long = [path.name for path in files if len(path.read_text("utf-8").split()) > 450]
    assert not long, long


def test_the_version_is_said_once() -> None:
    assert tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"] == __version__


def test_pictures_keep_their_words_readable() -> None:
    for picture in (ROOT / "docs").rglob("*.svg"):
        sizes = [float(size) for size in re.findall(r'font-size="?([\d.]+)', picture.read_text("utf-8"))]
        assert sizes, picture
        assert min(sizes) >= 11, (picture, sizes)
