"""Make a new plan of what can be read of a damaged one: whole transactions only, replayed through the merge."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection

from db.files import refusing_file_errors
from db.formats import VIEW_VERSION
from db.harvest import Harvest, Salvaged, salvaged
from db.log.merge import Sinks, merge
from db.log.opening import OPENINGS, SHARED, opening_transactions
from db.log.verify import lost_values
from db.log.write import Edit, write
from db.meta import Author, LocalMeta
from db.planfile import note_loss
from db.store import new_plan_file

_SLICE = 500


class Share(NamedTuple):
    """How much was recovered: changes with their value, of all changes that the pages speak of."""

    changes: int
    of_changes: int
    entries: int
    from_backup: int


class Found(NamedTuple):
    """What a damaged file and perhaps a backup still hold; `plan` and `partnership` are empty when unreadable."""

    plan: str
    partnership: str
    salvaged: Salvaged
    share: Share


def plan_id_in(path: Path) -> str:
    """The plan id that some page of the file still names, or nothing."""
    harvest = _harvest(path)
    return _plan_id(harvest)


def find(damaged: Path, backups: Sequence[Path] = ()) -> Found:
    """Read what can be read of a damaged plan file, filling its gaps from backups of the same plan.

    Raises UserError when the file cannot be read at all.
    """
    harvest = _harvest(damaged)
    openings = [bytes.fromhex(name) for name in OPENINGS.values()]
    alone = _kept(salvaged(harvest, apart_from=openings))
    for backup in backups:
        with refusing_file_errors(backup):
            harvest.gather(backup)
    whole = salvaged(harvest, apart_from=openings)
    kept = _kept(whole)
    total = kept + whole.values_lost + whole.changes_lost
    plan = _plan_id(harvest)
    partnership = harvest.facts.get("partnership") or _likely_partnership(whole)
    return Found(plan, partnership, whole, Share(kept, total, len(whole.transactions), kept - alone))


def save_found(found: Found, target: Path, sinks: Sinks, *, author: Author, plan_row: Sequence[Edit]) -> None:
    """Make the new plan file `target` of what was found: same plan, new replica id, everything replayed.

    `plan_row` is written for the plan's own fields that were lost. Raises UserError when the target exists or the disk
    is full.
    """
    meta = LocalMeta(found.plan or os.urandom(16).hex(), os.urandom(16).hex(), found.partnership or "PAN", VIEW_VERSION)

    def fill(connection: Connection) -> None:
        merge(connection, opening_transactions(), sinks)
        transactions = found.salvaged.transactions
        for start in range(0, len(transactions), _SLICE):
            merge(connection, transactions[start : start + _SLICE], sinks)
        missing = list(_missing(connection, plan_row))
        if missing:
            write(connection, missing, author=author, deed="salvage", sinks=sinks)
        note_loss(connection, lost_values(connection))

    new_plan_file(target, meta, fill)


def _missing(connection: Connection, plan_row: Sequence[Edit]) -> Iterable[Edit]:
    """The edits of the plan's own row for fields that show nothing, on the row that is there if one is."""
    row = connection.exec_driver_sql(
        "SELECT row FROM rowstate WHERE entity = 'plan' ORDER BY created_hlc LIMIT 1"
    ).scalar()
    for edit in plan_row:
        shown = connection.exec_driver_sql(
            "SELECT value FROM cell WHERE entity = 'plan' AND row = ? AND field = ?", (row, edit.field)
        ).scalar()
        if shown is None:
            yield Edit(edit.entity, row or edit.row, edit.field, edit.value, scope=SHARED)


def _harvest(path: Path) -> Harvest:
    harvest = Harvest()
    with refusing_file_errors(path):
        harvest.gather(path)
    return harvest


def _plan_id(harvest: Harvest) -> str:
    plan = harvest.facts.get("plan", "")
    return plan if len(plan) == 32 and set(plan) <= set("0123456789abcdef") else ""


def _kept(found: Salvaged) -> int:
    return sum(len(transaction.operations) for transaction in found.transactions) - found.values_lost


def _likely_partnership(found: Salvaged) -> str:
    scopes = Counter(transaction.scope for transaction in found.transactions if transaction.scope != SHARED)
    return scopes.most_common(1)[0][0] if scopes else ""
