"""The first moments: the shell is painted before any service is loaded, then the plan is opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer

if TYPE_CHECKING:
    from ui.shell.window import MainWindow


class Beginning(QObject):
    """Waits for the window's first paint, loads the services on a thread, then opens a plan where one is named."""

    def __init__(self, window: MainWindow, path: Path | None) -> None:
        super().__init__(window)
        self._window, self._path = window, path
        self._page = window.centralWidget()
        if self._page is not None:
            self._page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """See the first paint."""
        if event.type() == QEvent.Type.Paint and watched is self._page:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._load)
        return False

    def _load(self) -> None:
        from ui.kit.job import Job

        self._window.finish_shell()
        job = Job(load_services, self._window)
        job.done.connect(self._open)
        job.start()

    def _open(self) -> None:
        from ui.shell.doors import open_file

        if self._path is not None and self._window.session is None:
            open_file(self._window, self._path)


def load_services() -> None:
    """Import what opening a plan needs; half a second that no paint has to wait for."""
    import csa_tracker.demo
    import csa_tracker.plan.change
    import csa_tracker.plan.entry
    import csa_tracker.plan.lists
    import csa_tracker.plan.progress
    import csa_tracker.plan.undo
    import csa_tracker.workspace  # noqa: F401 (each for what it brings along)
