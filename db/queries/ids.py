"""Hand a set of ids to SQLite, however many; take rows back as plain mappings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row


def narrow(connection: Connection, ids: Iterable[str] | None) -> None:
    """Fill temp.narrowed with these ids (or empty it)."""
    connection.exec_driver_sql("CREATE TEMP TABLE IF NOT EXISTS narrowed (id TEXT PRIMARY KEY) WITHOUT ROWID")
    connection.exec_driver_sql("DELETE FROM temp.narrowed")
    names = [(name,) for name in sorted(set(ids or ()))]
    if names:
        connection.exec_driver_sql("INSERT INTO temp.narrowed VALUES (?)", names)


def columns_of(row: Row[*tuple[Any, ...]]) -> dict[str, Any]:
    """A row's columns by name."""
    return dict(zip(row._fields, row, strict=True))
