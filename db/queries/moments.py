"""The plan as it stood: by a clock value, or as a snapshot saw it. Only what was known then counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

import orjson
from sqlalchemy import Connection

from db.engine import driver_rows
from db.log.transaction import Ref
from db.log.winner import DELETED_FIELD, HeadRow, is_undecided, winner
from db.queries.ids import narrow

Vector = Mapping[str, int]
"""What a replica held: the highest sequence number of each stream, by "replica/scope"."""


class RowThen(NamedTuple):
    """A row as it stood: canonical text of each field's value shown, and the fields nobody had decided."""

    entity: str
    row: str
    created_hlc: int
    values: dict[str, str | None]
    undecided: tuple[str, ...] = ()


def current_vector(connection: Connection) -> dict[str, int]:
    """The highest sequence number of every stream."""
    rows = connection.exec_driver_sql("SELECT replica || '/' || scope, max(seq) FROM txn GROUP BY replica, scope")
    return {stream: seq for stream, seq in rows}  # noqa: C416 (a Row is not a pair to mypy)


def know_until(connection: Connection, hlc: int) -> None:
    """Choose the transactions written until this clock value (inclusive)."""
    _start(connection)
    connection.exec_driver_sql("INSERT INTO temp.known_then SELECT pk FROM txn WHERE hlc <= ?", (hlc,))


def know_vector(connection: Connection, vector: Vector) -> None:
    """Choose the transactions a snapshot's vector covers."""
    _start(connection)
    for stream, seq in vector.items():
        replica, _, scope = stream.partition("/")
        connection.exec_driver_sql(
            "INSERT OR IGNORE INTO temp.known_then SELECT pk FROM txn WHERE replica = ? AND scope = ? AND seq <= ?",
            (replica, scope, seq),
        )


def know_vector_until(connection: Connection, vector: Vector, hlc: int) -> None:
    """Choose of the transactions a vector covers those written until this clock value."""
    know_vector(connection, vector)
    connection.exec_driver_sql("DELETE FROM temp.known_then WHERE pk IN (SELECT pk FROM txn WHERE hlc > ?)", (hlc,))


def _start(connection: Connection) -> None:
    connection.exec_driver_sql("CREATE TEMP TABLE IF NOT EXISTS known_then (pk INTEGER PRIMARY KEY)")
    connection.exec_driver_sql("DELETE FROM temp.known_then")


_ALL = (
    "FROM temp.known_then k CROSS JOIN op o ON o.id >= k.pk << 12 AND o.id < (k.pk + 1) << 12 "
)  # fmt: skip
_NARROWED = (
    "FROM temp.narrowed n CROSS JOIN op o INDEXED BY op_history ON o.row = n.id "
    "CROSS JOIN temp.known_then k ON k.pk = o.id >> 12 "
)
_STOOD = (
    "WHERE NOT (o.sup = 1 AND EXISTS (SELECT 1 FROM edge e CROSS JOIN temp.known_then s ON s.pk = e.src >> 12 "
    "WHERE e.dst = o.id AND e.kind = 0))"
)
# One line for each row rather than each value: bringing values over one by one takes longer than finding them.
_BY_ROW = (
    "SELECT o.entity, o.row, min(o.hlc), count(*), json_group_object(o.field, o.value) {source} "
    f"{_STOOD} GROUP BY o.row, o.entity"
)
_HEADS = (
    f"SELECT o.entity, o.row, o.field, o.value, o.hlc, t.id, o.id {_NARROWED} CROSS JOIN txn t ON t.pk = k.pk "
    f"{_STOOD} ORDER BY o.row, o.entity"
)


def rows_then(connection: Connection, *, narrowed: bool = False) -> list[RowThen]:
    """Every live row as it stood then (`narrowed`: those in temp.narrowed), after know_until or know_vector."""
    source = _NARROWED if narrowed else _ALL
    rows, unsettled = [], []
    for entity, row, created, heads, text in driver_rows(connection.exec_driver_sql(_BY_ROW.format(source=source))):
        values = orjson.loads(text)
        if len(values) < heads or DELETED_FIELD in values:  # concurrent values, or a delete: the rules decide
            unsettled.append(row)
        else:
            rows.append(RowThen(entity, row, created, values))
    return [*rows, *_settled(connection, unsettled)] if unsettled else rows


def _settled(connection: Connection, rows: Iterable[str]) -> Iterator[RowThen]:
    """These rows by the rules for concurrent values and deletes; deleted ones are left out."""
    narrow(connection, rows)
    heads = driver_rows(connection.exec_driver_sql(_HEADS))
    for (row, entity), cells in groupby(heads, key=itemgetter(1, 0)):
        known: dict[str, list[HeadRow]] = {}
        for _, _, field, value, hlc, name, op in cells:
            known.setdefault(field, []).append(HeadRow(value, hlc, name, op & 4095, op))
        if not _is_deleted(connection, known):
            created = min(head.hlc for several in known.values() for head in several)
            values = {field: winner(field, several).value for field, several in known.items()}
            undecided = tuple(field for field, several in known.items() if is_undecided(field, several))
            yield RowThen(entity, row, created, values, undecided)


def _is_deleted(connection: Connection, heads: Mapping[str, list[HeadRow]]) -> bool:
    """The rule of db/log/deletes.py on the heads of one row as they stood."""
    deletes = heads.get(DELETED_FIELD, [])
    trues = [head for head in deletes if head.value == "true"]
    if not trues or len(trues) < len(deletes):
        return False
    others = [head.op for field, found in heads.items() if field != DELETED_FIELD for head in found]
    return all(_is_covered(connection, op, trues) for op in others)


def _is_covered(connection: Connection, op: int, deletes: Iterable[HeadRow]) -> bool:
    return any(
        connection.exec_driver_sql("SELECT 1 FROM edge WHERE dst = ? AND src = ? AND kind = 1", (op, head.op)).first()
        for head in deletes
    )


def value_of(connection: Connection, ref: Ref) -> tuple[str, str, str, str | None] | None:
    """(entity, row, field, canonical value) of one operation, or None when it is not in this plan."""
    found = connection.exec_driver_sql(
        "SELECT o.entity, o.row, o.field, o.value FROM txn t CROSS JOIN op o ON o.id = (t.pk << 12 | ?) WHERE t.id = ?",
        (ref[1], bytes.fromhex(ref[0])),
    ).first()
    return tuple(found) if found is not None else None
