"""Streams: the chain of transactions of one replica in one scope; what we have of each, and what others lack."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sqlalchemy import Connection

from db.exchange.ledger import HeadSignature, Stream, Vector, head_signatures
from db.log.opening import OPENING_REPLICA, SHARED


class StoredTransaction(NamedTuple):
    """A transaction as it travels: its place, its canonical body, and (salt, canonical value) of each operation.

    `number` is its number in this file, which means nothing elsewhere. Salt and value are None once redacted.
    """

    number: int
    replica: str
    scope: str
    seq: int
    id: str
    body: bytes
    values: tuple[tuple[bytes | None, str | None], ...]


class Link(NamedTuple):
    """A transaction in its stream: its number here, its place, its id and the one before it (in hex)."""

    number: int
    seq: int
    id: str
    prev: str | None


def own_vector(connection: Connection, scopes: Iterable[str] | None = None) -> dict[Stream, tuple[int, str]]:
    """What this file has of every stream, of these scopes or all: the longest chain from the beginning, without gaps.

    A stream of which the beginning is missing has no entry, so that whoever reads the vector sends all of it. Of a
    forked stream the longer branch counts, of equally long ones that with the greater id.
    """
    wanted = None if scopes is None else frozenset(scopes)
    rows = connection.exec_driver_sql(
        "SELECT replica, scope, count(*), count(DISTINCT seq), min(seq), max(seq) FROM txn GROUP BY replica, scope"
    ).all()
    vector: dict[Stream, tuple[int, str]] = {}
    for replica, scope, count, places, first, last in rows:
        if replica == OPENING_REPLICA or (wanted is not None and scope not in wanted):
            continue
        if count == places == last and first == 1:
            (name,) = connection.exec_driver_sql(
                "SELECT id FROM txn WHERE replica = ? AND scope = ? AND seq = ?", (replica, scope, last)
            ).one()
            vector[replica, scope] = (last, name.hex())
        else:
            end = _longest_chain(_links(connection, (replica, scope)))
            if end is not None:
                vector[replica, scope] = end
    return vector


def stream_scopes(connection: Connection) -> set[str]:
    """Every scope that holds a transaction of somebody, `shared` included."""
    found = connection.exec_driver_sql("SELECT DISTINCT scope FROM txn WHERE replica <> ?", (OPENING_REPLICA,))
    return {*found.scalars(), SHARED}


def transactions_beyond(connection: Connection, scopes: Iterable[str], known: Vector) -> Iterator[StoredTransaction]:
    """Every transaction of these scopes that somebody with this vector lacks, stream by stream in the order written.

    Where the vector ends at a transaction this file does not have (a fork, or a longer chain than ours), what they have
    of the stream cannot be told: the whole stream is sent, and what they know already is skipped there.
    """
    for stream in wanted_streams(connection, scopes):
        for number in _numbers_beyond(connection, stream, known.get(stream)):
            yield read_stored(connection, number)


def count_beyond(connection: Connection, scopes: Iterable[str], known: Vector) -> int:
    """How many transactions of these scopes somebody with this vector lacks."""
    return sum(
        len(_numbers_beyond(connection, stream, known.get(stream))) for stream in wanted_streams(connection, scopes)
    )


def wanted_streams(connection: Connection, scopes: Iterable[str]) -> list[Stream]:
    """The streams of these scopes, in a fixed order; the opening is in every plan from the start and never sent."""
    wanted = frozenset(scopes)
    found = connection.exec_driver_sql(
        "SELECT DISTINCT replica, scope FROM txn WHERE replica <> ? ORDER BY scope, replica", (OPENING_REPLICA,)
    )
    return [(replica, scope) for replica, scope in found if scope in wanted]


def read_stored(connection: Connection, number: int) -> StoredTransaction:
    """Read one transaction as it travels."""
    replica, scope, seq, name, body = connection.exec_driver_sql(
        "SELECT replica, scope, seq, id, body FROM txn WHERE pk = ?", (number,)
    ).one()
    values = connection.exec_driver_sql(
        "SELECT salt, value FROM op WHERE id >= ? AND id < ? ORDER BY id", (number << 12, (number + 1) << 12)
    )
    return StoredTransaction(
        number, replica, scope, seq, name.hex(), zlib.decompress(body), tuple((salt, value) for salt, value in values)
    )


def _numbers_beyond(connection: Connection, stream: Stream, known: tuple[int, str] | None) -> list[int]:
    if known is None:
        return _numbers(connection, stream, after=0)
    seq, name = known
    there = connection.exec_driver_sql(
        "SELECT 1 FROM txn WHERE id = ? AND replica = ? AND scope = ? AND seq = ?", (bytes.fromhex(name), *stream, seq)
    ).first()
    count, places = connection.exec_driver_sql(
        "SELECT count(*), count(DISTINCT seq) FROM txn WHERE replica = ? AND scope = ? AND seq <= ?", (*stream, seq)
    ).one()
    if there and count == places:
        return _numbers(connection, stream, after=seq)
    links = _links(connection, stream)
    theirs = _ancestors(links, name)
    return [link.number for link in links if link.id not in theirs]


def _numbers(connection: Connection, stream: Stream, *, after: int) -> list[int]:
    found = connection.exec_driver_sql(
        "SELECT pk FROM txn WHERE replica = ? AND scope = ? AND seq > ? ORDER BY seq, id", (*stream, after)
    )
    return list(found.scalars())


def _links(connection: Connection, stream: Stream) -> list[Link]:
    rows = connection.exec_driver_sql(
        "SELECT pk, seq, id, prev FROM txn WHERE replica = ? AND scope = ? ORDER BY seq, id", stream
    )
    return [Link(number, seq, name.hex(), prev.hex() if prev else None) for number, seq, name, prev in rows]


def _longest_chain(links: list[Link]) -> tuple[int, str] | None:
    """Where the longest unbroken chain from seq 1 ends; None when there is none."""
    reached: dict[str | None, int] = {None: 0}
    for link in links:
        if reached.get(link.prev) == link.seq - 1:
            reached[link.id] = link.seq
    ends = [(seq, name) for name, seq in reached.items() if name is not None]
    return max(ends, default=None)


def _ancestors(links: list[Link], name: str) -> set[str]:
    """A transaction and all before it in its chain, as far as they are here."""
    prev = {link.id: link.prev for link in links}
    found: set[str] = set()
    at: str | None = name
    while at is not None and at in prev:
        found.add(at)
        at = prev[at]
    return found


class Tip(NamedTuple):
    """Where a stream, or a branch of it, ends: (seq, id in hex, its author)."""

    seq: int
    id: str
    member: str


def stream_tips(connection: Connection, stream: Stream) -> list[Tip]:
    """The ends of a stream: one, or several where it forked."""
    rows = connection.exec_driver_sql(
        "SELECT t.seq, t.id, t.member FROM txn t WHERE t.replica = ? AND t.scope = ? AND NOT EXISTS "
        "(SELECT 1 FROM txn n WHERE n.replica = t.replica AND n.scope = t.scope AND n.seq = t.seq + 1 "
        "AND n.prev = t.id) ORDER BY t.seq, t.id",
        stream,
    )
    return [Tip(seq, name.hex(), member) for seq, name, member in rows]


class SignedPart(NamedTuple):
    """Signatures that cover a stream as far as it is signed, and the ids of what lies beyond them."""

    heads: tuple[HeadSignature, ...]
    unsigned: frozenset[str]


def signed_part(connection: Connection, stream: Stream) -> SignedPart:
    """What of a stream its author has vouched for, by the signatures kept here."""
    signatures = {head.id: head for head in head_signatures(connection, stream)}
    tips = stream_tips(connection, stream)
    if all(tip.id in signatures for tip in tips):
        return SignedPart(tuple(signatures[tip.id] for tip in tips), frozenset())
    links = _links(connection, stream)
    covered: set[str] = set()
    heads = []
    for link in reversed(links):
        if link.id in signatures and link.id not in covered:
            heads.append(signatures[link.id])
            covered |= _ancestors(links, link.id)
    return SignedPart(tuple(heads), frozenset(link.id for link in links if link.id not in covered))


def forked_streams(connection: Connection) -> list[Stream]:
    """Streams in which two transactions claim one place: a plan file was copied and both copies were written."""
    found = connection.exec_driver_sql(
        "SELECT DISTINCT replica, scope FROM txn GROUP BY replica, scope, seq HAVING count(*) > 1"
    )
    return [(replica, scope) for replica, scope in found]


def streams_with_gaps(connection: Connection) -> dict[Stream, tuple[int, int]]:
    """Streams in which transactions are missing before one that is here: the first and last missing place."""
    found: dict[Stream, tuple[int, int]] = {}
    rows = connection.exec_driver_sql(
        "SELECT replica, scope, seq, lag(seq, 1, 0) OVER (PARTITION BY replica, scope ORDER BY seq) AS before "
        "FROM (SELECT DISTINCT replica, scope, seq FROM txn WHERE replica <> ?)",
        (OPENING_REPLICA,),
    )
    missing: dict[Stream, list[tuple[int, int]]] = defaultdict(list)
    for replica, scope, seq, before in rows:
        if seq > before + 1:
            missing[replica, scope].append((before + 1, seq - 1))
    for stream, spans in missing.items():
        found[stream] = (spans[0][0], spans[-1][1])
    return found


def ends_of(connection: Connection, replica: str) -> dict[str, tuple[int, str]]:
    """Where each stream of a replica ends here, by scope: the highest place, of several there the greater id."""
    rows = connection.exec_driver_sql(
        "SELECT scope, seq, id FROM txn WHERE replica = ? ORDER BY scope, seq, id", (replica,)
    )
    return {scope: (seq, name.hex()) for scope, seq, name in rows}


def holds(connection: Connection, name: str) -> bool:
    """Whether a transaction (id in hex) is here."""
    return connection.exec_driver_sql("SELECT 1 FROM txn WHERE id = ?", (bytes.fromhex(name),)).first() is not None


def link_of(connection: Connection, name: str) -> Link | None:
    """Where a transaction (id in hex) stands in its stream; None when it is not here."""
    found = connection.exec_driver_sql("SELECT pk, seq, prev FROM txn WHERE id = ?", (bytes.fromhex(name),)).first()
    return Link(found[0], found[1], name, found[2].hex() if found[2] else None) if found else None
