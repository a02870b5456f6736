"""The payload: a zlib stream of frames with members' cards, signed heads and transactions, read within limits."""

from __future__ import annotations

import hashlib
import re
import struct
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO, NamedTuple

import orjson

from csa_tracker.exchange.manifest import Manifest
from csa_tracker.exchange.refusals import damaged, too_large_to_send
from csa_tracker.exchange.sealed import Sealed
from csa_tracker.exchange.unpacking import MAX_UNPACKED, Unpacker, is_bomb
from db.log.transaction import MAX_OPERATIONS

CARD, HEAD, TRANSACTION, VALUES = b"C", b"H", b"T", b"V"
MAX_FRAME = 16 * 2**20
"""The delete of 4,096 rows with 40 fields each, naming every head it saw, takes 12 MB."""
MAX_SMALL_FRAME = 16 * 2**10
MAX_BEFORE = 16 * 2**20
"""Cards and head signatures of one bundle together."""
MAX_CARDS = 4_096
MAX_HEADS = 65_536
MAX_TRANSACTION = 32 * 2**20
MAX_NESTED_VALUE = 64 * 2**10
"""A value that is neither text, number nor truth is a tag of a later version; such are short."""

_FRAME = struct.Struct(">cI")
_BLOCK = 2**18
_LEVEL = 6
_VALUES_ENOUGH = 2**20
_ITEM = rb'(?:null|\["[0-9a-f]{32}","(?:[^"\\]++|\\.)*+"\])'
_VALUES_SHAPE = re.compile(rb"\[(?:%b(?:,%b)*+)?+\]" % (_ITEM, _ITEM), re.DOTALL)


class Packed(NamedTuple):
    """What was written: counts, lengths in bytes, SHA-256 of the compressed bytes, and the spans of each stream."""

    n_txn: int
    n_op: int
    payload_len: int
    payload_sha256: str
    unpacked_len: int
    provides: tuple[tuple[str, str, int, int], ...]


def write_payload(
    stream: BinaryIO, *, cards: Iterable[bytes], heads: Iterable[bytes], transactions: Iterable[Sealed]
) -> Packed:
    """Write the frames of a payload to `stream`, one transaction in memory at a time.

    `cards` and `heads` are canonical bytes; each stream's transactions come in ascending seq. Raises UserError when
    something passes a limit that readers keep to.
    """
    packer = _Packer(stream)
    for kind, contents in ((CARD, cards), (HEAD, heads)):
        for content in contents:
            packer.add(kind, content)
    if packer.unpacked > MAX_BEFORE or packer.counts[CARD] > MAX_CARDS or packer.counts[HEAD] > MAX_HEADS:
        raise too_large_to_send("There are more members and computers in this plan than one file can list.")
    n_op = 0
    spans: dict[tuple[str, str], tuple[int, int]] = {}
    for sealed in transactions:
        packer.add_transaction(sealed)
        _, replica, scope, seq, *_ = orjson.loads(sealed.body)
        first, last = spans.get((replica, scope), (seq, seq))
        spans[replica, scope] = (min(first, seq), max(last, seq))
        n_op += len(sealed.values)
    packer.finish()
    provides = tuple((*name, *span) for name, span in sorted(spans.items()))
    return Packed(packer.counts[TRANSACTION], n_op, packer.length, packer.hash.hexdigest(), packer.unpacked, provides)


class _Packer:
    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._packing = zlib.compressobj(_LEVEL)
        self.hash = hashlib.sha256()
        self.length = 0
        self.unpacked = 0
        self.counts: Counter[bytes] = Counter()

    def add_transaction(self, sealed: Sealed) -> None:
        size = len(sealed.body)
        self.add(TRANSACTION, sealed.body)
        for content in _values_to_frames(sealed.values):
            self.add(VALUES, content)
            size += len(content)
        if size > MAX_TRANSACTION:
            raise too_large_to_send("One change of this plan is larger than any file between partners may hold.")

    def add(self, kind: bytes, content: bytes) -> None:
        most = MAX_SMALL_FRAME if kind in (CARD, HEAD) else MAX_FRAME
        self.unpacked += _FRAME.size + len(content)
        self.counts[kind] += 1
        if len(content) > most or self.unpacked > MAX_UNPACKED:
            raise too_large_to_send("There is more to send than one file between partners may hold.")
        self._write(self._packing.compress(_FRAME.pack(kind, len(content)) + content))

    def finish(self) -> None:
        self._write(self._packing.flush())
        if is_bomb(self.length, self.unpacked):
            raise too_large_to_send("This plan repeats the same characters more often than a file to partners may.")

    def _write(self, content: bytes) -> None:
        self._stream.write(content)
        self.hash.update(content)
        self.length += len(content)


def _values_to_frames(values: Sequence[tuple[bytes | None, str | None]]) -> Iterator[bytes]:
    """The values in one frame or, when they are long, several; a frame ends once it holds enough."""
    items: list[list[str] | None] = []
    length = 0
    for salt, text in values:
        items.append(None if salt is None or text is None else [salt.hex(), text])
        length += len(text or "")
        if length > _VALUES_ENOUGH:
            yield orjson.dumps(items)
            items, length = [], 0
    if items or not values:
        yield orjson.dumps(items)


