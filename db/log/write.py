"""Turn typed edits into transactions and merge them: how everything local is recorded."""

from __future__ import annotations

import datetime as dt
import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from sqlalchemy import Connection

from db.collector import let_go
from db.errors import UserError
from db.log.clock import next_hlc
from db.log.heads import Cell, CellHead, heads_of, heads_of_rows
from db.log.merge import Sinks, merge
from db.log.opening import OPENING_REPLICA
from db.log.touched import Touched
from db.log.transaction import MAX_OPERATIONS, Operation, Ref, Transaction, make_transaction
from db.log.values import SALT_BYTES, UnstorableValue, Value, encode_value
from db.log.winner import DELETED_FIELD, LINK_FIELD
from db.meta import Author, own_replica


@dataclass(frozen=True, slots=True)
class Edit:
    """One field to write. `base`: heads its author saw (None: those there now); `scope`: only for a new row.

    `removes`: the operations a redaction removes for good (db/log/redact.py).
    """

    entity: str
    row: str
    field: str
    value: Value
    base: tuple[Ref, ...] | None = None
    scope: str | None = None
    removes: tuple[Ref, ...] = ()


_Row = tuple[str, str]
"""(entity, row id)."""


class Part(NamedTuple):
    """What the parts of one large gesture share: their group, how many actions they touch together, and what the
    gesture is about in words (the name of a file).
    """

    group: str
    actions: int
    about: str = ""


class _Sealed(NamedTuple):
    edit: Edit
    text: str
    supersedes: tuple[Ref, ...]
    covers: tuple[Ref, ...]


def write(
    connection: Connection,
    edits: Sequence[Edit],
    *,
    author: Author,
    deed: str,
    sinks: Sinks,
    reverses: str | None = None,
    part: Part | None = None,
) -> tuple[list[str], Touched]:
    """Record edits as one gesture and merge it; nothing is written for unchanged values.

    `deed` is the gesture's stable word; `reverses` the name of the gesture that an undo or redo turns around; `part`
    says that these edits are one part of a gesture that is written in several.

    Returns the transaction ids in hex and what was touched. Raises UserError for text that cannot be stored and for
    base heads this plan does not know.
    """
    stored = _stored_scopes(connection, edits)
    scopes = _scopes(edits, stored)
    sealed = _seal(connection, edits, stored)
    by_scope: dict[str, list[_Sealed]] = {}
    for item in sealed:
        by_scope.setdefault(scopes[item.edit.entity, item.edit.row], []).append(item)
    batches = [(scope, batch) for scope, items in by_scope.items() for batch in _batches(items)]
    if not batches:
        return [], Touched()
    replica = own_replica(connection, author.member)
    if part is None and len(batches) > 1:  # its name in the menu must not need a look at every operation
        part = Part(os.urandom(16).hex(), len({item.edit.row for item in sealed if item.edit.entity == "action"}))
    extra: dict[str, object] = {"do": deed} | _named("of", reverses)
    if part is not None:
        extra |= {"n": part.actions} | _named("about", part.about)
    if any(item.edit.field == DELETED_FIELD and item.edit.value is True for item in sealed):
        extra["saw"] = {scope: _seen(connection, scope) for scope in sorted(by_scope)}
    transactions: list[Transaction] = []
    tips = {scope: _tip(connection, replica, scope) for scope in by_scope}
    hlc = clock_now(connection, author.now, replica)
    for step, (scope, batch) in enumerate(batches):
        seq, prev = tips[scope]
        transaction = make_transaction(
            replica=replica,
            scope=scope,
            seq=seq + 1,
            prev=prev,
            hlc=hlc + step,
            member=author.member,
            group=part.group if part is not None else None,
            operations=_operations(batch),
            extra=extra,
        )
        transactions.append(transaction)
        tips[scope] = (seq + 1, transaction.id.hex())
    names = [transaction.id.hex() for transaction in transactions]
    touched = merge(connection, transactions, sinks)
    for pile in (sealed, *by_scope.values()):
        pile.clear()  # the batches hold the same, and are let go of a little at a time
    let_go(*(batch for _, batch in batches))
    let_go(transactions, at_once=1)
    return names, touched


