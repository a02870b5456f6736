"""What transactions from elsewhere change: noted before they are merged, told after, within one write transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sqlalchemy import Connection

from db.collector import let_go
from db.log.edges import INDEX_BITS
from db.log.merge import Sinks, merge
from db.log.redact import removed_by
from db.log.transaction import MAX_OPERATIONS, Ref, Transaction
from db.queries.ids import narrow

SLICE_OPERATIONS = 100_000
"""Operations merged at a time, so that memory stays bounded whatever the size of a file."""


class ChangedCell(NamedTuple):
    """A field that shows something else now; `before` and `after` are canonical text, None for nothing.

    `action` is the action it belongs to, `hlc` the clock of the value shown now, `member` who wrote it. Where there was
    something and is nothing now, it was removed for good.
    """

    action: str
    entity: str
    row: str
    field: str
    before: str | None
    after: str | None
    member: str
    hlc: int


class Effect(NamedTuple):
    """What a merge did to the actions (ids), and which cells (entity, row, field) have two values now and had not."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    conflicts: tuple[tuple[str, str, str], ...]


_CONFLICTS = "SELECT entity, row, field FROM attention WHERE kind IN ('conflict', 'delete_conflict')"


def begin_intake(connection: Connection) -> None:
    """Note what needs attention before anything comes in."""
    run = connection.exec_driver_sql
    run("DROP TABLE IF EXISTS temp.was_cell")
    run("DROP TABLE IF EXISTS temp.was_row")
    run("DROP TABLE IF EXISTS temp.was_open")
    run(
        "CREATE TEMP TABLE was_cell (row TEXT, field TEXT, entity TEXT, value TEXT, "
        "PRIMARY KEY (row, field, entity)) WITHOUT ROWID"
    )
    run(
        "CREATE TEMP TABLE was_row (row TEXT, entity TEXT, known INTEGER, deleted INTEGER, "
        "PRIMARY KEY (row, entity)) WITHOUT ROWID"
    )
    run(f"CREATE TEMP TABLE was_open AS {_CONFLICTS}")
    run(f"CREATE TEMP VIEW IF NOT EXISTS open_now AS {_CONFLICTS}")


def take_in(connection: Connection, transactions: Iterable[Transaction], sinks: Sinks) -> None:
    """Merge transactions in slices, noting before each what its cells and rows showed."""
    part: list[Transaction] = []
    size = 0
    for transaction in transactions:
        part.append(transaction)
        size += len(transaction.operations)
        if size >= SLICE_OPERATIONS:
            _merge_part(connection, part, sinks)
            size = 0
    if part:
        _merge_part(connection, part, sinks)


def _merge_part(connection: Connection, part: list[Transaction], sinks: Sinks) -> None:
    run = connection.exec_driver_sql
    run(
        "CREATE TEMP TABLE IF NOT EXISTS coming (row TEXT, field TEXT, entity TEXT, PRIMARY KEY (row, field, entity)) "
        "WITHOUT ROWID"
    )
    run("DELETE FROM temp.coming")
    # Not sorted here: that of a large part keeps the interpreter, and the window, for a tenth of a second.
    cells = [(op.row, op.field, op.entity) for transaction in part for op in transaction.operations]
    cells += _cells_of(connection, removed_by(part))
    run("INSERT OR IGNORE INTO temp.coming VALUES (?,?,?)", cells)
    let_go(cells)
    run(
        "INSERT OR IGNORE INTO temp.was_row SELECT DISTINCT c.row, c.entity, s.row IS NOT NULL, coalesce(s.deleted, 0) "
        "FROM temp.coming c LEFT JOIN rowstate s ON s.row = c.row AND s.entity = c.entity"
    )
    # Of a row that is new everything is new: only fields of rows that were there have something to compare with.
    run(
        "INSERT OR IGNORE INTO temp.was_cell SELECT c.row, c.field, c.entity, v.value FROM temp.coming c "
        "CROSS JOIN temp.was_row w ON w.row = c.row AND w.entity = c.entity AND w.known = 1 "
        "LEFT JOIN cell v ON v.row = c.row AND v.field = c.field AND v.entity = c.entity"
    )
    merge(connection, part, sinks)
    let_go(part, at_once=1)


def _cells_of(connection: Connection, refs: Iterable[Ref]) -> Iterator[tuple[str, str, str]]:
    """The cells (row, field, entity) of those of these operations that are here."""
    for name, place in refs:
        found = connection.exec_driver_sql(
            "SELECT o.row, o.field, o.entity FROM txn t CROSS JOIN op o ON o.id = (t.pk << 12 | ?) WHERE t.id = ?",
            (place, bytes.fromhex(name)),
        ).first()
        if found is not None:
            yield tuple(found)


