"""References that several live actions have: each but the oldest shows a number behind it, as in BUR-0014~2.

Two offices may give out one number without knowing of each other. What was typed stays in the log; the view shows what
tells the actions apart, so that every list, paper and question that reads it does the same. The order is that of the
actions themselves (the clock of their first change, then id): the same on every replica with the same changes.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby
from operator import itemgetter

from sqlalchemy import Connection

from db.log.values import Value

MARK = "~"
"""Stands between a shared reference and the number that tells its actions apart; no reference holds it otherwise."""

# What follows X~ ends before X and the character after "~", so that the index on references finds all of them.
_NUMBERED = "b.ref >= {0} || '~' AND b.ref < {0} || char(127)"


def shared_refs(connection: Connection, check: Callable[[str, str, Value], str | None]) -> dict[str, str]:
    """What each action shows that shares its reference with an older one, by id, as far as the touched rows matter.

    Everybody who shares a reference with a touched action joins temp.touched_row, and temp.touched_cell with it. To be
    called when cells, row states and deletes are settled and before the views are written. Without a shared reference
    it is three look-ups a row.
    """
    _note_refs(connection)
    shared = connection.exec_driver_sql(_CONTESTED).scalars().all()
    if not shared:
        return {}
    connection.exec_driver_sql("DELETE FROM temp.contested")
    connection.exec_driver_sql("INSERT INTO temp.contested VALUES (?)", [(ref,) for ref in shared])
    connection.exec_driver_sql(_MEMBERS)
    connection.exec_driver_sql(
        "INSERT OR IGNORE INTO temp.touched_row SELECT row, 'action' FROM temp.held WHERE ref IN temp.contested"
    )
    connection.exec_driver_sql(
        "INSERT OR IGNORE INTO temp.touched_cell SELECT row, 'ref', 'action' FROM temp.held "
        "WHERE ref IN temp.contested UNION SELECT r.row, 'ref', 'action' FROM temp.touched_row r "
        "CROSS JOIN action a ON a.id = r.row WHERE r.entity = 'action' AND instr(a.ref, '~') > 0"  # goes to the Bin
    )
    rows = connection.exec_driver_sql(
        "SELECT h.ref, h.row FROM temp.contested c CROSS JOIN temp.held h ON h.ref = c.ref "
        "CROSS JOIN rowstate s ON s.row = h.row AND s.entity = 'action' ORDER BY h.ref, s.created_hlc, h.row"
    ).all()
    return {
        row: numbered(ref, place)
        for ref, group in groupby(rows, key=itemgetter(0))
        if check("action", "ref", ref) is None
        for place, (_, row) in enumerate(group, start=1)
        if place > 1
    }


def numbered(ref: str, place: int) -> str:
    """What the action at this place (from 1) among those with one reference shows."""
    return ref if place == 1 else f"{ref}{MARK}{place}"


def typed_part(ref: str) -> str:
    """The reference as it was given out, without the number that tells actions apart."""
    return ref.partition(MARK)[0]


def _note_refs(connection: Connection) -> None:
    """Fill temp.held with the touched live actions and the references they were given."""
    run = connection.exec_driver_sql
    run("CREATE TEMP TABLE IF NOT EXISTS held (ref TEXT, row TEXT, PRIMARY KEY (ref, row)) WITHOUT ROWID")
    run("CREATE TEMP TABLE IF NOT EXISTS contested (ref TEXT PRIMARY KEY) WITHOUT ROWID")
    run("DELETE FROM temp.held")
    run(
        "INSERT INTO temp.held SELECT json_extract(c.value, '$'), r.row FROM temp.touched_row r "
        "CROSS JOIN rowstate s ON s.row = r.row AND s.entity = 'action' AND s.deleted = 0 "
        "CROSS JOIN cell c ON c.row = r.row AND c.field = 'ref' AND c.entity = 'action' "
        "WHERE r.entity = 'action' AND c.value IS NOT NULL AND json_type(c.value) = 'text' "
        "AND instr(c.value, '~') = 0"  # such a reference shows as missing
    )


# References that touched actions now share, and those they shared until now: whoever stays may move up.
_CONTESTED = (
    "SELECT h.ref FROM temp.held h WHERE "  # noqa: S608 (our own words)
    "EXISTS (SELECT 1 FROM temp.held g WHERE g.ref = h.ref AND g.row <> h.row) "
    "OR EXISTS (SELECT 1 FROM action b WHERE b.ref = h.ref AND b.deleted = 0 AND b.id <> h.row) "
    f"OR EXISTS (SELECT 1 FROM action b WHERE {_NUMBERED.format('h.ref')} AND b.deleted = 0 AND b.id <> h.row) "
    "UNION SELECT CASE instr(a.ref, '~') WHEN 0 THEN a.ref ELSE substr(a.ref, 1, instr(a.ref, '~') - 1) END "
    "FROM temp.touched_row r CROSS JOIN action a ON a.id = r.row WHERE r.entity = 'action' AND a.deleted = 0 AND "
    f"(instr(a.ref, '~') > 0 OR EXISTS (SELECT 1 FROM action b WHERE {_NUMBERED.format('a.ref')} AND b.deleted = 0))"
)
# Actions that were not touched: the view still tells what they were given.
_MEMBERS = (
    "INSERT OR IGNORE INTO temp.held SELECT c.ref, b.id FROM temp.contested c CROSS JOIN action b "  # noqa: S608 (ours)
    f"ON (b.ref = c.ref OR ({_NUMBERED.format('c.ref')})) AND b.deleted = 0 "
    "WHERE NOT EXISTS (SELECT 1 FROM temp.touched_row r WHERE r.row = b.id AND r.entity = 'action')"
)
