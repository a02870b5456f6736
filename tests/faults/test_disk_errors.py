"""F5 and F6: a full or failing disk is refused in plain words, and what was there before stays."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.faults import fulldisk, trials
from tests.faults.report import print_outcome
from tests.faults.trials import Trial

FULL = (
    (trials.save_trial(), 64), (trials.import_trial(8), 400), (trials.BACKUP, 300), (trials.EXPORT, 48),
    (trials.report_trial(), 48),
)  # fmt: skip


@pytest.mark.parametrize(("trial", "kilobytes"), FULL, ids=[trial.job for trial, _ in FULL])
def test_a_full_disk_is_refused_plainly_and_loses_nothing(trial: Trial, kilobytes: int, tmp_path: Path) -> None:
    outcome = fulldisk.fill_disk(trial, tmp_path, step=kilobytes * 1024)
    print_outcome(outcome)
    assert outcome.trials > fulldisk.ENOUGH_SUCCESSES
    assert outcome.broken == ()


def test_without_a_small_disk_files_are_limited_in_size_instead(tmp_path: Path) -> None:
    known = fulldisk.learn(trials.save_trial(), tmp_path)
    ended, broken = fulldisk.run_with_file_limit(known, tmp_path, 64 * 1024)
    assert ended.refused
    assert broken == []


ERRORS = ((trials.save_trial(), fulldisk.FAILURES), (trials.import_trial(4), fulldisk.FAILURES[1:2]))


@pytest.mark.parametrize(("trial", "failures"), ERRORS, ids=[trial.job for trial, _ in ERRORS])
def test_a_write_or_sync_that_fails_is_refused_plainly_and_loses_nothing(
    trial: Trial, failures: Sequence[tuple[str, str, bool]], tmp_path: Path
) -> None:
    for outcome in fulldisk.fail_each(trial, tmp_path, every=70, failures=failures):
        print_outcome(outcome)
        assert outcome.trials
        assert outcome.broken == ()
