"""Receive: open a partner's file, check it, show what it would change, and bring it in wholly or not at all.

Preview and receiving are one code: a preview does everything in the write transaction and rolls it back.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from csa_tracker.care.backups import automatic_backup, is_due
from csa_tracker.care.scouring import scour
from csa_tracker.errors import Exit
from csa_tracker.exchange.bundle import OpenedBundle, open_bundle
from csa_tracker.exchange.cards import Card
from csa_tracker.exchange.checking import ChainCheck, beyond_revoked, check_heads
from csa_tracker.exchange.receipt import Receipt, make_receipt, receipt_text
from csa_tracker.exchange.refusals import another_plan, damaged, revoked_sender
from csa_tracker.exchange.trust import Member, Status, introduce, list_members
from db.collector import collector_paused
from db.engine import Connection
from db.exchange import ledger
from db.exchange.intake import begin_intake, count_removed, effect_of_intake, values_missing
from db.exchange.ledger import BundleRow, Vector
from db.exchange.streams import holds, link_of, streams_with_gaps
from db.log.redact import removed_by
from db.log.transaction import Transaction
from db.meta import mint_replica
from db.planfile import note_loss

if TYPE_CHECKING:
    from csa_tracker.workspace import OpenPlan

MERGED, NOTHING_NEW = "merged", "nothing new"


class _PreviewOnly(Exception):  # noqa: N818 (not an error: it rolls a preview back)
    """Everything was tried; nothing is to stay."""


@dataclass(frozen=True, slots=True)
class Received:
    """What a file did, or would do, and the exit code that says it: done, conflicts, or more needed."""

    receipt: Receipt
    exit_code: Exit


def preview(plan: OpenPlan, path: Path, *, heard: Collection[str] = ()) -> Received:
    """Say what receiving the file would do; nothing is changed. Raises UserError as `receive`."""
    return _bring_in(plan, path, keep=False, heard=heard)


def receive(plan: OpenPlan, path: Path, *, heard: Collection[str] = ()) -> Received:
    """Bring a partner's file in, all of it or nothing; the same file again changes nothing.

    `heard` are the six words of cards that may carry other keys than their owners had until now: somebody has heard
    their owners say them. Raises UserError: for another plan (exit 3), an unknown sender (40), not for me (60), from a
    newer version (30), damaged or tampered (50), a plan that can only be read, a full disk; ChangedKey (3).
    """
    received = _bring_in(plan, path, keep=True, heard=heard)
    told = " ".join(filter(None, [received.receipt.warning, scour(plan)]))
    return replace(received, receipt=replace(received.receipt, warning=told))


def receive_first(plan: OpenPlan, path: Path) -> Received:
    """Bring the file in from which a new plan is made (joining.py): there is nothing to back up yet."""
    return _bring_in(plan, path, keep=True, safe=True)


def _bring_in(plan: OpenPlan, path: Path, *, keep: bool, safe: bool = False, heard: Collection[str] = ()) -> Received:
    members = {one.member: one for one in list_members(plan)}
    with open_bundle(path, plan.profile.keys(), sender_key=_key_of(members)) as bundle:
        _refuse_other_plan(plan, bundle)
        warning = automatic_backup(plan) if keep and not safe and is_due(plan) else ""
        done: list[Received] = []
        with suppress(_PreviewOnly), collector_paused(), plan.store.writing() as connection:
            met = _meet(connection, plan, bundle, heard)
            done.append(_merge(connection, plan, bundle, members, path, met, warning))
            if not keep:
                raise _PreviewOnly
    return done[0]


def _believed(
    transactions: Iterable[Transaction], accepted: Mapping[str, Vector], held: list[Transaction]
) -> Iterator[Transaction]:
    """What is merged; later changes of a revoked member are held back."""
    for one in transactions:
        if beyond_revoked(one, accepted):
            held.append(one)
        else:
            yield one


def _key_of(members: Mapping[str, Member]) -> Callable[[str], bytes | None]:
    def key(member: str) -> bytes | None:
        known = members.get(member)
        if known is None or known.status is Status.INTRODUCED:
            return None
        if known.status is Status.REVOKED:
            raise revoked_sender(known.name)
        return known.card.signing

    return key


def _refuse_other_plan(plan: OpenPlan, bundle: OpenedBundle) -> None:
    if bundle.manifest.plan != plan.meta.plan:
        raise another_plan()


def _merge(
    connection: Connection,
    plan: OpenPlan,
    bundle: OpenedBundle,
    members: Mapping[str, Member],
    path: Path,
    met: tuple[str, ...],
    warning: str,
) -> Received:
    manifest, now = bundle.manifest, plan.clock.now()
    cards: dict[str, Card] = {one.member: one.card for one in members.values()}
    cards |= {card.member: card for card in bundle.cards() if card.member not in cards}
    check_heads(bundle.head_signatures(), manifest.plan, cards)
    check = ChainCheck(bundle.head_signatures(), manifest.scopes, partial(link_of, connection))
    accepted: dict[str, Vector] = {
        one.member: one.last_heads or {} for one in members.values() if one.status is Status.REVOKED
    }
    held: list[Transaction] = []
    before = ledger.last_number(connection)
    begin_intake(connection)
    plan.store.take_in(connection, _believed(check.read(bundle.transactions()), accepted, held))
    check.finish()
    _refuse_lost_values(connection, before, held)
    replica = plan.replica(connection)
    new = ledger.last_number(connection) - before
    # Own changes that were not here come back: this file was put back or copied, and must not write on as before.
    if ledger.came_from(connection, replica, after=before):
        mint_replica(connection, plan.profile.keys().member)
    ledger.note_arrivals(connection, after=before, bundle=manifest.bundle_id, at=now.isoformat())
    ledger.store_head_signatures(connection, [head for head in bundle.head_signatures() if holds(connection, head.id)])
    ledger.store_peer_vector(connection, manifest.sender.member, manifest.have)
    gaps = len(streams_with_gaps(connection))
    receipt = make_receipt(
        connection, plan, sender=members[manifest.sender.member], bundle=manifest.bundle_id, at=now,
        effect=effect_of_intake(connection), met=met, new=new, held_back=len(held), gaps=gaps,
        erased=count_removed(connection, after=before), warning=warning,
    )  # fmt: skip
    result = MERGED if new else NOTHING_NEW
    if new or not _was_received(connection, manifest.bundle_id):
        ledger.note_bundle(
            connection,
            BundleRow(
                manifest.bundle_id, ledger.IN, manifest.sender.member, now.isoformat(), path.name, manifest.kind,
                manifest.n_txn, manifest.n_op, result, receipt_text(receipt),
            ),
        )  # fmt: skip
    return Received(receipt, _exit_code(receipt))


def _refuse_lost_values(connection: Connection, before: int, held: list[Transaction]) -> None:
    """Refuse values that are missing although nothing removed them, here or in the file.

    What only a revoked member removed is gone at the sender and cannot be had: it counts as lost here.
    """
    missing = values_missing(connection, after=before)
    if not missing <= removed_by(held):
        raise damaged("A change in this file has lost its value.")
    note_loss(connection, len(missing))


def _meet(connection: Connection, plan: OpenPlan, bundle: OpenedBundle, heard: Collection[str]) -> tuple[str, ...]:
    """Note the authors first met through this sender. Returns their names; raises ChangedKey."""
    own, now = plan.profile.keys().member, plan.clock.now()
    known = {one.member for one in list_members(plan)}
    met = []
    for card in bundle.cards():
        if card.member != own:
            introduce(connection, card, by=bundle.manifest.sender.member, now=now, heard=heard)
            met += [card.name] if card.member not in known else []
    return tuple(met)


def _was_received(connection: Connection, bundle: str) -> bool:
    return any(one.id == bundle for one in ledger.bundles(connection, direction=ledger.IN))


def _exit_code(receipt: Receipt) -> Exit:
    if receipt.counts["conflicting"]:
        return Exit.CONFLICTS
    return Exit.GAP if receipt.gaps else Exit.DONE
