"""Files that the program is handed from outside: at its start, by a second start, by the Finder of a Mac.

Each waits until the plan opened last stands, or the first screen does, and for any sheet over it.
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QFileOpenEvent

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ui.shell.window import MainWindow

BROUGHT = (".cspx", ".cspid")
"""Endings of what is brought into a plan: partners' files and cards (csa_tracker/exchange says the same)."""


def is_brought(name: str) -> bool:
    """Whether a file by this name goes into a plan rather than being one."""
    return name.lower().endswith(BROUGHT)


class FileOpening(QObject):
    """Keeps files until a window can open them, in the order they came.

    `hears_events` where the system names files by an event, which is asked of nowhere else: a filter sees them all.
    """

    def __init__(self, app: QApplication, *, hears_events: bool = sys.platform == "darwin") -> None:
        super().__init__(app)
        self._window: MainWindow | None = None
        self._kept: list[Path] = []
        if hears_events:
            app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002, N802 (Qt's name)
        """Hear a Mac's wish to open a file, which comes at the start even before there is a window."""
        if event.type() != QEvent.Type.FileOpen or not isinstance(event, QFileOpenEvent) or not event.file():
            return False
        self.take(Path(event.file()))
        return True

    def hand_to(self, window: MainWindow) -> None:
        """Open everything in this window, once its beginning is over."""
        from ui.start.beginning import Beginning

        self._window = window
        beginning = window.findChild(Beginning)
        if isinstance(beginning, Beginning) and not beginning.is_over:
            beginning.opened.connect(lambda: QTimer.singleShot(0, self, self._open_kept))
        else:
            self._open_kept()

    def take(self, file: Path) -> None:
        """Open a file as soon as it can be."""
        self._kept.append(file)
        self._open_kept()

    def come_forward(self, named: str) -> None:
        """Another start of the program: show this window, with the file it named."""
        window = self._window
        if window is None:
            return
        if window.isMinimized():
            window.showNormal()
        window.raise_()
        window.activateWindow()
        if named:
            self.take(Path(named))
        elif window.session is not None:
            window.say("The plan was already open.")

    def _open_kept(self) -> None:
        from ui.start.beginning import Beginning

        window = self._window
        beginning = window.findChild(Beginning) if window is not None else None
        if window is None or (isinstance(beginning, Beginning) and not beginning.is_over):
            return
        while self._kept:
            file = self._kept.pop(0)
            if window.session is not None and window.session.plan.path == file:
                window.say("The plan was already open.")
            else:
                open_when_free(window, file)


def open_when_free(window: MainWindow, file: Path) -> None:
    """Open a file once no sheet is in the way: what is being typed there comes first."""
    from ui.shell.doors import open_file

    if window.overlay is None:
        open_file(window, file)
    else:
        again = partial(open_when_free, window, file)
        window.overlay.closed.connect(lambda: QTimer.singleShot(0, window, again))
