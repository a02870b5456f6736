"""A coordinator with a profile of her own, so that backups of one test are not found by another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from csa_tracker.clock import Clock
from csa_tracker.profile import Profile
from csa_tracker.workspace import OpenPlan, open_plan


@pytest.fixture
def desk(tmp_path: Path) -> Profile:
    """A profile without any backup."""
    return Profile(tmp_path / "desk")


@pytest.fixture
def here(plan_file: Path, desk: Profile, clock: Clock) -> Iterator[OpenPlan]:
    """A new plan, open at that desk."""
    with open_plan(plan_file, profile=desk, clock=clock) as opened:
        yield opened
