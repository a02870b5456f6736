"""Python's search through everything for cyclic garbage: a tenth of a second that falls where nobody is typing."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication

_YOUNG, _MIDDLE, RARELY = 700, 10, 200
"""Python's own steps, but for the last: it looks through everything at every tenth search of the middle ones."""


class Tidying(QObject):
    """Looks through everything when the person turns to another program; before that only after very much work."""

    def __init__(self, app: QGuiApplication) -> None:
        super().__init__(app)
        gc.set_threshold(_YOUNG, _MIDDLE, RARELY)
        app.applicationStateChanged.connect(self._tidy)

    def _tidy(self, state: Qt.ApplicationState) -> None:
        # Not while a job has the search paused: then everything it made would be looked at.
        if state is not Qt.ApplicationState.ApplicationActive and gc.isenabled():
            gc.collect()
