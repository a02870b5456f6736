"""Search everything that was typed: actions, updates and milestones by words, phrases and beginnings of words."""

from __future__ import annotations

from dataclasses import dataclass

from csa_tracker.workspace import OpenPlan
from db.queries.search import find_texts

KINDS = {"action": "action", "progress_update": "update", "milestone": "milestone"}
LIMIT = 200
"""Hits shown at most: somebody who gets more types another word."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where the words stand: the action, what kind of text, and the words around them."""

    action_id: str
    ref: str
    title: str
    kind: str
    excerpt: str


def search(plan: OpenPlan, text: str) -> list[Hit]:
    """Find text that holds every word and every "quoted phrase", best first; what is typed is never query syntax."""
    with plan.store.reading() as connection:
        found = find_texts(connection, text, limit=LIMIT)
    return [Hit(hit.action, hit.ref or "", hit.title or "", KINDS[hit.kind], hit.excerpt) for hit in found]
