"""Cuts a filter text into parts; any text can be cut, however half-typed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from csa_tracker.filters.conditions import KEYS

QUOTES = '"“”„″'
"""What opens and closes quotation marks: word processors and phones type curly ones."""

KEYED = re.compile("-?(?P<key>[A-Za-z]+):(?P<compare>(?:[<>]=?)?)")
_BARE = re.compile(r"\S+")
_ITEM = re.compile(r"[^\s,]+")
_QUOTE_SET = frozenset(QUOTES)
_KEPT_SET = _QUOTE_SET | {"\\"}


@dataclass(frozen=True, slots=True)
class Item:
    """One value after a colon, or one word: its text, whether it was in quotation marks and they were closed, where."""

    text: str
    quoted: bool
    closed: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Token:
    """One part of a filter. `key` is "" for a word or phrase, else one of KEYS; `compare` is "" or one of < <= > >=."""

    key: str
    compare: str
    items: tuple[Item, ...]
    negated: bool
    start: int
    end: int


def read_tokens(text: str) -> list[Token]:
    """Cut a text into its parts, in order; white space between them is dropped."""
    tokens: list[Token] = []
    at = 0
    while (found := _BARE.search(text, at)) is not None:
        token = _read_keyed(text, found.start()) or _read_word(text, found.start())
        tokens.append(token)
        at = token.end
    return tokens


def unknown_key(word: str) -> str:
    """The word before the colon of "foo:bar", which is no key; "" for other words and for web addresses."""
    opening = KEYED.match(word)
    return opening["key"] if opening is not None and not word.startswith("//", opening.end()) else ""


def _read_keyed(text: str, start: int) -> Token | None:
    opening = KEYED.match(text, start)
    if opening is None or opening["key"].lower() not in KEYS:
        return None
    items: list[Item] = []
    at = _after_commas(text, opening.end())
    while (item := _read_item(text, at, _ITEM)) is not None:
        items.append(item)
        at = _after_commas(text, item.end)
        if at == item.end:
            break
    return Token(opening["key"].lower(), opening["compare"], tuple(items), text[start] == "-", start, at)


def _read_word(text: str, start: int) -> Token:
    negated = text[start] == "-"
    opening = KEYED.match(text, start)
    if opening is not None and text[opening.end() : opening.end() + 1] in _QUOTE_SET:
        item = Item(text[start + negated : opening.end()], False, True, start + negated, opening.end())
        return Token("", "", (item,), negated, start, item.end)
    read = _read_item(text, start + negated, _BARE)
    if read is None:  # a lone "-", perhaps the beginning of something
        return Token("", "", (), negated, start, start + 1)
    return Token("", "", (read,), negated, start, read.end)


def _after_commas(text: str, at: int) -> int:
    while text[at : at + 1] == ",":
        at += 1
    return at


def _read_item(text: str, start: int, bare: re.Pattern[str]) -> Item | None:
    if text[start : start + 1] in _QUOTE_SET:
        return _read_quoted(text, start)
    found = bare.match(text, start)
    return Item(found[0], False, True, start, found.end()) if found is not None else None


def _read_quoted(text: str, start: int) -> Item:
    """Read to the closing quotation mark or to the end; a backslash keeps a mark or a backslash after it."""
    kept: list[str] = []
    at = start + 1
    while at < len(text) and text[at] not in QUOTES:
        if text[at] == "\\" and text[at + 1 : at + 2] in _KEPT_SET:
            at += 1
        kept.append(text[at])
        at += 1
    return Item("".join(kept), True, at < len(text), start, min(at + 1, len(text)))
