"""`make faults`: the whole campaign, or the parts that are named; exit 1 when a promise broke.

`python -m tests.faults [--quick] [--workers N] [--folder DIR] [PART ...]`
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from tests.faults.campaign import PARTS
from tests.faults.report import all_kept, print_outcome

MEMORY = Path("/dev/shm")  # noqa: S108 (a kill or a recording needs no real disk, and this one is quick)


def main(arguments: Sequence[str]) -> int:
    """Run the parts asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description="Break things, and see what holds.")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"any of: {', '.join(PARTS)} (default: all)")
    parser.add_argument("--quick", action="store_true", help="a slice of each part")
    parser.add_argument("--workers", type=int, default=2, help="parts at a time (default: 2)")
    parser.add_argument("--folder", type=Path, default=fast_folder(), help="where the scenes are made")
    asked = parser.parse_args(arguments)
    unknown = set(asked.parts) - PARTS.keys()
    if unknown:
        parser.error(f"there is no part named {', '.join(sorted(unknown))}")
    parts = asked.parts or list(PARTS)
    if len(parts) == 1:
        return run_part(parts[0], asked.folder, quick=asked.quick)
    return run_parts(parts, asked.folder, quick=asked.quick, workers=asked.workers)


def fast_folder() -> Path:
    """A folder in memory where there is one, else the usual one for temporary files."""
    return MEMORY if os.access(MEMORY, os.W_OK) else Path(tempfile.gettempdir())


def run_part(name: str, folder: Path, *, quick: bool) -> int:
    """Run one part here; returns 1 when a promise broke or nothing was tried."""
    with tempfile.TemporaryDirectory(prefix=f"csa-faults-{name}-", dir=folder) as root:
        outcomes = []
        for outcome in PARTS[name](Path(root), quick):
            print_outcome(outcome)
            sys.stdout.flush()
            outcomes.append(outcome)
    return int(not all_kept(outcomes))


def run_parts(names: Sequence[str], folder: Path, *, quick: bool, workers: int) -> int:
    """Run each part in a process of its own, some at a time, and print what each says when it ends."""
    started = time.monotonic()
    failed = []
    with ThreadPoolExecutor(workers) as pool:
        running = {pool.submit(_in_process, name, folder, quick=quick): name for name in names}
        for done in as_completed(running):
            run = done.result()
            print(f"== {running[done]}\n{run.stdout}{run.stderr}", end="", flush=True)
            failed += [running[done]] if run.returncode else []
    print(f"{len(names) - len(failed)} of {len(names)} parts kept every promise, {time.monotonic() - started:.0f} s")
    if failed:
        print(f"broken: {', '.join(sorted(failed))}")
    return int(bool(failed))


def _in_process(name: str, folder: Path, *, quick: bool) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.faults", name, "--folder", str(folder), *(["--quick"] if quick else [])]
    return subprocess.run(command, capture_output=True, text=True, check=False)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
