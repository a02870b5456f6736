"""Every value in which people wrote words of their own, also ones that were replaced long ago: what can be removed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from sqlalchemy import Connection

from db.log.edges import INDEX_BITS
from db.log.transaction import MAX_OPERATIONS, Ref
from db.tables.words import holds_words


class WrittenValue(NamedTuple):
    """One operation with its value (canonical text), its scope, author and clock, and the action it belongs to.

    `action` is empty where it belongs to none; `shown` says that it is what its field shows now.
    """

    head: Ref
    entity: str
    row: str
    field: str
    text: str
    scope: str
    member: str
    hlc: int
    action: str
    shown: bool


_VALUES = (
    "SELECT t.id, o.id & 4095, o.entity, o.row, o.field, o.value, t.scope, t.member, o.hlc, "
    "CASE o.entity WHEN 'action' THEN o.row ELSE coalesce((SELECT substr(a.value, 2, 36) FROM cell a "
    "WHERE a.row = o.row AND a.field = 'action' AND a.entity = o.entity), '') END, "
    "o.id IS (SELECT c.winner_op FROM cell c WHERE c.row = o.row AND c.field = o.field AND c.entity = o.entity) "
    "FROM op o CROSS JOIN txn t ON t.pk = o.id >> 12 "
)


def values_with(connection: Connection, fits: Callable[[str], bool]) -> list[WrittenValue]:
    """Every value written in words whose canonical text fits, oldest first."""
    # The texts alone first: what belongs to a value is asked only of the few that fit.
    texts = connection.exec_driver_sql(
        "SELECT id, entity, field, value FROM op WHERE value LIKE '\"%' AND value <> '\"\"' ORDER BY hlc, id"
    )
    numbers = [number for number, entity, field, text in texts if holds_words(entity, field) and fits(text)]
    return list(_read(connection, numbers))


def values_at(connection: Connection, heads: Iterable[Ref]) -> list[WrittenValue]:
    """The values of these operations; without those that are not here, hold no words or are removed already."""
    numbers = []
    for name, place in heads:
        found = connection.exec_driver_sql("SELECT pk FROM txn WHERE id = ?", (bytes.fromhex(name),)).scalar()
        if found is not None and 0 <= place < MAX_OPERATIONS:
            numbers.append(found << INDEX_BITS | place)
    return [one for one in _read(connection, numbers) if holds_words(one.entity, one.field)]


def _read(connection: Connection, numbers: Iterable[int]) -> Iterator[WrittenValue]:
    for number in numbers:
        row = connection.exec_driver_sql(_VALUES + "WHERE o.id = ? AND o.value IS NOT NULL", (number,)).first()
        if row is not None:
            name, place, entity, own, field, text, scope, member, hlc, action, shown = row
            yield WrittenValue(
                (name.hex(), place), entity, own, field, text, scope, member, hlc, action, bool(shown)
            )  # fmt: skip
