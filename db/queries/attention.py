"""What partners' changes left to look at besides conflicts, each question derived from the tables as they stand."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection

from db.engine import driver_rows
from db.exchange.ledger import Stream
from db.exchange.streams import forked_streams, streams_with_gaps

PARTS = ("progress_update", "milestone")
"""What belongs to one action and may be here without it."""


_A_SECOND = 1000 << 16  # as a clock value: milliseconds above 16 bits


class SharedRef(NamedTuple):
    """A live action that shows a number behind its reference, since an older one (`first`, a title) has it too."""

    ref: str
    action: str
    title: str
    first: str


class LostPart(NamedTuple):
    """A live update or milestone (`entity`, `row`) whose action is in the Bin, or was never received (`title` None).

    `member` wrote it; `text` is what it says.
    """

    action: str
    ref: str | None
    title: str | None
    entity: str
    row: str
    text: str
    member: str


class Kept(NamedTuple):
    """A value that is kept and not shown: (entity, row, field), why, and the action it belongs to, if any."""

    entity: str
    row: str
    field: str
    why: str
    action: str | None
    ref: str | None
    title: str | None


class Gap(NamedTuple):
    """How many changes of a replica are missing before one that is here, and who wrote that one."""

    member: str
    missing: int


def shared_refs(connection: Connection) -> list[SharedRef]:
    """Live actions whose reference an older one has as well, by reference."""
    rows = connection.exec_driver_sql(
        "SELECT a.ref, a.id, coalesce(a.title, ''), coalesce((SELECT b.title FROM action b WHERE b.deleted = 0 "
        "AND b.ref = substr(a.ref, 1, instr(a.ref, '~') - 1) LIMIT 1), '') "
        "FROM action a WHERE a.deleted = 0 AND instr(a.ref, '~') > 0 ORDER BY a.ref, a.id"
    )
    return [SharedRef(*row) for row in driver_rows(rows)]


def shown_ref(connection: Connection, action: str) -> str | None:
    """The reference an action shows now; None for one that is not here or in the Bin."""
    found = connection.exec_driver_sql("SELECT ref FROM action WHERE id = ? AND deleted = 0", (action,)).scalar()
    return str(found) if found is not None else None


def orphans(connection: Connection) -> list[LostPart]:
    """Parts that were added to an action elsewhere before their author heard that it was moved to the Bin.

    A delete names how far it knew every stream ("saw"); a part from beyond that is one its author had not seen. An
    earlier version named nothing: then the clocks decide.
    """
    found: list[LostPart] = []
    for entity in PARTS:
        rows = connection.exec_driver_sql(_ORPHANS.format(entity=entity, text=_TEXT[entity]))
        found += [LostPart(*row) for row in driver_rows(rows)]
    return found


def lost_parts(connection: Connection) -> list[LostPart]:
    """Parts of actions that are not here."""
    found: list[LostPart] = []
    for entity in PARTS:
        rows = connection.exec_driver_sql(_LOST.format(entity=entity, text=_TEXT[entity]))
        found += [LostPart(*row) for row in driver_rows(rows)]
    return found


_TEXT = {"progress_update": "p.text", "milestone": "p.title"}
_FIRST = (  # the operation that made a part
    "CROSS JOIN op c ON c.id = (SELECT o.id FROM op o INDEXED BY op_history WHERE o.row = p.id "
    "AND o.entity = '{entity}' ORDER BY o.hlc, o.id LIMIT 1) CROSS JOIN txn t ON t.pk = c.id >> 12 "
)
_ORPHANS = (
    "SELECT a.id, a.ref, a.title, '{entity}', p.id, coalesce({text}, ''), t.member FROM action a "  # noqa: S608 (ours)
    "CROSS JOIN {entity} p ON p.action = a.id AND p.deleted = 0 " + _FIRST + "WHERE a.deleted = 1 AND NOT EXISTS ("
    "SELECT 1 FROM op d INDEXED BY op_head CROSS JOIN txn w ON w.pk = d.id >> 12 WHERE d.row = a.id "
    "AND d.field = '_deleted' AND d.sup = 0 AND d.entity = 'action' AND d.value = 'true' "
    "AND CASE WHEN json_type(w.extra, '$.saw') IS 'object' THEN t.seq <= coalesce("
    "(SELECT s.value FROM json_each(w.extra, '$.saw') k, json_each(k.value) s WHERE k.key = t.scope "
    "AND k.type = 'object' AND s.key = t.replica AND s.type = 'integer'), 0) "
    "ELSE c.hlc <= d.hlc END) ORDER BY a.ref, a.id, c.hlc, p.id"
)
_LOST = (
    "SELECT p.action, NULL, NULL, '{entity}', p.id, coalesce({text}, ''), t.member FROM {entity} p "  # noqa: S608 (ours)
    + _FIRST
    + "WHERE p.deleted = 0 AND p.action IS NOT NULL AND NOT EXISTS (SELECT 1 FROM action a WHERE a.id = p.action) "
    "ORDER BY p.action, c.hlc, p.id"
)


def refused_values(connection: Connection) -> list[Kept]:
    """Values that fail their check, with the action each belongs to, by its reference; not what is in the Bin."""
    rows = connection.exec_driver_sql(
        "SELECT n.entity, n.row, n.field, n.detail, a.id, a.ref, a.title FROM attention n "
        "LEFT JOIN rowstate s ON s.row = n.row AND s.entity = n.entity "
        "LEFT JOIN cell b ON b.row = n.row AND b.entity = n.entity AND b.field = 'action' "
        "LEFT JOIN action a ON a.id = CASE n.entity WHEN 'action' THEN n.row ELSE json_extract(b.value, '$') END "
        "WHERE n.kind = 'invalid_value' AND coalesce(s.deleted, 0) = 0 AND coalesce(a.deleted, 0) = 0 "
        "ORDER BY a.ref IS NULL, a.ref, a.id, n.entity, n.row, n.field"
    )
    return [Kept(*row) for row in driver_rows(rows)]


def count_newer(connection: Connection) -> int:
    """How many values stand in fields this version has no place for."""
    found = connection.exec_driver_sql("SELECT count(*) FROM attention WHERE kind = 'newer_value'")
    return int(found.scalar_one())


def gaps(connection: Connection) -> list[Gap]:
    """Who wrote the changes before which others are missing, with how many, by the author."""
    missing: dict[str, int] = {}
    for stream in streams_with_gaps(connection):
        last, there = connection.exec_driver_sql(
            "SELECT max(seq), count(DISTINCT seq) FROM txn WHERE replica = ? AND scope = ?", stream
        ).one()
        author = _author(connection, stream)
        missing[author] = missing.get(author, 0) + last - there
    return [Gap(*pair) for pair in sorted(missing.items())]


def open_forks(connection: Connection) -> list[str]:
    """Authors whose plan file was copied and written twice, and who have not begun a new life since, by their id.

    Both copies take a new life when they learn of each other: once the author writes in it, the fork is history.
    """
    return sorted(
        {
            author
            for stream in forked_streams(connection)
            if not connection.exec_driver_sql(
                "SELECT 1 FROM txn t WHERE t.member = ? AND t.replica <> ? "
                "AND t.hlc > (SELECT max(f.hlc) FROM txn f WHERE f.replica = ?) LIMIT 1",
                (author := _author(connection, stream), stream[0], stream[0]),
            ).first()
        }
    )


def _author(connection: Connection, stream: Stream) -> str:
    found = connection.exec_driver_sql(
        "SELECT member FROM txn WHERE replica = ? AND scope = ? ORDER BY seq DESC, id LIMIT 1", stream
    )
    return str(found.scalar_one())


def newest(connection: Connection) -> tuple[int, str]:
    """The highest clock value of all changes and who wrote that change; (0, "") for none."""
    found = connection.exec_driver_sql("SELECT hlc, member FROM txn ORDER BY hlc DESC, id DESC LIMIT 1").first()
    return (int(found[0]), str(found[1])) if found else (0, "")


def last_own(connection: Connection, replica: str) -> int:
    """The highest clock value of a replica that comes from a clock of its own; 0 for none.

    A replica that heard of a clock somewhat ahead goes on from there: then that clock is ahead, not this one behind.
    """
    hlc = int(connection.exec_driver_sql("SELECT max(hlc) FROM txn WHERE replica = ?", (replica,)).scalar() or 0)
    heard = connection.exec_driver_sql(
        "SELECT 1 FROM txn WHERE replica <> ? AND hlc BETWEEN ? AND ? LIMIT 1", (replica, hlc - _A_SECOND, hlc)
    ).first()
    return 0 if heard else hlc