def count_removed(connection: Connection, *, after: int) -> int:
    """How many values that were here the transactions with numbers above `after` removed for good."""
    first = after + 1 << INDEX_BITS
    return int(
        connection.exec_driver_sql(
            "SELECT count(DISTINCT dst) FROM edge WHERE kind = 2 AND src >= ? AND dst < ?", (first, first)
        ).scalar_one()
    )


def values_missing(connection: Connection, *, after: int) -> set[Ref]:
    """Operations of transactions with numbers above `after` without their value, though nothing removed it."""
    rows = connection.exec_driver_sql(
        "SELECT t.id, o.id & ? FROM op o JOIN txn t ON t.pk = o.id >> 12 WHERE o.id >= ? AND o.value IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM edge e WHERE e.dst = o.id AND e.kind = 2)",
        (MAX_OPERATIONS - 1, after + 1 << INDEX_BITS),
    )
    return {(name.hex(), place) for name, place in rows}


def effect_of_intake(connection: Connection) -> Effect:
    """What everything taken in since `begin_intake` did to the plan's actions."""
    run = connection.exec_driver_sql
    added, changed, removed = set(), set(), set()
    actions = run(
        "SELECT w.row, w.known, w.deleted, s.deleted FROM temp.was_row w "
        "CROSS JOIN rowstate s ON s.row = w.row AND s.entity = w.entity WHERE w.entity = 'action'"
    )
    for row, known, was, now in actions:
        if now:
            if known and not was:
                removed.add(row)
        elif not known or was:
            added.add(row)
    for cell in changed_cells(connection):
        if cell.action not in added and cell.action not in removed:
            changed.add(cell.action)
    children = run(
        "SELECT DISTINCT substr(c.value, 2, 36) FROM temp.was_row w CROSS JOIN cell c ON c.row = w.row "
        "AND c.field = 'action' AND c.entity = w.entity "
        "WHERE w.known = 0 AND w.entity <> 'action' AND c.value IS NOT NULL"
    )
    changed.update(set(children.scalars()) - added - removed)
    conflicts = run("SELECT * FROM temp.open_now EXCEPT SELECT * FROM temp.was_open ORDER BY 2, 3, 1")
    live = _live(connection, changed)
    return Effect(
        tuple(sorted(added)),
        tuple(sorted(changed & live)),
        tuple(sorted(removed)),
        tuple((entity, row, field) for entity, row, field in conflicts),
    )


def changed_cells(connection: Connection) -> list[ChangedCell]:
    """Fields of rows that were there before and show something else now, by action and row."""
    rows = connection.exec_driver_sql(
        "SELECT w.entity, w.row, w.field, w.value, c.value, t.member, o.hlc, "
        "CASE w.entity WHEN 'action' THEN w.row ELSE (SELECT substr(a.value, 2, 36) FROM cell a WHERE a.row = w.row "
        "AND a.field = 'action' AND a.entity = w.entity) END AS belongs "
        "FROM temp.was_cell w CROSS JOIN cell c ON c.row = w.row AND c.field = w.field AND c.entity = w.entity "
        "CROSS JOIN op o ON o.id = c.winner_op CROSS JOIN txn t ON t.pk = o.id >> 12 "
        "WHERE w.value IS NOT c.value AND belongs IS NOT NULL ORDER BY belongs, w.row, w.field"
    )
    return [
        ChangedCell(action, entity, row, field, before, after, member, hlc)
        for entity, row, field, before, after, member, hlc, action in rows
    ]


def _live(connection: Connection, actions: Iterable[str]) -> set[str]:
    narrow(connection, actions)
    found = connection.exec_driver_sql(
        "SELECT a.id FROM temp.narrowed n CROSS JOIN action a ON a.id = n.id WHERE a.deleted = 0"
    )
    return set(found.scalars())


def first_and_last(connection: Connection, action: str) -> tuple[tuple[str, int], tuple[str, int]]:
    """(member, clock) of the earliest and of the latest change of an action's own fields."""
    rows = connection.exec_driver_sql(
        "SELECT t.member, o.hlc FROM op o INDEXED BY op_history JOIN txn t ON t.pk = o.id >> 12 "
        "WHERE o.row = ? AND o.entity = 'action' ORDER BY o.hlc, o.id",
        (action,),
    ).all()
    return (rows[0][0], rows[0][1]), (rows[-1][0], rows[-1][1])
