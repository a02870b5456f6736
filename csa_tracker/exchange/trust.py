"""Whom this plan trusts: members added by card after six words were compared, what each may see, and who is revoked.

Trust is each plan holder's own: it is stored beside the plan, never exchanged.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from csa_tracker.errors import UserError
from csa_tracker.exchange.cards import Card, shown_alike
from csa_tracker.rules.dates import show_date
from db.engine import Connection
from db.exchange.ledger import Vector
from db.exchange.members import EVERYTHING as EVERYTHING
from db.exchange.members import MemberRow, last_heads_of, put_member, read_members
from db.log.opening import SHARED

if TYPE_CHECKING:
    from csa_tracker.workspace import OpenPlan

COUNTY = "PAN"
"""The partnership whose members see everything, and whose actions everybody sees, unless somebody says otherwise."""


class Status(StrEnum):
    """How far a member is believed."""

    TRUSTED = "trusted"
    INTRODUCED = "introduced"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class Member:
    """A member as this plan knows them. `introduced_by` is the id of the member whose file brought the card.

    `last_heads`, of a revoked member, is where each of their streams ended: what came later is not believed.
    """

    card: Card
    scopes: tuple[str, ...]
    status: Status
    introduced_by: str | None
    added_at: dt.datetime
    revoked_at: dt.datetime | None
    last_heads: Vector | None

    @property
    def member(self) -> str:
        """The member id."""
        return self.card.member

    @property
    def name(self) -> str:
        """The name on the card."""
        return self.card.name

    def may_see(self, scope: str) -> bool:
        """Whether changes of a scope are sent to this member."""
        return scope == SHARED or self.scopes == EVERYTHING or scope in self.scopes


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a card cannot be added before somebody says so: `known` is the member it would take the place of."""

    code: str
    known: Member
    message: str


class ChangedKey(UserError):  # noqa: N818 (reads as what it is)
    """A file brings an author's card with other keys than that author had here until now: a new computer, or not them.

    `card` is the one in the file, which its own key signed: proof of nothing. `doubt` says who is known.
    """

    def __init__(self, card: Card, doubt: Doubt) -> None:
        super().__init__(
            doubt.code,
            f"This file brings changes that {card.name} is said to have made with other keys than until now.",
            f"Have {doubt.known.name} read the six words of their new card to you over the phone, on a number you knew "
            'before. Then receive the file with `--heard "THE SIX WORDS"`; until then nothing is changed.',
        )
        self.card = card
        self.doubt = doubt


def list_members(plan: OpenPlan) -> list[Member]:
    """Everybody this plan knows: trusted, then introduced, then revoked, each by partnership and name."""
    with plan.store.reading() as connection:
        found = _known(connection)
    return sorted(found, key=lambda one: (list(Status).index(one.status), one.card.partnership, one.name.casefold()))


def find_member(plan: OpenPlan, text: str) -> Member:
    """The member with this id or name. Raises UserError when there is none, or more than one."""
    return _find(list_members(plan), text)


def default_scopes(card: Card) -> tuple[str, ...]:
    """What a member sees unless told otherwise: the county everything, others the county's and their own."""
    return EVERYTHING if card.partnership == COUNTY else (COUNTY, card.partnership)


def doubt_about(plan: OpenPlan, card: Card) -> Doubt | None:
    """Why a card cannot simply be added, None when nothing speaks against it. Raises UserError when it never can."""
    known = list_members(plan)
    _refuse_keys(plan, known, card)
    return _doubt(known, card)


def check_card(plan: OpenPlan, card: Card, *, replaces: str = "") -> None:
    """Raises UserError where `add_member` would, before anybody is asked to compare words."""
    _given_up(plan, list_members(plan), card, replaces)


def add_member(plan: OpenPlan, card: Card, scopes: Iterable[str] | None = None, *, replaces: str = "") -> Member:
    """Trust a card whose six words were compared; a card that is known already is brought up to date.

    `scopes` are codes or EVERYTHING (None: as before, or the default). Raises UserError ("changed-key",
    "revoked-member") where the card would take the place of somebody, unless `replaces` names them by id or name:
    their old key is then revoked.
    """
    with plan.store.writing() as connection:
        known = _known(connection)
        old = _given_up(plan, known, card, replaces)
        others = [one for one in known if one is not old]
        same = next((one for one in others if one.member == card.member and one.status is Status.TRUSTED), None)
        added = Member(
            card=card,
            scopes=tuple(sorted(scopes)) if scopes is not None else same.scopes if same else default_scopes(card),
            status=Status.TRUSTED,
            introduced_by=None,
            added_at=same.added_at if same else plan.clock.now(),
            revoked_at=None,
            last_heads=None,
        )
        if old is not None and old.member != card.member:
            _revoke(connection, old, plan.clock.now())
        put_member(connection, _row(added))
    return added


def set_scopes(plan: OpenPlan, member: str, scopes: Iterable[str]) -> Member:
    """Say what a trusted member (by id or name) is sent from now on; the shared lists go to everybody.

    Raises UserError when the member is not trusted.
    """
    with plan.store.writing() as connection:
        one = _find(_known(connection), member)
        if one.status is not Status.TRUSTED:
            raise UserError(
                "not-trusted",
                f"{one.name} is sent nothing, because their key is not trusted here.",
                "Add their card first, after comparing the six words.",
            )
        row = _row(one)._replace(scopes=tuple(sorted(scopes)))
        put_member(connection, row)
    return _member(row)


