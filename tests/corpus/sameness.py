"""When two values say the same to a person: spaces, dashes, capitals and other names of a body do not matter."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any

from tests.corpus.truth import ANY, LISTS, Dated
from tests.corpus.words import SAME_BODY

_BODIES = {spelled.casefold(): name.casefold() for name, also in SAME_BODY.items() for spelled in (name, *also)}
_UNSAID: dict[str, tuple[object, ...]] = {"status": ("not_started",), "marking": ("OFFICIAL",)}
"""What the product may fill in where a file says nothing; a person would not call it wrong."""
_NEVER_WRONG = ("areas", "due_text", "description", "ref")
"""Fields in which more than the truth names does no harm: the partnership's own area, words kept, a reference given."""


def same_text(text: object) -> str:
    """A text as it is compared."""
    folded = unicodedata.normalize("NFKC", str(text or "")).casefold().replace("–", "-").replace("\u200b", "")
    return " ".join(folded.split()).strip(" .-:;")


def empty(value: object) -> bool:
    """Whether a cell says nothing."""
    return (
        value is None or value == "" or (isinstance(value, Sequence) and not isinstance(value, str) and not len(value))
    )


def same(name: str, accepted: Sequence[object], value: object) -> bool:
    """Whether a value of a field is one of those accepted; the first of these is the truth."""
    if accepted[0] == ANY:
        return True
    if empty(accepted[0]):
        free = name in _NEVER_WRONG or value in _UNSAID.get(name, ()) or (name, value) == ("percent", 100)
        if empty(value) or free:
            return True
    return any(_equal(name, one, value) for one in accepted)


def _equal(name: str, one: Any, value: Any) -> bool:  # noqa: ANN401  # any field of an action
    if empty(one) or empty(value):
        return (empty(one) and empty(value)) or (one == 0 and value in (0, None) and name == "percent")
    if name == "updates":
        return _updates_equal(one, value)
    if name == "milestones":
        stones = {(same_text(stone.title), stone.due or None, stone.done or None) for stone in one}
        return stones == {(same_text(title), due, done) for title, due, done in value}
    if name in LISTS:
        return {_body(item) for item in one} == {_body(item) for item in value}
    if name == "lead":
        return _body(one) == _body(value)
    return same_text(one) == same_text(value)


def _updates_equal(ones: Sequence[Dated], values: Sequence[tuple[str, str]]) -> bool:
    left = list(values)
    for day, text in ones:
        match = next(
            (item for item in left if same_text(item[1]) == same_text(text) and item[0].startswith(day or "")), None
        )
        if match is None:
            return False
        left.remove(match)
    return not left


def _body(name: object) -> str:
    return _BODIES.get(same_text(name), same_text(name))
