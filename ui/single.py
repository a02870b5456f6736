"""One window for each profile: a second start brings the first window forward and ends.

The lock is a file in the profile with the process's number in it, so that kill -9 leaves nothing in the way. Where the
first process does not answer, the second opens a window of its own: better two than none.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE_MS = 5000
_LONGEST = 32_768


class Single(QObject):
    """Holds the lock while the application runs; `listen` is called once the first paint is done."""

    def __init__(self, parent: QObject, lock: QLockFile, folder: Path) -> None:
        super().__init__(parent)
        self._lock, self._folder = lock, folder
        self._server: QLocalServer | None = None
        self._called: Callable[[str], object] | None = None

    def listen(self, called: Callable[[str], object]) -> None:
        """Hear further starts: `called` gets the plan file they name, empty for none."""
        from PySide6.QtNetwork import QLocalServer

        self._called = called
        QLocalServer.removeServer(_name(self._folder))  # what a killed process left
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        self._server.listen(_name(self._folder))

    def _answer(self) -> None:
        connection = self._server.nextPendingConnection() if self._server is not None else None
        if connection is not None:
            connection.readyRead.connect(lambda: self._hear(connection))
            if connection.bytesAvailable():
                self._hear(connection)

    def _hear(self, connection: QLocalSocket) -> None:
        said = bytes(connection.readAll().data()[:_LONGEST]).decode("utf-8", "replace")
        if not said.endswith("\n"):
            return  # the rest is still on its way
        connection.write(b"here\n")
        connection.flush()
        connection.disconnectFromServer()
        if self._called is not None:
            self._called(said.rstrip("\n"))

    def release(self) -> None:
        """Let the next start be the first."""
        if self._server is not None:
            self._server.close()
        self._lock.unlock()


def claim(parent: QObject, folder: Path) -> Single | None:
    """Be the one window of this profile; None when another process is. A folder that cannot hold a lock needs none."""
    with suppress(OSError):  # the profile says so itself when it is first written to
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    lock = QLockFile(str(folder / "window.lock"))
    lock.setStaleLockTime(0)
    if lock.tryLock(0) or lock.error() is not QLockFile.LockError.LockFailedError:
        return Single(parent, lock, folder)
    return None


def call_first(folder: Path, plan: Path | None) -> bool:
    """Ask the first window to come forward with this plan. False when it does not answer."""
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(_name(folder))
    if not socket.waitForConnected(_PATIENCE_MS):
        return False
    socket.write(f"{plan.absolute() if plan is not None else ''}\n".encode())
    return socket.waitForBytesWritten(_PATIENCE_MS) and socket.waitForReadyRead(_PATIENCE_MS)


def _name(folder: Path) -> str:
    return f"csa-tracker-{zlib.crc32(str(folder.absolute()).encode()):08x}"
