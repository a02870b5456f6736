"""Killed at any write or sync, the plan keeps every acknowledged change and never half of one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.scenes import scene_with_action, scene_with_sheets
from tests.faults.sweep import Sweep, evenly

SLICE = 24


def test_a_save_killed_at_any_write_keeps_what_was_acknowledged(tmp_path: Path) -> None:
    sweep = Sweep("save", scene_with_action(tmp_path / "scene"), tmp_path / "work")
    verdicts = sweep.kill_at_each(evenly(sweep.points, SLICE))
    killed = sum(verdict.killed for verdict in verdicts)
    print(f"save: killed at {killed} of {len(sweep.points)} points")
    assert killed >= 20
    assert [verdict for verdict in verdicts if verdict.broken] == []


def test_an_import_killed_at_any_write_is_all_or_nothing(tmp_path: Path) -> None:
    sweep = Sweep("import_sheets", scene_with_sheets(tmp_path / "scene", rows=8), tmp_path / "work")
    verdicts = sweep.kill_at_each(evenly(sweep.points, SLICE))
    killed = sum(verdict.killed for verdict in verdicts)
    print(f"import: killed at {killed} of {len(sweep.points)} points")
    assert killed >= 20
    assert [verdict for verdict in verdicts if verdict.broken] == []


@pytest.mark.parametrize(
    ("faulty_job", "sign"),
    [("save_acknowledged_too_early", "lost: "), ("import_in_two_halves", "half an import: ")],
)
def test_the_harness_catches_a_seeded_fault(tmp_path: Path, faulty_job: str, sign: str) -> None:
    scene = (
        scene_with_action(tmp_path / "scene")
        if faulty_job.startswith("save")
        else scene_with_sheets(tmp_path / "scene", rows=8)
    )
    sweep = Sweep(faulty_job, scene, tmp_path / "work")
    for verdict in map(sweep.kill_at, evenly(sweep.points, SLICE)):
        if any(promise.startswith(sign) for promise in verdict.broken):
            return
    pytest.fail(f"{faulty_job} passed unnoticed")
