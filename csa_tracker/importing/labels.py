"""What a label in a cell names: a code, an exact or short label, or one of the synonyms of the reference data."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from rapidfuzz import fuzz, process

from csa_tracker.importing.earlier import Successor, earlier_labels
from csa_tracker.plan.vocabulary import Vocabulary
from csa_tracker.rules.words import spelling
from csa_tracker.values import Choice
from resources import read_text

LIKELY = 85
"""From this similarity (0 to 100) a label is suggested as what was meant."""


@dataclass(frozen=True)
class Labels:
    """The choices of each kind (key_issue, theme, cause, commitment, area, board) and every spelling that names one.

    `owned_elsewhere` are key issues that no action may have; their `short` is the agreement's footnote.
    `organisations` are the known ones, by spelling of their name or short name.
    """

    choices: Mapping[str, tuple[Choice, ...]]
    exact: Mapping[str, Mapping[str, Choice]]
    spellings: Mapping[str, Mapping[str, Choice]]
    owned_elsewhere: Mapping[str, Choice]
    organisations: Mapping[str, str] = field(default_factory=dict)

    def find(self, kind: str, text: str) -> Choice | None:
        """The choice of this kind that the text names, or None; the exact label before a looser spelling."""
        return self.exact[kind].get(text) or self.spellings[kind].get(spelling(text))

    def successors(self, kind: str, text: str) -> list[tuple[Choice, Successor]]:
        """What an earlier agreement's label of another wording has become, the closest first."""
        if self.find(kind, text) is not None and text not in earlier_labels():
            return []
        found = [(self.by_code(kind, later.code), later) for later in earlier_labels().get(text.strip(), ())]
        return [(choice, later) for choice, later in found if choice is not None]

    @cached_property
    def names(self) -> Mapping[str, tuple[str, str]]:
        """Row id -> its kind and the name the command line uses: a topic's code, an area's label."""
        return {
            choice.id: (kind, choice.label if kind == "area" else choice.code)
            for kind, listed in self.choices.items()
            for choice in listed
        }

    def by_code(self, kind: str, code: str) -> Choice | None:
        """The choice of this kind with this code, or None."""
        return next((choice for choice in self.choices[kind] if choice.code == code), None)

    def similar(self, kind: str, text: str) -> list[tuple[Choice, float]]:
        """All choices of a kind with their similarity to the text (0 to 100), the likeliest first."""
        scores: dict[str, float] = {}
        known = self.spellings[kind]
        for key, score, _ in process.extract(spelling(text)[:200], list(known), scorer=fuzz.ratio, limit=None):
            scores[known[key].id] = max(score, scores.get(known[key].id, 0.0))
        ranked = [(choice, scores.get(choice.id, 0.0)) for choice in self.choices[kind]]
        return sorted(ranked, key=lambda pair: -pair[1])


def labels_of(vocabulary: Vocabulary) -> Labels:
    """Every spelling under which a plan's vocabulary is known."""
    choices = {
        "key_issue": vocabulary.key_issues,
        "theme": vocabulary.themes,
        "cause": vocabulary.causes,
        "commitment": vocabulary.commitments,
        "area": vocabulary.areas,
        "board": vocabulary.boards,
    }
    synonyms = read_synonyms()
    return Labels(
        choices,
        {kind: {choice.label: choice for choice in listed} for kind, listed in choices.items()},
        {kind: _spellings(listed, synonyms.get(kind, {}), with_short=True) for kind, listed in choices.items()},
        _spellings(vocabulary.owned_elsewhere, synonyms.get("key_issue", {}), with_short=False),
        _organisations(vocabulary.organisations),
    )


@lru_cache(maxsize=1)
def read_synonyms() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """The everyday spellings by kind and code (resources/reference/synonyms.toml)."""
    return tomllib.loads(read_text("reference/synonyms.toml"))


def _organisations(choices: Iterable[Choice]) -> dict[str, str]:
    known: dict[str, str] = {}
    for choice in choices:
        for text in (choice.label, choice.short, choice.code):
            if spelling(text):
                known.setdefault(spelling(text), choice.label)
    return known


def _spellings(
    choices: Iterable[Choice], synonyms: Mapping[str, Sequence[str]], *, with_short: bool
) -> dict[str, Choice]:
    known: dict[str, Choice] = {}
    listed = tuple(choices)
    for choice in listed:
        for text in (choice.code, choice.label, choice.short if with_short else ""):
            if spelling(text):
                known.setdefault(spelling(text), choice)
    for choice in listed:
        for text in synonyms.get(choice.code, ()):
            known.setdefault(spelling(text), choice)
    return known
