"""Digests: of the set of transactions, of the values they show, and a short fingerprint per scope to read out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from sqlalchemy import Connection

from db.log.transaction import canonical_bytes
from db.log.winner import DELETED_FIELD
from db.tables.base import view_tables


def log_digest(connection: Connection) -> str:
    """SHA-256 in hex over the sorted transaction ids: equal on two replicas exactly when they hold the same changes."""
    return _hash(name for (name,) in connection.exec_driver_sql("SELECT id FROM txn ORDER BY id"))


def view_digest(connection: Connection) -> str:
    """SHA-256 in hex over every value shown: row, field and all values of its heads, of rows that are neither
    deleted nor links that no longer hold.

    It knows nothing of operations, so that doing and undoing something gives the same digest.
    """
    rows = connection.exec_driver_sql(
        "SELECT o.entity, o.row, o.field, o.value FROM rowstate s "
        "CROSS JOIN op o INDEXED BY op_head ON o.row = s.row AND o.entity = s.entity AND o.sup = 0 "
        "WHERE s.deleted = 0 AND o.field <> ? AND o.value IS NOT 'null' "
        "AND NOT EXISTS (SELECT 1 FROM cell c WHERE c.row = s.row AND c.entity = s.entity AND c.field = '_in' "
        "AND c.value IS NOT 'true') "
        "GROUP BY o.row, o.entity, o.field, o.value ORDER BY o.row, o.entity, o.field, o.value",
        (DELETED_FIELD,),
    )
    return _hash(canonical_bytes(list(row)) for row in rows)


def scope_fingerprints(connection: Connection) -> dict[str, str]:
    """First 8 hex digits of the log digest of each scope."""
    scopes = connection.exec_driver_sql("SELECT DISTINCT scope FROM txn ORDER BY scope").scalars().all()
    return {
        scope: _hash(
            name for (name,) in connection.exec_driver_sql("SELECT id FROM txn WHERE scope = ? ORDER BY id", (scope,))
        )[:8]
        for scope in scopes
    }


def derived_digest(connection: Connection) -> str:
    """SHA-256 in hex over everything derived: heads, cells, row states, attention items and view rows as they stand.

    It names operations by transaction and place, never by local number: equal on two replicas with the same changes,
    and before and after a rebuild unless what is shown differs from the log.
    """
    total = hashlib.sha256()
    for statement in (
        *_DERIVED,
        *(f'SELECT {_columns(name)} FROM "{name}" ORDER BY id' for name in sorted(view_tables())),  # noqa: S608 (our own names)
    ):
        for row in connection.exec_driver_sql(statement):
            total.update(canonical_bytes(list(row)))
            total.update(b"\n")
        total.update(b"\f")
    return total.hexdigest()


_DERIVED = (
    "SELECT hex(t.id), o.id & 4095 FROM op o LEFT JOIN txn t ON t.pk = o.id >> 12 WHERE o.sup = 0 ORDER BY t.id, o.id",
    "SELECT c.entity, c.row, c.field, hex(t.id), c.winner_op & 4095, c.value, c.n_values FROM cell c "
    "LEFT JOIN txn t ON t.pk = c.winner_op >> 12 ORDER BY c.row, c.field, c.entity",
    "SELECT entity, row, scope, created_hlc, deleted, del_conflict FROM rowstate ORDER BY row, entity",
    "SELECT kind, entity, row, field, detail FROM attention ORDER BY row, entity, field, kind",
    "SELECT hex(dst_txn), dst_idx, hex(t.id), src & 4095, kind FROM pending_edge LEFT JOIN txn t ON t.pk = src >> 12 "
    "ORDER BY dst_txn, dst_idx, t.id, src, kind",
    "SELECT hex(d.id), e.dst & 4095, hex(s.id), e.src & 4095, e.kind FROM edge e LEFT JOIN txn d ON d.pk = e.dst >> 12 "
    "LEFT JOIN txn s ON s.pk = e.src >> 12 ORDER BY d.id, e.dst, s.id, e.src, e.kind",
)


def _columns(name: str) -> str:
    return ", ".join(f'"{column.name}"' for column in view_tables()[name].columns)


def _hash(parts: Iterable[bytes]) -> str:
    total = hashlib.sha256()
    for part in parts:
        total.update(part)
        total.update(b"\n")
    return total.hexdigest()
