"""Verify a stored log: ids, commitments and the hash chain of each stream."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from sqlalchemy import Connection

from db.log.replay import stored_transactions
from db.log.transaction import DamagedTransaction


def log_problems(connection: Connection) -> Iterator[str]:
    """What does not hold, as plain sentences without any record's content."""
    try:
        yield from _chain_problems(connection)
    except (DamagedTransaction, zlib.error):
        yield "The change log holds an entry that does not match its seal."


def _chain_problems(connection: Connection) -> Iterator[str]:
    tips: dict[tuple[str, str], tuple[int, str]] = {}
    stored = connection.exec_driver_sql("SELECT id, replica, scope, seq, hlc, member, prev FROM txn ORDER BY pk")
    for transaction, row in zip(stored_transactions(connection), stored.all(), strict=True):
        prev = row[6].hex() if row[6] else None
        sealed = (
            transaction.id,
            transaction.replica,
            transaction.scope,
            transaction.seq,
            transaction.hlc,
            transaction.member,
        )
        if sealed != tuple(row[:6]) or prev != transaction.prev:
            yield f"Entry {transaction.seq} of the change log does not match its seal."
        stream = (transaction.replica, transaction.scope)
        seq, tip = tips.get(stream, (0, ""))
        if transaction.seq == seq + 1 and (transaction.prev or "") != tip:
            yield f"Entry {transaction.seq} of the change log does not follow the one before it."
        if transaction.seq > seq:
            tips[stream] = (transaction.seq, transaction.id.hex())
    yield from _operation_problems(connection)


def _operation_problems(connection: Connection) -> Iterator[str]:
    loose = connection.exec_driver_sql(
        "SELECT count(*) FROM op o LEFT JOIN txn t ON t.pk = o.id >> 12 WHERE t.pk IS NULL"
    ).scalar_one()
    if loose:
        yield f"{loose} changes belong to no entry of the change log."
