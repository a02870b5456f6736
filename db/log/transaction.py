"""Transactions: the atomic, content-addressed unit of change, and their one canonical byte form."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import Any, NamedTuple, TypeVar

import orjson

from db.log.values import MAX_INTEGER, commitment

_Part = TypeVar("_Part")

FORMAT = 1
MAX_OPERATIONS = 4096
"""Operations in one transaction at most: their index is the lower 12 bits of a stored operation's id."""

_HASH = re.compile("[0-9a-f]{64}")

Ref = tuple[str, int]
"""An operation anywhere: (transaction id in hex, index)."""


class Operation(NamedTuple):
    """One field write. `value` is canonical text and `salt` 16 bytes; both None once redacted.

    `supersedes` names the heads it replaces (same cell); `covers`, on a delete, the heads the deleter had seen.
    """

    entity: str
    row: str
    field: str
    value: str | None
    salt: bytes | None
    supersedes: tuple[Ref, ...] = ()
    covers: tuple[Ref, ...] = ()


class Transaction(NamedTuple):
    """An atomic set of operations by one member in one scope of one replica.

    `body` is the canonical bytes, `id` their SHA-256; `prev` is the id of the stream's previous transaction, in hex.
    """

    id: bytes
    body: bytes
    replica: str
    scope: str
    seq: int
    prev: str | None
    hlc: int
    member: str
    group: str | None
    operations: tuple[Operation, ...]
    extra: dict[str, object]


class DamagedTransaction(ValueError):  # noqa: N818 (reads as what it is)
    """Bytes that are not a transaction in canonical form, or values that do not match its commitments."""


def make_transaction(
    *,
    replica: str,
    scope: str,
    seq: int,
    prev: str | None,
    hlc: int,
    member: str,
    group: str | None,
    operations: Sequence[Operation],
    extra: dict[str, object],
) -> Transaction:
    """Seal operations into a transaction; every operation must have its value and salt."""
    rows = [
        [
            operation.entity,
            operation.row,
            operation.field,
            commitment(_present(operation.salt), _present(operation.value)),
            sorted(operation.supersedes),
            sorted(operation.covers),
        ]
        for operation in operations
    ]
    body = canonical_bytes([FORMAT, replica, scope, seq, prev, hlc, member, group, rows, extra])
    return Transaction(
        hashlib.sha256(body).digest(),
        body,
        replica,
        scope,
        seq,
        prev,
        hlc,
        member,
        group,
        tuple(operations),
        extra,
    )


def read_transaction(body: bytes, values: Sequence[tuple[bytes | None, str | None]]) -> Transaction:
    """Read a transaction from its canonical bytes and the (salt, value) pairs that stand beside it.

    Raises DamagedTransaction when the bytes are not canonical or a value does not match its commitment.
    """
    try:
        parsed = orjson.loads(body)
        version, replica, scope, seq, prev, hlc, member, group, rows, extra = parsed
        _refuse_other_shapes(parsed)
        operations = tuple(
            Operation(entity, row, field, value, salt, _refs(supersedes), _refs(covers))
            for (entity, row, field, _, supersedes, covers), (salt, value) in zip(rows, values, strict=True)
        )
    except (ValueError, TypeError, LookupError) as error:
        raise DamagedTransaction("not a transaction") from error
    if version != FORMAT or canonical_bytes(parsed) != body:
        raise DamagedTransaction("not in canonical form")
    for row, operation in zip(rows, operations, strict=True):
        if operation.value is not None and commitment(_present(operation.salt), operation.value) != row[3]:
            raise DamagedTransaction("a value does not match its commitment")
    return Transaction(
        hashlib.sha256(body).digest(), body, replica, scope, seq, prev, hlc, member, group, operations, extra
    )


def canonical_bytes(body: object) -> bytes:
    """UTF-8 JSON without spaces, keys sorted; the only byte form of a transaction that is accepted."""
    return orjson.dumps(body, option=orjson.OPT_SORT_KEYS)


def _refuse_other_shapes(parsed: Sequence[Any]) -> None:
    """ValueError unless every part is of its kind, so that nothing later stumbles over a well-sealed absurdity."""
    _, replica, scope, seq, prev, hlc, member, group, rows, extra = parsed
    texts = [replica, scope, member, group or "", *(part for row in rows for part in row[:3])]
    names = [*([prev] if prev is not None else []), *(row[3] for row in rows)]
    if not (
        all(isinstance(text, str) for text in texts)
        and all(isinstance(name, str) and _HASH.fullmatch(name) for name in names)
        and _is_whole(seq, MAX_INTEGER)
        and seq >= 1
        and _is_whole(hlc, MAX_INTEGER)
        and isinstance(extra, dict)
        and len(rows) <= MAX_OPERATIONS
    ):
        raise ValueError("not the parts of a transaction")


def _is_whole(number: object, most: int) -> bool:
    return isinstance(number, int) and not isinstance(number, bool) and 0 <= number <= most


def _refs(pairs: Sequence[Sequence[object]]) -> tuple[Ref, ...]:
    refs = []
    for name, place in pairs:
        if not (isinstance(name, str) and _HASH.fullmatch(name) and _is_whole(place, MAX_OPERATIONS - 1)):
            raise ValueError("not the name of an operation")
        refs.append((name, int(str(place))))
    return tuple(refs)


def _present(part: _Part | None) -> _Part:
    if part is None:
        raise DamagedTransaction("a value is missing")
    return part
