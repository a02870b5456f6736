"""The edge where our own mistakes end: one dialog, and a local log without anybody's words."""

from __future__ import annotations

import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtWidgets import QApplication, QMessageBox

LOG_NAME = "csa-tracker.log"
_BYTES, _FILES = 512 * 1024, 3


def redacted(error: BaseException) -> str:
    """Return type and places of an exception, without its message: that may quote a plan."""
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    places = "\n".join(f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}" for frame in frames)
    return f"{type(error).__name__}\n{places}"


class CrashGuard:
    """Stands at sys.excepthook: logs redacted, tells the person once."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "logs" / LOG_NAME
        self._told = False

    def install(self) -> None:
        """Take over unexpected exceptions of the whole process."""
        sys.excepthook = self.caught

    def remove(self) -> None:
        """Give exceptions back to Python."""
        sys.excepthook = sys.__excepthook__

    def caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Log an exception; the first one also shows the dialog."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self._log(f"unexpected {redacted(error)}")
        if not self._told and QApplication.instance() is not None:
            self._told = True
            self.tell()
            self._told = False

    def _log(self, words: str) -> None:
        """Write into the log; what that needs is loaded now, so that no start-up pays for it."""
        import logging
        from logging.handlers import RotatingFileHandler

        log = logging.getLogger("csa_tracker.window")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            handler = RotatingFileHandler(self.path, maxBytes=_BYTES, backupCount=_FILES, encoding="utf-8")
        except OSError:  # no room for a log: the terminal is the only place left
            log.error(words)
            return
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
        log.addHandler(handler)
        try:
            log.error(words)
        finally:
            log.removeHandler(handler)
            handler.close()

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


def raise_later(error: BaseException) -> None:
    """Hand an unexpected exception of a thread to the one place that shows and logs them."""
    sys.excepthook(type(error), error, error.__traceback__)
