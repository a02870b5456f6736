"""How the exchange of a plan stands: partners, to whom a file is due, files that came and went, fingerprints."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from csa_tracker.exchange.partners import Partner, late_partners, list_partners
from csa_tracker.exchange.receipt import Receipt, receipt_from
from csa_tracker.exchange.trust import Member, list_members
from csa_tracker.exchange.waiting import count_items
from csa_tracker.plan.attention import Item, read_attention
from db.exchange import ledger
from db.exchange.ledger import BundleRow
from db.log.digest import scope_fingerprints
from db.log.opening import SHARED as SHARED

if TYPE_CHECKING:
    from csa_tracker.profile import Profile
    from csa_tracker.workspace import OpenPlan

_SETTING = "exchange_rhythm"


class Rhythm(StrEnum):
    """How often partners want to hear; the value is what the settings keep."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    NEVER = "never"

    @property
    def days(self) -> int | None:
        """After how many days a file is due, None for no reminder."""
        return {"weekly": 7, "monthly": 31, "quarterly": 92}.get(self.value)


@dataclass(frozen=True, slots=True)
class PassedFile:
    """A file that `came` or went: with whom (names), when, what it held. `receipt` is None for one that was sent."""

    bundle: str
    came: bool
    people: tuple[str, ...]
    at: dt.datetime
    file: str
    is_full: bool
    transactions: int
    receipt: Receipt | None


@dataclass(frozen=True, slots=True)
class ExchangeState:
    """What the Exchange page shows. `due` are ids of partners; `fingerprints` (scope, 8 hex digits), SHARED first."""

    partners: tuple[Partner, ...]
    due: frozenset[str]
    files: tuple[PassedFile, ...]
    fingerprints: tuple[tuple[str, str], ...]
    attention: tuple[Item, ...]

    @property
    def waiting(self) -> int:
        """How many things wait for the person: partners to whom a file is due, and what needs attention."""
        return len(self.due) + count_items(self.attention)


def read_rhythm(profile: Profile) -> Rhythm:
    """How often the person wants to be reminded: monthly until they say otherwise."""
    kept = profile.read_settings().get(_SETTING)
    return Rhythm(kept) if isinstance(kept, str) and kept in set(Rhythm) else Rhythm.MONTHLY


def keep_rhythm(profile: Profile, rhythm: Rhythm) -> None:
    """Keep how often the person wants to be reminded. Raises UserError when the profile cannot be written."""
    profile.change_settings({_SETTING: rhythm.value})


def read_standing(plan: OpenPlan) -> ExchangeState:
    """Read how the exchange of this plan stands; with a large log this takes some tenths of a second."""
    members, partners = list_members(plan), list_partners(plan)
    with plan.store.reading() as connection:
        rows = ledger.bundles(connection)
        prints = scope_fingerprints(connection)
    ordered = sorted(prints.items(), key=lambda pair: (pair[0] != SHARED, pair[0]))
    return ExchangeState(
        tuple(partners), read_due(plan), passed_files(rows, members), tuple(ordered),
        read_attention(plan),
    )  # fmt: skip


def read_due(plan: OpenPlan) -> frozenset[str]:
    """Ids of partners for whom there are changes and whose last file is older than the rhythm.

    Who never got a file is due so long after they were added.
    """
    days = read_rhythm(plan.profile).days
    return frozenset() if days is None else late_partners(plan, plan.clock.now() - dt.timedelta(days=days))


def passed_files(rows: Sequence[BundleRow], members: Iterable[Member]) -> tuple[PassedFile, ...]:
    """One entry for each file of the books, in their order; one for several partners stands there once for each."""
    names = {one.member: one.name for one in members}
    by_file: dict[tuple[str, str], list[BundleRow]] = {}
    for row in rows:
        by_file.setdefault((row.direction, row.id), []).append(row)
    return tuple(
        PassedFile(
            same[0].id, same[0].direction == ledger.IN, tuple(names.get(row.peer, "somebody") for row in same),
            dt.datetime.fromisoformat(same[0].at), same[0].file, same[0].kind == "full", same[0].transactions,
            receipt_from(same[0].receipt) if same[0].receipt is not None else None,
        )
        for same in by_file.values()
    )  # fmt: skip
