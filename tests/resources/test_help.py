"""The shipped help: whole pages in plain words, links that lead somewhere, and nothing from outside."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

import resources

PAGES = [name.removeprefix("help/") for name in resources.list_names("help")]
BANNED = re.compile(r"\b(please|sorry|invalid|illegal|oops|forbidden|simply|e\.g\.|click here)\b", re.I)
KNOWN_TAGS = {
    "h1", "h2", "p", "ul", "ol", "li", "b", "a", "kbd", "code", "table", "tr", "td", "th",
}  # fmt: skip


class Reader(HTMLParser):
    """Collects the links, tags and words of a page, and what was not closed."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.open: list[str] = []
        self.crossed: list[str] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.open.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.crossed.append(tag)

    def handle_data(self, data: str) -> None:
        self.words += data


def read(page: str) -> Reader:
    """A page, read."""
    reader = Reader()
    reader.feed(resources.read_text(f"help/{page}"))
    return reader


def test_there_is_help() -> None:
    assert len(PAGES) >= 12


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_whole(page: str) -> None:
    reader = read(page)
    assert (reader.open, reader.crossed) == ([], [])
    assert reader.tags <= KNOWN_TAGS
    assert resources.read_text(f"help/{page}").startswith("<h1>")


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_to_another_page(page: str) -> None:
    links = read(page).links
    assert [link for link in links if link not in PAGES or link == page] == []


def test_every_page_is_linked_from_the_others_or_stands_first() -> None:
    linked = {link for page in PAGES for link in read(page).links}
    assert set(PAGES) - linked <= {"start.html", "dashboard.html", "keyboard.html"}


@pytest.mark.parametrize("page", PAGES)
def test_pages_are_written_in_plain_words(page: str) -> None:
    words = read(page).words
    assert not BANNED.search(words)
    assert len(words.split()) < 420
    long = [sentence for sentence in re.split(r"(?<=[.:?])\s+|\n", words) if len(sentence.split()) > 30]
    assert long == []
