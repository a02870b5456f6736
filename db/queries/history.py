"""The field changes of a row and its children, oldest first, from the log."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection

from db.log.clock import instant_of
from db.log.transaction import Ref
from db.queries.ids import narrow


class FieldChange(NamedTuple):
    """One operation; `value` and `before` are canonical text (None: nothing, or redacted)."""

    at: dt.datetime
    member: str
    entity: str
    row: str
    field: str
    before: str | None
    value: str | None
    ref: Ref


def row_ids(connection: Connection, action: str) -> list[str]:
    """The action and everything that belongs to it, the Bin and ended links included."""
    ids = [action]
    for table in ("progress_update", "milestone", "action_topic", "action_area", "action_partner"):
        statement = f"SELECT id FROM {table} WHERE action = ?"  # noqa: S608 (our own names)
        ids += connection.exec_driver_sql(statement, (action,)).scalars()
    return ids


def changes_of(connection: Connection, rows: Iterable[str]) -> list[FieldChange]:
    """Every change of these rows in clock order, each with the value it replaced."""
    narrow(connection, rows)
    found = connection.exec_driver_sql(
        "SELECT o.hlc, t.member, o.entity, o.row, o.field, "
        "(SELECT p.value FROM op x JOIN edge e ON e.src = o.id AND e.kind = 0 JOIN op p ON p.id = e.dst "
        " WHERE x.id = o.id ORDER BY p.hlc DESC LIMIT 1), o.value, t.id, o.id & 4095 "
        "FROM temp.narrowed n CROSS JOIN op o INDEXED BY op_history ON o.row = n.id "
        "CROSS JOIN txn t ON t.pk = o.id >> 12 "
        "ORDER BY o.hlc, t.id, o.id"
    )
    return [
        FieldChange(instant_of(hlc), member, entity, row, field, before, value, (name.hex(), index))
        for hlc, member, entity, row, field, before, value, name, index in found
    ]


def describe_rows(connection: Connection, cells: Iterable[tuple[str, str, str]]) -> list[str]:
    """Which actions and fields these cells are, as "BUR-0014 due_on": for telling, never for deciding."""
    told: dict[str, None] = {}
    for entity, row, field in cells:
        statement = (
            "SELECT ref FROM action WHERE id = ?"
            if entity == "action"
            else "SELECT a.ref FROM cell c JOIN action a ON c.value = '\"' || a.id || '\"' "
            "WHERE c.row = ? AND c.field = 'action'"
        )
        ref = connection.exec_driver_sql(statement, (row,)).scalar()
        told[f"{ref or entity} {field if entity == 'action' else entity}"] = None
    return list(told)
