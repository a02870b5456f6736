"""The edge where our own mistakes end: one dialog, and a local log without anybody's words."""

from __future__ import annotations

import logging
import sys
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtWidgets import QApplication, QMessageBox

LOG_NAME = "csa-tracker.log"
_BYTES, _FILES = 512 * 1024, 3
_log = logging.getLogger("csa_tracker.window")


def redacted(error: BaseException) -> str:
    """Return type and places of an exception, without its message: that may quote a plan."""
    frames = traceback.extract_tb(error.__traceback__)
    places = "\n".join(f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}" for frame in frames)
    return f"{type(error).__name__}\n{places}"


class CrashGuard:
    """Stands at sys.excepthook: logs redacted, tells the person once."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "logs" / LOG_NAME
        self._told = False
        self.path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(self.path, maxBytes=_BYTES, backupCount=_FILES, encoding="utf-8", delay=True)
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
        _log.addHandler(handler)
        self._handler = handler

    def install(self) -> None:
        """Take over unexpected exceptions of the whole process."""
        sys.excepthook = self.caught

    def remove(self) -> None:
        """Give exceptions back to Python and close the log."""
        sys.excepthook = sys.__excepthook__
        _log.removeHandler(self._handler)
        self._handler.close()

    def caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Log an exception; the first one also shows the dialog."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        _log.error("unexpected %s", redacted(error))
        if not self._told and QApplication.instance() is not None:
            self._told = True
            self.tell()
            self._told = False

    def tell(self) -> None:
        """Say what happened and what is safe."""
        box = QMessageBox()
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle("CSA Tracker")
        box.setText("Something in the program went wrong. Everything you saved is safe.")
        box.setInformativeText(
            "Close the program and open it again. If it happens again, send this file to whoever looks after it: "
            f"{self.path}"
        )
        box.exec()
