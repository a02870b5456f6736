"""What an import has to decide, sorted for the steps of the wizard: which questions wait, and what may be taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from csa_tracker.importing.asks import Ask, Step
from csa_tracker.importing.preview import ImportPreview

_KINDS = {
    "dates": "How dates are written",
    "date": "How dates are written",
    "rag": "Ratings",
    "colour": "Ratings by colour",
    "colours": "Ratings by colour",
    "key": "What the colours mean",
    "status": "Status",
    "key_issue": "Key issues",
    "theme": "Cross-cutting themes",
    "cause": "Causes",
    "commitment": "Commitments",
    "area": "Areas",
    "board": "Boards",
    "person": "Names of people",
    "persons": "Names of people",
    "lead": "Leads",
    "split": "Updates in one cell",
    "updates": "Updates in one cell",
    "dropped": "Crossed out and hidden rows",
}


@dataclass(frozen=True, slots=True)
class Group:
    """Questions of one kind, the open ones first."""

    title: str
    asks: tuple[Ask, ...]


def asks_of(preview: ImportPreview, step: Step) -> list[Ask]:
    """Return every question of a step, the open ones first."""
    return [ask for ask in (*preview.asks, *preview.settled) if ask.step is step]


def waiting(preview: ImportPreview, given: Mapping[str, str], step: Step | None = None) -> list[Ask]:
    """Return the questions that have no answer yet, of one step or of all."""
    return [ask for ask in preview.asks if ask.id not in given and step in (None, ask.step)]


def suggested(preview: ImportPreview, given: Mapping[str, str], step: Step) -> dict[str, str]:
    """Return the suggested answer of every question of a step that waits."""
    return {ask.id: ask.options[0] for ask in waiting(preview, given, step) if ask.options}


def grouped(asks: Sequence[Ask]) -> list[Group]:
    """Return questions by kind, in the order their kinds are first asked."""
    kinds: dict[str, list[Ask]] = {}
    for ask in asks:
        kinds.setdefault(kind_words(ask), []).append(ask)
    return [Group(title, tuple(found)) for title, found in kinds.items()]


def kind_words(ask: Ask) -> str:
    """Return what a question is about: "Ratings", "Key issues"."""
    kind = ask.id.partition(":")[0]
    return _KINDS.get(kind) or kind.replace("_", " ").capitalize()
