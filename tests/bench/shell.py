"""Jobs measured from the shell or in a process of their own: window, import, board paper."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from csa_tracker.profile import Profile
from resources import file_path
from tests.bench.measure import ROUNDS, Figure, Job, alternate, compile_rooms, timed
from tests.bench.plans import FOLDER, plan_of

SAMPLE = "samples/Lancashire_CSP_action_plan_example.xlsx"
_PATIENCE = 90
COMMAND = (sys.executable, "-m", "csa_tracker")

BARE_WINDOW = (
    "import sys, time\n"
    "from PySide6.QtCore import QTimer\n"
    "from PySide6.QtWidgets import QApplication, QMainWindow\n"
    "class Window(QMainWindow):\n"
    "    def paintEvent(self, event):\n"
    "        super().paintEvent(event); QTimer.singleShot(0, app.quit)\n"
    "app = QApplication([]); window = Window(); window.resize(1280, 800); window.show(); app.exec()\n"
    "print(time.perf_counter() - float(sys.argv[1]))\n"
)


def figures() -> Iterator[Figure]:
    """Start-up, the sample's import and the board paper of 300 actions."""
    yield from _start_up()
    yield _import_sample()
    yield _board_paper()


def _start_up() -> Iterator[Figure]:
    """The shell, the list and the whole page, of one run each time; modules compiled, as an installation has them."""
    compile_rooms()
    plan, profile = plan_of(10_000), FOLDER / "profile-of-window"
    Profile(profile).change_settings({"page": "actions", "actions_grid": None})
    ours: list[list[float]] = []
    bare: list[float] = []
    for _ in range(ROUNDS + 1):
        ours.append(_seconds([sys.executable, "-m", "tests.bench.window"], plan, profile))
        bare += _seconds([sys.executable, "-c", BARE_WINDOW])
    shell, filled, working = (statistics.median(times) for times in zip(*ours[1:], strict=True))
    window = "a bare PySide6 window"
    beside = statistics.median(bare[1:])
    yield Figure("window with 10,000 actions: started, shell painted", shell, window, beside, 2)
    yield Figure("window with 10,000 actions: started, list filled with its first rows", filled, window, beside, 5)
    yield Figure("window with 10,000 actions: started, every command and page at work", working, "", None, 2.5)


def _seconds(command: Sequence[str], *arguments: Path) -> list[float]:
    """What a child prints of the seconds since it was started."""
    started = time.perf_counter()
    whole = [*command, str(started), *map(str, arguments)]
    run = subprocess.run(whole, check=True, env=_environment(), capture_output=True, text=True, timeout=_PATIENCE)
    return [float(word) for word in run.stdout.split()]


def _import_sample() -> Figure:
    with file_path(SAMPLE) as sample, tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        empty = root / "empty.csplan"
        _process([*COMMAND, "new", empty, "--partnership", "PAN", "--name", "Bench"])()

        def once() -> float:
            target = root / "plan.csplan"
            shutil.copyfile(empty, target)
            return _process([*COMMAND, "--plan", str(target), "import", str(sample), "--yes"])()

        ours, _ = alternate(once, None)
    return Figure("import of the sample (60 actions) from the shell", ours, "", None, 2.5)


def _board_paper() -> Figure:
    plan = plan_of(300)
    target = FOLDER / "board.pdf"
    ours, _ = alternate(_process([*COMMAND, "--plan", str(plan), "report", "board", "-o", str(target)]), None)
    return Figure("board paper of 300 actions from the shell", ours, "", None, 1.5)


def _process(command: Sequence[str | Path]) -> Job:
    return timed(lambda: subprocess.run(command, check=True, env=_environment(), stdout=subprocess.DEVNULL))


def _environment() -> dict[str, str]:
    return os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "CSA_PROFILE": str(FOLDER / "profile"),
        "CSA_NOW": "2026-11-22T10:31:00+00:00",
    }
