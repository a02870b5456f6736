"""Removal for good: a redaction names operations, and every replica drops their values and salts (docs/change-log.md).

A redaction is a row of the log like any other, in the scope of what it removes, so that it travels wherever the values
did. Which operations it names is its `covers`. It takes effect whichever of the two arrives first, and never ends:
neither an undo nor a delete of the row brings a value back.
"""

from __future__ import annotations

from collections.abc import Iterable

import orjson
from sqlalchemy import Connection

from db.log.clock import instant_of
from db.log.touched import Touched
from db.log.transaction import Operation, Ref, Transaction
from db.meta import REMOVAL_DUE, get_fact, set_fact

REDACTION = "redaction"
"""The entity of redactions."""
REMOVES = "removes"
"""The field of a redaction whose operation names, as what it covers, the operations to be removed."""
REASON = "reason"
REMOVED = "[removed]"
"""What stands for a removed value where nobody can say when that was."""

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def drop_redacted(connection: Connection, touched: Touched) -> None:
    """Drop the value and salt of every operation that the edges now being settled (temp.new_edge) redact.

    Their cells join `touched`. What was dropped is kept as due until the copies of it that lie about here are gone too.
    """
    run = connection.exec_driver_sql
    doomed = run(
        "SELECT DISTINCT o.id, o.entity, o.row, o.field, o.value, o.hlc, t.scope FROM temp.new_edge n "
        "CROSS JOIN op o ON o.id = n.dst CROSS JOIN txn t ON t.pk = o.id >> 12 WHERE n.kind = 2 ORDER BY o.id"
    ).all()
    for one in doomed:
        touched.add(one.entity, one.row, one.field)
        touched.note_origin(one.entity, one.row, one.scope, one.hlc)
    present = [one for one in doomed if one.value is not None]
    if present:
        run("UPDATE op SET value = NULL, salt = NULL WHERE id = ?", [(one.id,) for one in present])
        texts = dict.fromkeys([*removal_due(connection), *(one.value for one in present)])
        set_fact(connection, REMOVAL_DUE, orjson.dumps(list(texts)).decode())


def redacts(operation: Operation) -> bool:
    """Whether what an operation covers is to be removed for good."""
    return operation.entity == REDACTION and operation.field == REMOVES


def removed_by(transactions: Iterable[Transaction]) -> set[Ref]:
    """The operations that these transactions remove for good."""
    return {
        ref for one in transactions for operation in one.operations if redacts(operation) for ref in operation.covers
    }


def removal_due(connection: Connection) -> list[str]:
    """The canonical texts that were removed and whose copies are not cleared away yet."""
    return list(orjson.loads(get_fact(connection, REMOVAL_DUE) or "[]"))


REDACTED_AT = "(SELECT min(s.hlc) FROM edge e CROSS JOIN op s ON s.id = e.src WHERE e.dst = {op} AND e.kind = 2)"
"""SQL for the clock value of the earliest redaction of an operation; `{op}` is the column with its number."""


def removed_words(hlc: int | None) -> str:
    """What stands where a removed value stood: "[removed on 3 Mar 2027]", by the clock of the redaction (UTC)."""
    if hlc is None:
        return REMOVED
    day = instant_of(hlc).date()
    return f"[removed on {day.day} {_MONTHS[day.month - 1]} {day.year}]"
