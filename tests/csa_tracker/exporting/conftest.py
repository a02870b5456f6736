"""A plan of the whole county for each test, on 2 October 2026; made once a run and then copied."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from csa_tracker.clock import Clock
from csa_tracker.profile import Profile
from csa_tracker.workspace import OpenPlan, create_plan, open_plan

CLOCK = Clock(dt.datetime(2026, 10, 2, 9, 0, tzinfo=dt.UTC))


@pytest.fixture(scope="session")
def fresh_plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fresh")
    path = folder / "test.csplan"
    profile = Profile(folder / "profile")
    create_plan(path, partnership="PAN", name="Test", profile=profile, clock=CLOCK).close()
    return path


@pytest.fixture
def plan(fresh_plan: Path, tmp_path: Path) -> Iterator[OpenPlan]:
    path = Path(shutil.copy(fresh_plan, tmp_path / "test.csplan"))
    with open_plan(path, profile=Profile(fresh_plan.parent / "profile"), clock=CLOCK) as opened:
        yield opened
