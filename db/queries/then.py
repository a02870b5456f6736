"""Actions whole as they stood at another moment, in the form `details` gives them as they stand now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from sqlalchemy import Connection
from sqlmodel import SQLModel

from db.log.materialise import FieldCheck
from db.log.redact import REMOVED
from db.log.sharedrefs import numbered
from db.log.values import decode_value
from db.log.viewrows import column_of
from db.queries.details import StoredAction, births, sharers_of
from db.queries.history import row_ids
from db.queries.ids import narrow
from db.queries.moments import RowThen, rows_then
from db.queries.reference import rows_of
from db.tables.words import holds_words

_tables = SQLModel.metadata.tables
_CHILDREN = ("progress_update", "milestone", "action_topic", "action_area", "action_partner")

Columns = dict[str, Any]


def stored_actions_then(connection: Connection, action: str | None, check: FieldCheck) -> list[StoredAction]:
    """The actions (or the one) that were there then, in reference order; call know_until or know_vector first."""
    if action is not None:
        narrow(connection, [*row_ids(connection, action), *sharers_of(connection, action)])
    rows = rows_then(connection, narrowed=action is not None)
    actions = [_columns(row, check) for row in rows if row.entity == "action"]
    undecided = {row.row: list(row.undecided) for row in rows if row.entity == "action"}
    children = {entity: _by_action(rows, entity, check) for entity in _CHILDREN}
    topics = {row["id"]: row for row in rows_of(connection, "topic")}
    areas = {row["id"]: row for row in rows_of(connection, "area")}
    _number_shared(connection, actions)
    if action is not None:
        actions = [columns for columns in actions if columns["id"] == action]
    actions.sort(key=lambda columns: (str(columns["ref"] or ""), str(columns["id"])))
    return [_assemble(columns, children, topics, areas, undecided[columns["id"]]) for columns in actions]


def _number_shared(connection: Connection, actions: Iterable[Columns]) -> None:
    """Tell actions apart that shared a reference then, as the view does (db/log/sharedrefs.py)."""
    by_ref: dict[str, list[Columns]] = {}
    for columns in actions:
        if columns["ref"]:
            by_ref.setdefault(str(columns["ref"]), []).append(columns)
    for ref, sharers in by_ref.items():
        if len(sharers) > 1:
            born = births(connection, [columns["id"] for columns in sharers])
            sharers.sort(key=lambda columns: (born[columns["id"]], columns["id"]))
            for place, columns in enumerate(sharers, start=1):
                columns["ref"] = numbered(ref, place)


def _columns(row: RowThen, check: FieldCheck) -> Columns:
    """A row's columns as the view would have shown them then."""
    columns: Columns = dict.fromkeys(_names_of(row.entity))
    for field, text in row.values.items():
        column = column_of(field)
        if text is None and holds_words(row.entity, field) and column in columns:
            columns[column] = REMOVED
        elif text is not None and column in columns:
            value = decode_value(text)
            if check(row.entity, field, value) is None:
                columns[column] = value
    columns["id"], columns["created_hlc"], columns["deleted"] = row.row, row.created_hlc, False
    return columns


@cache
def _names_of(entity: str) -> tuple[str, ...]:
    return tuple(column.name for column in _tables[entity].columns)


def _by_action(rows: Iterable[RowThen], entity: str, check: FieldCheck) -> dict[str, list[Columns]]:
    found: dict[str, list[Columns]] = {}
    for row in rows:
        if row.entity == entity:
            columns = _columns(row, check)
            found.setdefault(str(columns["action"]), []).append(columns)
    return found


def _assemble(
    columns: Columns,
    children: Mapping[str, Mapping[str, list[Columns]]],
    topics: Mapping[str, Columns],
    areas: Mapping[str, Columns],
    undecided: list[str],
) -> StoredAction:
    def of(entity: str) -> list[Columns]:
        return children[entity].get(columns["id"], [])

    def linked(entity: str, end: str, targets: Mapping[str, Columns]) -> list[Columns]:
        return [targets[link[end]] for link in of(entity) if link["in_"] and link[end] in targets]

    updates = sorted(of("progress_update"), key=lambda row: (str(row["made_on"]), row["created_hlc"], row["id"]))
    last = max((row["made_on"] for row in updates if row["made_on"] is not None), default=None)
    return StoredAction(
        columns | {"last_update_on": last},
        sorted(linked("action_topic", "topic", topics), key=lambda row: (row["kind"], row["position"] or 0)),
        sorted(linked("action_area", "area", areas), key=lambda row: str(row["name"])),
        [str(link["name"]) for link in of("action_partner") if link["in_"] and link["name"]],
        updates[::-1],
        sorted(of("milestone"), key=lambda row: (str(row["position"] or ""), row["id"])),
        undecided,
    )
