"""The field changes of a row and its children, oldest first, from the log."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection

from db.log.clock import instant_of
from db.log.redact import REDACTED_AT
from db.log.transaction import Ref
from db.queries.ids import narrow


class FieldChange(NamedTuple):
    """One operation; `value` and `before` are canonical text (None: nothing, or redacted).

    `removed` and `before_removed` are the clock values of the redactions, None while the values are there.
    """

    at: dt.datetime
    member: str
    entity: str
    row: str
    field: str
    before: str | None
    value: str | None
    ref: Ref
    before_removed: int | None = None
    removed: int | None = None


class RemovalOf(NamedTuple):
    """That values of some rows were removed for good: when, by whom, and why."""

    at: dt.datetime
    member: str
    reason: str
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
        "SELECT o.hlc, t.member, o.entity, o.row, o.field, p.value, o.value, t.id, o.id & 4095, "  # noqa: S608
        f"CASE WHEN p.id IS NOT NULL AND p.value IS NULL THEN {REDACTED_AT.format(op='p.id')} END, "
        f"CASE WHEN o.value IS NULL THEN {REDACTED_AT.format(op='o.id')} END "
        "FROM temp.narrowed n CROSS JOIN op o INDEXED BY op_history ON o.row = n.id "
        "CROSS JOIN txn t ON t.pk = o.id >> 12 LEFT JOIN op p ON p.id = (SELECT e.dst FROM edge e "
        "CROSS JOIN op q ON q.id = e.dst WHERE e.src = o.id AND e.kind = 0 ORDER BY q.hlc DESC LIMIT 1) "
        "ORDER BY o.hlc, t.id, o.id"
    )
    return [
        FieldChange(instant_of(hlc), member, entity, row, field, before, value, (name.hex(), index), gone, removed)
        for hlc, member, entity, row, field, before, value, name, index, gone, removed in found
    ]


def removals_of(connection: Connection, rows: Iterable[str]) -> list[RemovalOf]:
    """Who removed values of these rows for good, once for each removal, oldest first."""
    narrow(connection, rows)
    found = connection.exec_driver_sql(
        "SELECT DISTINCT s.hlc, t.member, coalesce(r.reason, ''), t.id, s.id & 4095 FROM temp.narrowed n "
        "CROSS JOIN op o INDEXED BY op_history ON o.row = n.id CROSS JOIN edge e ON e.dst = o.id AND e.kind = 2 "
        "CROSS JOIN op s ON s.id = e.src CROSS JOIN txn t ON t.pk = s.id >> 12 LEFT JOIN redaction r ON r.id = s.row "
        "ORDER BY s.hlc, t.id, s.id"
    )
    return [
        RemovalOf(instant_of(hlc), member, reason, (name.hex(), index)) for hlc, member, reason, name, index in found
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
