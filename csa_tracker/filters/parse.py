"""Reads a filter as it is typed: never raises, keeps what it understands and says plainly what it does not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from contextlib import suppress
from difflib import get_close_matches
from typing import TypeVar

from csa_tracker.errors import UserError
from csa_tracker.filters.conditions import (
    KEYS,
    NONE_WORDS,
    Chip,
    Compare,
    Condition,
    DateCondition,
    Filter,
    Key,
    NameCondition,
    Problem,
    RatingCondition,
    StatusCondition,
    TextCondition,
)
from csa_tracker.filters.days import read_days_or_date
from csa_tracker.filters.show import chip_label, show_condition
from csa_tracker.filters.tokens import Item, Token, read_tokens, unknown_key
from csa_tracker.rules.words import WordRefusal, read_lifecycle, read_rag, spelling
from csa_tracker.values import Brag, Lifecycle

Value = TypeVar("Value")

_EXAMPLES = {
    Key.LEAD: "lead:smith",
    Key.ISSUE: 'issue:"road safety"',
    Key.AREA: "area:burnley",
    Key.THEME: "theme:prevention",
    Key.RATING: "rating:red,amber",
    Key.STATUS: "status:paused",
    Key.DUE: "due:<30d",
    Key.UPDATED: "updated:>30d",
}
_GREY = frozenset({"grey", "gray", "notstarted", "noupdate"})
_SHOWN = 40


def parse_filter(text: str, *, today: dt.date) -> Filter:
    """Read a filter text; dates such as "fri" count from `today`, numbers of days stay as they are.

    What is not understood is left out of the conditions and told in `problems`; an unknown key makes a word.
    """
    conditions: list[Condition] = []
    problems: list[Problem] = []
    chips: list[Chip] = []
    for token in read_tokens(text):
        problems += [
            Problem("The quotation mark is not closed yet.", item.start, item.end)
            for item in token.items
            if not item.closed
        ]
        condition = _condition(token, today, problems)
        if condition is not None:
            conditions.append(condition)
            chips.append(Chip(chip_label(condition), show_condition(condition), token.start, token.end))
    return Filter(tuple(conditions), tuple(problems), tuple(chips))


def _condition(token: Token, today: dt.date, problems: list[Problem]) -> Condition | None:
    if not token.key:
        return _text(token, problems)
    key = KEYS[token.key]
    items = [item for item in token.items if item.text.strip()]
    if not items:
        sentence = f"Nothing follows {token.key}: yet. Type it right after the colon, like {_EXAMPLES[key]}."
        problems.append(Problem(sentence, token.start, token.end))
        return None
    if key in (Key.DUE, Key.UPDATED):
        return _date(key, token, items, today=today, problems=problems)
    if token.compare:
        sentence = f"{token.key}: does not compare. Type it without {token.compare}, like {_EXAMPLES[key]}."
        problems.append(Problem(sentence, token.start, token.end))
    missing = any(_is_none(item) for item in items)
    named = [item for item in items if not _is_none(item)]
    match key:
        case Key.RATING:
            ratings = _read_all(named, _read_rating, problems)
            return RatingCondition(ratings, missing, token.negated) if ratings or missing else None
        case Key.STATUS:
            statuses = _read_all(named, _read_status, problems)
            return StatusCondition(statuses, missing, token.negated) if statuses or missing else None
        case _:
            names = tuple(dict.fromkeys(" ".join(item.text.split()) for item in named))
            return NameCondition(key, names, missing, token.negated)


def _text(token: Token, problems: list[Problem]) -> TextCondition | None:
    words = "".join(" ".join(item.text.split()) for item in token.items)
    if not words:
        return None
    quoted = token.items[0].quoted
    unknown = "" if quoted else unknown_key(words)
    if unknown:
        close = get_close_matches(unknown.lower(), KEYS, n=1)
        instead = f"Try {close[0]}:" if close else f"Use one of {_listed(f'{key}:' for key in Key)}"
        sentence = f"There is no filter called '{_shown(unknown)}'. {instead}, or the words are searched as they are."
        problems.append(Problem(sentence, token.start, token.end))
    return TextCondition(words, quoted, token.negated)


def _date(
    key: Key, token: Token, items: list[Item], *, today: dt.date, problems: list[Problem]
) -> DateCondition | None:
    item = items[0]
    if len(items) > 1:
        sentence = f"{token.key}: takes one value; the first is used. Write it twice to ask for both."
        problems.append(Problem(sentence, items[1].start, items[-1].end))
    if not token.compare and _is_none(item):
        return DateCondition(key, Compare.MISSING, negated=token.negated)
    if not token.compare and key is Key.DUE and item.text.lower() in ("overdue", "late"):
        return DateCondition(key, Compare.OVERDUE, negated=token.negated)
    try:
        days, day = read_days_or_date(item.text, today)
    except UserError:
        sentence = f"'{_shown(item.text)}' is not a date or a number of days. Type it like {_EXAMPLES[key]}."
        problems.append(Problem(sentence, item.start, item.end))
        return None
    return DateCondition(key, Compare(token.compare), days, day, token.negated)


def _read_all(items: Iterable[Item], read: Callable[[str], Value], problems: list[Problem]) -> tuple[Value, ...]:
    """The values of the items that can be read, each once; the others become problems."""
    values: dict[Value, None] = {}
    for item in items:
        try:
            values[read(item.text)] = None
        except UserError as refusal:
            problems.append(Problem(f"{refusal.message} {refusal.next_step}", item.start, item.end))
    return tuple(values)


def _read_rating(text: str) -> Brag:
    if spelling(text) in _GREY:
        return Brag.GREY
    with suppress(WordRefusal):
        rag = read_rag(text)
        if rag is not None:
            return Brag(rag.value)
    raise UserError("unknown-rating", f"'{_shown(text)}' is not a rating.", "Use red, amber, green, blue or grey.")


def _read_status(text: str) -> Lifecycle:
    status = read_lifecycle(text).lifecycle
    if status is not None:
        return status
    raise UserError("unknown-status", f"'{_shown(text)}' is not a status.", "Use one of the six, such as in-progress.")


def _is_none(item: Item) -> bool:
    return not item.quoted and item.text.lower() in NONE_WORDS


def _listed(words: Iterable[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} or {last}"


def _shown(text: str) -> str:
    line = "".join(char if char.isprintable() else " " for char in text.strip())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"
