"""Merge: the one way into a plan, for a local edit, an import and a received file alike.

Sets of transactions, in any order, partial or repeated, inside the caller's transaction. What it derives depends on the
set of transactions alone (docs/change-log.md, invariants I1 to I8).
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable
from typing import NamedTuple

from sqlalchemy import Connection

from db.collector import collector_paused, let_go
from db.engine import insert_rows
from db.log.edges import INDEX_BITS, fill_batch, store_edges
from db.log.guard import open_door
from db.log.materialise import FieldCheck, materialise
from db.log.redact import drop_redacted
from db.log.touched import Touched, Written
from db.log.transaction import Transaction, canonical_bytes
from db.log.winner import DELETED_FIELD

_QUICK = 1
"""zlib's level: most of a body is hash values, which no level makes smaller."""

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
        store_edges(connection, ((numbers[name], transaction) for name, transaction in fresh.items()))
        drop_redacted(connection, touched)
        materialise(connection, touched, sinks.check)
        sinks.after(connection, touched)
    return touched


def _drop_known(connection: Connection, transactions: Iterable[Transaction]) -> dict[bytes, Transaction]:
    by_id = {transaction.id: transaction for transaction in transactions}
    fill_batch(connection, list(by_id))
    for name in connection.exec_driver_sql("SELECT b.id FROM temp.batch b JOIN txn USING (id)").scalars().all():
        del by_id[name]
    fill_batch(connection, list(by_id))
    return by_id


def _store_transactions(connection: Connection, fresh: dict[bytes, Transaction]) -> dict[bytes, int]:
    last = connection.exec_driver_sql("SELECT coalesce(max(pk), 0) FROM txn").scalar_one()
    numbers = {name: last + step for step, name in enumerate(fresh, start=1)}
    connection.exec_driver_sql(
        "INSERT INTO txn (pk, id, replica, scope, seq, prev, hlc, member, group_id, extra, body) "
        "VALUES (?,?,?,?,?,?,?,?,?,?,?)",
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
                canonical_bytes(t.extra).decode(),
                zlib.compress(t.body, _QUICK),
            )
            for name, t in fresh.items()
        ],
    )
    return numbers


def _store_operations(connection: Connection, fresh: dict[bytes, Transaction], numbers: dict[bytes, int]) -> Touched:
    rows: list[tuple[object, ...]] = []
    touched = Touched()
    cells, plain = touched.cells, touched.plain
    involved: set[tuple[str, str]] = set()
    for name, transaction in fresh.items():
        base, hlc, scope = numbers[name] << INDEX_BITS, transaction.hlc, transaction.scope
        before: tuple[str, str] | None = None
        written: Written = {}
        for index, (entity, row, field, value, salt, supersedes, covers) in enumerate(transaction.operations):
            rows.append((base | index, entity, row, field, value, salt, hlc))
            cells[entity, row, field] = None
            key = (entity, row)
            if key != before:  # the operations of a row stand together
                before = key
                touched.note_origin(entity, row, scope, hlc)
                written = plain.setdefault(key, {})
            if value is None or supersedes or covers or field in written or field == DELETED_FIELD:
                involved.add(key)
            else:
                written[field] = (base | index, value)
    for key in involved:
        del plain[key]
    insert_rows(connection, "INSERT INTO op (id, entity, row, field, value, salt, hlc)", rows)
    let_go(rows)
    return touched
