"""Fields of an action and their values as a paper prints them: no codes, no dates for machines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from csa_tracker.plan.names import BY_JSON
from csa_tracker.rules.dates import show_date
from csa_tracker.values import Lifecycle, Rag

_LISTS = {
    "also_key_issues": "Further key issues",
    "themes": "Themes",
    "causes": "Causes",
    "commitments": "Commitments",
    "areas": "Areas",
    "partners": "Partners",
}
_TOPICS = frozenset(("also_key_issues", "themes", "causes", "commitments"))


def field_words(field: str) -> str:
    """What people call a field, by its JSON name: "Due date", "Further key issues"; else the name, capitalised."""
    known = BY_JSON.get(field)
    return known.spoken if known is not None else _LISTS.get(field, field.capitalize())


def in_words(field: str, value: object, *, labels: Mapping[str, str]) -> str:
    """A field's value as people read it, "" for nothing. `labels` are what topics are called, by their code."""
    match value:
        case None:
            return ""
        case tuple():
            names = (labels.get(str(part), str(part)) if field in _TOPICS else str(part) for part in value)
            return "; ".join(names)
        case dt.date():
            return show_date(value)
        case Lifecycle():
            return value.word
        case Rag():
            return value.value.capitalize()
        case int() if field == "percent":
            return f"{value} %"
        case _:
            return str(value)
