"""Work of the window in turns: a key press waits for one piece of it, never for all."""

from __future__ import annotations

from collections.abc import Callable
from weakref import WeakMethod

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid


class Turns(QObject):
    """Calls methods of QObjects one after another, each in its own turn of the event loop, keys and paints between.

    A call that waits already is not made twice; one whose object has gone is left out.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: list[WeakMethod[Callable[[], None]]] = []
        # Neither singleShot(0), for Qt sends what is posted meanwhile before it hears a key, nor a timer that runs on,
        # which goes before all that fell due in the meantime.
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._take)

    @property
    def are_over(self) -> bool:
        """Whether nothing waits."""
        return not self._waiting

    def add(self, call: Callable[[], None]) -> None:
        """Let a method have its turn."""
        waiting = WeakMethod(call)
        if waiting not in self._waiting:
            self._waiting.append(waiting)
            if not self._timer.isActive():
                self._timer.start()

    def clear(self) -> None:
        """Let nothing more have its turn."""
        self._waiting.clear()
        self._timer.stop()

    def _take(self) -> None:
        call = self._waiting.pop(0)()
        try:
            if call is not None and isValid(call.__self__):  # type: ignore[attr-defined]
                call()
        finally:
            if self._waiting:
                self._timer.start()
