"""F15, F16 and F17: newer and older plans, and clocks that are wrong."""

from __future__ import annotations

from pathlib import Path

from csa_tracker import __version__
from tests.faults.clocks import try_clocks
from tests.faults.report import print_outcome
from tests.faults.versions import fixtures, open_newer, open_older


def test_a_plan_of_a_newer_version_is_read_and_never_changed(tmp_path: Path) -> None:
    outcome = open_newer(tmp_path)
    assert outcome.trials == 3
    assert outcome.broken == ()


def test_a_plan_of_every_version_so_far_opens_as_it_was(tmp_path: Path) -> None:
    outcome = open_older(tmp_path)
    assert outcome.trials >= 2
    assert outcome.broken == ()


def test_there_is_a_plan_of_this_version() -> None:
    assert f"v{'.'.join(__version__.split('.')[:2])}" in [folder.name for folder in fixtures()]


def test_a_wrong_clock_loses_nothing_and_keeps_dates_and_order(tmp_path: Path) -> None:
    journeys = ("400 days back and forth", "20 years ahead and back", "the clocks go back")
    outcome = try_clocks(tmp_path, journeys=journeys, zones=("Europe/London", "Pacific/Kiritimati"))
    print_outcome(outcome)
    assert outcome.trials == 6
    assert outcome.broken == ()
