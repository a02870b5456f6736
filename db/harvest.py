"""Transactions put together again from rows found in damaged pages; each is whole by its seal or it is not used.

A transaction's bytes are stored once as they are and a second time in pieces (columns, operations, edges), so a damaged
page most often costs nothing or a few values.
"""

from __future__ import annotations

import hashlib
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, cast

import orjson

from db.log.edges import COVERS, INDEX_BITS, SUPERSEDES
from db.log.transaction import (
    MAX_OPERATIONS,
    DamagedTransaction,
    Operation,
    Ref,
    Transaction,
    make_transaction,
    read_transaction,
)
from db.log.values import SALT_BYTES, commitment
from db.pages import PageRow, Stored, file_rows

_ID_BYTES = 32
_MOST_BYTES = 1 << 28
_FACTS = frozenset({"plan", "partnership"})
_TXN_COLUMNS, _OP_COLUMNS = 11, 8


_Refs = dict[tuple[int, int], set[Ref]]
"""Targets of each (operation, kind of edge)."""


class _Head(NamedTuple):
    """The columns of a stored transaction, without its bytes."""

    id: bytes
    replica: str
    scope: str
    seq: int
    prev: bytes | None
    hlc: int
    member: str
    group: str | None
    extra: str


@dataclass
class Harvest:
    """What the pages of one or more files held. Rows are kept as found; `salvaged` decides what is true."""

    bodies: dict[bytes, bytes] = field(default_factory=dict)
    """Transaction bytes by their SHA-256."""
    names: dict[bytes, int] = field(default_factory=dict)
    """Ids that some row or index entry names, with the local number beside them."""
    heads: dict[int, _Head] = field(default_factory=dict)
    operations: dict[int, Operation] = field(default_factory=dict)
    values: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    """Salt and canonical value by their commitment."""
    edges: set[tuple[int, int, int]] = field(default_factory=set)
    pending: set[tuple[bytes, int, int, int]] = field(default_factory=set)
    facts: dict[str, str] = field(default_factory=dict)

    def gather(self, path: Path) -> None:
        """Add what the pages of the file at `path` hold."""
        for row in file_rows(path):
            self._sort(row)

    def _sort(self, row: PageRow) -> None:
        columns = row.columns
        if row.number is None:
            self._sort_index_row(columns)
        elif len(columns) >= _TXN_COLUMNS - 1 and _fits(columns, _TXN_SHAPE):
            self._sort_transaction(row.number, columns)
        elif len(columns) == _OP_COLUMNS and row.whole and _fits(columns, _OP_SHAPE):
            operation = Operation(*cast("tuple[str, str, str, str | None, bytes | None]", columns[1:6]))
            self.operations.setdefault(row.number, operation)
            if operation.value is not None and operation.salt is not None and len(operation.salt) == SALT_BYTES:
                self.values[commitment(operation.salt, operation.value)] = (operation.salt, operation.value)

    def _sort_transaction(self, number: int, columns: Sequence[Stored]) -> None:
        head = _Head(*cast("tuple[bytes, str, str, int, bytes, int, str, str, str]", tuple(columns[1:10])))
        if len(head.id) == _ID_BYTES:
            self.heads.setdefault(number, head)
            self.names[head.id] = number
        if len(columns) == _TXN_COLUMNS and isinstance(columns[10], bytes):
            body = _unpacked(columns[10])
            if body is not None:
                self.bodies[hashlib.sha256(body).digest()] = body

    def _sort_index_row(self, columns: Sequence[Stored]) -> None:
        match columns:
            case (bytes() as name, int() as number) if len(name) == _ID_BYTES:
                self.names.setdefault(name, number)
            case (str() as key, str() as value) if key in _FACTS:
                self.facts.setdefault(key, value)
            case (int() as target, int() as source, int() as kind):
                self.edges.add((target, source, kind))
            case (bytes() as name, int() as place, int() as source, int() as kind) if len(name) == _ID_BYTES:
                self.pending.add((name, place, source, kind))


class Salvaged(NamedTuple):
    """Whole transactions, how many of their changes lost their value, and what belongs to none of them.

    `changes_lost` counts the changes seen of lost entries, at least one for each.
    """

    transactions: list[Transaction]
    values_lost: int
    changes_lost: int


