"""Reverse a gesture: the edits that bring back what its operations replaced, where nobody has changed it since."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from db.log.edges import INDEX_BITS
from db.log.heads import Cell, CellHead, heads_of, heads_of_rows
from db.log.values import decode_value
from db.log.winner import DELETED_FIELD, LINK_FIELD
from db.log.write import Edit


class Reversal(NamedTuple):
    """Edits that reverse a gesture, and the cells left alone because they hold something else by now."""

    edits: list[Edit]
    kept: list[Cell]


class _Done(NamedTuple):
    """What a gesture did to one cell: values it wrote, and those it replaced (canonical text, None once redacted)."""

    wrote: frozenset[str | None]
    replaced: tuple[str | None, ...]


def reversal_of(connection: Connection, transactions: Sequence[int], own_turns: Iterable[int]) -> Reversal:
    """The edits that reverse these transactions (by number).

    A field is reversed when its heads are still the gesture's: written by the gesture itself, or brought back by one of
    `own_turns` (this replica's undo and redo transactions). A row the gesture made is deleted, a link it made ends, and
    a conflict it resolved is one again.
    """
    ours = _ids(connection, [*transactions, *own_turns])
    done, made = _done(connection, transactions)
    now = heads_of(connection, done)
    edits: list[Edit] = []
    kept: list[Cell] = []
    for cell, item in done.items():
        if (cell[0], cell[1]) in made and cell[2] != LINK_FIELD:
            continue
        heads = now.get(cell, [])
        if _is_still(heads, item, ours) and None not in item.replaced:
            edits += _bring_back(cell, item, heads)
        else:
            kept.append(cell)
    links = {(entity, row) for entity, row, field in done if field == LINK_FIELD}
    rows = heads_of_rows(connection, made - links)
    touched = {
        (entity, row) for (entity, row, _), heads in rows.items() if any(head.ref[0] not in ours for head in heads)
    }
    edits += [Edit(entity, row, DELETED_FIELD, True) for entity, row in sorted(made - links - touched)]
    kept += [cell for cell in rows if (cell[0], cell[1]) in touched]
    return Reversal(edits, kept)


def _ids(connection: Connection, numbers: Iterable[int]) -> frozenset[str]:
    wanted = set(numbers)
    found = connection.exec_driver_sql("SELECT pk, id FROM txn WHERE pk >= ?", (min(wanted, default=0),))
    return frozenset(name.hex() for number, name in found if number in wanted)


def _done(connection: Connection, transactions: Sequence[int]) -> tuple[dict[Cell, _Done], set[tuple[str, str]]]:
    """What the gesture did to each cell, and the rows it made."""
    done: dict[Cell, _Done] = {}
    made: set[tuple[str, str]] = set()
    for number in transactions:
        span = (number << INDEX_BITS, number + 1 << INDEX_BITS)
        replaced: dict[int, dict[str | None, None]] = {}
        for op, value in connection.exec_driver_sql(
            "SELECT s.id, d.value FROM op s CROSS JOIN edge e ON e.src = s.id AND e.kind = 0 "
            "CROSS JOIN op d ON d.id = e.dst WHERE s.id >= ? AND s.id < ? ORDER BY d.hlc, d.id",
            span,
        ):
            replaced.setdefault(op, {})[value] = None
        for op, entity, row, field, value, is_first in connection.exec_driver_sql(
            "SELECT o.id, o.entity, o.row, o.field, o.value, r.created_hlc = o.hlc FROM op o "
            "CROSS JOIN rowstate r ON r.row = o.row AND r.entity = o.entity "
            "WHERE o.id >= ? AND o.id < ? AND o.entity <> 'redaction' ORDER BY o.id",  # a removal for good stays
            span,
        ):
            known = done.get((entity, row, field), _Done(frozenset(), ()))
            before = dict.fromkeys((*known.replaced, *replaced.get(op, {})))
            done[entity, row, field] = _Done(known.wrote | {value}, tuple(before))
            if is_first:
                made.add((entity, row))
    return done, made


def _is_still(heads: Sequence[CellHead], item: _Done, ours: frozenset[str]) -> bool:
    return {head.value for head in heads} == item.wrote and all(head.ref[0] in ours for head in heads)


def _bring_back(cell: Cell, item: _Done, heads: Sequence[CellHead]) -> list[Edit]:
    base = tuple(head.ref for head in heads)
    values = [decode_value(text) for text in item.replaced if text is not None] or [None]
    return [Edit(*cell, value, base=base) for value in values]
