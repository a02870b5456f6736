"""Partnerships that trust each other and pass files, as people enrol them: card, words, full file."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from csa_tracker.clock import Clock
from csa_tracker.exchange.cards import make_card
from csa_tracker.exchange.joining import join, look_at
from csa_tracker.exchange.receiving import Received, receive
from csa_tracker.exchange.sending import SentBundle, send
from csa_tracker.exchange.trust import add_member
from csa_tracker.profile import Profile
from csa_tracker.workspace import OpenPlan, open_plan
from db.log.digest import log_digest, view_digest
from tests.csa_tracker.exchange.offices import NOW, an_office


@dataclass
class Office:
    """A partnership with its plan and profile."""

    name: str
    code: str
    path: Path
    profile: Profile
    plan: OpenPlan

    def reopen(self, *, hours: int = 0) -> None:
        """Close the plan and open it again, later."""
        self.plan.close()
        self.plan = open_plan(self.path, profile=self.profile, clock=Clock(NOW + dt.timedelta(hours=hours)))


def digests(office: Office) -> tuple[str, str]:
    """What an office holds and shows."""
    with office.plan.store.reading() as connection:
        return log_digest(connection), view_digest(connection)


def enrol(county: Office, folder: Path, name: str, code: str) -> Office:
    """Somebody sends a card, gets a full file and joins."""
    profile = an_office(folder, name, code)
    add_member(county.plan, make_card(profile, code), scopes=("all",) if code == "PAN" else None)
    sent = send(county.plan, [name], folder / f"to-{name}.cspx")
    seen = look_at(sent.path, profile)
    assert seen.sender is not None
    assert seen.sender.words == make_card(county.profile, "PAN").words
    path = folder / f"{name}.csplan"
    clock = Clock(NOW + dt.timedelta(minutes=5))
    join(sent.path, path, partnership=code, sender=seen.sender, profile=profile, clock=clock)
    return Office(name, code, path, profile, open_plan(path, profile=profile, clock=clock))


def pass_file(giver: Office, taker: Office, folder: Path, *, full: bool = False) -> tuple[SentBundle, Received]:
    """Send and receive."""
    sent = send(giver.plan, [taker.name], folder, full=full)
    return sent, receive(taker.plan, sent.path)
