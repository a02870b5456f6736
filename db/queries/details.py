"""Actions whole, with their links, updates, milestones and heads: one statement a kind, for one action or all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, Table, literal_column, select, text
from sqlmodel import SQLModel

from db.log.heads import heads_of_rows
from db.log.sharedrefs import MARK, typed_part
from db.queries.ids import columns_of, narrow
from db.tables.local import attention, rating

_tables = SQLModel.metadata.tables
_action = _tables["action"]


class StoredAction(NamedTuple):
    """An action's columns by name, its rating, its links and its children (each a mapping of columns)."""

    columns: dict[str, Any]
    topics: list[dict[str, Any]]
    areas: list[dict[str, Any]]
    partners: list[str]
    updates: list[dict[str, Any]]
    milestones: list[dict[str, Any]]
    conflicts: list[str]


def find_ids(connection: Connection, ref: str) -> list[tuple[str, bool]]:
    """(id, deleted) of the actions with this reference, or failing that this imported reference, live ones first."""
    for column in (_action.c.ref, _action.c.source_ref, _action.c.id):
        statement = select(_action.c.id, _action.c.deleted).where(column == ref).order_by(_action.c.deleted)
        found = [(row.id, bool(row.deleted)) for row in connection.execute(statement)]
        if found:
            return found
    return []


def stored_actions(connection: Connection, ids: Iterable[str] | None, *, deleted: bool) -> list[StoredAction]:
    """The actions with these ids, or all; in reference order."""
    narrow(connection, ids)
    statement = (
        select(_action, rating.c.brag, rating.c.why_code, rating.c.last_update_on)
        .select_from(_action.outerjoin(rating, rating.c.action == _action.c.id))
        .order_by(_action.c.ref, _action.c.id)
    )
    if ids is None:
        statement = statement.where(_action.c.deleted.is_(deleted))
    else:
        statement = statement.where(_action.c.id.in_(_asked()))
    whole = ids is None
    updates = _children(connection, _tables["progress_update"], ("made_on", "created_hlc", "id"), whole=whole)
    milestones = _children(connection, _tables["milestone"], ("position", "id"), whole=whole)
    topics = _linked(connection, _tables["action_topic"], _tables["topic"], ("kind", "position"), whole=whole)
    areas = _linked(connection, _tables["action_area"], _tables["area"], ("name",), whole=whole)
    partners = _children(connection, _tables["action_partner"], ("name",), whole=whole)
    conflicts = _conflicts(connection)
    return [
        StoredAction(
            row,
            topics.get(row["id"], []),
            areas.get(row["id"], []),
            [str(link["name"]) for link in partners.get(row["id"], []) if link["in_"] and link["name"]],
            list(reversed(updates.get(row["id"], []))),
            milestones.get(row["id"], []),
            conflicts.get(row["id"], []),
        )
        for row in map(columns_of, connection.execute(statement))
    ]


def _asked() -> Select[tuple[str]]:
    return select(literal_column("id")).select_from(text("temp.narrowed"))


def _children(
    connection: Connection, table: Table, order: tuple[str, ...], *, whole: bool
) -> dict[str, list[dict[str, Any]]]:
    statement = select(table).where(table.c.deleted.is_(False)).order_by(*(table.c[name] for name in order))
    if not whole:
        statement = statement.where(table.c.action.in_(_asked()))
    grouped: dict[str, list[dict[str, Any]]] = {}
    for row in connection.execute(statement):
        grouped.setdefault(row.action, []).append(columns_of(row))
    return grouped


def _linked(
    connection: Connection, link: Table, target: Table, order: tuple[str, ...], *, whole: bool
) -> dict[str, list[dict[str, Any]]]:
    column = link.c[target.name]
    statement = (
        select(link.c.action, target)
        .select_from(link.join(target, target.c.id == column))
        .where(link.c.deleted.is_(False), link.c.in_.is_(True))
        .order_by(*(target.c[name] for name in order))
    )
    if not whole:
        statement = statement.where(link.c.action.in_(_asked()))
    grouped: dict[str, list[dict[str, Any]]] = {}
    for row in connection.execute(statement):
        grouped.setdefault(row.action, []).append(columns_of(row))
    return grouped


def _conflicts(connection: Connection) -> dict[str, list[str]]:
    statement = select(attention.c.row, attention.c.field).where(
        attention.c.entity == "action", attention.c.kind == "conflict"
    )
    grouped: dict[str, list[str]] = {}
    for row, field in connection.execute(statement):
        grouped.setdefault(row, []).append(field)
    return grouped


def action_heads(connection: Connection, action: str) -> dict[str, list[tuple[str, int]]]:
    """The heads of each log field of an action, as references."""
    heads = heads_of_rows(connection, [("action", action)])
    return {field: sorted(head.ref for head in found) for (_, _, field), found in heads.items()}


def stored_columns(connection: Connection, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
    """The columns of these actions by id, whether live or in the Bin."""
    narrow(connection, ids)
    found = connection.execute(select(_action).where(_action.c.id.in_(_asked())))
    return {row.id: columns_of(row) for row in found}


def last_position(connection: Connection, action: str) -> str:
    """The highest position of the action's milestones, or empty."""
    found = connection.exec_driver_sql("SELECT max(position) FROM milestone WHERE action = ?", (action,)).scalar()
    return str(found or "")


def milestone_ids(connection: Connection, action: str) -> set[str]:
    """The ids of the action's live milestones."""
    return set(
        connection.exec_driver_sql("SELECT id FROM milestone WHERE action = ? AND deleted = 0", (action,)).scalars()
    )


def sharers_of(connection: Connection, action: str) -> list[str]:
    """Other live actions that were given the same reference."""
    shown = connection.exec_driver_sql("SELECT ref FROM action WHERE id = ?", (action,)).scalar()
    if shown is None:
        return []
    ref = typed_part(str(shown))
    found = connection.exec_driver_sql(
        "SELECT id FROM action WHERE (ref = ? OR (ref >= ? AND ref < ?)) AND id <> ? AND deleted = 0",
        (ref, f"{ref}{MARK}", f"{ref}{chr(127)}", action),
    )
    return list(found.scalars())


def births(connection: Connection, ids: Iterable[str]) -> dict[str, int]:
    """The clock of the first change of each of these actions."""
    narrow(connection, ids)
    rows = connection.exec_driver_sql(
        "SELECT s.row, s.created_hlc FROM temp.narrowed n CROSS JOIN rowstate s ON s.row = n.id AND s.entity = 'action'"
    )
    return {str(row): int(born) for row, born in rows}
