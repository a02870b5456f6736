"""Create, drop and version the view tables; their content comes from the log alone."""

from __future__ import annotations

from sqlalchemy import Connection
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlmodel import SQLModel

from db.log.guard import GUARDED, guard_tables
from db.searchindex import create_search, drop_search
from db.tables import action, agreement, place, redaction, snapshot
from db.tables.base import view_tables

ROOMS = (action, agreement, place, redaction, snapshot)  # importing them registers their tables


def create_views(connection: Connection) -> None:
    """Create every view table with its indexes and guards.

    Indexes in the order of their names: of those that seem alike SQLite takes the one made last, and a set of Python's
    has another order in each process.
    """
    for table in SQLModel.metadata.sorted_tables:
        connection.execute(CreateTable(table))
        for index in sorted(table.indexes, key=lambda one: str(one.name)):
            connection.execute(CreateIndex(index))
    guard_tables(connection, tuple(view_tables()))
    create_search(connection)


def drop_views(connection: Connection) -> None:
    """Drop every view table, also ones that only an older version had; triggers and indexes go with them."""
    guarded = (
        connection.exec_driver_sql(
            "SELECT DISTINCT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name GLOB 'guard_*'"
        )
        .scalars()
        .all()
    )
    drop_search(connection)
    for name in set(guarded) - set(GUARDED):
        connection.exec_driver_sql(f'DROP TABLE IF EXISTS "{name}"')
