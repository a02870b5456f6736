"""Fixtures of the services' tests: one plan made once, copied for each test; a fixed clock; one profile."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from csa_tracker.clock import Clock
from csa_tracker.plan.vocabulary import Vocabulary, read_vocabulary
from csa_tracker.profile import Profile
from csa_tracker.workspace import OpenPlan, create_plan, open_plan


@pytest.fixture(scope="session")
def clock() -> Clock:
    """2 October 2026, 14:32 UTC."""
    return Clock(dt.datetime(2026, 10, 2, 14, 32, tzinfo=dt.UTC))


@pytest.fixture(scope="session")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Profile:
    """A coordinator's profile."""
    made = Profile(tmp_path_factory.mktemp("coordinator"))
    made.set_identity(name="Asha Khan", role="CSP coordinator", organisation="Burnley Council")
    return made


@pytest.fixture(scope="session")
def made_plan(tmp_path_factory: pytest.TempPathFactory, profile: Profile, clock: Clock) -> Path:
    """A new plan, closed."""
    path = tmp_path_factory.mktemp("made") / "plan.csplan"
    create_plan(path, partnership="BUR", name="Burnley plan", profile=profile, clock=clock).close()
    return path


@pytest.fixture
def plan_file(made_plan: Path, tmp_path: Path, profile: Profile) -> Path:
    """A new plan of one's own, closed; nothing tells that it was copied from another one."""
    (profile.folder / "lives.json").unlink(missing_ok=True)
    return Path(shutil.copyfile(made_plan, tmp_path / "plan.csplan"))


@pytest.fixture
def plan(plan_file: Path, profile: Profile, clock: Clock) -> Iterator[OpenPlan]:
    """A new plan, open."""
    with open_plan(plan_file, profile=profile, clock=clock) as opened:
        yield opened


@pytest.fixture(scope="session")
def vocabulary(made_plan: Path, profile: Profile, clock: Clock) -> Vocabulary:
    """The words of a new plan."""
    with open_plan(made_plan, profile=profile, clock=clock) as opened:
        return read_vocabulary(opened)
