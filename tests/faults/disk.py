"""A disk that loses its power: what is on it when writes that were not synced are lost, torn or done out of order."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence

from tests.faults.recording import FOLDER, Name, Operation, Said, Sync, SyncFolder, Truncate, Write

SECTOR = 512


class Disk:
    """Files by inode with what is settled and what is still on its way, and their names likewise.

    A sync settles the content of one file and nothing else; a name is settled only by a sync of its folder.
    """

    def __init__(self, files: Mapping[str, bytes], inodes: Mapping[str, int], folders: Sequence[str]) -> None:
        self._names: dict[str, int] = dict(inodes) | dict.fromkeys(folders, FOLDER)
        self._content = {inodes[path]: bytearray(content) for path, content in files.items()}
        self._writes: dict[int, list[Write | Truncate]] = defaultdict(list)
        self._namings: dict[str, list[Name]] = defaultdict(list)
        self.said: list[str] = []

    def do(self, operation: Operation) -> None:
        """Take one operation in."""
        match operation:
            case Write() | Truncate():
                self._writes[operation.inode].append(operation)
            case Sync():
                content = self._content.setdefault(operation.inode, bytearray())
                for write in self._writes.pop(operation.inode, []):
                    _apply(content, write)
            case Name():
                self._namings[operation.folder].append(operation)
            case SyncFolder():
                for naming in self._namings.pop(operation.folder, []):
                    _rename(self._names, naming)
            case Said():
                self.said.append(operation.text)

    def after_power_cut(self, dice: random.Random) -> dict[str, bytes]:
        """One of the many states the disk may be in now: file contents by path."""
        names = dict(self._names)
        for namings in self._namings.values():
            for naming in namings[: dice.randint(0, len(namings))]:  # a folder's changes reach the disk in order
                _rename(names, naming)
        files = {path: inode for path, inode in names.items() if inode != FOLDER}
        content = {inode: self._survivors(inode, dice) for inode in set(files.values())}
        return {path: content[inode] for path, inode in files.items() if _is_reachable(path, names)}

    def as_it_is(self) -> dict[str, bytes]:
        """Every file as the running system sees it: nothing lost."""
        names = dict(self._names)
        for namings in self._namings.values():
            for naming in namings:
                _rename(names, naming)
        found = {}
        for path, inode in names.items():
            if inode != FOLDER:
                content = bytearray(self._content.get(inode, b""))
                for write in self._writes.get(inode, []):
                    _apply(content, write)
                found[path] = bytes(content)
        return found

    def _survivors(self, inode: int, dice: random.Random) -> bytes:
        pending = self._writes.get(inode, [])
        settled = self._content.get(inode, bytearray())
        if not pending:
            return bytes(settled)
        content = bytearray(settled)
        kind = dice.randrange(4)
        if kind == 0:  # nothing more arrived
            return bytes(content)
        if kind == 1:  # in order up to a point, the last one torn
            count = dice.randint(0, len(pending))
            for write in pending[:count]:
                _apply(content, write)
            if count < len(pending):
                _apply_torn(content, pending[count], dice)
        else:  # any of them, in pieces
            share = dice.random()
            for write in pending:
                if dice.random() < share:
                    _apply(content, write)
                elif dice.random() < 0.3:
                    _apply_torn(content, write, dice)
        return bytes(content)


def _apply(content: bytearray, write: Write | Truncate) -> None:
    if isinstance(write, Truncate):
        if write.length < len(content):
            del content[write.length :]
        else:
            content.extend(bytes(write.length - len(content)))
        return
    end = write.offset + len(write.data)
    if end > len(content):
        content.extend(bytes(end - len(content)))
    content[write.offset : end] = write.data


def _apply_torn(content: bytearray, write: Write | Truncate, dice: random.Random) -> None:
    """Some of the sectors of a write; a change of length happens or does not."""
    if isinstance(write, Truncate):
        return
    place = write.offset
    end = write.offset + len(write.data)
    while place < end:
        stop = min(end, place - place % SECTOR + SECTOR)
        if dice.random() < 0.5:
            _apply(content, Write(write.inode, place, write.data[place - write.offset : stop - write.offset]))
        place = stop


def _rename(names: dict[str, int], naming: Name) -> None:
    for path, inode in naming.names:
        if inode is None:
            names.pop(path, None)
        else:
            names[path] = inode


def _is_reachable(path: str, names: Mapping[str, int]) -> bool:
    """Whether the folder of this file is there; the scene's own folders always are."""
    folder = path.rpartition("/")[0]
    return names.get(folder) == FOLDER
