"""Opens the container of old Office files and checks its chains: a circle in one would be followed for ever.

Layout as in [MS-CFB]: sectors, a table of which sector follows which, a directory, and small streams within one stream.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Mapping
from dataclasses import dataclass

_DIFAT_IN_HEADER = 109
_LAST = 0xFFFFFFFA
"""Numbers from here on name no sector."""
_ENTRY = 128


@dataclass(frozen=True, slots=True)
class Stream:
    """A stream of the container: where it begins, and its bytes in all."""

    start: int
    size: int


class Compound:
    """The streams of one container. Raises ValueError or struct.error when it is damaged."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        shift, mini_shift = struct.unpack_from("<2H", content, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise ValueError(shift)
        self._sector, self._mini = 1 << shift, 1 << mini_shift
        first_directory, _, self._cutoff, first_mini = struct.unpack_from("<4I", content, 48)
        counts = struct.unpack_from("<2I", content, 40) + struct.unpack_from("<I4xI", content, 64)
        if max(counts) > len(content) // self._sector:  # readers make room for that many before they look
            raise ValueError(counts)
        self._next = self._table()
        check_chains(self._next)
        directory = self._chain(first_directory)
        self._mini_next = _numbers(self._chain(first_mini))
        check_chains(self._mini_next)
        self.streams, root = _entries(directory, "<2I" if shift == 9 else "<IQ")
        if any(stream.size > len(content) for stream in self.streams.values()):
            raise ValueError(len(content))
        self._mini_content = self._chain(root.start) if root is not None else b""

    def read(self, stream: Stream) -> bytes:
        """The bytes of a stream."""
        if stream.size >= self._cutoff:
            return self._chain(stream.start)[: stream.size]
        pieces = []
        sector = stream.start
        while sector < _LAST:
            pieces.append(self._mini_content[sector * self._mini : (sector + 1) * self._mini])
            sector = self._mini_next[sector]
        return b"".join(pieces)[: stream.size]

    def _at(self, sector: int) -> bytes:
        begin = (sector + 1) * self._sector
        if begin >= len(self._content):
            raise ValueError(sector)
        return self._content[begin : begin + self._sector]

    def _table(self) -> array[int]:
        """Which sector follows which; the list of the table's own sectors goes on outside the header."""
        listed = list(struct.unpack_from(f"<{_DIFAT_IN_HEADER}I", self._content, 76))
        sector, most = struct.unpack_from("<I", self._content, 68)[0], len(self._content) // self._sector + 1
        for _ in range(most):
            if sector >= _LAST:
                break
            more = _numbers(self._at(sector))
            listed += more[:-1]
            sector = more[-1]
        else:
            raise ValueError(sector)
        used = [sector for sector in listed if sector < _LAST]
        if len(used) > most:
            raise ValueError(len(used))
        return _numbers(b"".join(self._at(sector) for sector in used))

    def _chain(self, sector: int) -> bytes:
        pieces = []
        while sector < _LAST:
            pieces.append(self._at(sector))
            sector = self._next[sector]
        return b"".join(pieces)


def check_chains(following: array[int]) -> None:
    """Refuse a table in which some chain comes back to where it was. Raises ValueError."""
    seen = array("L", bytes(8 * len(following)))
    for start in range(len(following)):
        place = start
        while place < len(following) and not seen[place]:
            seen[place] = start + 1
            place = following[place]
        if place < len(following) and seen[place] == start + 1:
            raise ValueError(place)


def _numbers(content: bytes) -> array[int]:
    return array("L", struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4]))


def _entries(directory: bytes, layout: str) -> tuple[Mapping[str, Stream], Stream | None]:
    """(streams by name, the root, which holds the small ones)."""
    streams: dict[str, Stream] = {}
    root = None
    for place in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        length, kind = struct.unpack_from("<HB", directory, place + 64)
        start, size = struct.unpack_from(layout, directory, place + 116)
        name = directory[place : place + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
        if kind == 5:
            root = Stream(start, size)
        elif kind == 2:
            streams.setdefault(name, Stream(start, size))
    return streams, root
