"""What partners' changes left to look at besides conflicts: one reference twice, and parts whose action never came."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection

from db.engine import driver_rows


class SharedRef(NamedTuple):
    """A live action whose reference another one has as well; of each such group the oldest comes first."""

    ref: str
    action: str
    title: str


def shared_refs(connection: Connection) -> list[SharedRef]:
    """Live actions that share a reference, by reference, then by age (the clock of their first change, then id)."""
    rows = connection.exec_driver_sql(
        "SELECT a.ref, a.id, coalesce(a.title, '') FROM action a WHERE a.deleted = 0 AND a.ref IN "
        "(SELECT ref FROM action WHERE deleted = 0 AND ref IS NOT NULL GROUP BY ref HAVING count(*) > 1) "
        "ORDER BY a.ref, a.created_hlc, a.id"
    )
    return [SharedRef(*row) for row in driver_rows(rows)]


def lost_parts(connection: Connection) -> dict[str, int]:
    """How many live updates and milestones belong to an action that is not here, by entity."""
    found = {}
    for entity in ("progress_update", "milestone"):
        count = connection.exec_driver_sql(
            f"SELECT count(*) FROM {entity} p WHERE p.deleted = 0 AND p.action IS NOT NULL "  # noqa: S608 (our own names)
            "AND NOT EXISTS (SELECT 1 FROM action a WHERE a.id = p.action)"
        ).scalar_one()
        if count:
            found[entity] = int(count)
    return found
