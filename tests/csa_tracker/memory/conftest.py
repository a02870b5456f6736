"""A plan in a folder of its own, with a clock that stands until a test moves it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from csa_tracker.clock import Clock
from csa_tracker.profile import Profile
from csa_tracker.workspace import OpenPlan, create_plan, open_plan

NOW = dt.datetime(2026, 10, 2, 14, 32, tzinfo=dt.UTC)


@pytest.fixture(scope="session")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Profile:
    """One person's profile for every test here: keys take a moment to make."""
    return Profile(tmp_path_factory.mktemp("memory-profile"))


@pytest.fixture
def plan(tmp_path: Path, profile: Profile) -> Iterator[OpenPlan]:
    """An empty plan of Burnley's."""
    with create_plan(
        tmp_path / "plan.csplan", partnership="BUR", name="Burnley", profile=profile, clock=Clock(NOW)
    ) as made:
        yield made


def reopened(plan: OpenPlan, *, days: int = 0) -> OpenPlan:
    """The same file opened again, some days later."""
    return open_plan(plan.path, profile=plan.profile, clock=Clock(NOW + dt.timedelta(days=days)))
