"""F2: killed at any write or sync, a job leaves what was there before or what it was to make, never half of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults import trials
from tests.faults.campaign import kill_at_points
from tests.faults.kills import kill_at_random
from tests.faults.report import print_outcome
from tests.faults.trials import Trial

SLICES = (
    (trials.save_trial(), 12), (trials.import_trial(8), 12), (trials.upgrade_trial(3), 8), (trials.BACKUP, 8),
    (trials.RESTORE, 8), (trials.report_trial(), 6), (trials.EXPORT, 6), (trials.NEW, 6), (trials.settings_trial(), 7),
    (trials.RECEIVE, 10), (trials.SEND, 8), (trials.JOIN, 8),
    (trials.REMOVE, 16),
)  # fmt: skip


@pytest.mark.parametrize(("trial", "points"), SLICES, ids=[trial.job for trial, _ in SLICES])
def test_a_job_killed_at_any_write_leaves_nothing_half_done(trial: Trial, points: int, tmp_path: Path) -> None:
    outcome = kill_at_points(trial, tmp_path, most=points)
    print_outcome(outcome)
    assert outcome.trials >= points - 2
    assert outcome.broken == ()


def test_a_kill_at_a_random_moment_of_mixed_edits_loses_nothing_acknowledged(tmp_path: Path) -> None:
    outcome = kill_at_random(tmp_path, cycles=25)
    print_outcome(outcome)
    assert outcome.broken == ()
    assert outcome.trials == 25
    assert not outcome.notes[0].startswith("0 acknowledged")
