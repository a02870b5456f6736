"""What may be chosen for a report: the quarters of the plan and markings that only rise."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from csa_tracker.clock import Clock
from csa_tracker.demo import sample_plan
from csa_tracker.plan.info import plan_info
from csa_tracker.plan.read import read_actions
from csa_tracker.profile import Profile
from csa_tracker.reports.choices import marking_choices, quarter_choices
from csa_tracker.reports.period import period_of, read_period
from csa_tracker.rules.markings import OFFICIAL, OFFICIAL_SENSITIVE
from csa_tracker.values import Action, PlanInfo

NOW = dt.datetime(2026, 10, 2, 14, 32, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> tuple[PlanInfo, list[Action]]:
    folder: Path = tmp_path_factory.mktemp("plan")
    with sample_plan(folder / "a.csplan", profile=Profile(folder / "profile"), clock=Clock(NOW)) as opened:
        return plan_info(opened), read_actions(opened)


def test_every_quarter_of_the_plan_can_be_chosen_in_order(plan: tuple[PlanInfo, list[Action]]) -> None:
    info = replace(plan[0], period_start=dt.date(2026, 4, 1), period_end=dt.date(2027, 3, 31))
    choices = quarter_choices(info, today=NOW.date())
    assert [choice.label for choice in choices] == [f"Quarter {number}, 2026/27" for number in (1, 2, 3, 4)]
    assert choices[1].months == "July to September 2026"
    assert [choice.printed for choice in choices] == [read_period(f"2026-Q{number}") for number in (1, 2, 3, 4)]


def test_today_can_be_chosen_where_the_plan_does_not_reach(plan: tuple[PlanInfo, list[Action]]) -> None:
    info = replace(plan[0], period_start=dt.date(2020, 4, 1), period_end=dt.date(2020, 9, 30))
    printed = [choice.printed for choice in quarter_choices(info, today=NOW.date())]
    assert printed[-1] == period_of(NOW.date())
    assert len(printed) == 3


def test_a_plan_of_one_day_has_one_quarter(plan: tuple[PlanInfo, list[Action]]) -> None:
    info = replace(plan[0], period_start=NOW.date(), period_end=NOW.date())
    assert len(quarter_choices(info, today=NOW.date())) == 1


def test_a_marking_can_be_raised_and_never_lowered(plan: tuple[PlanInfo, list[Action]]) -> None:
    info, actions = plan
    assert marking_choices(info, actions) == (OFFICIAL, OFFICIAL_SENSITIVE)
    assert marking_choices(replace(info, marking=OFFICIAL_SENSITIVE), actions) == (OFFICIAL_SENSITIVE,)
    raised = [replace(actions[0], marking=OFFICIAL_SENSITIVE), *actions[1:]]
    assert marking_choices(info, raised) == (OFFICIAL_SENSITIVE,)
    binned = [replace(raised[0], deleted=True), *actions[1:]]
    assert marking_choices(info, binned) == (OFFICIAL, OFFICIAL_SENSITIVE)
