"""What speaks for two descriptions being of one action beside their titles: lead, key issue and areas."""

from __future__ import annotations

from typing import NamedTuple

from rapidfuzz import fuzz

from csa_tracker.importing.labels import Labels
from csa_tracker.importing.reading import ReadAction
from csa_tracker.rules.words import spelling
from csa_tracker.values import Action

_SAME_LEAD = 85.0


class Traits(NamedTuple):
    """Lead (its spelling), key issue (row id) and areas (row ids); empty where nothing is said."""

    lead: str
    key_issue: str
    areas: frozenset[str]


class Evidence(NamedTuple):
    """How many traits agree, and how many contradict each other; what one side leaves blank is neither."""

    agree: int
    against: int

    @property
    def is_clear(self) -> bool:
        """Whether something agrees and nothing speaks against it."""
        return self.agree > 0 and not self.against


def traits_of_row(read: ReadAction) -> Traits:
    """The traits a row states."""
    return Traits(
        spelling(str(read.fields.get("lead_organisation") or "")),
        str(read.fields.get("key_issue") or ""),
        frozenset(read.areas or ()),
    )


def traits_of_action(action: Action, labels: Labels) -> Traits:
    """The traits of an action of the plan."""
    issue = labels.by_code("key_issue", action.key_issue) if action.key_issue is not None else None
    names = set(action.areas)
    areas = frozenset(choice.id for choice in labels.choices["area"] if choice.label in names)
    return Traits(spelling(action.lead), issue.id if issue is not None else "", areas)


def compare_traits(one: Traits, other: Traits) -> Evidence:
    """Hold the traits of two descriptions against each other."""
    verdicts = [
        _same_lead(one.lead, other.lead) if one.lead and other.lead else None,
        one.key_issue == other.key_issue if one.key_issue and other.key_issue else None,
        bool(one.areas & other.areas) if one.areas and other.areas else None,
    ]
    return Evidence(verdicts.count(True), verdicts.count(False))


def _same_lead(one: str, other: str) -> bool:
    return one == other or fuzz.ratio(one, other) >= _SAME_LEAD
