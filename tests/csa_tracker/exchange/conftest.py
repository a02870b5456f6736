"""The county team, and Burnley enrolled by it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from csa_tracker.clock import Clock
from csa_tracker.workspace import create_plan
from tests.csa_tracker.exchange.enrolling import Office, enrol
from tests.csa_tracker.exchange.offices import NOW, an_office
from tests.csa_tracker.plan.drafting import add


@pytest.fixture
def county(tmp_path: Path) -> Iterator[Office]:
    """The county team with a plan of its own."""
    profile = an_office(tmp_path, "Tom", "County")
    path = tmp_path / "county.csplan"
    plan = create_plan(path, partnership="PAN", name="Lancashire", profile=profile, clock=Clock(NOW))
    made = Office("Tom", "PAN", path, profile, plan)
    yield made
    made.plan.close()


@pytest.fixture
def burnley(county: Office, tmp_path: Path) -> Iterator[Office]:
    """Burnley, enrolled; the county has the action PAN-0001."""
    add(county.plan, title="County patrols", due_on=dt.date(2026, 12, 1))
    made = enrol(county, tmp_path, "Asha", "BUR")
    yield made
    made.plan.close()
