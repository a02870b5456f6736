"""Numbers and lists in plain English."""

from __future__ import annotations

from collections.abc import Sequence


def many(count: int, noun: str, *, plural: str = "") -> str:
    """Return "1 action", "2,345 actions", "no actions"; `plural` where it is not the noun with an s."""
    several = plural or f"{noun}s"
    if count == 0:
        return f"no {several}"
    return f"1 {noun}" if count == 1 else f"{count:,} {several}"


def in_words(items: Sequence[str]) -> str:
    """Return "a", "a and b" or "a, b and c"."""
    return " and ".join(([", ".join(items[:-1])] if len(items) > 1 else []) + list(items[-1:]))


def a_or_an(noun: str) -> str:
    """Return the noun with its article: "an area", "a theme"."""
    return f"{'an' if noun[:1].lower() in 'aeio' else 'a'} {noun}"
