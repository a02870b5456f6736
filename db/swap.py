"""Put a backup in the place of a plan file: at every moment the old file or the new one is there, whole."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from db.backup import copy_beside
from db.engine import refusing_database_errors, writer_engine
from db.errors import UserError
from db.files import put_in_place, refusing_file_errors, sync_file, sync_folder
from db.meta import set_fact
from db.planfile import SIDECARS, discard_with_sidecars, has_sidecars

_LOCKED = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def swap_in(backup: Path, plan: Path, *, keep_as: Path | None) -> None:
    """Replace the file `plan` by a copy of `backup` with a new replica id; the old file stays under the name `keep_as`.

    Raises UserError, changing nothing, when another program has the plan open or the disk is full.
    """
    part = copy_beside(backup, plan)
    try:
        _become_new_replica(part)
        with refusing_file_errors(plan):
            sync_file(part)
            if keep_as is None:
                put_in_place(part, plan)
            else:
                with _nobody_else(plan):
                    _keep(plan, keep_as)
                    put_in_place(part, plan)
    finally:
        discard_with_sidecars(part)


def _become_new_replica(part: Path) -> None:
    """Give a copy a life of its own: two files that write under one replica id would fork its stream."""
    engine = writer_engine(part, journal="TRUNCATE")
    try:
        with refusing_database_errors(part), engine.begin() as connection:
            set_fact(connection, "replica", os.urandom(16).hex())
    finally:
        engine.dispose()


@contextmanager
def _nobody_else(plan: Path) -> Iterator[None]:
    """Hold the old file so that nobody opens it meanwhile, its journal written back and gone.

    Leaving WAL needs to be alone with the file, which is the proof that no window has it open. A file too damaged for
    that is left as it is, and its journal is kept beside it by `_keep`.
    """
    connection = sqlite3.connect(plan, isolation_level=None, timeout=0)
    try:
        if not _is_alone(connection):
            raise UserError(
                "in-use",
                "The plan is open in a window or another program, so it was not replaced.",
                "Close it there, then restore again.",
            )
        if os.name == "nt":
            connection.close()  # Windows renames nothing over an open file
        yield
    finally:
        connection.close()


def _is_alone(connection: sqlite3.Connection) -> bool:
    try:
        connection.execute("PRAGMA journal_mode=DELETE").fetchall()
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error as error:
        return error.sqlite_errorcode & 0xFF not in _LOCKED
    return True


def _keep(plan: Path, keep_as: Path) -> None:
    """Give the old file a second name, and move its journal there, before the first name gets the new file."""
    _second_name(plan, keep_as)
    for suffix in SIDECARS:
        journal = Path(f"{plan}{suffix}")
        if journal.exists() and suffix != "-shm":
            _second_name(journal, Path(f"{keep_as}{suffix}"))
    sync_folder(plan.parent)
    if has_sidecars(plan):
        for suffix in SIDECARS:
            Path(f"{plan}{suffix}").unlink(missing_ok=True)
        sync_folder(plan.parent)


def _second_name(path: Path, second: Path) -> None:
    try:
        os.link(path, second)
    except OSError as error:
        if isinstance(error, FileExistsError):
            raise
        # A file system without hard links, such as a stick.
        shutil.copyfile(path, second)
        sync_file(second)
