"""Opening and starting plans, as the window and the command line both do it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from csa_tracker.clock import Clock
from csa_tracker.errors import UserError
from csa_tracker.plan.vocabulary import read_vocabulary
from csa_tracker.profile import Profile
from csa_tracker.workspace import OpenPlan, create_plan, known_partnership, open_plan, partnership_names


def test_a_plan_can_be_started_for_every_partnership(tmp_path: Path, profile: Profile, clock: Clock) -> None:
    for code in ("BWD", "PAN"):
        with create_plan(
            tmp_path / code, partnership=code.lower(), name=" Plan ", profile=profile, clock=clock
        ) as plan:
            assert plan.meta.partnership == code
            assert read_vocabulary(plan).agreement.code == "csa-2025"
    assert len(partnership_names()) == 15


@pytest.mark.parametrize("text", ["BUR", " bur ", "Burnley Community Safety Partnership"])
def test_a_partnership_is_known_by_code_or_name(text: str) -> None:
    assert known_partnership(text) == "BUR"


@pytest.mark.parametrize("text", ["", "XXX", "B" * 5000])
def test_any_other_partnership_is_refused_and_nothing_is_made(
    tmp_path: Path, profile: Profile, clock: Clock, text: str
) -> None:
    with pytest.raises(UserError) as caught:
        create_plan(tmp_path / "a.csplan", partnership=text, name="x", profile=profile, clock=clock)
    assert caught.value.code == "unknown-partnership"
    assert "BUR" in caught.value.next_step
    assert list(tmp_path.iterdir()) == []


def test_a_plan_needs_a_name(tmp_path: Path, profile: Profile, clock: Clock) -> None:
    with pytest.raises(UserError) as caught:
        create_plan(tmp_path / "a.csplan", partnership="BUR", name="  ", profile=profile, clock=clock)
    assert caught.value.code == "empty-name"
    assert list(tmp_path.iterdir()) == []


def test_a_plan_that_was_opened_is_the_most_recent_one(plan: OpenPlan, profile: Profile) -> None:
    assert profile.recent_plans()[0] == plan.path


def test_a_plan_that_cannot_be_opened_is_not_remembered(tmp_path: Path, clock: Clock) -> None:
    profile = Profile(tmp_path / "p")
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    for path in (tmp_path / "notes.txt", tmp_path / "none.csplan"):
        with pytest.raises(UserError):
            open_plan(path, profile=profile, clock=clock)
    assert profile.recent_plans() == []


def test_what_is_written_carries_the_member_and_the_clock(plan: OpenPlan) -> None:
    assert plan.author.member == plan.profile.read_identity().member
    assert plan.author.now == dt.datetime(2026, 10, 2, 14, 32, tzinfo=dt.UTC)
    assert plan.today == dt.date(2026, 10, 2)


def test_another_programs_change_is_noticed(plan: OpenPlan, clock: Clock) -> None:
    from tests.csa_tracker.plan.drafting import add

    before = plan.data_version()
    with open_plan(plan.path, profile=plan.profile, clock=clock) as other:
        add(other)
    assert plan.data_version() != before
