"""The materialiser: derived state of touched rows, computed from the operations alone; the only writer of the views."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from sqlalchemy import Connection

from db.collector import let_go
from db.engine import driver_pages, insert_rows
from db.log.deletes import settle_deletes
from db.log.fresh import Attention, settle_fresh_cells, take_fresh, write_fresh_view_rows
from db.log.sharedrefs import shared_refs
from db.log.touched import Touched, Written
from db.log.values import decode_value
from db.log.viewrows import FieldCheck as FieldCheck
from db.log.viewrows import is_known_field, write_view_rows
from db.log.winner import HeadRow, distinct_values, is_undecided, winner
from db.searchindex import forget_touched, index_touched

NO_FIELD = ""


def materialise(connection: Connection, touched: Touched, check: FieldCheck) -> None:
    """Recompute cells, row states, attention items and view rows of everything touched."""
    fresh = _stage(connection, touched)
    bad, shown = settle_fresh_cells(connection, fresh, check)
    bad += _settle_cells(connection, check)
    _settle_rows(connection, touched)
    settle_deletes(connection)
    _settle_attention(connection, bad)
    refs = shared_refs(connection, check)
    forget_touched(connection)
    write_fresh_view_rows(connection, shown, touched)
    write_view_rows(connection, check, refs)
    index_touched(connection)


def _stage(connection: Connection, touched: Touched) -> dict[tuple[str, str], Written]:
    """Fill the temporary tables; returns the rows that begin here, whose cells need not be found again."""
    run = connection.exec_driver_sql
    run(
        "CREATE TEMP TABLE IF NOT EXISTS touched_cell (row TEXT, field TEXT, entity TEXT, "
        "PRIMARY KEY (row, field, entity)) WITHOUT ROWID"
    )
    run("CREATE TEMP TABLE IF NOT EXISTS touched_row (row TEXT, entity TEXT, PRIMARY KEY (row, entity)) WITHOUT ROWID")
    run("DELETE FROM temp.touched_cell")
    run("DELETE FROM temp.touched_row")
    # Not sorted here: that of a large merge keeps the interpreter, and the window, for a tenth of a second.
    insert_rows(connection, "INSERT INTO temp.touched_row", [(row, kind) for kind, row in touched.origins])
    fresh = take_fresh(connection, touched)
    cells = [(row, field, kind) for kind, row, field in touched.cells if (kind, row) not in fresh]
    insert_rows(connection, "INSERT INTO temp.touched_cell", cells)
    return fresh


def _settle_cells(connection: Connection, check: FieldCheck) -> list[Attention]:
    """Write the winner of each touched cell; returns the attention items: conflicts, values nobody here can show."""
    cells = []
    bad: list[Attention] = []
    for (row, field, entity), heads in _heads_of_touched_cells(connection):
        shown, count = (heads[0], 1) if len(heads) == 1 else (winner(field, heads), distinct_values(heads))
        cells.append((entity, row, field, shown.op, shown.value, count))
        if shown.value is not None and (problem := check(entity, field, decode_value(shown.value))):
            bad.append(Attention("invalid_value", entity, row, field, problem))
        if is_undecided(field, heads):
            bad.append(Attention("conflict", entity, row, field, str(count)))
        if not is_known_field(entity, field):
            bad.append(Attention("newer_value", entity, row, field, ""))
    if cells:
        connection.exec_driver_sql(
            "INSERT INTO cell (entity, row, field, winner_op, value, n_values) VALUES (?,?,?,?,?,?) "
            "ON CONFLICT (row, field, entity) DO UPDATE SET "
            "winner_op = excluded.winner_op, value = excluded.value, n_values = excluded.n_values",
            cells,
        )
        let_go(cells)
    return bad


def _heads_of_touched_cells(connection: Connection) -> Iterator[tuple[tuple[str, str, str], list[HeadRow]]]:
    found = connection.exec_driver_sql(
        "SELECT c.row, c.field, c.entity, o.value, o.hlc, t.id, o.id FROM temp.touched_cell c "
        "CROSS JOIN op o INDEXED BY op_head ON o.row = c.row AND o.field = c.field AND o.sup = 0 "
        "AND o.entity = c.entity "
        "CROSS JOIN txn t ON t.pk = o.id >> 12"
    )
    # In key order, because touched_cell is; the driver's own rows, as SQLAlchemy's cost twice the query.
    for key, group in groupby(driver_pages(found), key=itemgetter(0, 1, 2)):
        yield key, [HeadRow(value, hlc, name, op & 4095, op) for *_, value, hlc, name, op in group]


def _settle_rows(connection: Connection, touched: Touched) -> None:
    insert_rows(
        connection,
        "INSERT INTO rowstate (entity, row, scope, created_hlc)",
        [(entity, row, scope, hlc) for (entity, row), (hlc, scope) in touched.origins.items()],
        "ON CONFLICT (row, entity) DO UPDATE SET "
        "scope = CASE WHEN (excluded.created_hlc, excluded.scope) < (created_hlc, scope) "
        "THEN excluded.scope ELSE scope END, created_hlc = min(created_hlc, excluded.created_hlc)",
    )


def _settle_attention(connection: Connection, items: list[Attention]) -> None:
    run = connection.exec_driver_sql
    run(
        "DELETE FROM attention WHERE EXISTS (SELECT 1 FROM temp.touched_cell c WHERE c.row = attention.row "
        "AND c.entity = attention.entity AND c.field = attention.field)"
    )
    run(
        "DELETE FROM attention WHERE kind = 'delete_conflict' AND EXISTS (SELECT 1 FROM temp.touched_row r "
        "WHERE r.row = attention.row AND r.entity = attention.entity)"
    )
    if items:
        run("INSERT INTO attention (kind, entity, row, field, detail) VALUES (?,?,?,?,?)", items)
    run(
        "INSERT INTO attention SELECT 'delete_conflict', s.entity, s.row, '', '' FROM temp.touched_row r "
        "CROSS JOIN rowstate s ON s.row = r.row AND s.entity = r.entity WHERE s.del_conflict = 1"
    )