def _named(name: str, said: str | None) -> dict[str, object]:
    return {name: said} if said else {}


def clock_now(connection: Connection, now: dt.datetime, replica: str) -> int:
    """The clock value of what a replica writes now."""
    return next_hlc(now, last_own=_last_own(connection, replica), newest_known=_newest(connection))


def _stored_scopes(connection: Connection, edits: Sequence[Edit]) -> dict[_Row, str]:
    """The scope of each row that exists already; any other is a new row."""
    connection.exec_driver_sql(
        "CREATE TEMP TABLE IF NOT EXISTS asked_scope (row TEXT, entity TEXT, PRIMARY KEY (row, entity)) WITHOUT ROWID"
    )
    connection.exec_driver_sql("DELETE FROM temp.asked_scope")
    asked = {(edit.row, edit.entity) for edit in edits}
    if asked:
        connection.exec_driver_sql("INSERT INTO temp.asked_scope VALUES (?,?)", list(asked))
    found = connection.exec_driver_sql(
        "SELECT s.entity, s.row, s.scope FROM temp.asked_scope a "
        "CROSS JOIN rowstate s ON s.row = a.row AND s.entity = a.entity"
    )
    return {(str(entity), str(row)): str(scope) for entity, row, scope in found}


def _scopes(edits: Sequence[Edit], stored: Mapping[_Row, str]) -> dict[_Row, str]:
    """The scope of each row: as stored for a row that exists, as the edit says for a new one."""
    scopes = {(edit.entity, edit.row): edit.scope for edit in edits if edit.scope is not None}
    scopes.update(stored)
    missing = {(edit.entity, edit.row) for edit in edits} - scopes.keys()
    if missing:
        raise KeyError(f"no scope for {len(missing)} new rows")
    return scopes


def _seal(connection: Connection, edits: Sequence[Edit], stored: Mapping[_Row, str]) -> list[_Sealed]:
    # A new row has no heads to ask for: an import of thousands would ask for nothing else.
    known = [edit for edit in edits if (edit.entity, edit.row) in stored]
    now = heads_of(connection, {_cell(edit) for edit in known})
    covered = _heads_to_cover(connection, known)
    _refuse_unknown_bases(connection, edits)
    # Several values for one cell bring a conflict back: none of them may be left out as what stands there already.
    several = {cell for cell, count in Counter(_cell(edit) for edit in known).items() if count > 1}
    sealed = []
    for edit in edits:
        text = _text(edit)
        if (edit.entity, edit.row) not in stored:  # most of an import: nothing to compare with, nothing to cover
            if not _is_unchanged(edit, text, ()):
                covers = () if edit.field == DELETED_FIELD else edit.removes
                sealed.append(_Sealed(edit, text, edit.base or (), covers))
            continue
        heads = now.get(_cell(edit), [])
        if _cell(edit) not in several and _is_unchanged(edit, text, heads):
            continue
        base = tuple(head.ref for head in heads) if edit.base is None else edit.base
        covers = covered.get((edit.entity, edit.row), ()) if edit.field == DELETED_FIELD else edit.removes
        sealed.append(_Sealed(edit, text, base, covers))
    return sealed


def _cell(edit: Edit) -> Cell:
    return edit.entity, edit.row, edit.field


def _heads_to_cover(connection: Connection, edits: Sequence[Edit]) -> dict[_Row, tuple[Ref, ...]]:
    """What a delete of each doomed row has seen: every head of it."""
    doomed = {(edit.entity, edit.row) for edit in edits if edit.field == DELETED_FIELD and edit.value is True}
    seen: dict[_Row, tuple[Ref, ...]] = {}
    for (entity, row, field), heads in heads_of_rows(connection, doomed).items():
        if field != DELETED_FIELD:
            seen[entity, row] = (*seen.get((entity, row), ()), *(head.ref for head in heads))
    return seen