def revoke(plan: OpenPlan, member: str) -> Member:
    """Believe nothing more of a member (by id or name): what was accepted stays, and where it ended is kept."""
    with plan.store.writing() as connection:
        return _revoke(connection, _find(_known(connection), member), plan.clock.now())


def introduce(connection: Connection, card: Card, *, by: str, now: dt.datetime, heard: Collection[str] = ()) -> Member:
    """Note an author first met through the trusted member `by`; one who is known already stays as they are.

    Inside a `writing()` block. Raises ChangedKey when the card carries other keys of a known member or the name of a
    trusted one, unless `heard` holds its six words: somebody has heard its owner say them. Nobody's key is revoked by
    that; a known member with another key to be sent to stays as far trusted as before.
    """
    known = _known(connection)
    same = next((one for one in known if one.member == card.member), None)
    if same is not None and same.card.age == card.age:
        return same
    trusted = [one for one in known if one.member == card.member or one.status is Status.TRUSTED]
    doubt = _doubt(trusted, card)
    if doubt is not None and card.words not in heard:
        raise ChangedKey(card, doubt)
    met = Member(card, (), Status.INTRODUCED, by, now, None, None) if same is None else replace(same, card=card)
    put_member(connection, _row(met))
    return met


def _given_up(plan: OpenPlan, known: list[Member], card: Card, replaces: str) -> Member | None:
    """The member whose place a card takes, None where it takes nobody's. Raises UserError as `add_member` says."""
    old = _find(known, replaces) if replaces else None
    others = [one for one in known if one is not old]
    _refuse_keys(plan, others, card)
    doubt = _doubt(others, card, agreed=old is not None)
    if doubt is not None:
        raise _stopped(doubt)
    return old


def _doubt(known: list[Member], card: Card, *, agreed: bool = False) -> Doubt | None:
    """What of the known members a card contradicts; `agreed` when its owner has said that it replaces an old one."""
    same = next((one for one in known if one.member == card.member), None)
    if same is not None and same.card.age != card.age:
        return _changed(same)
    if same is not None and same.status is Status.REVOKED:
        day = show_date(same.revoked_at.astimezone().date()) if same.revoked_at is not None else "before"
        return Doubt("revoked-member", same, f"The key of {same.name} was revoked here: {day}.")
    if same is not None and same.status is Status.TRUSTED:
        return None
    alike = [one for one in known if one.member != card.member and _reads_as(one, card)]
    live = [one for one in alike if one.status is not Status.REVOKED]
    return next((_changed(one) for one in (live if agreed else live or alike)), None)


def _changed(known: Member) -> Doubt:
    return Doubt("changed-key", known, f"{known.name} has used other keys until now.")


def _stopped(doubt: Doubt) -> UserError:
    return UserError(
        doubt.code,
        doubt.message,
        f"Have {doubt.known.name} read the six words to you over the phone, on a number you knew before. "
        f"Only then say that this card replaces {doubt.known.member}.",
    )


def _reads_as(one: Member, card: Card) -> bool:
    return one.card.partnership == card.partnership and shown_alike(one.name, card.name)


def _refuse_keys(plan: OpenPlan, known: list[Member], card: Card) -> None:
    """Refuse this person's own card, and one that would have files for its owner readable by somebody else."""
    own = plan.profile.keys()
    if card.member == own.member:
        raise UserError("own-card", "This is your own card.", "Add the card that your partner sent you instead.")
    holders = [one.name for one in known if one.card.age == card.age and one.member != card.member]
    if holders or card.age == own.age_public:
        raise UserError(
            "borrowed-key",
            f"This card carries the key of {holders[0] if holders else 'your own card'} beside a name of its own.",
            "Do not use it. Ask whoever sent it for a card made on their own computer.",
        )


def _find(known: list[Member], text: str) -> Member:
    typed = text.strip()
    by_id = [one for one in known if one.member == typed.casefold()]
    named = [one for one in known if shown_alike(one.name, typed)]
    found = by_id or [one for one in named if one.status is not Status.REVOKED] or named
    if not found:
        raise UserError(
            "unknown-member",
            f"Nobody named “{typed[:40]}” is known to this plan.",
            "See who is with `csa-tracker trust list`, or add their card.",
        )
    if len(found) > 1:
        raise UserError(
            "which-member",
            f"There are {len(found)} members named “{found[0].name}”.",
            f"Name one by its id: {', '.join(one.member for one in found[:4])}.",
        )
    return found[0]


def _revoke(connection: Connection, one: Member, now: dt.datetime) -> Member:
    if one.status is Status.REVOKED:
        return one
    heads = last_heads_of(connection, one.member)
    row = _row(one)._replace(status=Status.REVOKED.value, revoked_at=now.isoformat(), last_heads=heads)
    put_member(connection, row)
    return _member(row)


def _known(connection: Connection) -> list[Member]:
    return [_member(row) for row in read_members(connection)]


def _member(row: MemberRow) -> Member:
    return Member(
        Card(row.name, row.role, row.organisation, row.partnership, row.signing, row.age, row.card),
        row.scopes,
        Status(row.status),
        row.introduced_by,
        dt.datetime.fromisoformat(row.added_at),
        dt.datetime.fromisoformat(row.revoked_at) if row.revoked_at is not None else None,
        row.last_heads,
    )


def _row(one: Member) -> MemberRow:
    card = one.card
    return MemberRow(
        card.member, card.name, card.role, card.organisation, card.partnership, card.signing, card.age, card.content,
        one.scopes, one.status.value, one.introduced_by, one.added_at.isoformat(),
        one.revoked_at.isoformat() if one.revoked_at is not None else None, one.last_heads,
    )  # fmt: skip
