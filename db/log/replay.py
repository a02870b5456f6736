"""Rebuild everything derived from the log, and read the stored transactions back."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from itertools import islice

from sqlalchemy import Connection

from db.collector import collector_paused
from db.log.edges import INDEX_BITS, fill_batch, store_edges
from db.log.guard import open_door
from db.log.materialise import materialise
from db.log.merge import Sinks
from db.log.redact import REDACTION, REMOVES, drop_redacted
from db.log.touched import Touched
from db.log.transaction import DamagedTransaction, Transaction, read_transaction
from db.views import create_views, drop_views

SLICE_ROWS = 20_000
"""Rows materialised at a time, so that memory stays bounded whatever the size of the plan."""
_SLICE_TRANSACTIONS = 500


def stored_transactions(connection: Connection) -> Iterator[tuple[int, Transaction]]:
    """Every stored transaction with its number, in the order of arrival, checked against its stored operations.

    Raises DamagedTransaction for one whose bytes, operations or values are not what they were.
    """
    for number in connection.exec_driver_sql("SELECT pk FROM txn ORDER BY pk").scalars().all():
        yield number, _stored(connection, number)


def _stored(connection: Connection, number: int) -> Transaction:
    body, hlc = connection.exec_driver_sql("SELECT body, hlc FROM txn WHERE pk = ?", (number,)).one()
    rows = connection.exec_driver_sql(
        "SELECT id, entity, row, field, hlc, salt, value FROM op WHERE id BETWEEN ? AND ? ORDER BY id",
        (number << INDEX_BITS, (number + 1 << INDEX_BITS) - 1),
    ).all()
    transaction = read_transaction(zlib.decompress(body), [(row.salt, row.value) for row in rows])
    sealed = [
        (number << INDEX_BITS | index, op.entity, op.row, op.field, hlc)
        for index, op in enumerate(transaction.operations)
    ]
    if sealed != [tuple(row[:5]) for row in rows]:
        raise DamagedTransaction("stored operations differ from their transaction")
    return transaction


def stored_removals(connection: Connection) -> list[Transaction]:
    """Every stored transaction that removes something for good. Raises DamagedTransaction as `stored_transactions`."""
    numbers = connection.exec_driver_sql(
        "SELECT DISTINCT id >> 12 FROM op WHERE entity = ? AND field = ?", (REDACTION, REMOVES)
    )
    return [_stored(connection, number) for number in sorted(numbers.scalars())]


def rebuild(connection: Connection, sinks: Sinks, *, slice_rows: int = SLICE_ROWS) -> None:
    """Drop every derived table's content and every view, and make them again from the operations alone."""
    with open_door(connection), collector_paused():
        _rebuild_edges(connection)
        for table in ("cell", "rowstate", "attention"):
            connection.exec_driver_sql(f"DELETE FROM {table}")  # noqa: S608 (our own names)
        connection.exec_driver_sql("DELETE FROM rating")
        drop_views(connection)
        create_views(connection)
        for touched in _everything(connection, slice_rows):
            materialise(connection, touched, sinks.check)
            sinks.after(connection, touched)


def _rebuild_edges(connection: Connection) -> None:
    connection.exec_driver_sql("DELETE FROM edge")
    connection.exec_driver_sql("DELETE FROM pending_edge")
    connection.exec_driver_sql("UPDATE op SET sup = 0 WHERE sup <> 0")
    fill_batch(connection, [])
    stored = stored_transactions(connection)
    while batch := list(islice(stored, _SLICE_TRANSACTIONS)):
        store_edges(connection, batch)
        drop_redacted(connection, Touched())


def _everything(connection: Connection, slice_rows: int) -> Iterator[Touched]:
    touched = Touched()
    operations = connection.exec_driver_sql(
        "SELECT o.entity, o.row, o.field, t.scope, o.hlc FROM op o INDEXED BY op_history "
        "CROSS JOIN txn t ON t.pk = o.id >> 12 ORDER BY o.row, o.id"
    )
    last_row = ""
    for entity, row, field, scope, hlc in operations.all():
        if row != last_row and len(touched.origins) >= slice_rows:
            yield touched
            touched = Touched()
        last_row = row
        touched.add(entity, row, field)
        touched.note_origin(entity, row, scope, hlc)
    if touched:
        yield touched
