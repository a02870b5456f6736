"""A plan or backup file looked at without opening it for work: its content, its log's head, whether it is whole."""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection

from db.engine import (
    cannot_open,
    damaged,
    finish_interrupted,
    reader_engine,
    refuse_other_files,
    refusing_database_errors,
)
from db.files import discard, is_writable
from db.formats import APPLICATION_ID
from db.health import file_problems
from db.log.edges import INDEX_BITS
from db.log.verify import log_problems
from db.meta import LocalMeta, get_fact, set_fact

SIDECARS = ("-wal", "-shm", "-journal")
VALUES_LOST = "values_lost"
BACKUP_SUFFIX = ".cspbak"
HEADER_BYTES = 100
MAGIC = b"SQLite format 3\0"
NONSENSE = (ValueError, TypeError, LookupError, ArithmeticError, AttributeError, struct.error, zlib.error)
"""What Python raises over stored bytes that make no sense; of a file of ours it means damage."""


class LogHead(NamedTuple):
    """How far a log goes: its last local number, how many entries and changes, and the SHA-256 of the entries' ids."""

    last: int
    transactions: int
    operations: int
    digest: str


class PlanFacts(NamedTuple):
    """What a plan file says about itself; `newest` is the clock value of its latest entry."""

    plan: str
    partnership: str
    name: str
    head: LogHead
    newest: int
    actions: int
    updates: int
    milestones: int


@contextmanager
def looking_at(path: Path) -> Iterator[Connection]:
    """A consistent view of the file at `path`, which may be a backup, a read-only plan or one in use.

    Raises UserError when it is not a plan or is damaged.
    """
    if not path.is_file():
        raise cannot_open(path)
    refuse_other_files(path)
    still = not has_sidecars(path) and (path.suffix != ".csplan" or not is_writable(path))
    with refusing_database_errors(path):
        if not still and is_writable(path):
            finish_interrupted(path)
        engine = reader_engine(path, immutable=still)
        try:
            with engine.begin() as connection:
                yield connection
        except NONSENSE:
            raise damaged(path) from None
        finally:
            engine.dispose()


def read_facts(path: Path) -> PlanFacts:
    """What is in the plan or backup file at `path`. Raises UserError as `looking_at` does."""
    with looking_at(path) as connection:
        return facts_of(connection)


def facts_of(connection: Connection) -> PlanFacts:
    """What the plan behind this connection says about itself."""
    run = connection.exec_driver_sql
    meta = LocalMeta.read(connection)
    live = "deleted = 0 AND action IN (SELECT id FROM action WHERE deleted = 0)"
    return PlanFacts(
        meta.plan,
        meta.partnership,
        str(run("SELECT name FROM plan WHERE deleted = 0 ORDER BY created_hlc LIMIT 1").scalar() or ""),
        log_head(connection),
        int(run("SELECT coalesce(max(hlc), 0) FROM txn").scalar_one()),
        int(run("SELECT count(*) FROM action WHERE deleted = 0").scalar_one()),
        int(run(f"SELECT count(*) FROM progress_update WHERE {live}").scalar_one()),  # noqa: S608 (our own text)
        int(run(f"SELECT count(*) FROM milestone WHERE {live}").scalar_one()),  # noqa: S608 (our own text)
    )


def log_head(connection: Connection, *, upto: int | None = None) -> LogHead:
    """The head of the log, or of its part up to the local number `upto` (numbers grow with every entry)."""
    run = connection.exec_driver_sql
    last = int(run("SELECT coalesce(max(pk), 0) FROM txn").scalar_one()) if upto is None else upto
    total = hashlib.sha256()
    count = 0
    for (name,) in run("SELECT id FROM txn WHERE pk <= ? ORDER BY id", (last,)):
        total.update(name)
        count += 1
    operations = int(run("SELECT count(*) FROM op WHERE id < ?", (last + 1 << INDEX_BITS,)).scalar_one())
    return LogHead(last, count, operations, total.hexdigest())


def seal_problems(connection: Connection) -> list[str]:
    """What does not hold in the log, apart from the values that a salvage is known to have left out."""
    known = known_loss(connection)
    return [problem for problem in log_problems(connection) if problem != f"{known} changes have lost their value."]


def known_loss(connection: Connection) -> int:
    """How many values are known to be lost: in a salvage, or at a partner who followed a member revoked here."""
    return int(get_fact(connection, VALUES_LOST) or 0)


def note_loss(connection: Connection, count: int) -> None:
    """Remember that so many more values cannot be had, inside a write transaction."""
    if count:
        set_fact(connection, VALUES_LOST, str(known_loss(connection) + count))


def row_counts(connection: Connection) -> dict[str, int]:
    """Rows of every table that holds the log or a view; local facts may change at any moment and are left out."""
    run = connection.exec_driver_sql
    names = run("SELECT DISTINCT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name GLOB 'guard_*'")
    return {
        name: int(run(f'SELECT count(*) FROM "{name}"').scalar_one())  # noqa: S608 (our own names)
        for name in names.scalars().all()
    }


def missing_changes(plan: Path, backup: Path) -> int:
    """How many changes the plan at `plan` holds that the backup lacks. Raises UserError when one cannot be read."""
    held = _changes_by_entry(backup).keys()
    return sum(count for name, count in _changes_by_entry(plan).items() if name not in held)


def plan_file_problems(path: Path, *, seals: bool = False) -> list[str]:
    """What is wrong with a plan or backup file, as plain sentences; `seals` also checks every entry of its log."""
    with looking_at(path) as connection:
        LocalMeta.read(connection)  # a plan that does not know itself is damaged
        found = list(file_problems(connection))
        return [*found, *seal_problems(connection)] if seals and not found else found


def looks_whole(path: Path) -> bool:
    """Whether the first bytes and the length of a backup fit: a cheap test that finds a cut or empty file."""
    try:
        with path.open("rb") as stream:
            header = stream.read(HEADER_BYTES)
        size = path.stat().st_size
    except OSError:
        return False
    page = int.from_bytes(header[16:18], "big")
    pages = int.from_bytes(header[28:32], "big")
    return _is_ours(header) and (65536 if page == 1 else page) * pages == size


def has_sidecars(path: Path) -> bool:
    """Whether a journal lies beside the file, so that its newest changes may not be in the file itself."""
    return any(Path(f"{path}{suffix}").exists() for suffix in SIDECARS)


def discard_with_sidecars(path: Path) -> None:
    """Remove a temporary plan file of ours and what SQLite left beside it."""
    for suffix in ("", *SIDECARS):
        discard(Path(f"{path}{suffix}"))


def _is_ours(header: bytes) -> bool:
    magic = len(header) == HEADER_BYTES and header.startswith(MAGIC)
    return magic and int.from_bytes(header[68:72], "big") == APPLICATION_ID


def _changes_by_entry(path: Path) -> dict[bytes, int]:
    with looking_at(path) as connection:
        rows = connection.exec_driver_sql(
            "SELECT t.id, (SELECT count(*) FROM op o WHERE o.id BETWEEN t.pk << 12 AND (t.pk << 12) + 4095) FROM txn t"
        )
        return {bytes(name): int(count) for name, count in rows}
