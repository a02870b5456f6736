"""Replicas for tests: real plan files with an empty log, made by copying one template, and hand-made transactions."""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection

from db.engine import writer_engine
from db.formats import APPLICATION_ID, LOG_FORMAT, VIEW_VERSION
from db.log.guard import GUARDED, guard_tables
from db.log.merge import Sinks, merge
from db.log.replay import SLICE_ROWS, rebuild
from db.log.touched import Touched
from db.log.transaction import Operation, Ref, Transaction, make_transaction
from db.log.values import Value, commitment, encode_value
from db.log.write import Edit, write
from db.meta import Author, LocalMeta
from db.migrate import migrate
from db.views import create_views

NOW = dt.datetime(2026, 10, 2, 14, 32, tzinfo=dt.UTC)
MEMBER = "ab" * 16
AUTHOR = Author(MEMBER, NOW)


def check(entity: str, field: str, value: Value) -> str | None:
    """A field check with one rule, so that tests can break it: `percent` of an action is at most 100."""
    del entity
    if field != "percent" or value is None:
        return None
    fits = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 100
    return None if fits else "out-of-range"


def nothing_after(connection: Connection, touched: Touched) -> None:
    """What follows a merge here: nothing."""
    del connection, touched


SINKS = Sinks(check, nothing_after)


class Replica:
    """One life of a plan file. Commits are not synced: the tests here ask about values, not power cuts."""

    def __init__(self, path: Path, name: str) -> None:
        self.name = hashlib.sha256(name.encode()).hexdigest()[:32]
        self.engine = writer_engine(path)
        raw = self.engine.raw_connection()
        raw.cursor().execute("PRAGMA synchronous=OFF")
        raw.close()
        with self.writing() as connection:
            if connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name='local_meta'").first():
                LocalMeta("00" * 16, self.name, "BUR", VIEW_VERSION).save(connection)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A write transaction."""
        with self.engine.begin() as connection:
            yield connection

    def write(self, *edits: Edit, now: dt.datetime = NOW, sinks: Sinks = SINKS) -> list[str]:
        """Record edits as one gesture; returns the transaction ids."""
        with self.writing() as connection:
            return write(connection, edits, author=Author(MEMBER, now), deed="test", sinks=sinks)[0]

    def set(self, row: str, field: str, value: Value, base: tuple[Ref, ...] | None = None) -> list[str]:
        """Write one field of one action."""
        return self.write(Edit("action", row, field, value, base=base, scope="BUR"))

    def merge(self, transactions: Iterable[Transaction]) -> Touched:
        """Merge transactions that came from elsewhere."""
        with self.writing() as connection:
            return merge(connection, transactions, SINKS)

    def rebuild(self, slice_rows: int = SLICE_ROWS) -> None:
        """Make everything derived again."""
        with self.writing() as connection:
            rebuild(connection, SINKS, slice_rows=slice_rows)

    def rows(self, sql: str, *values: str | bytes | int) -> list[tuple[object, ...]]:
        """The rows of a query."""
        with self.writing() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(sql, values)]

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()


def make_template(path: Path) -> Path:
    """A plan file with every table and nothing in its log."""
    replica = Replica(path, "template")
    with replica.writing() as connection:
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version={LOG_FORMAT}")
        migrate(connection)
        guard_tables(connection, GUARDED)
        create_views(connection)
    replica.close()
    return path


@contextmanager
def replicas(template: Path, folder: Path, *names: str) -> Iterator[list[Replica]]:
    """Fresh replicas of these names in `folder`, closed and removed at the end."""
    opened = []
    for name in names:
        path = folder / f"{name}.csplan"
        shutil.copyfile(template, path)
        opened.append(Replica(path, name))
    try:
        yield opened
    finally:
        for replica in opened:
            replica.close()
        for path in folder.glob("*.csplan*"):
            path.unlink()


def operation(
    row: str,
    field: str,
    value: Value,
    *,
    entity: str = "action",
    supersedes: Sequence[Ref] = (),
    covers: Sequence[Ref] = (),
) -> Operation:
    """An operation with a salt that follows from its content."""
    text = encode_value(value)
    salt = bytes.fromhex(commitment(b"salt", f"{row}{field}{text}"))[:16]
    return Operation(entity, row, field, text, salt, tuple(sorted(supersedes)), tuple(sorted(covers)))


def transaction(
    *operations: Operation,
    replica: str = "aa" * 16,
    hlc: int = 1 << 16,
    seq: int = 1,
    prev: str | None = None,
    scope: str = "BUR",
) -> Transaction:
    """A transaction of these operations."""
    return make_transaction(
        replica=replica,
        scope=scope,
        seq=seq,
        prev=prev,
        hlc=hlc,
        member=MEMBER,
        group=None,
        operations=operations,
        extra={"do": "test"},
    )
