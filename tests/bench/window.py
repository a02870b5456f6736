"""Child of the start-up figures: opens the plan used last, as a start by icon does, and prints when what was painted.

Prints seconds since `started` (the parent's `time.perf_counter()`, the same clock in every process): the shell, the
list filled, and the page with everything working.
"""

from __future__ import annotations

import os
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from csa_tracker.clock import clock_from
from csa_tracker.profile import Profile
from ui.app import application, open_window
from ui.ask import ScriptedAsk

if TYPE_CHECKING:
    from ui.shell.window import MainWindow

PATIENCE_MS = 60_000


class Paints(QObject):
    """Notes when the first widget of a kind was painted: `times` by name, in seconds of the process's clock."""

    def __init__(self, window: MainWindow, app: QApplication) -> None:
        super().__init__(app)
        self.times: dict[str, float] = {}
        self._window, self._app = window, app
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Let the paint happen, then note it."""
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            QTimer.singleShot(0, self, partial(self._note, self._name(watched)))
        return False

    def _name(self, watched: QWidget) -> str:
        if self._window.session is not None and self._window.view is not None:
            grid = self._window.view.page.grid
            return "working" if watched is grid.viewport() and grid.model().rowCount() else ""
        table = watched.parentWidget()
        if isinstance(table, QTableView) and watched is table.viewport() and table.model().rowCount():
            return "list"
        return "shell"

    def _note(self, name: str) -> None:
        if name:
            self.times.setdefault(name, time.perf_counter())
        if name == "working":
            self._app.quit()


def main(started: float, plan: Path, profile: Path) -> int:
    """Open, paint, print, end; 1 when a paint never came."""
    app = application()
    window = open_window(app, Profile(profile), clock_from(os.environ), ask=ScriptedAsk(), opening=plan)
    paints = Paints(window, app)
    QTimer.singleShot(PATIENCE_MS, app.quit)
    window.show()
    app.exec()
    app.removeEventFilter(paints)
    window.close()
    missing = {"shell", "list", "working"} - paints.times.keys()
    print(*(paints.times.get(name, 0.0) - started for name in ("shell", "list", "working")))
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])))
