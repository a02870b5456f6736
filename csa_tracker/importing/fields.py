"""The fields a column can be taken for, and their names for people (resources/reference/headings.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache

from csa_tracker.importing.headings import plain_heading
from resources import read_text

LEAVE_COLUMN_OUT = "Leave it out"
KEEP_WORDS = "Add to the description"
KEPT = "keep"
"""Stands for a column whose words are added to the description under their heading."""
SEVERAL = frozenset(("update", "description", "partners", "milestones", "themes"))
"""Fields that take any number of columns."""


@lru_cache(maxsize=1)
def field_names() -> Mapping[str, tuple[str, str]]:
    """Field -> its name and a short explanation, in the order people are offered them."""
    return {field: (words[0], words[1]) for field, words in _table()["fields"].items()}


def name_of(field: str) -> str:
    """What people choose for a field; "" is leaving the column out."""
    if field == "":
        return LEAVE_COLUMN_OUT
    return KEEP_WORDS if field == KEPT else field_names()[field][0]


def field_called(answer: str) -> str | None:
    """The field that an answer names, by its name for people or its JSON name; None when there is none."""
    wanted = " ".join(answer.split()).casefold()
    known = {LEAVE_COLUMN_OUT.casefold(): "", KEEP_WORDS.casefold(): KEPT, KEPT: KEPT}
    known |= {field: field for field in field_names()}
    known |= {name.casefold(): field for field, (name, _) in field_names().items()}
    return known.get(wanted)


def options_from(*suggested: str) -> tuple[str, ...]:
    """The options of a question about a column: the suggested fields, leaving out, keeping, and all others."""
    fields = dict.fromkeys((*suggested, "", KEPT, *field_names()))
    return tuple(name_of(field) for field in fields)


@lru_cache(maxsize=2)
def special_headings(kind: str) -> frozenset[str]:
    """Plain headings that are "kept" in the description or "computed" by the program itself."""
    return frozenset(plain_heading(text) for text in _table()[kind]["headings"])


def letters(place: int) -> str:
    """A column as a spreadsheet names it: 0 is A, 26 is AA."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(read_text("reference/headings.toml"))
