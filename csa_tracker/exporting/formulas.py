"""Keeps people's words words in a CSV file: a spreadsheet program would run a text that begins like a formula."""

from __future__ import annotations

import re

# An apostrophe of the text's own before such a beginning gets one more, so that taking one off always gives the text.
_DANGEROUS = re.compile(r"'*(?:[\t\r]|[\s\ufeff\u200b]*[=+\-@＝＋－＠])")


def escape_formula(text: str) -> str:
    """Put an apostrophe before a text whose first sign is = + - @ (also full width), a tab or a carriage return."""
    return f"'{text}" if _DANGEROUS.match(text) else text


def unescape_formula(text: str) -> str:
    """Take off the apostrophe that `escape_formula` puts on; every other text stays as it is."""
    return text[1:] if text.startswith("'") and _DANGEROUS.match(text) else text
