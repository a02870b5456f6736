"""One plan file: how it is made, opened, read and written."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection

from db.engine import BUSY_MILLISECONDS, writer_engine
from db.errors import Exit, UserError
from db.formats import APPLICATION_ID, LOG_FORMAT
from db.log.digest import derived_digest, log_digest
from db.log.verify import log_problems
from db.log.write import Edit
from db.meta import LocalMeta
from db.migrate import HEAD, current_step, migrate
from db.migrations import versions
from db.store import Store, create_store, open_store
from tests.db.gestures import add, titles
from tests.db.replica import AUTHOR, SINKS

PRAGMAS = {
    "foreign_keys": 1, "busy_timeout": BUSY_MILLISECONDS, "trusted_schema": 0, "cell_size_check": 1, "temp_store": 2,
    "secure_delete": 1,
}  # fmt: skip


def test_a_new_plan_is_whole_closed_and_alone_in_its_folder(made: Path) -> None:
    assert [item.name for item in made.parent.iterdir()] == ["plan.csplan"]
    with closing(sqlite3.connect(made)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert connection.execute("PRAGMA user_version").fetchone() == (LOG_FORMAT,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT name FROM plan").fetchall() == [("Burnley plan",)]


def test_two_new_plans_are_different_plans(made: Path, tmp_path: Path) -> None:
    create_store(tmp_path / "b.csplan", SINKS, partnership="PEN", author=AUTHOR, edits=[])
    with closing(open_store(tmp_path / "b.csplan", SINKS)) as other, closing(open_store(made, SINKS)) as one:
        with other.reading() as connection:
            there = LocalMeta.read(connection)
        with one.reading() as connection:
            here = LocalMeta.read(connection)
    assert there.partnership == "PEN"
    assert len({there.plan, here.plan, there.replica, here.replica}) == 4
    assert {len(there.plan), len(there.replica)} == {32}


def test_both_connections_have_every_safety_switch_on(store: Store) -> None:
    for block in (store.reading, store.writing):
        with block() as connection:
            found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in PRAGMAS}
        assert found == PRAGMAS
    with store.writing() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2  # FULL: an answer means it is on disk


def test_the_reader_cannot_write(store: Store) -> None:
    with pytest.raises(UserError) as caught, store.reading() as connection:
        connection.exec_driver_sql("UPDATE write_guard SET open = 1")
    assert caught.value.code == "read-only"


def test_readers_go_on_while_somebody_writes_and_see_a_change_only_when_it_is_whole(store: Store) -> None:
    add(store, "before")
    with store.writing() as connection:
        store.write(connection, [Edit("action", "r1", "title", "after")], author=AUTHOR, deed="test")
        assert titles(store) == ["before"]
    assert titles(store) == ["after"]


def test_writing_takes_the_lock_at_once_and_reading_never_does(store: Store, path: Path) -> None:
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as stranger:
        with store.reading() as connection:
            connection.exec_driver_sql("SELECT 1")
            stranger.execute("BEGIN IMMEDIATE")
            stranger.execute("ROLLBACK")
        with store.writing(), pytest.raises(sqlite3.OperationalError, match="locked"):
            stranger.execute("BEGIN IMMEDIATE")


def _write_then_fail(store: Store, connection: Connection) -> None:
    store.write(connection, [Edit("action", "r2", "title", "lost", scope="BUR")], author=AUTHOR, deed="test")
    raise TypeError("our mistake")


def test_a_failed_gesture_leaves_nothing_behind(store: Store) -> None:
    add(store, "kept")
    with pytest.raises(TypeError), store.writing() as connection:
        _write_then_fail(store, connection)
    assert titles(store) == ["kept"]
    with store.reading() as connection:
        assert list(log_problems(connection)) == []


def test_a_plan_in_use_elsewhere_is_refused_after_the_wait(store: Store, path: Path) -> None:
    with store.writing() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=20")
    with closing(sqlite3.connect(path, isolation_level=None)) as stranger:
        stranger.execute("BEGIN IMMEDIATE")
        with pytest.raises(UserError) as caught:
            add(store, "too soon")
        stranger.execute("ROLLBACK")
    assert (caught.value.code, caught.value.exit_code) == ("busy", Exit.REFUSED)
    add(store, "now")
    assert titles(store) == ["now"]


def test_a_full_disk_is_a_plain_refusal_and_changes_nothing(store: Store) -> None:
    add(store, "kept")
    with store.writing() as connection:
        pages = int(connection.exec_driver_sql("PRAGMA page_count").scalar_one())
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    with store.reading() as connection:
        before = derived_digest(connection), log_digest(connection)
    with pytest.raises(UserError) as caught:
        add(store, "w" * 100_000, "r2")
    assert caught.value.code == "disk-full"
    with store.reading() as connection:
        assert (derived_digest(connection), log_digest(connection)) == before
    with store.writing() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1000000")
    add(store, "there is room again", "r2")
    assert titles(store) == ["kept", "there is room again"]


def test_closing_leaves_one_file(path: Path) -> None:
    store = open_store(path, SINKS)
    add(store, "x")
    assert Path(f"{path}-wal").exists()
    store.close()
    assert list(path.parent.iterdir()) == [path]


def test_the_data_version_moves_when_another_program_writes(store: Store, path: Path) -> None:
    before = store.data_version()
    assert store.data_version() == before
    with closing(open_store(path, SINKS)) as other:
        add(other, "from elsewhere")
        assert store.data_version() != before


def test_the_newest_migration_is_the_one_the_app_expects() -> None:
    steps = sorted(item.stem.removeprefix("step_") for item in Path(versions.__path__[0]).glob("step_*.py"))
    assert steps[-1] == HEAD


def test_a_migration_happens_whole_or_not_at_all(tmp_path: Path) -> None:
    engine = writer_engine(tmp_path / "new.csplan")
    with engine.connect() as connection, connection.begin() as transaction:
        assert current_step(connection) is None
        assert migrate(connection)
        assert current_step(connection) == HEAD
        transaction.rollback()
    with engine.begin() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar() == 0
        assert migrate(connection)
        assert not migrate(connection)
    engine.dispose()
