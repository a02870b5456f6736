"""Merge: the one way into a plan, for a local edit, an import and a received file alike.

Sets of transactions, in any order, partial or repeated, inside the caller's transaction. What it derives depends on the
set of transactions alone (docs/change-log.md, invariants I1 to I8).
"""

from __future__ import annotations

import gc
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from sqlalchemy import Connection

from db.log.guard import open_door
from db.log.materialise import FieldCheck, materialise
from db.log.touched import Touched
from db.log.transaction import Transaction

INDEX_BITS = 12
SUPERSEDES, COVERS = 0, 1

AfterMerge = Callable[[Connection, Touched], None]
"""Runs before COMMIT with what changed, so that local results (ratings) are never older than the views."""


class Sinks(NamedTuple):
    """What the merge is told by the composition root: how a field is checked, and what follows a merge."""

    check: FieldCheck
    after: AfterMerge


def merge(connection: Connection, transactions: Iterable[Transaction], sinks: Sinks) -> Touched:
    """Add transactions to the log and bring every derived table up to date; returns what was touched.

    Known transactions are skipped, so merging again changes nothing. The caller holds the write transaction.
    """
    with open_door(connection), collector_paused():
        fresh = _drop_known(connection, transactions)
        if not fresh:
            return Touched()
        numbers = _store_transactions(connection, fresh)
        touched = _store_operations(connection, fresh, numbers)
        _store_edges(connection, fresh, numbers)
        materialise(connection, touched, sinks.check)
        sinks.after(connection, touched)
    return touched


@contextmanager
def collector_paused() -> Iterator[None]:
    """Pause the cyclic garbage collector for the length of one merge."""
    # Hundreds of thousands of small tuples make the cyclic collector the slowest part of a large merge.
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _drop_known(connection: Connection, transactions: Iterable[Transaction]) -> dict[bytes, Transaction]:
    by_id = {transaction.id: transaction for transaction in transactions}
    _fill_batch(connection, list(by_id))
    for name in connection.exec_driver_sql("SELECT b.id FROM temp.batch b JOIN txn USING (id)").scalars().all():
        del by_id[name]
    _fill_batch(connection, list(by_id))
    return by_id


def _fill_batch(connection: Connection, names: list[bytes]) -> None:
    connection.exec_driver_sql("CREATE TEMP TABLE IF NOT EXISTS batch (id BLOB PRIMARY KEY) WITHOUT ROWID")
    connection.exec_driver_sql("DELETE FROM temp.batch")
    if names:
        connection.exec_driver_sql("INSERT INTO temp.batch VALUES (?)", [(name,) for name in names])


def _store_transactions(connection: Connection, fresh: dict[bytes, Transaction]) -> dict[bytes, int]:
    last = connection.exec_driver_sql("SELECT coalesce(max(pk), 0) FROM txn").scalar_one()
    numbers = {name: last + step for step, name in enumerate(fresh, start=1)}
    connection.exec_driver_sql(
        "INSERT INTO txn (pk, id, replica, scope, seq, prev, hlc, member, group_id, body) VALUES (?,?,?,?,?,?,?,?,?,?)",
        [
            (
                numbers[name],
                name,
                t.replica,
                t.scope,
                t.seq,
                bytes.fromhex(t.prev) if t.prev else None,
                t.hlc,
                t.member,
                t.group,
                zlib.compress(t.body),
            )
            for name, t in fresh.items()
        ],
    )
    return numbers


def _store_operations(connection: Connection, fresh: dict[bytes, Transaction], numbers: dict[bytes, int]) -> Touched:
    rows = []
    touched = Touched()
    for name, transaction in fresh.items():
        base = numbers[name] << INDEX_BITS
        for index, op in enumerate(transaction.operations):
            rows.append((base | index, op.entity, op.row, op.field, op.value, op.salt, transaction.hlc))
            touched.add(op.entity, op.row, op.field)
            touched.note_origin(op.entity, op.row, transaction.scope, transaction.hlc)
    connection.exec_driver_sql("INSERT INTO op (id, entity, row, field, value, salt, hlc) VALUES (?,?,?,?,?,?,?)", rows)
    return touched


def _store_edges(connection: Connection, fresh: dict[bytes, Transaction], numbers: dict[bytes, int]) -> None:
    wanted = [
        (bytes.fromhex(target), target_index, numbers[name] << INDEX_BITS | index, kind)
        for name, transaction in fresh.items()
        for index, op in enumerate(transaction.operations)
        for kind, refs in ((SUPERSEDES, op.supersedes), (COVERS, op.covers))
        for target, target_index in refs
    ]
    connection.exec_driver_sql(
        "CREATE TEMP TABLE IF NOT EXISTS wanted_edge (dst_txn BLOB, dst_idx INTEGER, src INTEGER, kind INTEGER)"
    )
    connection.exec_driver_sql("DELETE FROM temp.wanted_edge")
    if wanted:
        connection.exec_driver_sql("INSERT INTO temp.wanted_edge VALUES (?,?,?,?)", wanted)
    # Edges that waited for a transaction of this batch come back as wanted ones.
    connection.exec_driver_sql(
        "INSERT INTO temp.wanted_edge SELECT p.dst_txn, p.dst_idx, p.src, p.kind "
        "FROM temp.batch b CROSS JOIN pending_edge p ON p.dst_txn = b.id"
    )
    connection.exec_driver_sql("DELETE FROM pending_edge WHERE dst_txn IN (SELECT id FROM temp.batch)")
    connection.exec_driver_sql(
        "INSERT OR IGNORE INTO pending_edge SELECT w.dst_txn, w.dst_idx, w.src, w.kind "
        "FROM temp.wanted_edge w LEFT JOIN txn t ON t.id = w.dst_txn WHERE t.pk IS NULL"
    )
    _settle_edges(connection)


def _settle_edges(connection: Connection) -> None:
    # An edge holds only within one cell (supersedes) or one row (covers); any other is inert, whatever its sender says.
    connection.exec_driver_sql("CREATE TEMP TABLE IF NOT EXISTS new_edge (dst INTEGER, src INTEGER, kind INTEGER)")
    connection.exec_driver_sql("DELETE FROM temp.new_edge")
    connection.exec_driver_sql(
        "INSERT INTO temp.new_edge SELECT d.id, s.id, w.kind FROM temp.wanted_edge w "
        "CROSS JOIN txn t ON t.id = w.dst_txn CROSS JOIN op d ON d.id = (t.pk << 12 | w.dst_idx) "
        "CROSS JOIN op s ON s.id = w.src "
        "WHERE d.entity = s.entity AND d.row = s.row AND (w.kind = 1 OR d.field = s.field) "
        "AND w.dst_idx BETWEEN 0 AND 4095 "
        "ORDER BY d.id"
    )
    connection.exec_driver_sql("INSERT OR IGNORE INTO edge SELECT dst, src, kind FROM temp.new_edge")
    connection.exec_driver_sql(
        "UPDATE op SET sup = 1 WHERE sup = 0 AND id IN (SELECT dst FROM temp.new_edge WHERE kind = 0)"
    )