def _is_unchanged(edit: Edit, text: str, heads: Sequence[CellHead]) -> bool:
    """Whether writing would say nothing new: one head holds this very value, and it is the one the author saw."""
    if edit.field == DELETED_FIELD and edit.value is True:
        return False  # a delete also covers what came since an earlier one
    if not heads:
        absent = edit.value is None or (edit.field == LINK_FIELD and edit.value is False)
        return absent and not edit.base
    if len(heads) > 1 or heads[0].value != text:
        return False
    return edit.base is None or set(edit.base) <= {heads[0].ref}


def _text(edit: Edit) -> str:
    try:
        return encode_value(edit.value)
    except UnstorableValue as error:
        raise UserError(
            "unstorable",
            "The text holds a character that is not part of Unicode, so it cannot be stored.",
            "Delete that character, or type the text again.",
        ) from error


def _refuse_unknown_bases(connection: Connection, edits: Sequence[Edit]) -> None:
    """Refuse a base that is not an operation of the very cell it is meant for: the edge would hold nowhere."""
    for edit in edits:
        for name, place in edit.base or ():
            found = (
                0 <= place < MAX_OPERATIONS
                and connection.exec_driver_sql(
                    "SELECT 1 FROM txn t JOIN op o ON o.id = (t.pk << 12 | ?) "
                    "WHERE t.id = ? AND o.entity = ? AND o.row = ? AND o.field = ?",
                    (place, bytes.fromhex(name), edit.entity, edit.row, edit.field),
                ).first()
            )
            if not found:
                raise UserError(
                    "unknown-base",
                    "The change names an earlier value that this plan does not have.",
                    "Show the action again, then repeat the change.",
                )


def _batches(items: Iterable[_Sealed]) -> Iterable[list[_Sealed]]:
    remaining = iter(items)
    while batch := list(islice(remaining, MAX_OPERATIONS)):
        yield batch


def _operations(batch: Sequence[_Sealed]) -> list[Operation]:
    salts = os.urandom(SALT_BYTES * len(batch))
    return [
        Operation(
            item.edit.entity,
            item.edit.row,
            item.edit.field,
            item.text,
            salts[place * SALT_BYTES : (place + 1) * SALT_BYTES],
            item.supersedes,
            item.covers,
        )
        for place, item in enumerate(batch)
    ]


def _tip(connection: Connection, replica: str, scope: str) -> tuple[int, str | None]:
    found = connection.exec_driver_sql(
        "SELECT seq, id FROM txn WHERE replica = ? AND scope = ? ORDER BY seq DESC, id DESC LIMIT 1", (replica, scope)
    ).first()
    return (found[0], found[1].hex()) if found else (0, None)


def _seen(connection: Connection, scope: str) -> dict[str, int]:
    """How far each replica's stream of a scope is known here: what came later, somebody who deletes has not seen."""
    rows = connection.exec_driver_sql(
        "WITH RECURSIVE known (replica) AS (SELECT min(replica) FROM txn UNION ALL "
        "SELECT (SELECT min(t.replica) FROM txn t WHERE t.replica > known.replica) FROM known "
        "WHERE known.replica IS NOT NULL) "
        "SELECT replica, (SELECT max(seq) FROM txn t WHERE t.replica = known.replica AND t.scope = ?) AS seq "
        "FROM known WHERE replica IS NOT NULL AND seq IS NOT NULL AND replica <> ?",
        (scope, OPENING_REPLICA),
    )
    return {str(replica): int(seq) for replica, seq in rows}


def _last_own(connection: Connection, replica: str) -> int:
    value = connection.exec_driver_sql("SELECT max(hlc) FROM txn WHERE replica = ?", (replica,)).scalar()
    return int(value or 0)


def _newest(connection: Connection) -> int:
    return int(connection.exec_driver_sql("SELECT max(hlc) FROM txn").scalar() or 0)
