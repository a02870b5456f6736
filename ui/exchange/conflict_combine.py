"""Makes one text of several that people wrote apart: a proposal to be read and changed before it is kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_MOST_WORDS = 4000


class _Change(NamedTuple):
    """Words `start` to `end` of the text both came from, and what stands there instead."""

    start: int
    end: int
    words: list[str]


def combine(base: str, texts: Sequence[str]) -> str:
    """Return one text with what every one of these changed; `base` is what they all came from, "" for nothing.

    Changes in different places are all made in the base. Changes in the same place are put one after the other.
    """
    proposal, *others = texts
    for other in others:
        proposal = _two(base, proposal, other)
    return proposal


def _two(base: str, one: str, other: str) -> str:
    if other in one:
        return one
    if one in other:
        return other
    old, new, newer = (_WORDS.findall(text) for text in (base, one, other))
    if not old or max(map(len, (old, new, newer))) > _MOST_WORDS:
        return _one_after_the_other(one, other)
    ours, theirs = _changes(old, new), _changes(old, newer)
    if any(mine.start <= yours.end and yours.start <= mine.end for mine in ours for yours in theirs):
        return _one_after_the_other(one, other)
    for change in sorted([*ours, *theirs], reverse=True):  # from the end, so that earlier places stay where they are
        old[change.start : change.end] = change.words
    return "".join(old)


def _changes(old: list[str], new: list[str]) -> list[_Change]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [
        _Change(start, end, new[new_start:new_end])
        for kind, start, end, new_start, new_end in matcher.get_opcodes()
        if kind != "equal"
    ]


def _one_after_the_other(one: str, other: str) -> str:
    if "\n" in one or "\n" in other:
        return f"{one.rstrip()}\n{other.lstrip()}"
    return f"{one.rstrip()}{' ' if one.rstrip().endswith(('.', '!', '?')) else '; '}{other.lstrip()}"
