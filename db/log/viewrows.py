"""Write the view rows of touched rows: one row per entity row, each column the winner of its cell.

A value that fails its check is shown as NULL (the log keeps it), so that no CHECK of a table can stop a merge. Where
words were removed for good, the row says so and when.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from operator import itemgetter

from sqlalchemy import Connection

from db.collector import let_go
from db.engine import driver_pages, insert_rows
from db.log.redact import REDACTED_AT, removed_words
from db.log.values import Value, decode_value
from db.log.winner import DELETED_FIELD
from db.tables.base import FIXED_COLUMNS, view_tables
from db.tables.words import holds_words

Scalar = str | int | None
FieldCheck = Callable[[str, str, Value], str | None]
"""(entity, field, value) -> None, or what is wrong with the value as a stable word."""


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


def write_view_rows(connection: Connection, check: FieldCheck, refs: Mapping[str, str]) -> None:
    """Write the view rows of every row in temp.touched_row whose entity has a view.

    Of a row that is there already only what its touched cells show: every index of a table costs as much as the row.
    `refs` is what actions show that share their reference (db/log/sharedrefs.py), by id.
    """
    touched = set(connection.exec_driver_sql("SELECT DISTINCT entity FROM temp.touched_row").scalars())
    for entity, table in view_tables().items():
        if entity not in touched:
            continue
        columns = sorted({column.name for column in table.columns} - FIXED_COLUMNS)
        numbered = refs if entity == "action" else {}
        _bring_states_over(connection, entity)
        changed: dict[tuple[str, ...], list[tuple[Scalar, ...]]] = {}
        for (row, *_), shown in _shown(connection, _CHANGED.format(view=entity), entity, columns, check):
            if "ref" in shown and row in numbered:
                shown["ref"] = numbered[str(row)]
            names = tuple(sorted(shown))
            if names:
                changed.setdefault(names, []).append((*(shown[name] for name in names), row))
        added: list[tuple[Scalar, ...]] = []
        for fixed, shown in _shown(connection, _ADDED.format(view=entity), entity, columns, check):
            if fixed[0] in numbered:
                shown["ref"] = numbered[str(fixed[0])]
            added.append((*fixed, *(shown.get(name) for name in columns)))
        for names, rows in changed.items():
            connection.exec_driver_sql(_update(entity, names), rows)
            let_go(rows)
        insert_rows(connection, insert_into(entity, columns), added)
        let_go(added)


_SHOWN = (
    "SELECT s.row, s.scope, s.deleted, s.created_hlc, c.field, c.value, "  # noqa: S608 (our own words)
    f"CASE WHEN c.value IS NULL THEN {REDACTED_AT.format(op='c.winner_op')} END FROM "
)
_ADDED = (
    _SHOWN + "temp.touched_row r CROSS JOIN rowstate s ON s.row = r.row AND s.entity = r.entity "  # noqa: S608 (ours)
    "LEFT JOIN cell c ON c.row = r.row AND c.entity = r.entity WHERE r.entity = ? "
    'AND NOT EXISTS (SELECT 1 FROM "{view}" v WHERE v.id = r.row) ORDER BY r.row'
)
_CHANGED = (
    _SHOWN + "temp.touched_cell r CROSS JOIN rowstate s ON s.row = r.row AND s.entity = r.entity "  # noqa: S608 (ours)
    "CROSS JOIN cell c ON c.row = r.row AND c.field = r.field AND c.entity = r.entity WHERE r.entity = ? "
    'AND EXISTS (SELECT 1 FROM "{view}" v WHERE v.id = r.row) ORDER BY r.row'
)


def _bring_states_over(connection: Connection, entity: str) -> None:
    """Scope, Bin and age of the rows that are there already, where they are not what they were."""
    connection.exec_driver_sql(
        f'UPDATE "{entity}" SET scope = s.scope, deleted = s.deleted, created_hlc = s.created_hlc '  # noqa: S608 (ours)
        "FROM temp.touched_row r CROSS JOIN rowstate s ON s.row = r.row AND s.entity = r.entity "
        f'WHERE r.entity = ? AND "{entity}".id = r.row AND (s.scope, s.deleted, s.created_hlc) <> '
        f'("{entity}".scope, "{entity}".deleted, "{entity}".created_hlc)',
        (entity,),
    )


def _shown(
    connection: Connection, statement: str, entity: str, columns: Sequence[str], check: FieldCheck
) -> Iterator[tuple[tuple[Scalar, ...], dict[str, Scalar]]]:
    """For each row of a statement (id, scope, deleted, created), and what its columns show."""
    known = set(columns)
    found = connection.exec_driver_sql(statement, (entity,))
    for fixed, cells in groupby(driver_pages(found), key=itemgetter(0, 1, 2, 3)):
        yield (
            fixed,
            {
                column_of(field): _removed(entity, field, removed)
                if value is None
                else _scalar(entity, field, value, check)
                for *_, field, value, removed in cells
                if field is not None and column_of(field) in known
            },
        )


def _removed(entity: str, field: str, hlc: int | None) -> str | None:
    return removed_words(hlc) if hlc is not None and holds_words(entity, field) else None


def _scalar(entity: str, field: str, text: str, check: FieldCheck) -> Scalar:
    value = decode_value(text)
    return None if check(entity, field, value) is not None else scalar(value)


def scalar(value: Value) -> Scalar:
    """A value as a column holds it; None for what no column can."""
    match value:
        case dt.date():
            return value.isoformat()
        case bool():
            return int(value)
        case int() | str():
            return value
        case _:
            return None


def insert_into(entity: str, columns: Sequence[str]) -> str:
    """The beginning of a statement that adds rows (id, scope, deleted, created, *columns) to a view."""
    names = ["id", "scope", "deleted", "created_hlc", *columns]
    listed = ", ".join(f'"{name}"' for name in names)
    return f'INSERT INTO "{entity}" ({listed})'


def _update(entity: str, columns: Sequence[str]) -> str:
    changed = ", ".join(f'"{name}" = ?' for name in columns)
    return f'UPDATE "{entity}" SET {changed} WHERE id = ?'  # noqa: S608 (our own names)
