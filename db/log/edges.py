"""Edges between operations: what supersedes or covers what, also when the target arrives later than its successor."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from db.log.redact import redacts
from db.log.transaction import Operation, Ref, Transaction

INDEX_BITS = 12
"""Lower bits of a stored operation's id: its index in its transaction."""
SUPERSEDES, COVERS, REDACTS = 0, 1, 2


def fill_batch(connection: Connection, names: list[bytes]) -> None:
    """Fill temp.batch with the ids of the transactions being merged."""
    connection.exec_driver_sql("CREATE TEMP TABLE IF NOT EXISTS batch (id BLOB PRIMARY KEY) WITHOUT ROWID")
    connection.exec_driver_sql("DELETE FROM temp.batch")
    if names:
        connection.exec_driver_sql("INSERT INTO temp.batch VALUES (?)", [(name,) for name in names])


def store_edges(connection: Connection, transactions: Iterable[tuple[int, Transaction]]) -> None:
    """Store the edges of these transactions (number, transaction) and of older ones that waited for temp.batch."""
    wanted = [
        (bytes.fromhex(target), target_index, number << INDEX_BITS | index, kind)
        for number, transaction in transactions
        for index, op in enumerate(transaction.operations)
        for kind, refs in _named_by(op)
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


def _named_by(op: Operation) -> tuple[tuple[int, tuple[Ref, ...]], ...]:
    return (SUPERSEDES, op.supersedes), (REDACTS if redacts(op) else COVERS, op.covers)


def _settle_edges(connection: Connection) -> None:
    # An edge holds only within one cell (supersedes), one row (covers) or one scope (redacts: who gets the value gets
    # its removal); any other is inert, whatever its sender says. What the log itself lives by cannot be redacted.
    connection.exec_driver_sql("CREATE TEMP TABLE IF NOT EXISTS new_edge (dst INTEGER, src INTEGER, kind INTEGER)")
    connection.exec_driver_sql("DELETE FROM temp.new_edge")
    connection.exec_driver_sql(
        "INSERT INTO temp.new_edge SELECT d.id, s.id, w.kind FROM temp.wanted_edge w "
        "CROSS JOIN txn t ON t.id = w.dst_txn CROSS JOIN op d ON d.id = (t.pk << 12 | w.dst_idx) "
        "CROSS JOIN op s ON s.id = w.src "
        "WHERE CASE w.kind WHEN 0 THEN d.entity = s.entity AND d.row = s.row AND d.field = s.field "
        "WHEN 1 THEN d.entity = s.entity AND d.row = s.row "
        "ELSE d.entity <> 'redaction' AND d.field NOT GLOB '_*' "
        "AND t.scope = (SELECT r.scope FROM txn r WHERE r.pk = w.src >> 12) END "
        "AND w.dst_idx BETWEEN 0 AND 4095 "
        "ORDER BY d.id"
    )
    connection.exec_driver_sql("INSERT OR IGNORE INTO edge SELECT dst, src, kind FROM temp.new_edge")
    connection.exec_driver_sql(
        "UPDATE op SET sup = 1 WHERE sup = 0 AND id IN (SELECT dst FROM temp.new_edge WHERE kind = 0)"
    )
