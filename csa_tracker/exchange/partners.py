"""Partners: the members this plan trusts, when a file last went to and came from each, what they have not confirmed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from csa_tracker.exchange.trust import Member, Status, list_members
from db.engine import Connection
from db.exchange import ledger
from db.exchange.streams import count_beyond, stream_scopes

if TYPE_CHECKING:
    from csa_tracker.workspace import OpenPlan


@dataclass(frozen=True, slots=True)
class Partner:
    """A trusted member. `unconfirmed` counts steps that it may see and has not said it has; instants are aware."""

    member: str
    name: str
    role: str
    partnership: str
    last_sent: dt.datetime | None
    last_received: dt.datetime | None
    unconfirmed: int


def list_partners(plan: OpenPlan) -> list[Partner]:
    """Everybody files are exchanged with, by partnership and name."""
    members = [one for one in list_members(plan) if one.status is Status.TRUSTED]
    with plan.store.reading() as connection:
        scopes = stream_scopes(connection)
        return [_partner(connection, one, scopes) for one in members]


def late_partners(plan: OpenPlan, before: dt.datetime) -> frozenset[str]:
    """Ids of partners who were sent nothing since `before` and have not said that they have everything.

    Who never got a file is late when they were added before.
    """
    members = [one for one in list_members(plan) if one.status is Status.TRUSTED]
    with plan.store.reading() as connection:
        late = [one for one in members if (_last(connection, one, ledger.OUT) or one.added_at) < before]
        scopes = stream_scopes(connection) if late else set()
        return frozenset(one.member for one in late if _partner(connection, one, scopes).unconfirmed)


def _partner(connection: Connection, one: Member, scopes: set[str]) -> Partner:
    known = ledger.peer_vector(connection, one.member)
    seen = [scope for scope in scopes if one.may_see(scope)]
    return Partner(
        one.member, one.name, one.card.role, one.card.partnership,
        _last(connection, one, ledger.OUT), _last(connection, one, ledger.IN), count_beyond(connection, seen, known),
    )  # fmt: skip


def _last(connection: Connection, one: Member, direction: str) -> dt.datetime | None:
    files = ledger.bundles(connection, direction=direction, peer=one.member)
    return dt.datetime.fromisoformat(files[0].at) if files else None
