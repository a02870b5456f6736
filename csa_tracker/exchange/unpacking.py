"""Decompression that stops: a small file cannot unpack into one that fills the memory or the day."""

from __future__ import annotations

import zlib
from typing import BinaryIO

from csa_tracker.exchange.refusals import damaged

MAX_UNPACKED = 2**30
MAX_RATIO = 200
RATIO_FROM = 16 * 2**20
"""Only past this many bytes does the ratio tell a bomb from a short file that repeats itself."""

_BLOCK = 2**16
_PIECE = 2**20


def is_bomb(packed: int, unpacked: int) -> bool:
    """Whether so many bytes from so few are more than any honest file has."""
    return unpacked > RATIO_FROM and unpacked > MAX_RATIO * packed


class Unpacker:
    """Takes exact numbers of unpacked bytes from the `packed` bytes of a file at `start`, said to unpack to `unpacked`.

    Every method raises UserError (exit 50) when the stream is broken, a bomb, or not what it claims.
    """

    def __init__(self, stream: BinaryIO, start: int, packed: int, unpacked: int) -> None:
        if unpacked > MAX_UNPACKED:
            raise _too_much()
        self._stream = stream
        self._start = start
        self._left = packed
        self._read = 0
        self._claimed = unpacked
        self._made = 0
        self._unpacking = zlib.decompressobj()
        self._ready = b""
        self._at = 0

    def take(self, length: int) -> bytes:
        """The next `length` bytes."""
        pieces = [self._ready[self._at : self._at + length]]
        self._at += len(pieces[0])
        missing = length - len(pieces[0])
        while missing:
            if not self._refill():
                raise damaged("What this file holds ends in the middle.")
            pieces.append(self._ready[:missing])
            self._at = len(pieces[-1])
            missing -= self._at
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    def at_end(self) -> bool:
        """Whether all has been taken; then also that nothing follows and the claim was true."""
        if self._at < len(self._ready) or self._refill():
            return False
        if self._left or self._unpacking.unused_data or self._made != self._claimed:
            raise damaged("What this file holds has not the length its sender signed.")
        return True

    def _refill(self) -> bool:
        """Unpack the next piece; False at the end of the compressed stream."""
        while not self._unpacking.eof:
            packed = self._unpacking.unconsumed_tail or self._next_block()
            try:
                piece = self._unpacking.decompress(packed, _PIECE)
            except zlib.error as error:
                raise damaged("What this file holds cannot be unpacked.") from error
            if piece:
                self._made += len(piece)
                if self._made > self._claimed or is_bomb(self._read, self._made):
                    raise _too_much()
                self._ready, self._at = piece, 0
                return True
            if not packed:
                raise damaged("What this file holds ends in the middle.")
        return False

    def _next_block(self) -> bytes:
        self._stream.seek(self._start + self._read)  # two readers may share the file
        block = self._stream.read(min(_BLOCK, self._left))
        self._left -= len(block)
        self._read += len(block)
        return block


def _too_much() -> Exception:
    return damaged("This file would unpack into far more than it says, which only a harmful file does.")
