"""F11: where every lock is granted to everybody, a plan is read and not changed."""

from __future__ import annotations

from pathlib import Path

from tests.faults.lyinglocks import write_under_lying_locks
from tests.faults.report import print_outcome


def test_where_locks_lock_nobody_out_nothing_is_written_and_everything_is_read(tmp_path: Path) -> None:
    outcome = write_under_lying_locks(tmp_path)
    print_outcome(outcome)
    assert outcome.broken == ()
