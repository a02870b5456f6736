"""The local table `member`: who this plan knows by card, what each may see, and until where each was believed."""

from __future__ import annotations

from typing import NamedTuple

import orjson
from sqlalchemy import Connection

from db.exchange.ledger import Stream, Vector

EVERYTHING = ("all",)
"""The scopes of a member who may see every partnership."""


class MemberRow(NamedTuple):
    """One member as stored. `scopes` are codes or EVERYTHING; `added_at` and `revoked_at` are ISO instants in UTC."""

    member: str
    name: str
    role: str
    organisation: str
    partnership: str
    signing: bytes
    age: str
    card: bytes
    scopes: tuple[str, ...]
    status: str
    introduced_by: str | None
    added_at: str
    revoked_at: str | None = None
    last_heads: Vector | None = None


def read_members(connection: Connection) -> list[MemberRow]:
    """Every member that this plan knows; none in a plan of before the exchange that can only be read."""
    if connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'member'").first() is None:
        return []
    rows = connection.exec_driver_sql(f"SELECT {', '.join(MemberRow._fields)} FROM member ORDER BY member")  # noqa: S608 (our own names)
    return [_read(*row) for row in rows]


def put_member(connection: Connection, row: MemberRow) -> None:
    """Store a member in place of what was known under this id."""
    stored = row._asdict() | {
        "scopes": row.scopes[0] if row.scopes == EVERYTHING else orjson.dumps(sorted(row.scopes)).decode(),
        "last_heads": None if row.last_heads is None else vector_text(row.last_heads),
    }
    marks = ",".join("?" * len(stored))
    connection.exec_driver_sql(
        f"INSERT OR REPLACE INTO member ({', '.join(stored)}) VALUES ({marks})",  # noqa: S608 (our own names)
        tuple(stored.values()),
    )


def last_heads_of(connection: Connection, member: str) -> dict[Stream, tuple[int, str]]:
    """Where each stream of this author ends here; of a stream with two ends the greater id."""
    rows = connection.exec_driver_sql(
        "SELECT replica, scope, seq, id FROM txn WHERE member = ? ORDER BY replica, scope, seq, id", (member,)
    )
    return {(replica, scope): (seq, name.hex()) for replica, scope, seq, name in rows}


def vector_text(vector: Vector) -> str:
    """A vector as JSON: a sorted list of [replica, scope, seq, id]."""
    return orjson.dumps(sorted([*stream, *end] for stream, end in vector.items())).decode()


def read_vector(text: str) -> dict[Stream, tuple[int, str]]:
    """A vector from the JSON that `vector_text` wrote."""
    return {(replica, scope): (seq, name) for replica, scope, seq, name in orjson.loads(text)}


def _read(*stored: object) -> MemberRow:
    row = MemberRow(*stored)  # type: ignore[arg-type]
    scopes, heads = str(row.scopes), row.last_heads
    return row._replace(
        scopes=EVERYTHING if scopes == EVERYTHING[0] else tuple(orjson.loads(scopes)),
        last_heads=None if heads is None else read_vector(str(heads)),
    )
