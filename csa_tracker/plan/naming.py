"""Names of link targets as typed, resolved to rows: issues, themes, causes, commitments, areas, partners."""

from __future__ import annotations

from dataclasses import dataclass

from csa_tracker.plan.entry import as_listed, read_key_issue
from csa_tracker.plan.vocabulary import find_choice, read_vocabulary
from csa_tracker.workspace import OpenPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What to link, as typed: codes or labels."""

    issues: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    commitments: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether nothing is named."""
        return not any((self.issues, self.themes, self.causes, self.commitments, self.areas, self.partners))


@dataclass(frozen=True, slots=True)
class Links:
    """What to link, as rows: ids of topics and areas, names of partners."""

    topics: frozenset[str]
    areas: frozenset[str]
    partners: tuple[str, ...]


def read_links(plan: OpenPlan, named: Named) -> Links:
    """Resolve every name. Raises UserError for one this plan does not know."""
    vocabulary = read_vocabulary(plan)
    topics = [read_key_issue(vocabulary, text) for text in named.issues]
    topics += [find_choice(vocabulary.themes, text, kind="theme") for text in named.themes]
    topics += [find_choice(vocabulary.causes, text, kind="cause") for text in named.causes]
    topics += [find_choice(vocabulary.commitments, text, kind="commitment") for text in named.commitments]
    areas = [find_choice(vocabulary.areas, text, kind="area") for text in named.areas]
    partners = tuple(as_listed(vocabulary.organisations, text) for text in named.partners if text.strip())
    return Links(frozenset(c.id for c in topics), frozenset(c.id for c in areas), partners)
