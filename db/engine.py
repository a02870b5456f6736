"""Connections to one plan file: a writer (one connection, BEGIN IMMEDIATE) and a reader (read-only, deferred).

The recipe and its measurements are in docs/reliability.md; Python's own transaction handling is switched off because it
half-applies schema changes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

from sqlalchemy import Connection as Connection
from sqlalchemy import CursorResult, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from db.errors import Exit, UserError
from db.formats import APPLICATION_ID

BUSY_MILLISECONDS = 5000

_PAGE = 1000
_MARKS = 448
"""Values in one statement at most, about: far more make it no faster, and SQLite before 3.32 took 999."""
_WRITERS_CACHE = "PRAGMA cache_size=-65536"
"""KiB: a large import writes all over its indexes, and would read each page again and again."""
_EVERY_CONNECTION = (
    "PRAGMA foreign_keys=ON",
    f"PRAGMA busy_timeout={BUSY_MILLISECONDS}",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA secure_delete=ON",
)


def writer_engine(path: Path, *, journal: str = "WAL") -> Engine:
    """The one engine that may change the plan at `path`; every transaction takes the write lock at once.

    `journal` is WAL, or TRUNCATE where there is no shared memory (a network share).
    """

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rwc", uri=True, isolation_level=None)
        _prepare(connection, f"PRAGMA journal_mode={journal}", "PRAGMA synchronous=FULL", _WRITERS_CACHE)
        return connection

    return _engine(connect, "BEGIN IMMEDIATE")


def reader_engine(path: Path, *, immutable: bool = False) -> Engine:
    """An engine that only reads the plan at `path`; `immutable` for a file nobody can write (read-only folder)."""

    def connect() -> sqlite3.Connection:
        query = "immutable=1" if immutable else "mode=ro"
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?{query}", uri=True, isolation_level=None)
        _prepare(connection, "PRAGMA query_only=OFF")  # a TEMP table is still ours to write
        return connection

    return _engine(connect, "BEGIN")


def finish_interrupted(path: Path) -> None:
    """Roll back what a killed program left half-written beside `path`; a connection that only reads may not."""
    journal = Path(f"{path}-journal")
    if not journal.is_file() or not journal.stat().st_size:
        return
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None)) as connection:
        _prepare(connection, "SELECT count(*) FROM sqlite_master")


def _engine(connect: Callable[[], sqlite3.Connection], begin: str) -> Engine:
    engine = create_engine("sqlite://", creator=connect, poolclass=StaticPool, hide_parameters=True)

    @event.listens_for(engine, "begin")
    def begin_explicitly(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def refuse_other_files(path: Path) -> None:
    """Refuse a file that is not a plan, or whose header makes no sense. Raises UserError.

    The header is read through SQLite, never by opening the file: on POSIX closing any handle of a file ends every lock
    this process has on it, also those that protect the plan where it is open already.
    """
    had_journal = _has_journal(path)
    with refusing_database_errors(path):
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True)
        try:
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            (encoding,) = connection.execute("PRAGMA encoding").fetchone()
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            if _is_damage(error) and (had_journal or _has_journal(path)):
                return  # half written back by a program at work or killed: whole once read with its journal
            raise
        finally:
            connection.close()
    if application != APPLICATION_ID:
        raise not_a_plan(path)
    if encoding != "UTF-8":
        raise damaged(path)  # SQLite reads such a file and fails at its first write


def _is_damage(error: sqlite3.DatabaseError | UnicodeDecodeError) -> bool:
    return isinstance(error, UnicodeDecodeError) or error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_CORRUPT


def _has_journal(path: Path) -> bool:
    return any(Path(f"{path}{suffix}").exists() for suffix in ("-wal", "-journal"))


def driver_rows(result: CursorResult[Any]) -> list[tuple[Any, ...]]:
    """Every row as SQLite's own tuples: at a hundred thousand rows SQLAlchemy's cost more than the query."""
    return list(result.cursor.fetchall())


def driver_pages(result: CursorResult[Any]) -> Iterator[tuple[Any, ...]]:
    """The same rows, read and freed a page at a time: a whole log's at once would hold up every other thread."""
    while page := result.cursor.fetchmany(_PAGE):
        yield from page


