"""How long the window keeps a key press waiting while it imports 20,000 rows: the longest gap of a 1 ms timer."""

from __future__ import annotations

import csv
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from csa_tracker.profile import Profile
from csa_tracker.workspace import create_plan
from tests.bench.measure import Figure, compile_rooms
from tests.bench.plans import CLOCK, FOLDER, WORDS

if TYPE_CHECKING:
    from ui.shell.window import MainWindow

ROWS = 20_000
MOST = 0.1
"""Seconds a key press may wait (issue "3. The window people like")."""
PATIENCE_SECONDS = 300
_ISSUES = ("Domestic Abuse", "Road Safety", "Cyber Crime", "Serious Violence", "Anti-Social Behaviour")


def figures() -> Iterator[Figure]:
    """The longest gap, in a process of its own: another bench's objects would be collected in it."""
    import subprocess

    compile_rooms()
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    run = subprocess.run(
        [sys.executable, "-m", "tests.bench.calm"], env=environment, capture_output=True, text=True, check=True
    )
    gap, took = (float(word) for word in run.stdout.split()[-2:])
    what = f"longest time the window does not answer while {ROWS:,} rows are read and imported ({took:.0f} s)"
    yield Figure(what, gap, "", None, MOST)


def sheet_of(rows: int) -> Path:
    """A CSV with so many actions, made once."""
    path = FOLDER / f"{rows}-rows.csv"
    if not path.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        dice = random.Random(rows)  # noqa: S311 (the same sheet each time is the point)
        with path.open("w", encoding="utf-8", newline="") as stream:
            out = csv.writer(stream)
            out.writerow(["Reference", "Action", "Key issue", "Lead", "Due date", "RAG", "Progress update"])
            for number in range(rows):
                words = " ".join(dice.choices(WORDS, k=7)).capitalize()
                out.writerow(
                    [f"X-{number:05}", f"{words} {number}", dice.choice(_ISSUES), f"Organisation {number % 40}",
                     f"{dice.randrange(1, 28)}/{dice.randrange(1, 13)}/2027", dice.choice("RAG"), "Began as planned."]
                )  # fmt: skip
    return path


class Pulse:
    """A 1 ms timer that keeps the longest time between two of its ticks, in seconds."""

    def __init__(self) -> None:
        from PySide6.QtCore import QTimer

        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now


def longest_gap(rows: int) -> tuple[float, float]:
    """Seconds of the longest gap between two ticks of a 1 ms timer, and of the whole import."""
    from ui.app import application, open_window
    from ui.ask import ScriptedAsk
    from ui.shell.doors import open_file

    app = application()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        profile = Profile(folder / "profile")
        create_plan(folder / "p.csplan", partnership="PAN", name="Calm", profile=profile, clock=CLOCK).close()
        window = open_window(app, profile, CLOCK, ask=ScriptedAsk())
        window.show()
        open_file(window, folder / "p.csplan")
        sheet = Path(shutil.copy(sheet_of(rows), folder / "rows.csv"))
        app.processEvents()
        pulse, started = Pulse(), time.perf_counter()
        _import(window, sheet, until=started + PATIENCE_SECONDS)
        took = time.perf_counter() - started
        window.close()
        window.deleteLater()
    return pulse.longest, took


def _import(window: MainWindow, sheet: Path, *, until: float) -> None:
    """Import as a person does, and come back when the window has told of it."""
    from PySide6.QtWidgets import QApplication

    from ui.imports.import_sheet import ImportSheet
    from ui.shell.importing import import_files
    from ui.shell.toast import Toast

    import_files(window, [sheet])
    offered = False
    while time.perf_counter() < until:
        QApplication.processEvents()
        overlay = window.overlay
        if not offered and overlay is not None and isinstance(overlay.sheet, ImportSheet):
            offered = True
            overlay.sheet.try_import()
        if offered and overlay is None and window.findChildren(Toast):
            return


if __name__ == "__main__":
    gap, took = longest_gap(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
    print(gap, took)
