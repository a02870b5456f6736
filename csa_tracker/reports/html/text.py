"""The one place where people's words become HTML."""

from __future__ import annotations

import re
from html import escape

# Control characters are no text, and an override left open would turn round what follows it.
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_LINES = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_HALVES = re.compile("[\ud800-\udfff]")


def text(words: str) -> str:
    """Return words as they may stand between tags and inside a quoted attribute."""
    return escape(plain(words))


def lines(words: str) -> str:
    """Return words with their line ends kept."""
    return text(words).replace("\n", "<br>")


def plain(words: str) -> str:
    """Return words without what no page can show: control characters, overrides, halves of characters."""
    return _HALVES.sub("\ufffd", _UNWANTED.sub("", _LINES.sub("\n", words)))


def anchor(number: int) -> str:
    """Return the name of a section's place on the page."""
    return f"section-{number}"
