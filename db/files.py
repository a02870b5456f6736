"""Files that are never half there: written beside the target, synced, then put in place (reliability page, "atomic").

The only module with calls whose meaning differs between POSIX and Windows.
"""

from __future__ import annotations

import errno
import os
import platform
import re
import struct
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from db.errors import UserError

_WINDOWS_RETRIES = 5
_WINDOWS_PAUSE_SECONDS = 0.1
_A_DAY_SECONDS = 24 * 60 * 60
_PART = re.compile(r"\.csa-([0-9a-f]{8})-(\d+)-.*")


def replace_atomically(target: Path, write: Callable[[BinaryIO], None]) -> None:
    """Write `target` wholly or not at all: `write` fills a temporary file in the same folder, which then replaces it.

    Raises UserError when the folder is missing or read-only, the disk is full or the file is open in another program.
    """
    with refusing_file_errors(target):
        handle, part = _new_part(target.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                write(stream)
                stream.flush()
                os.fsync(stream.fileno())
            part.chmod(0o666 & ~_umask())
            _replace(part, target)
        finally:
            part.unlink(missing_ok=True)
        sync_folder(target.parent)


def put_in_place(part: Path, target: Path) -> None:
    """Give the finished, synced file `part` the name `target`, replacing what is there in one step."""
    with refusing_file_errors(target):
        _replace(part, target)
        sync_folder(target.parent)


def publish_new(part: Path, target: Path) -> None:
    """Give the finished file `part` its name without ever replacing a file that is already there.

    Raises UserError("exists") when `target` exists.
    """
    with refusing_file_errors(target):
        try:
            _link_new(part, target)
        except FileExistsError:
            raise UserError(
                "exists", f"There is already a file named {target.name}.", "Choose another name, or open that plan."
            ) from None
        sync_folder(target.parent)


def create_private(path: Path, content: bytes) -> None:
    """Make a small file only its owner can read, whole from its first moment; one that is there already is kept.

    Two programs may start at once: whoever is second finds the first one's file. Raises UserError as above.
    """
    with refusing_file_errors(path):
        handle, part = _new_part(path.parent)  # mode 0600
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            with suppress(FileExistsError):
                _link_new(part, path)
        finally:
            part.unlink(missing_ok=True)
        sync_folder(path.parent)


def _link_new(part: Path, target: Path) -> None:
    """Rename without ever replacing; FileExistsError when the name is taken."""
    if os.name == "nt":
        part.rename(target)
        return
    try:
        os.link(part, target)
    except OSError as error:
        if isinstance(error, FileExistsError) or error.errno not in (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP):
            raise
        # A file system without hard links (some USB sticks): the exclusive create reserves the name instead.
        target.open("xb").close()
        part.replace(target)
        return
    part.unlink()


def _replace(part: Path, target: Path) -> None:
    for attempt in range(_WINDOWS_RETRIES):
        try:
            part.replace(target)
        except PermissionError:
            # Windows refuses while a virus scanner or a viewer holds the target open, often for a moment only.
            if os.name != "nt" or attempt == _WINDOWS_RETRIES - 1:
                raise
            time.sleep(_WINDOWS_PAUSE_SECONDS)
        else:
            return


def part_beside(target: Path) -> Path:
    """An empty temporary file beside `target`; the caller removes it. Raises UserError as above."""
    with refusing_file_errors(target):
        handle, part = _new_part(target.parent)
        os.close(handle)
    return part


def _new_part(folder: Path) -> tuple[int, Path]:
    """A temporary file named after this computer and process, open, once what killed ones left is gone."""
    discard_left_parts(folder)
    handle, name = tempfile.mkstemp(prefix=f".csa-{_here()}-{os.getpid()}-", suffix=".part", dir=folder)
    return handle, Path(name)


def discard_left_parts(folder: Path) -> None:
    """Remove temporary files that a killed process of ours left in `folder`; those of a living one stay."""
    for path in folder.glob(".csa-*.part*"):
        match = _PART.fullmatch(path.name)
        with suppress(OSError):
            if match and match[1] == _here() and os.name != "nt":
                left = not _is_alive(int(match[2]))
            else:  # of another computer, or where asking after a process would end it
                left = time.time() - path.stat().st_mtime > _A_DAY_SECONDS
            if left:
                path.unlink()


def _here() -> str:
    return f"{zlib.crc32(platform.node().encode()):08x}"


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def sync_file(path: Path) -> None:
    """Make the content of a file that another library wrote survive a power cut."""
    handle = os.open(path, os.O_RDWR)  # Windows syncs only what it may write
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` survive a power cut; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def locks_hold(folder: Path, *, take: Callable[[BinaryIO], bool] | None = None) -> bool:
    """Whether a file lock in `folder` keeps a second holder out, as SQLite needs it to; on some shares it does not.

    `take` tries to lock an open file and says whether it got the lock. True when no file can be made there to try.
    """
    take = take or _take_lock
    try:
        handle, path = _new_part(folder)
    except OSError:
        return True
    with os.fdopen(handle, "r+b") as first, path.open("r+b") as second:
        if os.name != "nt":
            path.unlink()  # at once, so that nothing stays behind whatever happens
        honest = take(first) and not take(second)
    path.unlink(missing_ok=True)
    return honest


def _take_lock(stream: BinaryIO) -> bool:
    """Take a lock that belongs to this open file rather than to the process, so that one process can try both sides."""
    try:
        if os.name == "nt":
            import msvcrt

            # getattr: these names exist on Windows alone
            getattr(msvcrt, "locking")(stream.fileno(), getattr(msvcrt, "LK_NBLCK"), 1)  # noqa: B009
            return True
        import fcntl

        if hasattr(fcntl, "F_OFD_SETLK"):
            whole = struct.pack("hhqqi", fcntl.F_WRLCK, os.SEEK_SET, 0, 0, 0)
            fcntl.fcntl(stream.fileno(), fcntl.F_OFD_SETLK, whole)
        else:
            fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def is_writable(path: Path) -> bool:
    """Whether this file and its folder can be written, so that a plan there can be changed."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK) and not _on_read_only_disk(path.parent)


def _on_read_only_disk(folder: Path) -> bool:
    if not hasattr(os, "statvfs"):
        return False
    return bool(os.statvfs(folder).f_flag & os.ST_RDONLY)


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


def discard(path: Path) -> None:
    """Remove a file of our own if it is there; one that cannot be removed stays and harms nothing."""
    with suppress(OSError):
        path.unlink(missing_ok=True)


@contextmanager
def refusing_file_errors(target: Path) -> Iterator[None]:
    """Turn the operating system's refusals about `target` into sentences with a next step."""
    try:
        yield
    except OSError as error:
        refusal = _refusal(error, target)
        if refusal is None:
            raise
        raise refusal from error


def _refusal(error: OSError, target: Path) -> UserError | None:
    name = target.name
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return UserError(
            "disk-full",
            f"{name} was not saved because the disk is full.",
            "Free some space or choose another folder, then try again. Your plan is safe.",
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY, errno.ETXTBSY):
        return UserError(
            "cannot-write",
            f"{name} could not be saved because the folder is read-only or the file is open in another program.",
            "Close the file, or save it in another folder.",
        )
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return UserError(
            "no-folder", f"The folder {target.parent} does not exist.", "Choose a folder that exists, then try again."
        )
    if error.errno in (errno.EISDIR, errno.ENAMETOOLONG, errno.EINVAL, errno.ELOOP):
        return UserError(
            "bad-name", f"{name[:60]} cannot be used as a file name here.", "Choose a shorter, plainer file name."
        )
    if error.errno == errno.EIO:
        return UserError(
            "disk-error",
            f"{name} was not saved because the disk reported an error.",
            "Save it on another disk, and have this disk checked. Your plan is safe.",
        )
    return None
