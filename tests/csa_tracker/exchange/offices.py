"""Two offices for tests: plans with one past and two lives, and the passing of changes between them without a file."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from csa_tracker.clock import Clock
from csa_tracker.profile import Profile
from csa_tracker.workspace import OpenPlan, create_plan, open_plan, plan_sinks
from db.exchange.intake import Effect, begin_intake, effect_of_intake, take_in
from db.exchange.streams import own_vector, stream_scopes, transactions_beyond
from db.log.transaction import Transaction, read_transaction
from db.meta import mint_replica

NOW = dt.datetime(2026, 10, 2, 14, 32, tzinfo=dt.UTC)


def an_office(folder: Path, name: str, role: str) -> Profile:
    """The profile of somebody in another office."""
    made = Profile(folder / f"profile of {name}")
    made.set_identity(name=name, role=role, organisation=f"{role} office")
    return made


@contextmanager
def two_offices(folder: Path) -> Iterator[tuple[OpenPlan, OpenPlan]]:
    """Burnley and the county team with the same plan, each in a life of its own."""
    burnley, county = an_office(folder, "Asha", "Burnley"), an_office(folder, "Tom", "County")
    first = folder / "burnley.csplan"
    create_plan(first, partnership="BUR", name="Shared", profile=burnley, clock=Clock(NOW)).close()
    second = Path(shutil.copyfile(first, folder / "county.csplan"))
    with open_plan(second, profile=county, clock=Clock(NOW)) as plan, plan.store.writing() as connection:
        mint_replica(connection, county.keys().member)
    later = Clock(NOW + dt.timedelta(minutes=1))
    with (
        open_plan(first, profile=burnley, clock=Clock(NOW)) as one,
        open_plan(second, profile=county, clock=later) as other,
    ):
        yield one, other


def pass_on(giver: OpenPlan, taker: OpenPlan) -> Effect:
    """Bring over what the other lacks; returns what it did."""
    with taker.store.reading() as connection:
        known = own_vector(connection)
    with giver.store.reading() as connection:
        sent = [
            read_transaction(one.body, one.values)
            for one in transactions_beyond(connection, stream_scopes(connection), known)
        ]
    return deliver(sent, taker)


def deliver(sent: Sequence[Transaction], taker: OpenPlan) -> Effect:
    """Let an office take in transactions, some of many or made by hand; returns what they did."""
    with taker.store.writing() as connection:
        begin_intake(connection)
        take_in(connection, sent, plan_sinks(taker.clock))
        return effect_of_intake(connection)
