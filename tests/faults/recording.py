"""Read strace's record of a job as operations on a disk: what was written, settled, named and said, in that order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from tests.faults.child import SAYINGS


@dataclass(frozen=True, slots=True)
class Write:
    """Bytes at an offset of a file (by inode)."""

    inode: int
    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Truncate:
    """A file cut or filled up to a length."""

    inode: int
    length: int


@dataclass(frozen=True, slots=True)
class Sync:
    """A file's content settled on the disk."""

    inode: int


@dataclass(frozen=True, slots=True)
class Name:
    """A name in `folder` given to a file, or taken away (`inode` None). A rename is the one and the other at once."""

    folder: str
    names: tuple[tuple[str, int | None], ...]


@dataclass(frozen=True, slots=True)
class SyncFolder:
    """The names in a folder settled on the disk."""

    folder: str


@dataclass(frozen=True, slots=True)
class Said:
    """The job acknowledged something."""

    text: str


Operation = Write | Truncate | Sync | Name | SyncFolder | Said

FOLDER = -1
"""Stands for the inode of a folder: it has a name and no content."""

_CALL = re.compile(r"^(?:\d+ +)?(\w+)\((.*)\) += (-?\d+|\?).*$", re.S)
_DESCRIPTOR = re.compile(r"^(\d+|AT_FDCWD)(?:<([^>]*)>)?(\(deleted\))?$")
_NOT_REPLAYED = frozenset({"pwritev", "writev", "copy_file_range", "sendfile", "fallocate"})


class Recording:
    """Turns lines into operations. Files are known by inode: by what a name stood for when it was opened."""

    def __init__(self, root: PurePosixPath, files: Mapping[str, int], folders: Sequence[str]) -> None:
        """`files` are the absolute paths below `root` at the start, each with a number of its own."""
        self._root = str(root)
        self._sayings = f"{root}/{SAYINGS}"
        self._names = dict(files) | dict.fromkeys(folders, FOLDER)
        self._next = max(files.values(), default=0) + 1
        self._open: dict[int, int] = {}
        self._folders: dict[int, str] = {}
        self._place: dict[int, int] = {}

    def operations(self, lines: Sequence[str]) -> Iterator[Operation]:
        """Every operation below the root that succeeded, in order."""
        for line in joined(lines):
            match = _CALL.match(line)
            if match is None or match[3] == "?" or int(match[3]) < 0:
                continue
            yield from self._operations(match[1], arguments_of(match[2]), int(match[3]))

    def _operations(self, call: str, given: list[str], result: int) -> Iterator[Operation]:
        match call.removesuffix("at2").removesuffix("at"):
            case "open":
                yield from self._opened(given, result, at=call == "openat")
            case "close":
                self._open.pop(int(given[0].split("<")[0]), None)
                self._folders.pop(int(given[0].split("<")[0]), None)
            case "dup" if _descriptor(given[0]) in self._open:
                raise NotImplementedError("a descriptor of a recorded file was doubled")
            case "write" | "pwrite64" | "ftruncate" | "lseek" | "fsync" | "fdatasync":
                yield from self._on_open_file(call, given, result)
            case "rename" | "link" | "unlink" | "mkdir":
                yield from self._named(call, given)
            case _ if call in _NOT_REPLAYED and _descriptor(given[0]) in self._open:
                raise NotImplementedError(f"{call} is not replayed")
            case _:
                return

    def _opened(self, given: list[str], handle: int, *, at: bool) -> Iterator[Operation]:
        path = self._path(given[:2]) if at else self._path(["AT_FDCWD", given[0]])
        flags = given[2 if at else 1]
        self._open.pop(handle, None)
        self._folders.pop(handle, None)
        if path == self._sayings:
            self._open[handle] = 0
            return
        if not path.startswith(f"{self._root}/") or path.endswith("-shm"):
            return
        inode = self._names.get(path)
        if inode == FOLDER:
            self._folders[handle] = path
            return
        if inode is None:
            if "O_CREAT" not in flags:
                self._folders[handle] = path
                return
            inode = self._next
            self._next += 1
            yield self._name((path, inode))
        elif "O_TRUNC" in flags:
            yield Truncate(inode, 0)
        self._open[handle] = inode
        self._place[handle] = 0

    def _on_open_file(self, call: str, given: list[str], result: int) -> Iterator[Operation]:
        handle = _descriptor(given[0])
        if handle in self._folders and call in ("fsync", "fdatasync"):
            yield SyncFolder(self._folders[handle])
        inode = self._open.get(handle)
        if inode is None:
            return
        match call:
            case "write" if inode == 0:
                yield Said(_bytes(given[1])[:result].decode())
            case "write":
                yield Write(inode, self._place[handle], _bytes(given[1])[:result])
                self._place[handle] += result
            case "pwrite64":
                yield Write(inode, int(given[3]), _bytes(given[1])[:result])
            case "lseek":
                self._place[handle] = result
            case "ftruncate":
                yield Truncate(inode, int(given[1]))
            case _:
                yield Sync(inode)

    def _named(self, call: str, given: list[str]) -> Iterator[Operation]:
        at = call.endswith(("at", "at2"))
        first = self._path(given[:2]) if at else self._path(["AT_FDCWD", given[0]])
        if not first.startswith(f"{self._root}/") or first.endswith("-shm"):
            return
        if call.startswith("mkdir"):
            yield self._name((first, FOLDER))
        elif call.startswith("unlink"):
            yield self._name((first, None))
        else:
            second = self._path(given[2:4]) if at else self._path(["AT_FDCWD", given[1]])
            inode = self._names[first]
            gone = ((first, None),) if call.startswith("rename") else ()
            yield self._name((second, inode), *gone)

    def _name(self, *names: tuple[str, int | None]) -> Name:
        folders = {path.rpartition("/")[0] for path, _ in names}
        if len(folders) != 1:
            raise NotImplementedError("a rename from one folder to another")
        for path, inode in names:
            if inode is None:
                self._names.pop(path, None)
            else:
                self._names[path] = inode
        return Name(folders.pop(), names)

    def _path(self, given: list[str]) -> str:
        name = _bytes(given[1]).decode()
        match = _DESCRIPTOR.match(given[0])
        if name.startswith("/") or match is None or not match[2]:
            return name
        return f"{_unescaped(match[2]).decode()}/{name}"


def joined(lines: Sequence[str]) -> Iterator[str]:
    """The lines with each call that another thread interrupted in one piece, where it ended."""
    begun: dict[str, str] = {}
    for line in lines:
        thread = line.split(" ", 1)[0]
        if line.endswith("<unfinished ...>"):
            begun[thread] = line.removesuffix("<unfinished ...>")
        elif (resumed := re.match(r"^\d+ +<\.\.\. \w+ resumed>(.*)$", line, re.S)) is not None:
            yield begun.pop(thread) + resumed[1]
        else:
            yield line


def arguments_of(text: str) -> list[str]:
    """The arguments of a call; strace writes all strings in hexadecimal, so a comma always separates."""
    return text.split(", ")


def _descriptor(text: str) -> int:
    number = text.split("<", 1)[0]
    return int(number) if number.isdigit() else -1


def _bytes(text: str) -> bytes:
    if text.endswith("..."):
        raise NotImplementedError("strace cut a string")
    return _unescaped(text.strip('"'))


def _unescaped(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))
