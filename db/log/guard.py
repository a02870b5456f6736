"""Triggers that refuse any write to the log or its views except by the merge (docs/change-log.md, "one way in")."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

GUARDED = ("txn", "op", "edge", "pending_edge", "cell", "rowstate", "attention")


def guard_tables(connection: Connection, tables: tuple[str, ...]) -> None:
    """Put refusing triggers on `tables` (names from our own declarations)."""
    for table in tables:
        for verb in ("INSERT", "UPDATE", "DELETE"):
            connection.exec_driver_sql(
                f"CREATE TRIGGER IF NOT EXISTS guard_{table}_{verb.lower()} BEFORE {verb} ON {table} "  # noqa: S608 (our own names)
                "WHEN (SELECT open FROM write_guard) = 0 BEGIN SELECT RAISE(ABORT, 'uncaptured write'); END"
            )


@contextmanager
def open_door(connection: Connection) -> Iterator[None]:
    """Let the merge write inside the current transaction; a failure rolls the opening back with everything else."""
    connection.exec_driver_sql("UPDATE write_guard SET open = 1")
    yield
    connection.exec_driver_sql("UPDATE write_guard SET open = 0")
