"""Histories of one to three replicas: what each wrote while seeing only part of what the others had written."""

from __future__ import annotations

from typing import NamedTuple

from hypothesis import strategies as st

from db.log.transaction import Operation, Ref, Transaction
from tests.db.replica import operation, transaction
from tests.property.oracle import derive

ROWS = ("r1", "r2", "r4")
FIELDS = ("title", "percent", "position", "_in", "ref", "ref")
STRANGER: Ref = ("ee" * 32, 3)


class Move(NamedTuple):
    """One gesture of one replica: what it writes, and how much of the others' work it has seen by then."""

    author: int
    what: str
    row: str
    field: str
    value: int
    clock: int
    seen: int  # bits: which transactions so far this author now receives
    keep: int  # bits: which of the heads shown it supersedes


def histories() -> st.SearchStrategy[list[Transaction]]:
    """Lists of transactions in an order in which they could have been written."""
    return st.lists(_moves(), min_size=1, max_size=14).map(_play)


def _moves() -> st.SearchStrategy[Move]:
    return st.builds(
        Move,
        author=st.integers(0, 2),
        what=st.sampled_from(
            ("edit", "edit", "edit", "delete", "restore", "two", "stray", "early", "remove", "remove")
        ),
        row=st.sampled_from(ROWS),
        field=st.sampled_from(FIELDS),
        value=st.integers(99, 102),
        clock=st.integers(1, 3),  # few, so that clocks tie
        seen=st.integers(0, 2**14 - 1),
        keep=st.integers(0, 7),
    )


def _play(moves: list[Move]) -> list[Transaction]:
    written: list[Transaction] = []
    known: list[set[bytes]] = [set(), set(), set()]
    chain: dict[tuple[int, str], tuple[int, str]] = {}
    for move in moves:
        mine = known[move.author]
        mine |= {t.id for place, t in enumerate(written) if move.seen >> place & 1}
        seen = [t for t in written if t.id in mine]
        stream = (move.author, f"S{move.clock}" if move.what == "two" else "BUR")
        seq, prev = chain.get(stream, (0, ""))
        made = transaction(
            *_operations(move, seen, written),
            replica=f"{move.author:032x}",
            hlc=move.clock,
            seq=seq + 1,
            prev=prev or None,
            scope=stream[1],
        )
        chain[stream] = (seq + 1, made.id.hex())
        written.append(made)
        mine.add(made.id)
    return written


def _operations(move: Move, seen: list[Transaction], written: list[Transaction]) -> list[Operation]:
    shown = derive(seen)
    heads = {cell: sorted(refs) for cell, refs in shown.heads.items()}
    here = heads.get(("action", move.row, move.field), [])
    markers = heads.get(("action", move.row, "_deleted"), [])
    value: int | bool | str = move.value
    if move.field == "_in":
        value = move.value % 2 == 0
    elif move.field == "ref":
        value = f"BUR-{move.value // 2}"
    base = [ref for place, ref in enumerate(here) if move.keep >> place & 1 or len(here) == 1]
    match move.what:
        case "delete":
            covers = [
                ref
                for (_, row, field), refs in heads.items()
                if row == move.row and field != "_deleted"
                for ref in refs
            ]
            return [operation(move.row, "_deleted", value=True, supersedes=markers, covers=covers)]
        case "restore":
            return [operation(move.row, "_deleted", value=False, supersedes=markers)]
        case "two":
            edit = operation(move.row, move.field, value, supersedes=base)
            return [edit, operation(move.row, move.field, value), operation("r3", "title", move.value, entity="topic")]
        case "stray":  # names operations of other cells, of itself nobody, and a place that no transaction has
            strays = [(t.id.hex(), 0) for t in written[-3:]] + [(t.id.hex(), 4000) for t in written[-1:]]
            return [operation(move.row, move.field, value, supersedes=strays, covers=strays)]
        case (
            "remove"
        ):  # what this author sees of a field now and before, of other scopes and removals too; and a stranger
            old = [
                (t.id.hex(), index)
                for t in seen
                for index, op in enumerate(t.operations)
                if op.entity == "redaction" or (op.row == move.row and op.field in (move.field, "_deleted"))
            ]
            named = [ref for place, ref in enumerate(old) if move.seen >> place & 1]
            return [operation(f"x{move.value}", "removes", value=True, entity="redaction", covers=[*named, STRANGER])]
        case "early":  # names a transaction that nobody may ever send
            return [operation(move.row, move.field, value, supersedes=[*base, STRANGER])]
        case _:
            return [operation(move.row, move.field, value, supersedes=base)]
