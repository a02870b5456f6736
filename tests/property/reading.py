"""What the tables of a replica say, in the oracle's words, and its digests."""

from __future__ import annotations

from db.log.digest import log_digest, view_digest
from db.shown import shown_digest
from tests.db.replica import Replica
from tests.property.oracle import Shown


def derived(replica: Replica) -> Shown:
    """What the tables of a replica say, in the oracle's words."""
    heads: dict[tuple[str, str, str], set[tuple[str, int]]] = {}
    for entity, row, field, name, index in replica.rows(
        "SELECT o.entity, o.row, o.field, lower(hex(t.id)), o.id & 4095 FROM op o JOIN txn t ON t.pk = o.id >> 12 "
        "WHERE o.sup = 0"
    ):
        heads.setdefault((str(entity), str(row), str(field)), set()).add((str(name), int(str(index))))
    winners = {
        (str(entity), str(row), str(field)): (str(name), int(str(index)))
        for entity, row, field, name, index in replica.rows(
            "SELECT c.entity, c.row, c.field, lower(hex(t.id)), c.winner_op & 4095 FROM cell c "
            "JOIN txn t ON t.pk = c.winner_op >> 12"
        )
    }
    rows = {
        (str(entity), str(row)): (str(scope), int(str(first)), bool(deleted), bool(met))
        for entity, row, scope, first, deleted, met in replica.rows(
            "SELECT entity, row, scope, created_hlc, deleted, del_conflict FROM rowstate"
        )
    }
    attention = {
        (str(kind), str(entity), str(row), str(field))
        for kind, entity, row, field in replica.rows("SELECT kind, entity, row, field FROM attention")
    }
    waiting = {
        (str(name), int(str(index)))
        for name, index in replica.rows("SELECT lower(hex(dst_txn)), dst_idx FROM pending_edge")
    }
    gone = {
        (str(name), int(str(index)))
        for name, index in replica.rows(
            "SELECT lower(hex(t.id)), o.id & 4095 FROM op o JOIN txn t ON t.pk = o.id >> 12 WHERE o.value IS NULL"
        )
    }
    refs = {str(row): str(ref) for row, ref in replica.rows("SELECT id, ref FROM action WHERE ref IS NOT NULL")}
    return Shown(heads, winners, rows, attention, waiting, gone, refs)


def digests(replica: Replica) -> tuple[str, str, str]:
    """Digests of what is derived (the search index too), held and shown."""
    with replica.writing() as connection:
        return shown_digest(connection), log_digest(connection), view_digest(connection)
