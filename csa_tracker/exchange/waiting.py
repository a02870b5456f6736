"""How much waits for the person on the Exchange page: read after every change, so without what only the page shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from csa_tracker.plan.attention import Item, Kind, read_attention
from db.exchange import members

if TYPE_CHECKING:
    from csa_tracker.workspace import OpenPlan


@dataclass(frozen=True, slots=True)
class Waiting:
    """`count` things wait: partners to whom a file is due, and what needs attention. `clock` is a doubt, in words."""

    count: int
    clock: str


def read_waiting(plan: OpenPlan) -> Waiting:
    """Count what waits. A plan without partners is asked nothing about them."""
    items = read_attention(plan)
    with plan.store.reading() as connection:
        knows_anybody = bool(members.read_members(connection))
    due = len(_due(plan)) if knows_anybody else 0
    doubts = [f"{item.sentence} {item.advice}" for item in items if item.kind is Kind.CLOCK]
    return Waiting(due + count_items(items), " ".join(doubts))


def count_items(items: tuple[Item, ...]) -> int:
    """How many things wait in what needs attention."""
    return sum(item.count for item in items)


def _due(plan: OpenPlan) -> frozenset[str]:
    from csa_tracker.exchange.standing import read_due  # with partners, and only then, the cards and their keys

    return read_due(plan)
