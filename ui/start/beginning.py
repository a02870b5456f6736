"""The first moments: the shell is painted, then a glance at the plan; the services load; the plan is opened."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

from ui.start.landing import landing_page
from ui.start.opening_page import OpeningPage

if TYPE_CHECKING:
    from ui.shell.window import MainWindow


class Beginning(QObject):
    """Waits for the first paint, shows a glance, loads the services on a thread, then opens a plan where one is named.

    `opened` says that the plan is shown, or why not.
    """

    opened = Signal()

    def __init__(self, window: MainWindow, path: Path | None) -> None:
        super().__init__(window)
        self.is_over = False
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

        if self._path is not None and isinstance(self._page, OpeningPage):
            glance(self._window, self._page, self._path)
        self._window.finish_shell()
        job = Job(load_services, self._window)
        job.done.connect(self._open)
        job.start()

    def _open(self) -> None:
        from ui.shell.doors import open_file

        if self._path is not None and self._window.session is None:
            open_file(self._window, self._path)
        self.is_over = True
        self.opened.emit()


def glance(window: MainWindow, page: OpeningPage, path: Path) -> None:
    """Show the first actions of a plan that will be opened on its list; what needs more than that has to wait."""
    if landing_page(window.profile) != "actions":
        return
    from csa_tracker.plan.glance import glance_at
    from ui.actions.arrangement import read_arrangement

    today = window.clock.today()
    seen, arranged = glance_at(path, today), read_arrangement(window.profile)
    if seen is None or not seen.rows or arranged.group:
        return
    from ui.start.glance_page import GlancePage

    page.show_glance(GlancePage(seen, today, arranged, narrow=window.is_narrow()))
    page.repaint()  # before the thread that loads the services takes the interpreter


_NEEDED = (
    "csa_tracker.workspace", "csa_tracker.demo", "csa_tracker.plan.change", "csa_tracker.plan.entry",
    "csa_tracker.plan.lists", "csa_tracker.plan.progress", "csa_tracker.plan.undo", "ui.shell.commands",
    "ui.shell.doors", "ui.shell.focus_ring", "ui.shell.handlers", "ui.shell.plan_view", "ui.shell.shortcuts",
    "ui.shell.views",
)  # fmt: skip
"""What opening a plan and showing it brings along."""


def load_services() -> None:
    """Import what opening a plan needs; half a second that no paint has to wait for."""
    for name in _NEEDED:
        import_module(name)
