"""Fifteen partnerships that see everything exchange files at random, a third of them lost, until all hold the same."""

from __future__ import annotations

import random
import shutil
from contextlib import ExitStack
from pathlib import Path

from csa_tracker.clock import Clock
from csa_tracker.exchange.cards import make_card
from csa_tracker.exchange.receiving import receive
from csa_tracker.exchange.sending import send
from csa_tracker.exchange.trust import EVERYTHING, add_member
from csa_tracker.workspace import OpenPlan, create_plan, open_plan, partnership_names
from db.log.digest import derived_digest, log_digest
from tests.csa_tracker.exchange.offices import NOW, an_office
from tests.csa_tracker.plan.drafting import add

LOST = 0.3
MOST_FILES = 1_500


def held(plan: OpenPlan) -> str:
    """What a plan holds."""
    with plan.store.reading() as connection:
        return log_digest(connection)


def derived(plan: OpenPlan) -> str:
    """What a plan makes of it."""
    with plan.store.reading() as connection:
        return derived_digest(connection)


def test_fifteen_partnerships_come_to_the_same_plan_though_a_third_of_the_files_is_lost(tmp_path: Path) -> None:
    dice = random.Random(1)  # noqa: S311 (the same game each time)
    codes = list(partnership_names())
    profiles = {code: an_office(tmp_path, f"Officer of {code}", code) for code in codes}
    with ExitStack() as stack:
        first = tmp_path / "PAN.csplan"
        create_plan(first, partnership="PAN", name="Lancashire", profile=profiles["PAN"], clock=Clock(NOW)).close()
        plans: dict[str, OpenPlan] = {}
        for code in codes:
            path = first if code == "PAN" else Path(shutil.copyfile(first, tmp_path / f"{code}.csplan"))
            plans[code] = stack.enter_context(open_plan(path, profile=profiles[code], clock=Clock(NOW)))
        for plan in plans.values():
            for code in codes:
                if plan is not plans[code]:
                    add_member(plan, make_card(profiles[code], code), scopes=EVERYTHING)
            add(plan, title="Something of our own")
        files = 0
        while len({held(plan) for plan in plans.values()}) > 1:
            giver, taker = dice.sample(codes, 2)
            sent = send(plans[giver], [profiles[taker].keys().member], tmp_path / "file.cspx")
            files += 1
            if dice.random() >= LOST:
                receive(plans[taker], sent.path)
            sent.path.unlink()
            assert files < MOST_FILES
        assert len({derived(plan) for plan in plans.values()}) == 1
    assert files >= len(codes) - 1