class PayloadReader:
    """Reads the payload that begins at `start` of a file and that `manifest` describes.

    Every method raises UserError (exit 50) for what is not as the sender signed it or passes a limit.
    """

    def __init__(self, stream: BinaryIO, start: int, manifest: Manifest) -> None:
        self._stream = stream
        self._start = start
        self._manifest = manifest

    def refuse_changed(self) -> None:
        """Compare the length and hash with what the sender signed, before anything is unpacked."""
        self._stream.seek(self._start)
        digest, length = hashlib.sha256(), 0
        while block := self._stream.read(_BLOCK):
            digest.update(block)
            length += len(block)
        if (length, digest.hexdigest()) != (self._manifest.payload_len, self._manifest.payload_sha256):
            raise damaged("What this file holds is not what its sender signed.")

    def read_before(self) -> tuple[list[bytes], list[bytes]]:
        """Cards and head signatures, which stand before the transactions, as bytes."""
        cards: list[bytes] = []
        heads: list[bytes] = []
        size = 0
        for kind, content in self._frames():
            if kind not in (CARD, HEAD):
                break
            (cards if kind == CARD else heads).append(content)
            size += len(content)
            if size > MAX_BEFORE or len(cards) > MAX_CARDS or len(heads) > MAX_HEADS or (kind == CARD and heads):
                raise damaged("What this file holds before its changes is not in the order or size of a bundle.")
        return cards, heads

    def transactions(self) -> Iterator[Sealed]:
        """Each transaction in turn; once the last has come, the whole payload has been checked.

        Canonical form, commitments and chains are for `db.log.transaction.read_transaction` and the merge to check.
        """
        sealed: _Incoming | None = None
        n_txn = n_op = 0
        for kind, content in self._frames():
            if kind == TRANSACTION:
                if sealed is not None:
                    yield sealed.whole()
                sealed = _Incoming(content)
                n_txn += 1
            elif kind == VALUES and sealed is not None:
                n_op += sealed.add(content)
            elif sealed is not None or kind not in (CARD, HEAD):
                raise damaged("What this file holds is not in the order that a bundle has.")
            if n_txn > self._manifest.n_txn or n_op > self._manifest.n_op:
                raise damaged("This file holds more than its sender says it does.")
        if sealed is not None:
            yield sealed.whole()
        if (n_txn, n_op) != (self._manifest.n_txn, self._manifest.n_op):
            raise damaged("This file holds less than its sender says it does.")

    def _frames(self) -> Iterator[tuple[bytes, bytes]]:
        """Yield (kind, content) of every frame from the first."""
        unpacker = Unpacker(self._stream, self._start, self._manifest.payload_len, self._manifest.unpacked_len)
        while not unpacker.at_end():
            kind, length = _FRAME.unpack(unpacker.take(_FRAME.size))
            if length > (MAX_FRAME if kind in (TRANSACTION, VALUES) else MAX_SMALL_FRAME):
                raise damaged("A part of this file is longer than any part of a bundle.")
            yield kind, unpacker.take(length)


class _Incoming:
    """A transaction whose values may come in several frames."""

    def __init__(self, body: bytes) -> None:
        if _has_too_many_parts(body):
            raise damaged("A change in this file has more parts than any change.")
        self._body = body
        self._values: list[tuple[bytes | None, str | None]] = []
        self._size = len(body)
        self._frames = 0

    def add(self, content: bytes) -> int:
        """Take one frame of values; how many there were."""
        found = _read_values(content)
        self._values += found
        self._frames += 1
        self._size += len(content)
        if len(self._values) > MAX_OPERATIONS or self._size > MAX_TRANSACTION or (self._frames > 1 and not found):
            raise damaged("A change in this file is larger than any change.")
        return len(found)

    def whole(self) -> Sealed:
        if not self._frames:
            raise damaged("A change in this file comes without its values.")
        return Sealed(self._body, tuple(self._values))


def _has_too_many_parts(body: bytes) -> bool:
    """Whether reading this JSON would fill the memory: an empty list of 3 bytes takes 80 once it is read.

    A transaction has at most 4,096 operations of 9 parts; every further part is in a reference of 71 bytes or more.
    """
    return body.count(b",") + body.count(b"[") + body.count(b"{") > 40_960 + len(body) // 16


def _read_values(content: bytes) -> list[tuple[bytes | None, str | None]]:
    """The (salt, text) pairs of one frame; the shape is checked before JSON is read, which bounds depth and memory."""
    if not _VALUES_SHAPE.fullmatch(content):
        raise _not_values()
    try:
        items = orjson.loads(content)
        if orjson.dumps(items) != content or not all(_is_canonical(item[1]) for item in items if item):
            raise _not_values()
    except (ValueError, TypeError) as error:  # not JSON, or nested deeper than canonical JSON can be
        raise _not_values() from error
    return [(bytes.fromhex(item[0]), item[1]) if item else (None, None) for item in items]


def _is_canonical(text: str) -> bool:
    """Whether a value's text is the one form of that value; ValueError when it is not JSON."""
    if text[:1] != '"' and len(text) > MAX_NESTED_VALUE:
        return False
    return orjson.dumps(orjson.loads(text), option=orjson.OPT_SORT_KEYS) == text.encode()


def _not_values() -> Exception:
    return damaged("A value in this file is not in the form that CSA Tracker writes.")
