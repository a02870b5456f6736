"""A fresh plan of the whole county for each test, on 2 October 2026."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from csa_tracker.clock import Clock
from csa_tracker.profile import Profile
from csa_tracker.workspace import OpenPlan, create_plan


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[OpenPlan]:
    clock = Clock(dt.datetime(2026, 10, 2, 9, 0, tzinfo=dt.UTC))
    profile = Profile(tmp_path / "profile")
    with create_plan(tmp_path / "test.csplan", partnership="PAN", name="Test", profile=profile, clock=clock) as made:
        yield made
