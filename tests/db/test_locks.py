"""Opening a plan twice in one process must not end the locks that protect it from other processes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from db.planfile import read_facts
from db.store import Store, open_store
from tests.db.replica import SINKS

_TAKE_WRITE_LOCK = (
    "import sqlite3, sys\n"
    "c = sqlite3.connect(sys.argv[1], timeout=0, isolation_level=None)\n"
    "c.execute('BEGIN IMMEDIATE')\n"
)
_READ_AND_LEAVE = (
    "import sqlite3, sys\n"
    "c = sqlite3.connect(sys.argv[1])\n"
    "c.execute('SELECT count(*) FROM txn').fetchone()\n"
    "c.close()\n"
)


def in_another_process(script: str, path: Path) -> bool:
    """Run a script on the plan elsewhere; whether it succeeded."""
    return subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, check=False).returncode == 0


def test_looking_at_an_open_plan_leaves_its_write_lock_in_place(store: Store) -> None:
    with store.writing() as connection:
        connection.exec_driver_sql("SELECT 1")
        assert not in_another_process(_TAKE_WRITE_LOCK, store.path)
        read_facts(store.path)  # as a backup does
        assert not in_another_process(_TAKE_WRITE_LOCK, store.path)


def test_the_journal_stays_while_the_plan_is_open_here_though_it_was_opened_twice(store: Store) -> None:
    with store.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE other (x)")
    open_store(store.path, SINKS).close()
    with store.writing() as connection:
        connection.exec_driver_sql("INSERT INTO other VALUES (1)")
    # The last process to leave removes the journal; our locks tell this one that it is not the last.
    assert in_another_process(_READ_AND_LEAVE, store.path)
    assert Path(f"{store.path}-wal").exists()


def test_a_plan_half_written_back_is_opened_with_its_journal(store: Store) -> None:
    with store.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE other (x)")
        connection.exec_driver_sql("INSERT INTO other VALUES (zeroblob(200000))")
    journal = Path(f"{store.path}-wal").read_bytes()
    half = store.path.with_name("half.csplan")
    whole = store.path.read_bytes()
    # The header already says how long the file will be, but its last pages are only in the journal yet.
    half.write_bytes(whole[:28] + (len(whole) // 4096 + 200).to_bytes(4, "big") + whole[32:])
    Path(f"{half}-wal").write_bytes(journal)
    opened = open_store(half, SINKS)
    assert opened.read_only == ""
    opened.close()
