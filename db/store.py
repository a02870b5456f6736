"""One plan file, open: made, checked, upgraded, read and written."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine

from db.engine import (
    BACKUP,
    cannot_open,
    damaged,
    finish_interrupted,
    read_only_refusal,
    reader_engine,
    refuse_other_files,
    refusing_database_errors,
    writer_engine,
)
from db.errors import UserError
from db.exchange.intake import take_in
from db.files import is_writable, locks_hold, part_beside, publish_new, refusing_file_errors
from db.formats import APPLICATION_ID, LOG_FORMAT, VIEW_VERSION
from db.log.guard import GUARDED, guard_tables
from db.log.merge import Sinks, merge
from db.log.opening import OPENINGS, opening_transactions
from db.log.replay import rebuild
from db.log.touched import Touched
from db.log.transaction import Transaction
from db.log.write import Edit, Part, write
from db.meta import Author, LocalMeta, get_fact, set_fact
from db.migrate import HEAD, current_step, migrate
from db.places import Place, place_of
from db.planfile import BACKUP_SUFFIX, discard_with_sidecars
from db.rewriting import write_anew, write_journal_back
from db.searchindex import forget_words
from db.trouble import blaming_damage
from db.views import create_views

NEWER = "it was saved by a newer version of CSA Tracker"
UNWRITABLE = "the file or its folder is read-only"
NO_LOCKS = "file locks do not work in its folder, so two programs could damage it"
_STEP = re.compile("[0-9]{4}")

BeforeUpgrade = Callable[[Path, LocalMeta], None]
"""What happens before an older plan file is changed for this version: a backup."""


PlaceOf = Callable[[Path], Place]
"""Folder -> what kind of place it is on."""


class Store:
    """An open plan file. `read_only` is empty, or the reason why nothing can be written."""

    def __init__(
        self,
        path: Path,
        sinks: Sinks,
        *,
        writer: Engine | None,
        reader: Engine,
        read_only: str = "",
        private_copy: Path | None = None,
    ) -> None:
        self.path = path
        self.read_only = read_only
        self._sinks = sinks
        self._writer = writer
        self._reader = reader
        self._private_copy = private_copy
        self._wrote = False

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A consistent view of the plan for the length of the block."""
        with self._explaining(), self._reader.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """The write transaction: committed when the block ends, rolled back when it raises.

        Raises UserError when the plan is read-only, in use elsewhere for over 5 seconds, or the disk is full.
        """
        if self._writer is None:
            raise read_only_refusal(self.read_only)
        self._wrote = True
        with self._explaining(), self._writer.begin() as connection:
            yield connection

    @contextmanager
    def _explaining(self) -> Iterator[None]:
        """Turn whatever a full, locked or damaged file makes us stumble over into a sentence."""
        with blaming_damage(self.path, self._sinks), refusing_database_errors(self.path):
            yield

    def write(
        self, connection: Connection, edits: Sequence[Edit], *, author: Author, deed: str,
        reverses: str | None = None, part: Part | None = None,
    ) -> tuple[list[str], Touched]:  # fmt: skip
        """Record edits inside a `writing()` block (db/log/write.py)."""
        return write(connection, edits, author=author, deed=deed, sinks=self._sinks, reverses=reverses, part=part)

    def rebuild(self, connection: Connection) -> None:
        """Make every derived table again from the log, inside a `writing()` block."""
        rebuild(connection, self._sinks)

    def take_in(self, connection: Connection, transactions: Iterable[Transaction]) -> None:
        """Merge what came from elsewhere inside a `writing()` block (db/exchange/intake.py)."""
        take_in(connection, transactions, self._sinks)

    def after_merge(self, connection: Connection, touched: Touched) -> None:
        """Run what follows a merge for rows that time, not an edit, has changed."""
        self._sinks.after(connection, touched)

    def data_version(self) -> int:
        """A number that changes whenever anything else has written to the plan."""
        with self._reader.connect() as connection:
            return int(connection.exec_driver_sql("PRAGMA data_version").scalar_one())

    def close(self) -> None:
        """Write the journal back into the plan file and let go of it."""
        self._reader.dispose()
        if self._writer is not None:
            if self._wrote:  # emptying the journal makes every other reader believe that something changed
                with self._explaining():
                    write_journal_back(self._writer)
            self._writer.dispose()
        if self._private_copy is not None:
            shutil.rmtree(self._private_copy, ignore_errors=True)

    def scour(self) -> bool:
        """Write the file anew, so that no byte of what was removed for good stays in it or in its journal.

        False when somebody else is reading: the journal still holds them then. Raises UserError on a full disk.
        """
        if self._writer is None:
            raise read_only_refusal(self.read_only)
        with self.writing() as connection:
            forget_words(connection)
        with self._explaining():
            return write_anew(self._writer)

    def upgrade(self, before: BeforeUpgrade | None = None) -> None:
        """Bring an older plan to this version: log tables by migration, views by rebuilding, new openings by merge."""
        with self.reading() as connection:
            if _is_current(connection):
                return
            meta = LocalMeta.read(connection)
        if before is not None:
            before(self.path, meta)
        with self.writing() as connection:
            migrate(connection)
            guard_tables(connection, GUARDED)
            if _view_version(connection) < VIEW_VERSION:
                self.rebuild(connection)
                set_fact(connection, "view_version", str(VIEW_VERSION))
            merge(connection, opening_transactions(), self._sinks)


