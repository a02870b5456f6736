"""Join: a new plan file in a life of its own, made of a partner's full file."""

from __future__ import annotations

import os
from pathlib import Path

from csa_tracker.clock import Clock
from csa_tracker.errors import UserError
from csa_tracker.exchange.bundle import Inspected, inspect_bundle
from csa_tracker.exchange.cards import Card
from csa_tracker.exchange.receiving import Received, receive_first
from csa_tracker.exchange.trust import add_member
from csa_tracker.profile import Profile
from csa_tracker.workspace import OpenPlan, known_partnership, plan_sinks
from db.engine import Connection
from db.files import part_beside, publish_new, refusing_file_errors
from db.formats import VIEW_VERSION
from db.log.merge import merge
from db.log.opening import opening_transactions
from db.meta import LocalMeta
from db.planfile import discard_with_sidecars
from db.store import new_plan_file, open_store


def look_at(path: Path, profile: Profile) -> Inspected:
    """What a file says of itself before there is a plan: above all its sender's card, whose six words are compared.

    Raises UserError as `bundle.inspect_bundle`.
    """
    return inspect_bundle(path, profile.keys())


def sender_to_check(seen: Inspected) -> Card:
    """The card whose six words are to be compared before joining. Raises UserError for a file not to be joined with."""
    _refuse_partial(seen)
    if seen.sender is None:
        raise UserError(
            "no-card",
            "The sender's card is not in this file, so nobody can say who made it.",
            "Ask for a file made with a current version of CSA Tracker.",
        )
    return seen.sender


def join(path: Path, target: Path, *, partnership: str, sender: Card, profile: Profile, clock: Clock) -> Received:
    """Make the plan `target` for a partnership (its code) of a full file, trusting the sender's card from now on.

    `sender` is the card whose six words were compared. The plan appears whole or not at all. Raises UserError for an
    unknown partnership, a target that exists, a file that is not full or not from this sender, and as `receive`.
    """
    code = known_partnership(partnership)
    seen = inspect_bundle(path, profile.keys())
    _refuse_partial(seen)
    if seen.manifest.sender.member != sender.member:
        raise UserError(
            "other-sender",
            "This file was not made by the person whose card was compared.",
            "Compare the six words of the card inside the file. Nothing was made.",
        )
    with refusing_file_errors(target):
        if target.exists():
            raise UserError(
                "exists", f"There is already a file named {target.name}.", "Choose another name for the new plan."
            )
    sinks = plan_sinks(clock)

    def begin(connection: Connection) -> None:
        merge(connection, opening_transactions(), sinks)

    part = part_beside(target)
    part.unlink()
    try:
        new_plan_file(part, LocalMeta(seen.manifest.plan, os.urandom(16).hex(), code, VIEW_VERSION), begin)
        with OpenPlan(open_store(part, sinks), profile=profile, clock=clock) as plan:
            add_member(plan, sender)
            received = receive_first(plan, path)
        publish_new(part, target)
    finally:
        discard_with_sidecars(part)
    return received


def _refuse_partial(seen: Inspected) -> None:
    if seen.manifest.base:
        raise UserError(
            "not-full",
            "This file holds only the latest changes, so a plan cannot be made of it.",
            "Ask the sender for a file with everything in it (`csa-tracker exchange send --full`).",
        )
