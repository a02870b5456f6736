"""The checks that are not tests themselves: the coverage floor and the shell scripts."""

from __future__ import annotations

import runpy
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.house.tree import ROOT, name

SCRIPTS = sorted([*(ROOT / "packaging").rglob("*.sh"), ROOT / ".ci" / "run"])


def shortfalls(total: float, **files: tuple[list[int], list[list[int]]]) -> list[str]:
    """What the floor says about a coverage report with these files (`__` stands for `/`)."""
    report: dict[str, Any] = {
        "files": {
            path.replace("__", "/"): {"missing_lines": lines, "missing_branches": branches}
            for path, (lines, branches) in files.items()
        },
        "totals": {"percent_covered": total},
    }
    module = runpy.run_path(str(ROOT / "packaging" / "checks" / "coverage_floor.py"))
    found: list[str] = module["shortfalls"](report)
    return found


def test_a_branch_missing_in_the_core_is_a_shortfall() -> None:
    assert shortfalls(99.0, csa_tracker__rules__brag=([], [[10, 12]])) != []
    assert shortfalls(99.0, db__log__merge=([7], [])) != []


def test_a_line_missing_elsewhere_counts_only_towards_the_floor() -> None:
    assert shortfalls(90.0, ui__app=([1, 2, 3], [])) == []
    assert shortfalls(89.9, ui__app=([1, 2, 3], [])) != []


@pytest.mark.parametrize("script", SCRIPTS, ids=name)
def test_shell_scripts_parse(script: Path) -> None:
    assert subprocess.run(["sh", "-n", script], check=False).returncode == 0


def test_continuous_integration_runs_exactly_what_a_person_runs() -> None:
    lines = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    assert lines[-1] == "exec make test"