def create_store(path: Path, sinks: Sinks, *, partnership: str, author: Author, edits: Sequence[Edit]) -> None:
    """Make a new plan file with the reference data and `edits` (the plan's own row); it appears whole or not at all.

    Raises UserError when the file exists, or its folder is missing, read-only or full.
    """

    def fill(connection: Connection) -> None:
        merge(connection, opening_transactions(), sinks)
        write(connection, edits, author=author, deed="new-plan", sinks=sinks)

    new_plan_file(path, LocalMeta(os.urandom(16).hex(), os.urandom(16).hex(), partnership, VIEW_VERSION), fill)


def new_plan_file(path: Path, meta: LocalMeta, fill: Callable[[Connection], None]) -> None:
    """Make a plan file of what `fill` merges into it; it appears whole or not at all. Raises UserError as above."""
    with refusing_file_errors(path):
        if path.exists():
            raise UserError(
                "exists", f"There is already a file named {path.name}.", "Choose another name, or open that plan."
            )
    part = part_beside(path)
    try:
        with refusing_database_errors(path):
            _fill_new(part, meta, fill, journal=_journal_in(place_of(path.parent)))
        publish_new(part, path)
    finally:
        discard_with_sidecars(part)


def _fill_new(part: Path, meta: LocalMeta, fill: Callable[[Connection], None], *, journal: str) -> None:
    engine = writer_engine(part, journal=journal)
    try:
        with engine.begin() as connection:
            connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version={LOG_FORMAT}")
            migrate(connection)
            guard_tables(connection, GUARDED)
            create_views(connection)
            meta.save(connection)
            fill(connection)
        raw = engine.raw_connection()
        try:
            raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            raw.close()
    finally:
        engine.dispose()


def open_store(
    path: Path, sinks: Sinks, *, before_upgrade: BeforeUpgrade | None = None, where: PlaceOf = place_of
) -> Store:
    """Open a plan file for writing, or for reading where it cannot be written or comes from a newer version.

    `where` tells what kind of place a folder is on.
    Raises UserError when it is missing, not a plan, or damaged.
    """
    try:
        if not path.is_file():
            raise UserError(
                "no-plan", f"There is no plan at {path}.", "Check the name, or start a plan with `csa-tracker new`."
            )
        refuse_other_files(path)
        writable = is_writable(path)
    except OSError as error:  # a folder or file we may not read, a name too long, a disk that fails
        raise cannot_open(path) from error
    with blaming_damage(path, sinks), refusing_database_errors(path):
        if path.suffix == BACKUP_SUFFIX:
            return _open_unwritable(path, sinks, BACKUP)
        if not writable:
            return _open_unwritable(path, sinks, UNWRITABLE)
        if not locks_hold(path.parent):
            return _open_unwritable(path, sinks, NO_LOCKS)
        return _open_writable(path, sinks, before_upgrade, _journal_in(where(path.parent)))


def _journal_in(place: Place) -> str:
    """A network has no shared memory for a write-ahead log; a rollback journal does without."""
    return "TRUNCATE" if place is Place.NETWORK else "WAL"


def _open_writable(path: Path, sinks: Sinks, before_upgrade: BeforeUpgrade | None, journal: str) -> Store:
    finish_interrupted(path)
    reader = reader_engine(path)
    try:
        with reader.begin() as connection:
            newer = _is_newer(connection, path)
        reader.dispose()  # it connects again: a file changes its kind of journal only while nobody else has it open
        writer = None if newer else writer_engine(path, journal=journal)
        if writer is not None:
            writer.connect().close()
    except BaseException:
        reader.dispose()
        raise
    store = Store(path, sinks, writer=writer, reader=reader, read_only=NEWER if newer else "")
    try:
        if writer is not None:
            store.upgrade(before_upgrade)
    except BaseException:
        store.close()
        raise
    return store


def _open_unwritable(path: Path, sinks: Sinks, reason: str) -> Store:
    private = _private_copy(path) if Path(f"{path}-wal").exists() else None
    reader = reader_engine(private / path.name, immutable=False) if private else reader_engine(path, immutable=True)
    store = Store(path, sinks, writer=None, reader=reader, read_only=reason, private_copy=private)
    try:
        with reader.begin() as connection:
            if _is_newer(connection, path):
                store.read_only = NEWER
    except BaseException:
        store.close()
        raise
    return store


def _private_copy(path: Path) -> Path:
    """Copy a plan whose newest changes are still in its journal, which only a writer may read beside the file."""
    folder = Path(tempfile.mkdtemp(prefix="csa-read-"))
    try:
        for suffix in ("", "-wal"):
            shutil.copyfile(f"{path}{suffix}", folder / f"{path.name}{suffix}")
        engine = writer_engine(folder / path.name)
        with engine.connect():  # closing it again writes the journal back
            pass
        engine.dispose()
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return folder


def _is_current(connection: Connection) -> bool:
    if current_step(connection) != HEAD or _view_version(connection) < VIEW_VERSION:
        return False
    known = set(connection.exec_driver_sql("SELECT id FROM txn WHERE hlc = 1").scalars())
    return all(bytes.fromhex(name) in known for name in OPENINGS.values())


def _view_version(connection: Connection) -> int:
    return int(get_fact(connection, "view_version") or 0)


def _is_newer(connection: Connection, path: Path) -> bool:
    if int(connection.exec_driver_sql("PRAGMA user_version").scalar_one()) > LOG_FORMAT:
        return True
    known = connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'local_meta'").first()
    step = current_step(connection) or ""
    if known is None or get_fact(connection, "replica") is None or not _STEP.fullmatch(step):
        raise damaged(path)
    return step > HEAD or _view_version(connection) > VIEW_VERSION
