"""Rows that begin with the merge at hand: what they show comes straight from what was written, never read back.

Such a row has no earlier operation; each of its cells has one, which no other names and which names none; it has no
delete and nothing of it is removed for good. So each cell has that one head, and the general way would find nothing
else (db/log/materialise.py). Most of an import and of a partner's first file is such rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import NamedTuple

from sqlalchemy import Connection

from db.collector import let_go
from db.engine import driver_pages, insert_rows
from db.log.touched import Touched, Written
from db.log.values import decode_value
from db.log.viewrows import FieldCheck, Scalar, column_of, insert_into, is_known_field, scalar
from db.tables.base import FIXED_COLUMNS, view_tables

_ROWS_AT_ONCE = 1000


class Attention(NamedTuple):
    """An attention item as its table has it."""

    kind: str
    entity: str
    row: str
    field: str
    detail: str


class _Shown(NamedTuple):
    column: str
    value: Scalar
    problem: str | None
    is_known: bool


def take_fresh(connection: Connection, touched: Touched) -> dict[tuple[str, str], Written]:
    """The rows of temp.touched_row that begin with this merge, in its order, each with its cells.

    To be called when the edges of the merge are settled (temp.new_edge) and before its row states are.
    """
    plain = touched.plain
    if not plain:
        return {}
    named = connection.exec_driver_sql(
        "SELECT DISTINCT o.entity, o.row FROM temp.new_edge n CROSS JOIN op o ON o.id = n.dst"
    )
    for entity, row in driver_pages(named):
        plain.pop((entity, row), None)
    new = connection.exec_driver_sql(
        "SELECT r.entity, r.row FROM temp.touched_row r WHERE NOT EXISTS "
        "(SELECT 1 FROM rowstate s WHERE s.row = r.row AND s.entity = r.entity)"
    )
    return {key: cells for key in driver_pages(new) if (cells := plain.get(key)) is not None}


def settle_fresh_cells(
    connection: Connection, fresh: Mapping[tuple[str, str], Written], check: FieldCheck
) -> tuple[list[Attention], dict[str, list[tuple[str, dict[str, Scalar]]]]]:
    """Write their cells; returns their attention items, and by entity the ids of rows with what their columns show."""
    bad: list[Attention] = []
    shown: dict[str, list[tuple[str, dict[str, Scalar]]]] = {}
    known: dict[tuple[str, str, str], _Shown] = {}
    remaining = iter(fresh.items())
    while page := list(islice(remaining, _ROWS_AT_ONCE)):
        cells: list[tuple[str, str, str, int, str, int]] = []
        for (entity, row), written in page:
            columns: dict[str, Scalar] = {}
            for field, (op, text) in sorted(written.items()):  # as the cells lie, and as the general way has them
                cells.append((entity, row, field, op, text, 1))
                one = known.get((entity, field, text))
                if one is None:
                    one = known[entity, field, text] = _shown(entity, field, text, check)
                columns[one.column] = one.value
                if one.problem:
                    bad.append(Attention("invalid_value", entity, row, field, one.problem))
                if not one.is_known:
                    bad.append(Attention("newer_value", entity, row, field, ""))
            shown.setdefault(entity, []).append((row, columns))
        insert_rows(connection, "INSERT INTO cell (entity, row, field, winner_op, value, n_values)", cells)
        let_go(cells)
    return bad, shown


def _shown(entity: str, field: str, text: str, check: FieldCheck) -> _Shown:
    value = decode_value(text)
    problem = check(entity, field, value)
    return _Shown(column_of(field), None if problem else scalar(value), problem, is_known_field(entity, field))


def write_fresh_view_rows(
    connection: Connection,
    shown: Mapping[str, list[tuple[str, dict[str, Scalar]]]],
    touched: Touched,
) -> None:
    """Write their view rows. `write_view_rows` follows and says which of them share a reference."""
    for entity, rows in shown.items():
        table = view_tables().get(entity)
        if table is None:
            continue
        columns = sorted({column.name for column in table.columns} - FIXED_COLUMNS)
        added = []
        for row, cells in rows:
            created, scope = touched.origins[entity, row]
            added.append((row, scope, 0, created, *map(cells.get, columns)))
        insert_rows(connection, insert_into(entity, columns), added)
        let_go(added, rows)
