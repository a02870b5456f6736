"""The file's own health, as SQLite sees it."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection


def file_problems(connection: Connection) -> Iterator[str]:
    """What SQLite's integrity and foreign-key checks find, as plain sentences."""
    found = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
    if found != ["ok"]:
        places = "1 place" if len(found) == 1 else f"{len(found)} places"
        yield f"The plan file is damaged in {places}."
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        yield "Some rows of the plan file point at nothing."
