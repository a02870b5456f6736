"""The local log: codes, ids and places in the code, so that a fault can be found; never what anybody typed."""

from __future__ import annotations

import logging
import traceback
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path

from csa_tracker import __version__
from csa_tracker.errors import Exit, UserError
from csa_tracker.profile import Profile

_BYTES = 256 * 1024
_OLDER_FILES = 3
_OUR_ROOMS = ("csa_tracker", "db", "ui", "resources")


def journal_file(profile: Profile) -> Path:
    """Where the log of a profile is."""
    return profile.folder / "log" / "csa-tracker.log"


def note_fault(profile: Profile, error: BaseException) -> None:
    """Log an unexpected error: its kind, and the places in the code it came through. Its words may quote a record."""
    chain = [error]
    while (cause := chain[-1].__cause__ or chain[-1].__context__) is not None and cause not in chain:
        chain.append(cause)
    parts = [f"{type(one).__module__}.{type(one).__qualname__} at {' > '.join(_places(one))}" for one in chain]
    note(profile, "fault", *parts)


def unexpected() -> UserError:
    """What people are told of an unexpected error."""
    return UserError(
        "fault",
        "CSA Tracker met a fault of its own and stopped. Everything you saved is safe.",
        "Run `csa-tracker check`, then try again; where it happened is in the log of your profile.",
        exit_code=Exit.FAULT,
    )


def note(profile: Profile, code: str, *ids: str) -> None:
    """Log an event by its stable code, with ids of rows or places in the code and nothing else.

    A log that cannot be written must not stop anybody's work, so that is passed over.
    """
    with suppress(OSError):
        path = journal_file(profile)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handler = RotatingFileHandler(path, maxBytes=_BYTES, backupCount=_OLDER_FILES, encoding="utf-8")
        try:
            handler.setFormatter(logging.Formatter(f"%(asctime)s {__version__} %(message)s"))
            line = " | ".join([code, *ids])
            handler.handle(logging.LogRecord("csa_tracker", logging.INFO, "", 0, line, (), None))
        finally:
            handler.close()
        path.chmod(0o600)


def _places(error: BaseException) -> list[str]:
    """Module, line and function of each step, the innermost last; of a file elsewhere only its name."""
    found = []
    for frame in traceback.extract_tb(error.__traceback__, limit=-20):
        parts = Path(frame.filename).parts
        room = next((place for place, part in enumerate(parts) if part in _OUR_ROOMS), len(parts) - 1)
        found.append(f"{'/'.join(parts[room:])}:{frame.lineno} {frame.name}")
    return found or ["nowhere"]
