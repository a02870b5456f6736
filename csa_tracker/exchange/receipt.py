"""The receipt of a file: what it brought, in counts and change by change, kept so that it can be read again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import orjson

from csa_tracker.exchange.trust import Member
from csa_tracker.plan.authors import Authors, read_authors
from csa_tracker.plan.names import json_name
from csa_tracker.plan.shown_values import read_labels, shown_value
from db.engine import Connection
from db.exchange.intake import ChangedCell, Effect, changed_cells, first_and_last
from db.log.clock import instant_of
from db.log.redact import REMOVED
from db.queries import dashboard

if TYPE_CHECKING:
    from csa_tracker.workspace import OpenPlan

MOST_CHANGES = 2_000
"""Changes that a receipt lists; the counts count all."""


@dataclass(frozen=True, slots=True)
class ReceivedChange:
    """One change: of a field (before → after), or of the whole action ("added", "removed"). `at` is an ISO instant."""

    ref: str
    title: str
    action_id: str
    field: str
    before: str
    after: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a file did. `counts`: added, changed, removed (actions), conflicting (fields), and unchanged is the rest.

    `met` are authors first met through the sender; `held_back` changes of a revoked member; `gaps` streams in which
    earlier changes are missing yet; `warning` a sentence about the backup before, or empty; `erased` values that were
    here and are removed for good.
    """

    bundle: str
    sender: str
    sender_id: str
    at: str
    transactions: int
    counts: Mapping[str, int]
    changes: tuple[ReceivedChange, ...]
    met: tuple[str, ...]
    held_back: int
    gaps: int
    warning: str
    erased: int = 0

    @property
    def nothing_new(self) -> bool:
        """Whether everything in the file was here already."""
        return self.transactions == 0


def make_receipt(
    connection: Connection,
    plan: OpenPlan,
    *,
    sender: Member,
    bundle: str,
    at: dt.datetime,
    effect: Effect,
    met: tuple[str, ...],
    new: int,
    held_back: int,
    gaps: int,
    erased: int,
    warning: str,
) -> Receipt:
    """Tell what an intake did, inside its write transaction. `new` counts transactions that were not here."""
    counts = {
        "added": len(effect.added),
        "changed": len(effect.changed),
        "removed": len(effect.removed),
        "conflicting": len(effect.conflicts),
    }
    return Receipt(
        bundle, sender.name, sender.member, at.isoformat(), new, counts, _changes(connection, plan, effect), met,
        held_back, gaps, warning, erased,
    )  # fmt: skip


def receipt_text(receipt: Receipt) -> str:
    """The receipt as JSON, to be kept."""
    return orjson.dumps(receipt).decode()


def receipt_from(text: str) -> Receipt:
    """A receipt that was kept."""
    parts = orjson.loads(text)
    changes = tuple(ReceivedChange(**change) for change in parts["changes"])
    return Receipt(**{**parts, "changes": changes, "met": tuple(parts["met"])})


def without(receipt: Receipt, texts: Collection[str]) -> Receipt:
    """The receipt without values that were removed for good."""

    def left(text: str) -> str:
        return REMOVED if text in texts else text

    return replace(
        receipt,
        changes=tuple(
            replace(one, title=left(one.title), before=left(one.before), after=left(one.after))
            for one in receipt.changes
        ),
    )


def _changes(connection: Connection, plan: OpenPlan, effect: Effect) -> tuple[ReceivedChange, ...]:
    cells = changed_cells(connection)[:MOST_CHANGES]
    whole = [*effect.added, *effect.removed][:MOST_CHANGES]
    named = dashboard.name_actions(connection, {*whole, *(cell.action for cell in cells)})
    authors, labels = read_authors(connection, plan.profile), read_labels(connection)
    fresh = set(effect.added)
    told = [
        _of_action(connection, named[action], authors, added=action in fresh) for action in whole if action in named
    ]
    for cell in cells:
        if cell.action in named and cell.action not in fresh and (field := _field(cell)):
            action = named[cell.action]
            told.append(
                ReceivedChange(
                    action.ref or "", action.title or "", action.id, field,
                    shown_value(cell.field, cell.before, labels),
                    REMOVED if cell.after is None else shown_value(cell.field, cell.after, labels),
                    authors(cell.member), instant_of(cell.hlc).isoformat(),
                )
            )  # fmt: skip
    return tuple(sorted(told, key=lambda change: (change.ref, change.field))[:MOST_CHANGES])


def _of_action(
    connection: Connection, action: dashboard.NamedAction, authors: Authors, *, added: bool
) -> ReceivedChange:
    first, last = first_and_last(connection, action.id)
    member, hlc = first if added else last
    before, after = ("", action.title or "") if added else (action.title or "", "")
    field = "added" if added else "removed"
    return ReceivedChange(
        action.ref or "", action.title or "", action.id, field, before, after, authors(member),
        instant_of(hlc).isoformat(),
    )  # fmt: skip


def _field(cell: ChangedCell) -> str:
    """The JSON name of a field; empty for what only the machinery needs."""
    if cell.field.startswith("_"):
        return ""
    return json_name(cell.field) if cell.entity == "action" else f"{cell.entity}.{cell.field}"
