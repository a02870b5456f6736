"""The opening transaction: the reference data every plan starts with, as frozen bytes accepted by their known id."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from typing import Protocol

import orjson

from db.log.transaction import Operation, Transaction, make_transaction, read_transaction
from db.log.values import SALT_BYTES, Value, encode_value
from resources import read_bytes

OPENINGS: Mapping[str, str] = {
    "0001.json": "0dd25c61a3f936ea6dc5c1dd3d98fa5d1b63a8f53c8f86816a8df989e3f259d3",
}
"""Id of each frozen opening by its file; a correction of the data is a further entry, never a change of one."""

SHARED = "shared"
OPENING_REPLICA = hashlib.sha256(b"csa-opening").hexdigest()[:32]
"""The replica of the opening transactions, which every plan has from the start."""
_MEMBER = "0" * 32


class OpeningRow(Protocol):
    """A row of reference data as packaging/reference_rows.py makes it."""

    @property
    def entity(self) -> str:
        """Name of the view table."""

    @property
    def id(self) -> str:
        """Row id."""

    @property
    def fields(self) -> Mapping[str, str | int | bool | dt.date | None]:
        """Values by field."""


def opening_transactions(openings: Mapping[str, str] = OPENINGS) -> list[Transaction]:
    """The openings in order, read from resources/opening/ and refused unless their ids are the known ones."""
    return [_read_opening(name, known) for name, known in openings.items()]


def _read_opening(name: str, known: str) -> Transaction:
    body, values = orjson.loads(read_bytes(f"opening/{name}"))
    transaction = read_transaction(
        orjson.dumps(body), [(opening_salt(index), encode) for index, encode in enumerate(values)]
    )
    if transaction.id.hex() != known:
        raise ValueError(f"resources/opening/{name} is not the frozen opening")
    return transaction


def make_opening(rows: Iterable[OpeningRow]) -> Transaction:
    """Seal reference rows into the opening transaction: fixed replica, clock value 1, salts from the index alone."""
    operations: list[Operation] = []
    for row in rows:
        for field, value in row.fields.items():
            if value is None:
                continue
            text = encode_value(_value(value))
            operations.append(Operation(row.entity, row.id, field, text, opening_salt(len(operations))))
    return make_transaction(
        replica=OPENING_REPLICA,
        scope=SHARED,
        seq=1,
        prev=None,
        hlc=1,
        member=_MEMBER,
        group=None,
        operations=operations,
        extra={"do": "opening"},
    )


def opening_bytes(transaction: Transaction) -> bytes:
    """The file form of an opening: its body, then the canonical value of each operation."""
    values = [operation.value for operation in transaction.operations]
    return orjson.dumps([orjson.loads(transaction.body), values])


def opening_salt(index: int) -> bytes:
    """The salt of an opening's operation: nothing in it is secret, so it follows from the place."""
    return hashlib.sha256(b"csa-opening" + str(index).encode()).digest()[:SALT_BYTES]


def _value(value: str | int | bool | dt.date) -> Value:
    return value
