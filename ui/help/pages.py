"""The help pages: read from the shipped files, with the keys people really have, and searched by words."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QTextDocument

import resources
from ui.look.fonts import FALLBACK, FAMILY, points
from ui.look.worn import px, tokens
from ui.shell.commands import MENUS
from ui.shell.shortcuts import Chosen, keys_of, plain_words, show_keys

TOPICS = (
    "start", "dashboard", "actions", "log-update", "filter-language", "search", "import", "packs", "reports",
    "exchange", "attention", "conflicts", "undo-and-history", "backups", "keyboard", "privacy", "words",
)  # fmt: skip
"""Every page, in the order of the contents; each is resources/help/<name>.html."""
_KEY = re.compile(r"\{key:([a-z:-]+)\}")
_TITLE = re.compile("<h1>(.*?)</h1>", re.DOTALL)
_BEFORE, _LONGEST = 8, 120


@dataclass(frozen=True, slots=True)
class HelpPage:
    """One page: its name, its title, its body as HTML and as plain text."""

    name: str
    title: str
    body: str
    text: str


def read_pages(chosen: Chosen) -> list[HelpPage]:
    """Return every page, with the keys the commands now have."""
    return [_read(name, chosen) for name in TOPICS]


def _read(name: str, chosen: Chosen) -> HelpPage:
    source = resources.read_text(f"help/{name}.html")
    now = keys_of(chosen)
    body = _KEY.sub(lambda found: key_words(found[1], now[found[1]]), source)
    title = _TITLE.search(body)
    document = QTextDocument()
    document.setHtml(body)
    return HelpPage(name, html.unescape(title[1]) if title is not None else name, body, document.toPlainText())


def key_words(name: str, keys: Sequence[str]) -> str:
    """Return a command's first keys as HTML, or where it stands in the menus when it has none."""
    if keys:
        return f"<kbd>{html.escape(show_keys(keys[:1]))}</kbd>"
    for title, commands in MENUS:
        for command in commands:
            if command.name == name:
                return f"<b>{html.escape(f'{plain_words(title)}, {plain_words(command.words)}')}</b>"
    raise KeyError(name)


def find_pages(pages: Sequence[HelpPage], text: str) -> list[tuple[HelpPage, str]]:
    """Return the pages with words that begin with each word typed, each with what is around the first of them.

    Those with such a word in the title come first.
    """
    begun = [beginning_of(word) for word in text.split()]
    found = [
        (page, _excerpt(page, begun[0])) for page in pages if begun and all(one.search(page.text) for one in begun)
    ]
    return sorted(found, key=lambda pair: not any(one.search(pair[0].title) for one in begun))


def beginning_of(word: str) -> re.Pattern[str]:
    """Return the pattern of words that begin with a word, whatever its case."""
    return re.compile(rf"(?<!\w){re.escape(word)}", re.IGNORECASE)


def _excerpt(page: HelpPage, begun: re.Pattern[str]) -> str:
    text = " ".join(page.text.removeprefix(page.title).split())
    found = begun.search(text)
    at = found.start() if found is not None else 0
    start = text.rfind(" ", 0, at - _BEFORE) + 1 if at > _BEFORE else 0
    return ("…" if start else "") + text[start : start + _LONGEST]


def help_style() -> str:
    """Return the style sheet of the pages in the look now worn."""
    t = tokens()
    return f"""
    body {{ color: {t.ink}; font-family: "{FAMILY}", "{FALLBACK}"; font-size: {points(10.5):.1f}pt; }}
    h1 {{ font-size: {points(18):.1f}pt; font-weight: 700; margin-top: 0; margin-bottom: {px(8)}px; }}
    h2 {{ font-size: {points(12):.1f}pt; font-weight: 700; margin-top: {px(18)}px; margin-bottom: {px(4)}px; }}
    p {{ margin-top: {px(4)}px; margin-bottom: {px(8)}px; line-height: 125%; }}
    li {{ margin-bottom: {px(5)}px; line-height: 120%; }}
    a {{ color: {t.accent}; text-decoration: underline; }}
    kbd, code {{ font-family: "{FAMILY}", "{FALLBACK}"; font-weight: 600; background-color: {t.sunken}; }}
    th {{ color: {t.ink2}; font-weight: 600; }}
    """
