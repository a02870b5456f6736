"""Nobody but the merge can write to the log or to what is derived from it."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import DatabaseError

from db.log.guard import GUARDED
from db.tables.base import view_tables
from tests.db.replica import Replica

TABLES = [*GUARDED, *sorted(view_tables())]


@pytest.mark.parametrize("table", TABLES)
def test_a_stray_statement_cannot_write(replica: Replica, table: str) -> None:
    with replica.writing() as connection:  # the guard fires a row at a time, so there must be one
        connection.exec_driver_sql("UPDATE write_guard SET open = 1")
        columns = connection.exec_driver_sql(f"PRAGMA table_info({table})").all()
        names = ", ".join(f'"{column[1]}"' for column in columns)
        marks = ", ".join("1" if column[3] or column[5] else "NULL" for column in columns)
        connection.exec_driver_sql(f"INSERT INTO {table} ({names}) VALUES ({marks})")  # noqa: S608
        connection.exec_driver_sql("UPDATE write_guard SET open = 0")
    column = str(columns[0][1])
    for statement in (
        f"INSERT INTO {table} DEFAULT VALUES",
        f"REPLACE INTO {table} ({names}) SELECT {names} FROM {table}",  # noqa: S608
        f'UPDATE {table} SET "{column}" = "{column}"',  # noqa: S608
        f"DELETE FROM {table}",  # noqa: S608
    ):
        with pytest.raises(DatabaseError, match="uncaptured write"), replica.writing() as connection:
            connection.exec_driver_sql(statement)
    assert len(replica.rows(f"SELECT * FROM {table}")) == 1  # noqa: S608


def test_the_guards_are_there_again_after_a_rebuild(replica: Replica) -> None:
    replica.set("r1", "title", "one")
    replica.rebuild()
    for table in TABLES:
        found = replica.rows("SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", table)
        assert found == [(3,)], table


def test_the_door_is_shut_after_every_merge(replica: Replica) -> None:
    replica.set("r1", "title", "one")
    assert replica.rows("SELECT open FROM write_guard") == [(0,)]
