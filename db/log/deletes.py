"""Whether a row is deleted: only when the deleter had seen everything that is there now (docs/change-log.md, 3.8)."""

from __future__ import annotations

from sqlalchemy import Connection


def settle_deletes(connection: Connection) -> None:
    """Recompute `deleted` and `del_conflict` of the touched rows (temp.touched_row).

    Deleted: some true head, no head that restores, and every other head of the row covered by a true head. A true head
    without that is a delete that met an edit its author had not seen: the row stays, visibly.
    """
    connection.exec_driver_sql(
        "CREATE TEMP TABLE IF NOT EXISTS doomed (row TEXT, entity TEXT, alive INTEGER, "
        "PRIMARY KEY (row, entity)) WITHOUT ROWID"
    )
    run = connection.exec_driver_sql
    run("DELETE FROM temp.doomed")
    run(
        "INSERT INTO temp.doomed SELECT r.row, r.entity, max(o.value IS NOT 'true') FROM temp.touched_row r "
        "CROSS JOIN op o INDEXED BY op_head ON o.row = r.row AND o.field = '_deleted' AND o.sup = 0 "
        "AND o.entity = r.entity "
        "GROUP BY r.row, r.entity HAVING max(o.value IS 'true') = 1"
    )
    run(
        "UPDATE temp.doomed SET alive = 1 WHERE alive = 0 AND EXISTS ("
        "SELECT 1 FROM op o INDEXED BY op_head WHERE o.row = doomed.row AND o.sup = 0 AND o.entity = doomed.entity "
        "AND o.field <> '_deleted' AND NOT EXISTS (SELECT 1 FROM edge e JOIN op d ON d.id = e.src "
        "WHERE e.dst = o.id AND e.kind = 1 AND d.field = '_deleted' AND d.sup = 0 AND d.value IS 'true'))"
    )
    run(
        "UPDATE rowstate SET deleted = 0, del_conflict = 0 WHERE (deleted = 1 OR del_conflict = 1) AND EXISTS ("
        "SELECT 1 FROM temp.touched_row r WHERE r.row = rowstate.row AND r.entity = rowstate.entity)"
    )
    run(
        "UPDATE rowstate SET deleted = 1 - d.alive, del_conflict = d.alive FROM temp.doomed d "
        "WHERE d.row = rowstate.row AND d.entity = rowstate.entity"
    )
