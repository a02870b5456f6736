"""Write the view rows of touched rows: one row per entity row, each column the winner of its cell.

A value that fails its check is shown as NULL (the log keeps it), so that no CHECK of a table can stop a merge. Where
words were removed for good, the row says so and when.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import cache
from itertools import groupby
from operator import itemgetter

from sqlalchemy import Connection, Table

from db.collector import let_go
from db.engine import driver_pages
from db.log.redact import REDACTED_AT, removed_words
from db.log.values import Value, decode_value
from db.log.winner import DELETED_FIELD
from db.tables.base import FIXED_COLUMNS, view_tables
from db.tables.words import holds_words

Scalar = str | int | None


def column_of(field: str) -> str:
    """The view column of a log field: the link field `_in` is the column `in_`."""
    return "in_" if field == "_in" else field


@cache
def is_known_field(entity: str, field: str) -> bool:
    """Whether this version has a place for a field; what a newer one wrote is kept and passed on all the same."""
    table = view_tables().get(entity)
    return table is not None and (
        field == DELETED_FIELD or (column_of(field) in table.columns and field not in FIXED_COLUMNS)
    )


def write_view_rows(
    connection: Connection, check: Callable[[str, str, Value], str | None], refs: Mapping[str, str]
) -> None:
    """Write the view rows of every row in temp.touched_row whose entity has a view.

    `refs` is what actions show that share their reference (db/log/sharedrefs.py), by id.
    """
    for entity, table in view_tables().items():
        rows = _rows_of(connection, entity, table, check, refs if entity == "action" else {})
        if rows:
            connection.exec_driver_sql(_upsert(table), rows)
        let_go(rows)


def _rows_of(
    connection: Connection,
    entity: str,
    table: Table,
    check: Callable[[str, str, Value], str | None],
    refs: Mapping[str, str],
) -> list[tuple[Scalar, ...]]:
    columns = [column.name for column in table.columns if column.name not in FIXED_COLUMNS]
    found = connection.exec_driver_sql(
        "SELECT s.row, s.scope, s.deleted, s.created_hlc, c.field, c.value, "  # noqa: S608 (our own words)
        f"CASE WHEN c.value IS NULL THEN {REDACTED_AT.format(op='c.winner_op')} END FROM temp.touched_row r "
        "CROSS JOIN rowstate s ON s.row = r.row AND s.entity = r.entity "
        "LEFT JOIN cell c ON c.row = r.row AND c.entity = r.entity WHERE r.entity = ? ORDER BY r.row",
        (entity,),
    )
    known = set(columns)
    rows: list[tuple[Scalar, ...]] = []
    for (row, scope, deleted, created), cells in groupby(driver_pages(found), key=itemgetter(0, 1, 2, 3)):
        shown = {
            column_of(field): _removed(entity, field, removed)
            if value is None
            else _scalar(entity, field, value, check)
            for *_, field, value, removed in cells
            if field is not None and column_of(field) in known
        }
        if row in refs:
            shown["ref"] = refs[row]
        rows.append((row, scope, deleted, created, *(shown.get(column) for column in columns)))
    return rows


def _removed(entity: str, field: str, hlc: int | None) -> str | None:
    return removed_words(hlc) if hlc is not None and holds_words(entity, field) else None


def _scalar(entity: str, field: str, text: str, check: Callable[[str, str, Value], str | None]) -> Scalar:
    value = decode_value(text)
    if check(entity, field, value) is not None:
        return None
    match value:
        case dt.date():
            return value.isoformat()
        case bool():
            return int(value)
        case int() | str():
            return value
        case _:
            return None


def _upsert(table: Table) -> str:
    columns = ["id", "scope", "deleted", "created_hlc"]
    columns += [column.name for column in table.columns if column.name not in FIXED_COLUMNS]
    changed = ", ".join(f'"{name}" = excluded."{name}"' for name in columns[1:])
    names = ", ".join(f'"{name}"' for name in columns)
    marks = ", ".join("?" for _ in columns)
    insert = f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})'  # noqa: S608 (our own names)
    return f"{insert} ON CONFLICT (id) DO UPDATE SET {changed}"
