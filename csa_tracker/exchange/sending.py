"""Send: what the partners named do not have yet, in one signed and encrypted file."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from csa_tracker import __version__
from csa_tracker.errors import UserError
from csa_tracker.exchange.bundle import Recipient, bundle_name, write_bundle
from csa_tracker.exchange.cards import make_card
from csa_tracker.exchange.head_signing import sign_head
from csa_tracker.exchange.lives import note_life
from csa_tracker.exchange.manifest import Manifest
from csa_tracker.exchange.sealed import Sealed
from csa_tracker.exchange.trust import Member, Status, find_member, list_members
from db.engine import Connection
from db.exchange import ledger
from db.exchange.ledger import BundleRow, Stream, Vector
from db.exchange.members import read_members
from db.exchange.streams import (
    own_vector,
    signed_part,
    stream_scopes,
    stream_tips,
    transactions_beyond,
    wanted_streams,
)
from db.formats import VIEW_VERSION
from db.log.write import clock_now

if TYPE_CHECKING:
    from csa_tracker.workspace import OpenPlan

FULL, DELTA = "full", "delta"
_UNANSWERED = 3
"""After so many files without an answer everything is sent again: perhaps none of them arrived."""


@dataclass(frozen=True, slots=True)
class SentBundle:
    """A file that was written: where, for whom (names), what it holds. `kind` is "full" or "delta"."""

    path: Path
    to: tuple[str, ...]
    kind: str
    scopes: tuple[str, ...]
    transactions: int
    operations: int
    size: int


def send(plan: OpenPlan, to: Sequence[str], target: Path | None = None, *, full: bool = False) -> SentBundle:
    """Write a file for the members named (id or name): what they lack as far as they said, or everything with `full`.

    `target` is the file, a folder in which it gets a telling name, or None for the folder of the plan. Several members
    get one file with what all of them may see. The file also says what this plan has, which the partners' next file
    goes by. Raises UserError for nobody, somebody who is not trusted, or a file that cannot be written.
    """
    members = _recipients(plan, to)
    bundle_id = uuid.uuid4().hex
    path = _path(plan, target, members, bundle_id)
    with plan.store.writing() as connection:
        _sign_own_ends(connection, plan)
    # Read apart from the writing: a large file takes seconds, in which others go on. What they write is unsigned yet.
    with plan.store.reading() as connection:
        scopes = sorted(scope for scope in stream_scopes(connection) if all(one.may_see(scope) for one in members))
        manifest = _write(connection, plan, path, members, bundle_id, scopes, full=full)
    with plan.store.writing() as connection:
        for one in members:
            row = BundleRow(
                bundle_id, ledger.OUT, one.member, plan.clock.now().isoformat(), path.name, manifest.kind,
                manifest.n_txn, manifest.n_op, "sent", None,
            )  # fmt: skip
            ledger.note_bundle(connection, row)
    note_life(plan)
    return SentBundle(
        path, tuple(one.name for one in members), manifest.kind, tuple(scopes), manifest.n_txn, manifest.n_op,
        path.stat().st_size,
    )  # fmt: skip


def _write(
    connection: Connection,
    plan: OpenPlan,
    path: Path,
    members: Sequence[Member],
    bundle_id: str,
    scopes: Sequence[str],
    *,
    full: bool,
) -> Manifest:
    own = make_card(plan.profile, plan.meta.partnership)
    base = {} if full else _base(connection, members)
    replica = plan.replica(connection)
    heads = [head for stream in wanted_streams(connection, scopes) for head in signed_part(connection, stream).heads]
    authors = {head.member for head in heads}
    cards = {row.member: row.card for row in read_members(connection) if row.member in authors}
    return write_bundle(
        path,
        keys=plan.profile.keys(),
        plan=plan.meta.plan,
        replica=replica,
        bundle_id=bundle_id,
        created_hlc=clock_now(connection, plan.clock.now(), replica),
        app_version=__version__,
        schema_version=VIEW_VERSION,
        kind=DELTA if base else FULL,
        scopes=scopes,
        base=base,
        have=own_vector(connection, scopes),
        prev_bundle=_previous(connection, members),
        recipients=[Recipient(one.member, one.card.age) for one in members],
        cards=(cards | {own.member: own.content}).values(),
        head_signatures=heads,
        transactions=_sealed(connection, scopes, base),
    )


def _recipients(plan: OpenPlan, to: Sequence[str]) -> list[Member]:
    found = {one.member: one for one in (find_member(plan, text) for text in to)}
    if not found:
        trusted = [one.name for one in list_members(plan) if one.status is Status.TRUSTED]
        raise UserError(
            "nobody",
            "Nobody was named to send to.",
            f"Name one or more of: {', '.join(trusted)}." if trusted else "Add a partner's card first.",
        )
    for one in found.values():
        if one.status is not Status.TRUSTED:
            raise UserError(
                "not-trusted",
                f"{one.name} is not trusted here, so no file is made for them.",
                "Add their card after comparing the six words.",
            )
    return list(found.values())


def _path(plan: OpenPlan, target: Path | None, members: Sequence[Member], bundle_id: str) -> Path:
    name = bundle_name(
        plan.meta.partnership, [one.card.partnership for one in members], plan.clock.now().astimezone(), bundle_id
    )
    if target is None:
        return plan.path.absolute().parent / name
    return target / name if target.is_dir() else target


def _base(connection: Connection, members: Sequence[Member]) -> dict[Stream, tuple[int, str]]:
    """What every one of them has, by their own last word; nothing where one has not answered for long."""
    known = [ledger.peer_vector(connection, one.member) for one in members]
    if any(ledger.unanswered(connection, one.member) >= _UNANSWERED for one in members):
        return {}
    shared = set.intersection(*(set(vector) for vector in known))
    return {stream: min(vector[stream] for vector in known) for stream in shared}


def _previous(connection: Connection, members: Sequence[Member]) -> str | None:
    """The file before this one, where all of it went to one member."""
    if len(members) != 1:
        return None
    sent = ledger.bundles(connection, direction=ledger.OUT, peer=members[0].member)
    return sent[0].id if sent else None


def _sign_own_ends(connection: Connection, plan: OpenPlan) -> None:
    """Sign where each own stream ends: whoever passes it on can neither add to it nor change it."""
    keys = plan.profile.keys()
    ledger.store_head_signatures(
        connection,
        [
            sign_head(keys, plan.meta.plan, *stream, tip.seq, tip.id)
            for stream in wanted_streams(connection, stream_scopes(connection))
            for tip in stream_tips(connection, stream)
            if tip.member == keys.member
        ],
    )


def _sealed(connection: Connection, scopes: Sequence[str], base: Vector) -> Iterator[Sealed]:
    """What the partners lack, without what an author has not signed yet: nobody could tell it from a forgery."""
    unsigned = {
        name for stream in wanted_streams(connection, scopes) for name in signed_part(connection, stream).unsigned
    }
    for one in transactions_beyond(connection, scopes, base):
        if one.id not in unsigned:
            yield Sealed(one.body, one.values)
