"""Reference data and the plan's own row."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import Connection, func, select
from sqlmodel import SQLModel

from db.queries.ids import columns_of

_tables = SQLModel.metadata.tables


class Counts(NamedTuple):
    """How much a plan holds, without what is in the Bin."""

    actions: int
    updates: int
    milestones: int
    transactions: int


def rows_of(connection: Connection, entity: str, *order: str) -> list[dict[str, Any]]:
    """Every live row of a reference entity, ordered by these columns."""
    table = _tables[entity]
    statement = select(table).where(table.c.deleted.is_(False)).order_by(*(table.c[name] for name in order), table.c.id)
    return [columns_of(row) for row in connection.execute(statement)]


def used_names(connection: Connection, column: str) -> list[str]:
    """Distinct names used on live actions in `lead_organisation`, `lead_role` or `board`."""
    action = _tables["action"]
    statement = select(action.c[column]).where(action.c.deleted.is_(False), action.c[column].is_not(None)).distinct()
    return sorted(connection.execute(statement).scalars())


def counts(connection: Connection) -> Counts:
    """Count actions, their updates and milestones, and the transactions of the log."""
    action = _tables["action"]
    live = select(action.c.id).where(action.c.deleted.is_(False))

    def of(name: str) -> int:
        table = _tables[name]
        statement = select(func.count()).where(table.c.deleted.is_(False), table.c.action.in_(live))
        return int(connection.execute(statement).scalar_one())

    actions = int(connection.execute(select(func.count()).select_from(live.subquery())).scalar_one())
    transactions = int(connection.exec_driver_sql("SELECT count(*) FROM txn").scalar_one())
    return Counts(actions, of("progress_update"), of("milestone"), transactions)


def highest_number(connection: Connection, code: str) -> int:
    """The highest number any action has in a reference CODE-NNNN, the Bin included: numbers are never reused."""
    found = connection.exec_driver_sql(
        "SELECT max(CAST(substr(ref, length(?) + 2) AS INTEGER)) FROM action "
        "WHERE ref >= ? || '-' AND ref < ? || '.' AND ref GLOB ? || '-[0-9]*'",
        (code, code, code, code),
    ).scalar()
    return int(found or 0)


def taken_refs(connection: Connection) -> set[str]:
    """Every reference an action has, the Bin included."""
    return set(connection.exec_driver_sql("SELECT ref FROM action WHERE ref IS NOT NULL").scalars())
