"""make faults: kill the save and the import at every write and sync; print counts; exit 1 when a promise broke."""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.faults.scenes import scene_with_action, scene_with_sheets
from tests.faults.sweep import Sweep, Verdict


def report(sweep: Sweep, verdicts: list[Verdict], seconds: float) -> list[Verdict]:
    """Print one job's counts and every broken promise; returns the broken ones."""
    broken = [verdict for verdict in verdicts if verdict.broken]
    killed = [verdict for verdict in verdicts if verdict.killed]
    calls = Counter(verdict.point.call for verdict in killed)
    counts = ", ".join(f"{count} {call}" for call, count in sorted(calls.items()))
    acknowledged = sum(verdict.acknowledged for verdict in killed)
    print(f"{sweep.job}: {len(killed)} kills ({counts}) in {seconds:.0f} s")
    print(f"  acknowledged changes before the kill: {acknowledged}; kills with a broken promise: {len(broken)}")
    for verdict in broken:
        print(f"  {verdict.point.call} {verdict.point.nth}: {'; '.join(verdict.broken)}")
    return broken


def main() -> int:
    """Sweep both jobs over every point."""
    broken: list[Verdict] = []
    with tempfile.TemporaryDirectory(prefix="csa-faults-") as folder:
        root = Path(folder)
        scenes = {
            "save": scene_with_action(root / "save"),
            "import_sheets": scene_with_sheets(root / "import", rows=60),
        }
        for job, scene in scenes.items():
            sweep = Sweep(job, scene, root / "work")
            started = time.monotonic()
            verdicts = sweep.kill_everywhere()
            broken += report(sweep, verdicts, time.monotonic() - started)
    return int(bool(broken))


if __name__ == "__main__":
    sys.exit(main())
