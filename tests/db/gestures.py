"""What the tests of the store do to a plan."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from db.errors import UserError
from db.log.write import Edit
from db.store import Store, open_store
from tests.db.replica import AUTHOR, SINKS


def add(store: Store, title: str, row: str = "r1") -> None:
    with store.writing() as connection:
        store.write(connection, [Edit("action", row, "title", title, scope="BUR")], author=AUTHOR, deed="test")


def titles(store: Store) -> list[str | None]:
    with store.reading() as connection:
        return list(connection.exec_driver_sql("SELECT title FROM action ORDER BY id").scalars())


def raw(path: Path, *statements: str) -> None:
    """Change the file with another program."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def refusal(path: Path) -> UserError:
    with pytest.raises(UserError) as caught:
        open_store(path, SINKS).close()
    return caught.value
