"""The edge where our own mistakes end: one dialog, and a local log without anybody's words.

A file in the profile says that the window is open. Where it is still there at the next start, the last run was never
closed; what the interpreter could still write about that goes into the log.
"""

from __future__ import annotations

import datetime as dt
import faulthandler
import re
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TextIO

from PySide6.QtWidgets import QApplication, QMessageBox

LOG_NAME = "csa-tracker.log"
RUNNING_NAME, FAULT_NAME = "running", "fault.txt"
_BYTES, _FILES = 512 * 1024, 3
_MOST_FAULT = 32 * 1024
_PLACE = re.compile(r'File "[^"\n]*?([^/\\"\n]+)"')


@dataclass(frozen=True, slots=True)
class LastEnd:
    """A run that was never closed: when it began (an aware instant, None where nobody knows), and the log about it."""

    began: dt.datetime | None
    log: Path


def redacted(error: BaseException) -> str:
    """Return type and places of an exception, without its message: that may quote a plan."""
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    places = "\n".join(f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}" for frame in frames)
    return f"{type(error).__name__}\n{places}"


def without_folders(fault: str) -> str:
    """Return what the interpreter wrote about a fault with the names of files alone: folders may name a person."""
    return _PLACE.sub(r'File "\1"', fault)


class CrashGuard:
    """Stands at sys.excepthook: logs redacted, tells the person once. `ended` is the last run, if it was not closed."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "logs" / LOG_NAME
        self.ended: LastEnd | None = None
        self._told = False
        self._faults: TextIO | None = None
        self._is_marked = False

    def install(self, *, alone: bool = True) -> None:
        """Take over unexpected exceptions of the whole process, and look how the last run ended.

        Not `alone` where another window of this profile is open: the file that says so is that window's.
        """
        sys.excepthook = self.caught
        if not alone:
            return
        with suppress(OSError):  # a profile that cannot be written to has no log; the plan's own saves say so
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self.ended = self._look_back()
            (self.path.parent / RUNNING_NAME).write_text(dt.datetime.now(dt.UTC).isoformat(), encoding="utf-8")
            self._is_marked = True
            self._watch_faults()
        application = QApplication.instance()
        if application is not None:  # also when the computer is switched off and nothing after the event loop runs
            application.aboutToQuit.connect(self._say_closed)

    def remove(self) -> None:
        """Give exceptions back to Python; the run ended as it should."""
        sys.excepthook = sys.__excepthook__
        self._say_closed()

    def _look_back(self) -> LastEnd | None:
        marker, fault = self.path.parent / RUNNING_NAME, self.path.parent / FAULT_NAME
        if not marker.exists():
            return None
        began = None
        with suppress(ValueError):
            began = dt.datetime.fromisoformat(marker.read_text(encoding="utf-8", errors="replace"))
            began = began if began.tzinfo is not None else None
        words = fault.read_text(encoding="utf-8", errors="replace")[:_MOST_FAULT] if fault.exists() else ""
        fault.unlink(missing_ok=True)
        since = f"{began:%Y-%m-%d %H:%M} UTC" if began is not None else "an unknown time"
        self._log(f"the run that began at {since} was never closed\n{without_folders(words)}".strip())
        return LastEnd(began, self.path)

    def _watch_faults(self) -> None:
        """Let the interpreter write where it was when it is brought down; a debugger that watches already goes on."""
        if not faulthandler.is_enabled():
            self._faults = (self.path.parent / FAULT_NAME).open("w", encoding="utf-8")
            faulthandler.enable(self._faults)

    def _say_closed(self) -> None:
        if self._faults is not None:
            faulthandler.disable()
            self._faults.close()
            self._faults = None
            (self.path.parent / FAULT_NAME).unlink(missing_ok=True)
        if self._is_marked:
            self._is_marked = False
            (self.path.parent / RUNNING_NAME).unlink(missing_ok=True)

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
