"""Jobs measured from the shell or in a process of their own: window, import, board paper."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from resources import file_path
from tests.bench.measure import Figure, Job, alternate, timed
from tests.bench.plans import FOLDER, plan_of

SAMPLE = "samples/Lancashire_CSP_action_plan_example.xlsx"
COMMAND = (sys.executable, "-m", "csa_tracker")

BARE_WINDOW = (
    "from PySide6.QtCore import QTimer\n"
    "from PySide6.QtWidgets import QApplication, QMainWindow\n"
    "class Window(QMainWindow):\n"
    "    def paintEvent(self, event):\n"
    "        super().paintEvent(event); QTimer.singleShot(0, app.quit)\n"
    "app = QApplication([]); window = Window(); window.resize(1280, 800); window.show(); app.exec()\n"
)


def figures() -> Iterator[Figure]:
    """Start-up, the sample's import and the board paper of 300 actions."""
    yield _start_up()
    yield _import_sample()
    yield _board_paper()


def _start_up() -> Figure:
    plan = plan_of(10_000)
    ours, baseline = alternate(
        _process([sys.executable, "-m", "tests.bench.window", str(plan)]), _process([sys.executable, "-c", BARE_WINDOW])
    )
    return Figure(
        "window with 10,000 actions, started, list filled, closed", ours, "a bare PySide6 window", baseline, 5, 2.5
    )


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
