"""What people who wrote changes are called: this person's own name, the name on a known card, or a short number."""

from __future__ import annotations

from collections.abc import Callable

from csa_tracker.profile import Profile
from db.engine import Connection
from db.exchange.members import read_members

UNNAMED = "You"
"""What a person here is called who has given no name: right on a screen, wrong on paper."""
Authors = Callable[[str], str]
"""Member id -> name."""


def read_authors(connection: Connection, profile: Profile) -> Authors:
    """Return how to name the members who wrote in this plan."""
    identity = profile.read_identity()
    known = {row.member: row.name or row.role for row in read_members(connection)}
    known[identity.member] = identity.name or identity.role or UNNAMED
    return lambda member: known.get(member) or f"member {member[:8]}"
