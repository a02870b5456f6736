"""Rebuild everything derived from the log, and read the stored transactions back."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from sqlalchemy import Connection

from db.log.guard import open_door
from db.log.materialise import materialise
from db.log.merge import Sinks, collector_paused
from db.log.touched import Touched
from db.log.transaction import Transaction, read_transaction
from db.views import create_views, drop_views

_SLICE_ROWS = 20_000
"""Rows materialised at a time, so that memory stays bounded whatever the size of the plan."""


def stored_transactions(connection: Connection) -> Iterator[Transaction]:
    """Every stored transaction, read and checked against its commitments, in the order of arrival.

    Raises DamagedTransaction for one whose bytes or values are not what they were.
    """
    for number, body in connection.exec_driver_sql("SELECT pk, body FROM txn ORDER BY pk"):
        values = connection.exec_driver_sql(
            "SELECT salt, value FROM op WHERE id BETWEEN ? AND ? ORDER BY id", (number << 12, number << 12 | 4095)
        )
        yield read_transaction(zlib.decompress(body), [(salt, value) for salt, value in values])


def rebuild(connection: Connection, sinks: Sinks) -> None:
    """Drop every derived table's content and every view, and make them again from the operations alone."""
    with open_door(connection), collector_paused():
        _settle_supersession(connection)
        for table in ("cell", "rowstate", "attention"):
            connection.exec_driver_sql(f"DELETE FROM {table}")  # noqa: S608 (our own names)
        connection.exec_driver_sql("DELETE FROM rating")
        drop_views(connection)
        create_views(connection)
        for touched in _everything(connection):
            materialise(connection, touched, sinks.check)
            sinks.after(connection, touched)


def _settle_supersession(connection: Connection) -> None:
    connection.exec_driver_sql(
        "UPDATE op SET sup = (id IN (SELECT e.dst FROM edge e WHERE e.kind = 0)) "
        "WHERE sup IS NOT (id IN (SELECT e.dst FROM edge e WHERE e.kind = 0))"
    )


def _everything(connection: Connection) -> Iterator[Touched]:
    touched = Touched()
    operations = connection.exec_driver_sql(
        "SELECT o.entity, o.row, o.field, t.scope, o.hlc FROM op o INDEXED BY op_history "
        "CROSS JOIN txn t ON t.pk = o.id >> 12 ORDER BY o.row, o.id"
    )
    last_row = ""
    for entity, row, field, scope, hlc in operations.all():
        if row != last_row and len(touched.origins) >= _SLICE_ROWS:
            yield touched
            touched = Touched()
        last_row = row
        touched.add(entity, row, field)
        touched.note_origin(entity, row, scope, hlc)
    if touched:
        yield touched
