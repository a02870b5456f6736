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
    """SHA-256 in hex over everything derived: cells, row states, attention items and the view rows as they stand.

    Compared before and after a rebuild, it finds any difference between the log and what is shown.
    """
    total = hashlib.sha256()
    for statement in (
        "SELECT entity, row, field, winner_op, value, n_values FROM cell ORDER BY row, field, entity",
        "SELECT entity, row, scope, created_hlc, deleted, del_conflict FROM rowstate ORDER BY row, entity",
        "SELECT kind, entity, row, field, detail FROM attention ORDER BY row, entity, field, kind",
        "SELECT id, sup FROM op ORDER BY id",
        *(f'SELECT {_columns(name)} FROM "{name}" ORDER BY id' for name in sorted(view_tables())),  # noqa: S608 (our own names)
    ):
        for row in connection.exec_driver_sql(statement):
            total.update(canonical_bytes(list(row)))
            total.update(b"\n")
        total.update(b"\f")
    return total.hexdigest()


def _columns(name: str) -> str:
    return ", ".join(f'"{column.name}"' for column in view_tables()[name].columns)


def _hash(parts: Iterable[bytes]) -> str:
    total = hashlib.sha256()
    for part in parts:
        total.update(part)
        total.update(b"\n")
    return total.hexdigest()
