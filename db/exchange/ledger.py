"""The books of the exchange: files that came and went, when each change arrived, what partners say they have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sqlalchemy import Connection

Stream = tuple[str, str]
"""(replica, scope)."""
Vector = Mapping[Stream, tuple[int, str]]
"""For each stream (seq, transaction id in hex): "I have the chain that ends here"."""
IN, OUT = "in", "out"


class BundleRow(NamedTuple):
    """A file that came ("in") or went ("out"); `at` is an ISO instant in UTC, `receipt` JSON or None.

    `peer` is the member who sent it or whom it was for: a file for three members stands here three times.
    """

    id: str
    direction: str
    peer: str
    at: str
    file: str
    kind: str
    transactions: int
    operations: int
    result: str
    receipt: str | None


class HeadSignature(NamedTuple):
    """What an author signed: its stream ends at this transaction (id in hex)."""

    replica: str
    scope: str
    seq: int
    id: str
    member: str
    signature: bytes


def note_bundle(connection: Connection, bundle: BundleRow) -> None:
    """Keep that a file came or went; the same file again replaces what was kept."""
    connection.exec_driver_sql("INSERT OR REPLACE INTO bundle VALUES (?,?,?,?,?,?,?,?,?,?)", tuple(bundle))


def bundles(connection: Connection, *, direction: str | None = None, peer: str | None = None) -> list[BundleRow]:
    """Files that came or went, the latest first."""
    rows = connection.exec_driver_sql(
        "SELECT id, direction, peer, at, file, kind, transactions, operations, result, receipt FROM bundle "
        "WHERE (? IS NULL OR direction = ?) AND (? IS NULL OR peer = ?) ORDER BY at DESC, id",
        (direction, direction, peer, peer),
    )
    return [BundleRow(*row) for row in rows]


def passed_names(connection: Connection, direction: str) -> list[tuple[str, str]]:
    """(bundle id, file name) of everything that came or went; none in a plan of before the exchange."""
    if connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'bundle'").first() is None:
        return []
    rows = connection.exec_driver_sql("SELECT DISTINCT id, file FROM bundle WHERE direction = ?", (direction,))
    return [(bundle, file) for bundle, file in rows]


def keep_receipt(connection: Connection, bundle: BundleRow, receipt: str) -> None:
    """Keep another receipt of a file in place of the one there was."""
    connection.exec_driver_sql(
        "UPDATE bundle SET receipt = ? WHERE id = ? AND direction = ? AND peer = ?",
        (receipt, bundle.id, bundle.direction, bundle.peer),
    )


def unanswered(connection: Connection, peer: str) -> int:
    """How many files went to a member since the last one that came from it."""
    return int(
        connection.exec_driver_sql(
            "SELECT count(*) FROM bundle WHERE peer = ? AND direction = 'out' AND at > coalesce("
            "(SELECT max(at) FROM bundle WHERE peer = ? AND direction = 'in'), '')",
            (peer, peer),
        ).scalar_one()
    )


def note_arrivals(connection: Connection, *, after: int, bundle: str, at: str) -> None:
    """Keep when the transactions with numbers above `after` came here."""
    connection.exec_driver_sql("INSERT INTO arrival SELECT pk, ?, ? FROM txn WHERE pk > ?", (bundle, at, after))


def arrived_with(connection: Connection, bundle: str) -> list[int]:
    """Numbers of the transactions that a file brought."""
    found = connection.exec_driver_sql("SELECT txn FROM arrival WHERE bundle = ? ORDER BY txn", (bundle,))
    return list(found.scalars())


def last_number(connection: Connection) -> int:
    """The number of the latest transaction in this file, 0 for none."""
    return int(connection.exec_driver_sql("SELECT coalesce(max(pk), 0) FROM txn").scalar_one())


def came_from(connection: Connection, replica: str, *, after: int) -> bool:
    """Whether any transaction with a number above `after` is of this replica."""
    found = connection.exec_driver_sql("SELECT 1 FROM txn WHERE pk > ? AND replica = ? LIMIT 1", (after, replica))
    return found.first() is not None


def peer_vector(connection: Connection, member: str) -> dict[Stream, tuple[int, str]]:
    """What a member last said it has; empty before it said anything."""
    rows = connection.exec_driver_sql("SELECT replica, scope, seq, id FROM peer_stream WHERE member = ?", (member,))
    return {(replica, scope): (seq, name) for replica, scope, seq, name in rows}


def store_peer_vector(connection: Connection, member: str, vector: Vector) -> None:
    """Believe what a member says it has, also when that is less than before: it may have been restored."""
    connection.exec_driver_sql("DELETE FROM peer_stream WHERE member = ?", (member,))
    rows = [(member, replica, scope, seq, name) for (replica, scope), (seq, name) in sorted(vector.items())]
    if rows:
        connection.exec_driver_sql("INSERT INTO peer_stream VALUES (?,?,?,?,?)", rows)


def store_head_signatures(connection: Connection, signatures: Iterable[HeadSignature]) -> None:
    """Keep head signatures, to pass them on with their streams."""
    rows = [(s.replica, s.scope, s.seq, bytes.fromhex(s.id), s.member, s.signature) for s in signatures]
    if rows:
        connection.exec_driver_sql("INSERT OR REPLACE INTO head_signature VALUES (?,?,?,?,?,?)", rows)


def head_signatures(connection: Connection, stream: Stream) -> list[HeadSignature]:
    """Signatures of a stream whose transaction is in this file, the highest place first."""
    rows = connection.exec_driver_sql(
        "SELECT s.replica, s.scope, s.seq, s.id, s.member, s.signature FROM head_signature s JOIN txn t ON t.id = s.id "
        "WHERE s.replica = ? AND s.scope = ? ORDER BY s.seq DESC, s.id",
        stream,
    )
    return [
        HeadSignature(replica, scope, seq, name.hex(), member, sign) for replica, scope, seq, name, member, sign in rows
    ]
