"""An independent, naive reading of the merge rules: dictionaries and loops over the whole set, no SQL, nothing kept.

Written from docs/change-log.md, not from db/log: it is what the incremental merge and the rebuild must both equal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import orjson

from db.log.transaction import Transaction

_KNOWN = {
    "action": {"title", "percent", "ref", "_deleted"},
    "topic": {"position", "_deleted"},
    "action_area": {"_in", "_deleted"},
    "milestone": {"title", "_deleted"},
    "redaction": {"removes", "reason", "_deleted"},
}
"""The fields of the histories that have a place in the tables."""
Ref = tuple[str, int]
Cell = tuple[str, str, str]
Row = tuple[str, str]


class Op(NamedTuple):
    """One operation with everything the rules look at."""

    cell: Cell
    value: str | None
    hlc: int
    scope: str
    supersedes: frozenset[Ref]
    covers: frozenset[Ref]
    removes: frozenset[Ref]


class Shown(NamedTuple):
    """What a replica that holds a set of transactions must derive from it."""

    heads: dict[Cell, set[Ref]]
    winners: dict[Cell, Ref]
    rows: dict[Row, tuple[str, int, bool, bool]]  # scope, clock of the first operation, deleted, delete met an edit
    attention: set[tuple[str, str, str, str]]
    waiting: set[tuple[str, int]]
    gone: set[Ref]  # operations whose value was removed for good
    refs: dict[str, str]  # what each action shows as its reference


def derive(transactions: Iterable[Transaction]) -> Shown:
    """Everything the rules say about a set of transactions."""
    ops = _operations(transactions)
    replaced = {
        target for op in ops.values() for target in op.supersedes if target in ops and ops[target].cell == op.cell
    }
    heads: dict[Cell, set[Ref]] = {}
    for ref, op in ops.items():
        if ref not in replaced:
            heads.setdefault(op.cell, set()).add(ref)
    winners = {cell: max(refs, key=lambda ref: _rank(cell, ref, ops[ref])) for cell, refs in heads.items()}
    rows = {row: _row(row, ops, heads) for row in {op.cell[:2] for op in ops.values()}}
    known = {name for name, _ in ops}
    named = [op.supersedes | op.covers | op.removes for op in ops.values()]
    waiting = {ref for refs in named for ref in refs if ref[0] not in known}
    return Shown(
        heads, winners, rows, _attention(ops, heads, winners, rows), waiting, _gone(ops), _refs(ops, winners, rows)
    )


def values(transactions: Iterable[Transaction]) -> dict[Ref, str | None]:
    """The canonical value of every operation, None for what was removed."""
    return {ref: op.value for ref, op in _operations(transactions).items()}


def _operations(transactions: Iterable[Transaction]) -> dict[Ref, Op]:
    found = _written(transactions)
    gone = _gone(found)
    return {ref: op._replace(value=None) if ref in gone else op for ref, op in found.items()}


def _gone(ops: Mapping[Ref, Op]) -> set[Ref]:
    """What is named by a removal of the same scope: neither another removal nor what the log itself lives by."""
    return {
        target
        for op in ops.values()
        for target in op.removes
        if target in ops
        and ops[target].scope == op.scope
        and ops[target].cell[0] != "redaction"
        and not ops[target].cell[2].startswith("_")
    }


def _written(transactions: Iterable[Transaction]) -> dict[Ref, Op]:
    found: dict[Ref, Op] = {}
    for transaction in transactions:
        for index, op in enumerate(transaction.operations):
            found[transaction.id.hex(), index] = Op(
                (op.entity, op.row, op.field),
                op.value,
                transaction.hlc,
                transaction.scope,
                frozenset(op.supersedes),
                frozenset() if (op.entity, op.field) == ("redaction", "removes") else frozenset(op.covers),
                frozenset(op.covers) if (op.entity, op.field) == ("redaction", "removes") else frozenset(),
            )
    return found


def _rank(cell: Cell, ref: Ref, op: Op) -> tuple[bool, int, str, int]:
    holds = cell[2] == "_in" and op.value == "true"
    return (holds, op.hlc, *ref)


def _row(row: Row, ops: Mapping[Ref, Op], heads: Mapping[Cell, set[Ref]]) -> tuple[str, int, bool, bool]:
    first, scope = min((op.hlc, op.scope) for op in ops.values() if op.cell[:2] == row)
    markers = heads.get((*row, "_deleted"), set())
    deletes = {ref for ref in markers if ops[ref].value == "true"}
    covered = {target for ref in deletes for target in ops[ref].covers}
    others = {ref for cell, refs in heads.items() if cell[:2] == row and cell[2] != "_deleted" for ref in refs}
    gone = bool(deletes) and markers == deletes and others <= covered
    return scope, first, gone, bool(deletes) and not gone


def _attention(
    ops: Mapping[Ref, Op],
    heads: Mapping[Cell, set[Ref]],
    winners: Mapping[Cell, Ref],
    rows: Mapping[Row, tuple[str, int, bool, bool]],
) -> set[tuple[str, str, str, str]]:
    items = {("delete_conflict", *row, "") for row, (*_, met) in rows.items() if met}
    for cell, refs in heads.items():
        entity, row, field = cell
        if len({ops[ref].value for ref in refs}) > 1 and field not in ("position", "_in", "_deleted"):
            items.add(("conflict", entity, row, field))
        if field not in _KNOWN[entity]:
            items.add(("newer_value", entity, row, field))
        shown = orjson.loads(ops[winners[cell]].value or "null")
        if field == "percent" and shown is not None and not (type(shown) is int and 0 <= shown <= 100):
            items.add(("invalid_value", entity, row, field))
    return items


def _refs(
    ops: Mapping[Ref, Op], winners: Mapping[Cell, Ref], rows: Mapping[Row, tuple[str, int, bool, bool]]
) -> dict[str, str]:
    """References; of live actions with the same one, all but the first show a number behind it."""
    typed = {
        row: orjson.loads(value)
        for (entity, row, field), ref in winners.items()
        if field == "ref" and (value := ops[ref].value) is not None
    }
    shown = {}
    for row, ref in typed.items():
        _, born, gone, _ = rows["action", row]
        before = [
            other
            for other, same in typed.items()
            if same == ref and not rows["action", other][2] and (rows["action", other][1], other) < (born, row)
        ]
        shown[row] = ref if gone or not before else f"{ref}~{len(before) + 1}"
    return shown