def insert_rows(connection: Connection, into: str, rows: Sequence[tuple[Any, ...]], after: str = "") -> None:
    """Insert rows, as many with each statement as fit: `into` is the statement up to VALUES, `after` what follows.

    A table with triggers has SQLite copy every page that a statement changes beforehand; with a row each that is as
    much work as the row itself.
    """
    if not rows:
        return
    width = len(rows[0])
    at_once = _MARKS // width
    whole = len(rows) - len(rows) % at_once
    one = f"({','.join('?' * width)})"
    if whole:
        statement = f"{into} VALUES {','.join([one] * at_once)} {after}"
        connection.exec_driver_sql(
            statement, [tuple(chain.from_iterable(rows[at : at + at_once])) for at in range(0, whole, at_once)]
        )
    if whole < len(rows):
        connection.exec_driver_sql(f"{into} VALUES {one} {after}", list(rows[whole:]))


def _prepare(connection: sqlite3.Connection, *more: str) -> None:
    try:
        for pragma in (*_EVERY_CONNECTION, *more):
            connection.execute(pragma).fetchall()
    except BaseException:
        connection.close()
        raise


@contextmanager
def refusing_database_errors(path: Path) -> Iterator[None]:
    """Turn SQLite's known failures (full, locked, read-only, damaged) into sentences; anything else is our bug."""
    try:
        yield
    except DBAPIError as error:
        refusal = _refusal(error.orig, path)
        if refusal is None:
            raise
        raise refusal from None  # the cause would carry SQL into a log
    except UnicodeDecodeError:  # SQLite quotes a damaged schema in its own words, and Python cannot read them
        raise damaged(path) from None
    except UnicodeEncodeError as error:  # half of a character, from a shell or another program
        raise UserError(
            "unstorable",
            "The text holds a character that is not part of Unicode, so it cannot be used.",
            "Delete that character, or type the text again.",
        ) from error
    except sqlite3.Error as error:
        refusal = _refusal(error, path)
        if refusal is None:
            raise
        raise refusal from None


def _refusal(error: BaseException | None, path: Path) -> UserError | None:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    match code & 0xFF:
        case sqlite3.SQLITE_BUSY:
            return UserError(
                "busy",
                "Another program is using this plan, so your change was not saved.",
                "Wait a moment, then try again.",
            )
        case sqlite3.SQLITE_FULL:
            return UserError(
                "disk-full",
                "Your last change was not saved because the disk is full.",
                "Free some space, then try again. Everything before this change is safe.",
            )
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            return read_only_refusal()
        case sqlite3.SQLITE_CANTOPEN:
            return cannot_open(path)
        case sqlite3.SQLITE_IOERR:
            return UserError(
                "disk-error",
                "Your last change was not saved because the disk reported an error.",
                "Try again. If it happens twice, copy a backup to another disk and have this one checked.",
            )
        case sqlite3.SQLITE_NOTADB:
            return not_a_plan(path)
        case sqlite3.SQLITE_CORRUPT:
            return damaged(path)
        case _:
            return None


BACKUP = "it is a backup"
"""Why a backup is only read: what was typed into it would be in no plan."""


def read_only_refusal(reason: str = "the file or its folder is read-only") -> UserError:
    """The refusal to change a plan that can only be read."""
    if reason == BACKUP:
        return UserError(
            "read-only",
            f"You can read this plan but not change it, because {reason}.",
            "Put it in the place of the plan with `csa-tracker restore`, then change that.",
        )
    return UserError(
        "read-only",
        f"You can read this plan but not change it, because {reason}.",
        "Move the plan to your own folder, or save a copy there.",
    )


def cannot_open(path: Path) -> UserError:
    """The refusal of a file that cannot be read at all."""
    return UserError(
        "cannot-open",
        f"{path.name[:60]} could not be opened.",
        "Check that the file exists and that you may read its folder.",
    )


def not_a_plan(path: Path) -> UserError:
    """The refusal of a file that is not a plan."""
    return UserError(
        "not-a-plan", f"{path.name} is not a CSA Tracker plan.", "Choose a file whose name ends in .csplan."
    )


def damaged(path: Path) -> UserError:
    """The refusal of a plan whose file is damaged."""
    return UserError(
        "damaged",
        f"The plan file {path.name} is damaged.",
        "Keep the file as it is and open your latest copy of the plan.",
        exit_code=Exit.DAMAGED,
    )
