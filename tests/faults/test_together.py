"""F10: a window and commands write the same plan at once."""

from __future__ import annotations

from pathlib import Path

from tests.faults.report import print_outcome
from tests.faults.together import write_beside_a_holder, write_together


def test_a_window_and_commands_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    outcome = write_together(tmp_path, each=15)
    print_outcome(outcome)
    assert outcome.broken == ()


def test_whoever_waits_too_long_is_told_that_another_program_uses_the_plan(tmp_path: Path) -> None:
    outcome = write_beside_a_holder(tmp_path, times=1)
    print_outcome(outcome)
    assert outcome.trials == 2
    assert outcome.broken == ()