def salvaged(harvest: Harvest, *, apart_from: Iterable[bytes] = ()) -> Salvaged:
    """Every transaction of a harvest whose seal holds; the openings, named by `apart_from`, are at hand anyway."""
    known = set(apart_from)
    found = {name: _read(body, harvest) for name, body in harvest.bodies.items() if name in harvest.names}
    names = {number: name for name, number in harvest.names.items()}
    for later in (_by_clock(harvest), _by_arrival):
        refs: _Refs | None = None
        for number, head in harvest.heads.items():
            if found.get(head.id) is None:
                refs = refs or _refs_by_operation(harvest, names, later)
                found[head.id] = _put_together(number, head, harvest, refs)
    whole = [transaction for name, transaction in found.items() if transaction is not None and name not in known]
    seen = Counter(number >> INDEX_BITS for number in harvest.operations)
    lost = {number: 1 for name, number in harvest.names.items() if found.get(name) is None and name not in known}
    lost |= {number: count for number, count in seen.items() if number in lost or number not in names}
    return Salvaged(
        sorted(whole, key=lambda one: (one.hlc, one.id)),
        sum(operation.value is None for transaction in whole for operation in transaction.operations),
        sum(lost.values()),
    )


def _read(body: bytes, harvest: Harvest) -> Transaction | None:
    """The transaction of these bytes, with every value whose commitment is found."""
    try:
        rows = orjson.loads(body)[8]
        return read_transaction(body, [harvest.values.get(row[3], (None, None)) for row in rows])
    except (DamagedTransaction, ValueError, TypeError, LookupError):
        return None


def _put_together(number: int, head: _Head, harvest: Harvest, refs: _Refs) -> Transaction | None:
    """The transaction made again from its pieces; None unless the result has its very id."""
    operations = []
    for place in range(MAX_OPERATIONS):
        source = number << INDEX_BITS | place
        operation = harvest.operations.get(source)
        if operation is None:
            break
        supersedes, covers = (tuple(sorted(refs.get((source, kind), ()))) for kind in (SUPERSEDES, COVERS))
        operations.append(operation._replace(supersedes=supersedes, covers=covers))
    try:
        made = make_transaction(
            replica=head.replica,
            scope=head.scope,
            seq=head.seq,
            prev=head.prev.hex() if head.prev is not None else None,
            hlc=head.hlc,
            member=head.member,
            group=head.group,
            operations=operations,
            extra=orjson.loads(head.extra),
        )
    except (DamagedTransaction, ValueError, TypeError):
        return None
    return made if made.id == head.id else None


def _by_clock(harvest: Harvest) -> Callable[[int], tuple[int, int]]:
    """Orders operations by the clock of their entry."""
    clocks = {number: head.hlc for number, head in harvest.heads.items()}
    return lambda operation: (clocks.get(operation >> INDEX_BITS, 0), operation)


def _by_arrival(operation: int) -> tuple[int, int]:
    return (0, operation)


def _refs_by_operation(harvest: Harvest, names: dict[int, bytes], later: Callable[[int], tuple[int, int]]) -> _Refs:
    """What each operation supersedes and covers.

    The edges lie in the file twice, once each way round, and the pages do not say which is which: the later of the two
    operations is taken for the one that names the other. A wrong guess fails at the seal.
    """
    refs: _Refs = {}
    for one, other, kind in harvest.edges:
        target, source = sorted((one, other), key=later)
        name = names.get(target >> INDEX_BITS)
        if name is not None:
            refs.setdefault((source, kind), set()).add((name.hex(), target & MAX_OPERATIONS - 1))
    for waiting, place, source, kind in harvest.pending:
        refs.setdefault((source, kind), set()).add((waiting.hex(), place))
    return refs


def _unpacked(body: bytes) -> bytes | None:
    try:
        return zlib.decompressobj().decompress(body, _MOST_BYTES)
    except zlib.error:
        return None


_TXN_SHAPE: tuple[type | tuple[type, ...], ...] = (
    type(None), bytes, str, str, int, (bytes, type(None)), int, str, (str, type(None)), str,
)  # fmt: skip
_OP_SHAPE: tuple[type | tuple[type, ...], ...] = (
    type(None), str, str, str, (str, type(None)), (bytes, type(None)), int, int,
)  # fmt: skip


def _fits(columns: Sequence[Stored], shape: Sequence[type | tuple[type, ...]]) -> bool:
    return all(isinstance(value, kind) for value, kind in zip(columns, shape, strict=False))
