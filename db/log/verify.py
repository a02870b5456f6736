"""Verify a stored log: ids, commitments and the hash chain of each stream."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from sqlalchemy import Connection

from db.log.replay import stored_transactions
from db.log.transaction import DamagedTransaction, Transaction, canonical_bytes


def log_problems(connection: Connection) -> Iterator[str]:
    """What does not hold, as plain sentences without any record's content."""
    try:
        yield from _entry_problems(connection)
    except (DamagedTransaction, zlib.error):
        yield "The change log holds an entry that does not match its seal."
    yield from _chain_problems(connection)
    yield from _operation_problems(connection)


def _entry_problems(connection: Connection) -> Iterator[str]:
    columns = "SELECT id, replica, scope, seq, prev, hlc, member, group_id, extra FROM txn ORDER BY pk"
    stored = connection.exec_driver_sql(columns).all()
    for (_, transaction), row in zip(stored_transactions(connection), stored, strict=True):
        if _sealed(transaction) != tuple(row):
            yield f"Entry {transaction.seq} of the change log does not match its seal."


def _sealed(sealed: Transaction) -> tuple[object, ...]:
    """The columns that must stand beside a transaction's bytes."""
    prev = bytes.fromhex(sealed.prev) if sealed.prev is not None else None
    extra = canonical_bytes(sealed.extra).decode()
    return (
        sealed.id, sealed.replica, sealed.scope, sealed.seq, prev, sealed.hlc, sealed.member, sealed.group, extra
    )  # fmt: skip


def _chain_problems(connection: Connection) -> Iterator[str]:
    """Entries that do not follow the one before them; a gap is a problem only in our own stream."""
    broken = connection.exec_driver_sql(
        "SELECT t.seq FROM txn t WHERE (t.seq = 1) <> (t.prev IS NULL) OR (t.seq > 1 "
        "AND (EXISTS (SELECT 1 FROM txn b WHERE b.replica = t.replica AND b.scope = t.scope AND b.seq = t.seq - 1) "
        " OR t.replica IN (SELECT value FROM local_meta WHERE key = 'replica' OR key LIKE 'replica of %')) "
        "AND NOT EXISTS (SELECT 1 FROM txn b WHERE b.replica = t.replica AND b.scope = t.scope "
        " AND b.seq = t.seq - 1 AND b.id = t.prev)) ORDER BY t.pk"
    )
    for (seq,) in broken:
        yield f"Entry {seq} of the change log does not follow the one before it."


def _operation_problems(connection: Connection) -> Iterator[str]:
    loose = connection.exec_driver_sql(
        "SELECT count(*) FROM op o LEFT JOIN txn t ON t.pk = o.id >> 12 WHERE t.pk IS NULL"
    ).scalar_one()
    if loose:
        yield f"{loose} changes belong to no entry of the change log."
    missing = lost_values(connection)
    if missing:
        yield f"{missing} changes have lost their value."


def lost_values(connection: Connection) -> int:
    """How many operations have no value although nothing has removed it for good."""
    return int(
        connection.exec_driver_sql(
            "SELECT count(*) FROM op o WHERE o.value IS NULL "
            "AND NOT EXISTS (SELECT 1 FROM edge e WHERE e.dst = o.id AND e.kind = 2)"
        ).scalar_one()
    )
