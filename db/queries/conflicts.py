"""Cells that hold several values at once, or a delete that met an edit: their heads, and what came before them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from db.log.edges import SUPERSEDES
from db.log.redact import REDACTED_AT
from db.log.transaction import Ref

DELETE = "delete_conflict"


class OpenConflict(NamedTuple):
    """A cell (entity, row, field) to decide and the action it belongs to; `field` is empty for a delete."""

    action: str
    kind: str
    entity: str
    row: str
    field: str


class Head(NamedTuple):
    """One of the values of a cell: canonical text (None once redacted), its author, its clock, whether it is shown.

    `removed` is the clock value of the redaction, None while the value is there.
    """

    ref: Ref
    value: str | None
    member: str
    hlc: int
    shown: bool
    removed: int | None = None


def open_conflicts(connection: Connection, action: str | None = None) -> list[OpenConflict]:
    """What is to be decided, of one action or all, by action reference and field; actions in the Bin are left out."""
    rows = connection.exec_driver_sql(
        "SELECT a.id, n.kind, n.entity, n.row, n.field FROM attention n JOIN action a ON a.id = "
        "CASE n.entity WHEN 'action' THEN n.row ELSE (SELECT substr(c.value, 2, 36) FROM cell c WHERE c.row = n.row "
        "AND c.field = 'action' AND c.entity = n.entity) END "
        "WHERE n.kind IN ('conflict', 'delete_conflict') AND a.deleted = 0 AND (? IS NULL OR a.id = ?) "
        "ORDER BY a.ref, a.id, n.entity, n.row, n.field",
        (action, action),
    )
    return [OpenConflict(*row) for row in rows]


def heads_of_cell(connection: Connection, entity: str, row: str, field: str) -> list[Head]:
    """Every value of a cell that nothing known replaces, the one shown first, then the latest."""
    rows = connection.exec_driver_sql(
        "SELECT t.id, o.id & 4095, o.value, t.member, o.hlc, "  # noqa: S608 (our own words)
        "o.id IS (SELECT c.winner_op FROM cell c "
        "WHERE c.row = o.row AND c.field = o.field AND c.entity = o.entity) AS shown, "
        f"CASE WHEN o.value IS NULL THEN {REDACTED_AT.format(op='o.id')} END "
        "FROM op o INDEXED BY op_head CROSS JOIN txn t ON t.pk = o.id >> 12 "
        "WHERE o.row = ? AND o.field = ? AND o.sup = 0 AND o.entity = ? "
        "ORDER BY shown DESC, o.hlc DESC, t.id, o.id",
        (row, field, entity),
    )
    return [
        Head((name.hex(), place), value, member, hlc, bool(shown), removed)
        for name, place, value, member, hlc, shown, removed in rows
    ]


def latest_uncovered(connection: Connection, entity: str, row: str) -> Head:
    """The latest change of a row that none of its deletes had seen: what keeps it."""
    name, place, value, member, hlc = connection.exec_driver_sql(
        "SELECT t.id, o.id & 4095, o.value, t.member, o.hlc FROM op o INDEXED BY op_head "
        "CROSS JOIN txn t ON t.pk = o.id >> 12 WHERE o.row = ? AND o.sup = 0 AND o.entity = ? "
        "AND NOT (o.field = '_deleted' AND o.value IS 'true') AND NOT EXISTS (SELECT 1 FROM edge e "
        "JOIN op d ON d.id = e.src WHERE e.dst = o.id AND e.kind = 1 AND d.field = '_deleted' AND d.sup = 0 "
        "AND d.value IS 'true') ORDER BY o.hlc DESC, t.id DESC, o.id DESC LIMIT 1",
        (row, entity),
    ).one()
    return Head((name.hex(), place), value, member, hlc, shown=True)


def last_agreed(connection: Connection, heads: Sequence[Head]) -> tuple[bool, str | None]:
    """The latest value that every one of these heads came after: (whether there is one, its canonical text)."""
    before = [_before(connection, _number(connection, head.ref)) for head in heads]
    shared = set.intersection(*before) if before else set()
    if not shared:
        return False, None
    marks = ",".join("?" * len(shared))
    found = connection.exec_driver_sql(
        f"SELECT o.value FROM op o JOIN txn t ON t.pk = o.id >> 12 WHERE o.id IN ({marks}) "  # noqa: S608 (marks only)
        "ORDER BY o.hlc DESC, t.id DESC, o.id DESC LIMIT 1",
        tuple(sorted(shared)),
    ).one()
    return True, found[0]


def _number(connection: Connection, ref: Ref) -> int:
    (number,) = connection.exec_driver_sql("SELECT pk FROM txn WHERE id = ?", (bytes.fromhex(ref[0]),)).one()
    return int(number) << 12 | ref[1]


def _before(connection: Connection, op: int) -> set[int]:
    """Every operation that this one replaced, directly or through others."""
    found: set[int] = set()
    ask: Iterable[int] = [op]
    while ask:
        replaced = [
            dst
            for src in ask
            for (dst,) in connection.exec_driver_sql(
                "SELECT dst FROM edge WHERE src = ? AND kind = ?", (src, SUPERSEDES)
            )
        ]
        ask = [dst for dst in replaced if dst not in found]
        found.update(ask)
    return found
