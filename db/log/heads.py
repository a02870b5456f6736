"""Heads: the operations of a cell that nothing known supersedes, and what they hold."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection

from db.log.transaction import Ref

Cell = tuple[str, str, str]
"""(entity, row, field)."""


class CellHead(NamedTuple):
    """One head: its reference, canonical value (None once redacted) and clock."""

    ref: Ref
    value: str | None
    hlc: int


def heads_of(connection: Connection, cells: Iterable[Cell]) -> dict[Cell, list[CellHead]]:
    """The heads of each cell that has any."""
    run = connection.exec_driver_sql
    run("CREATE TEMP TABLE IF NOT EXISTS asked (row TEXT, field TEXT, entity TEXT)")
    run("DELETE FROM temp.asked")
    asked = [(row, field, entity) for entity, row, field in cells]
    if not asked:
        return {}
    run("INSERT INTO temp.asked VALUES (?,?,?)", asked)
    return _collect(
        run(
            "SELECT o.entity, o.row, o.field, t.id, o.id & 4095, o.value, o.hlc FROM temp.asked a "
            "CROSS JOIN op o INDEXED BY op_head ON o.row = a.row AND o.field = a.field AND o.sup = 0 "
            "AND o.entity = a.entity "
            "CROSS JOIN txn t ON t.pk = o.id >> 12"
        )
    )


def heads_of_rows(connection: Connection, rows: Iterable[tuple[str, str]]) -> dict[Cell, list[CellHead]]:
    """The heads of every field of each (entity, row)."""
    run = connection.exec_driver_sql
    run("CREATE TEMP TABLE IF NOT EXISTS asked_row (row TEXT, entity TEXT)")
    run("DELETE FROM temp.asked_row")
    asked = [(row, entity) for entity, row in rows]
    if not asked:
        return {}
    run("INSERT INTO temp.asked_row VALUES (?,?)", asked)
    return _collect(
        run(
            "SELECT o.entity, o.row, o.field, t.id, o.id & 4095, o.value, o.hlc FROM temp.asked_row a "
            "CROSS JOIN op o INDEXED BY op_head ON o.row = a.row AND o.entity = a.entity AND o.sup = 0 "
            "CROSS JOIN txn t ON t.pk = o.id >> 12"
        )
    )


def _collect(rows: Iterable[tuple[str, str, str, bytes, int, str | None, int]]) -> dict[Cell, list[CellHead]]:
    found: dict[Cell, list[CellHead]] = {}
    for entity, row, field, transaction, index, value, hlc in rows:
        found.setdefault((entity, row, field), []).append(CellHead((transaction.hex(), index), value, hlc))
    return found
