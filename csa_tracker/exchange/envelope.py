"""The outside of a bundle: magic, length and hash, so that damage is told apart from a file for others; then age."""

from __future__ import annotations

import hashlib
import struct
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from errno import EDQUOT, ENOSPC
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

from csa_tracker.errors import UserError
from csa_tracker.exchange.refusals import (
    damaged,
    missing,
    no_room,
    not_a_bundle,
    not_for_me,
    too_large_to_send,
    unreadable,
)
from db.files import replace_atomically

if TYPE_CHECKING:
    from csa_tracker.exchange.keys import Keys

MAGIC = b"CSPX1\n"
OUTER_BYTES = len(MAGIC) + 8 + 32
"""Bytes before the age file: magic, its length (big-endian), its SHA-256."""
MAX_FILE = 200 * 2**20
MAX_HEADER = 8 * 2**10
MAX_STANZAS = 64
MAX_RECIPIENTS = MAX_STANZAS - 1
"""age adds a stanza of noise to each header."""

_LENGTH = struct.Struct(">Q")
_BLOCK = 2**20
_NOBODY = "No matching keys found"


class Readable(Protocol):
    """Anything with bytes to read."""

    def read(self, size: int = -1, /) -> bytes:
        """The next `size` bytes at most; none at the end."""


class _Counted:
    """Passes bytes on to a stream, counting and hashing them; keeps the disk's own refusal, which age would reword."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.length = 0
        self.hash = hashlib.sha256()
        self.refusal: OSError | None = None

    def write(self, content: bytes) -> int:
        try:
            self._stream.write(content)
        except OSError as error:
            self.refusal = error
            raise
        self.length += len(content)
        self.hash.update(content)
        return len(content)


def seal(target: Path, inner: Readable, recipients: Sequence[str]) -> None:
    """Encrypt what `inner` holds from its place on to these age public keys and write it to `target`, whole or not.

    Raises UserError when there are more recipients than fit, it gets too large, or the folder or disk refuses.
    """
    if not 0 < len(recipients) <= MAX_RECIPIENTS:
        raise too_large_to_send(f"A file can be made for 1 to {MAX_RECIPIENTS} partners.")
    replace_atomically(target, lambda stream: _write(stream, inner, recipients))


def _write(stream: BinaryIO, inner: Readable, recipients: Sequence[str]) -> None:
    import pyrage

    stream.write(bytes(OUTER_BYTES))
    counted = _Counted(stream)
    try:
        pyrage.encrypt_io(inner, counted, [pyrage.x25519.Recipient.from_str(key) for key in recipients])
    except pyrage.EncryptError as error:
        raise counted.refusal or error from error
    if OUTER_BYTES + counted.length > MAX_FILE:
        raise too_large_to_send(f"The file would be larger than {MAX_FILE // 2**20} MB, more than partners can open.")
    stream.seek(0)
    stream.write(MAGIC + _LENGTH.pack(counted.length) + counted.hash.digest())


def is_cut_short(path: Path) -> bool:
    """Whether a file may yet become a bundle: it is empty, zeros so far, or shorter than its own beginning says.

    Reads the first bytes only. Raises OSError.
    """
    with path.open("rb") as outer:
        size = outer.seek(0, 2)
        outer.seek(0)
        start = outer.read(OUTER_BYTES)
    if not start.strip(b"\0"):  # some programs make a file of its full length first and fill it then
        return True
    if len(start) < OUTER_BYTES:
        return start[: len(MAGIC)] == MAGIC[: len(start)]
    return start[: len(MAGIC)] == MAGIC and size - OUTER_BYTES < _LENGTH.unpack_from(start, len(MAGIC))[0]


def unseal(path: Path, keys: Keys) -> BinaryIO:
    """What a bundle file holds, decrypted into a temporary file that has no name and is gone once closed.

    Raises UserError: damaged (exit 50), not for these keys (60), or what the disk refuses.
    """
    try:
        with path.open("rb") as outer, ExitStack() as undo:
            _refuse_damage(outer)
            # Owner-only and nameless: nothing is left even if the process is killed.
            inner = undo.enter_context(tempfile.TemporaryFile())
            _decrypt(outer, inner, keys)
            inner.seek(0)
            undo.pop_all()
            return inner
    except FileNotFoundError as error:
        raise missing(path) from error
    except OSError as error:
        raise (no_room() if error.errno in (ENOSPC, EDQUOT) else unreadable(path)) from error


def _refuse_damage(outer: BinaryIO) -> None:
    """Check size, magic, length, hash and the bounds of the age header; leaves `outer` at the age file."""
    size = outer.seek(0, 2)
    outer.seek(0)
    start = outer.read(OUTER_BYTES)
    if start[: len(MAGIC)] != MAGIC:
        raise not_a_bundle()
    if size > MAX_FILE:
        raise damaged(f"This file is larger than {MAX_FILE // 2**20} MB, more than any bundle.")
    if len(start) < OUTER_BYTES or size - OUTER_BYTES != _LENGTH.unpack_from(start, len(MAGIC))[0]:
        raise damaged("This file is cut short, or something was added to its end.")
    digest = hashlib.sha256()
    while block := outer.read(_BLOCK):
        digest.update(block)
    if digest.digest() != start[-32:]:
        raise damaged("This file was changed on its way: its bytes are not those that were written.")
    outer.seek(OUTER_BYTES)
    _refuse_long_header(outer.read(MAX_HEADER))
    outer.seek(OUTER_BYTES)


def _refuse_long_header(start: bytes) -> None:
    """Bound the age header before age sees it, which takes time that grows with its square (72 KB: 14 s)."""
    end = start.find(b"\n--- ")
    if end < 0 or start.count(b"\n-> ", 0, end) > MAX_STANZAS:
        raise damaged("The list of whom this file is for is longer than any bundle has.")


def _decrypt(outer: BinaryIO, inner: BinaryIO, keys: Keys) -> None:
    import pyrage

    try:
        pyrage.decrypt_io(outer, inner, [pyrage.x25519.Identity.from_str(keys.age_secret)])
    except pyrage.DecryptError as error:
        raise (not_for_me() if str(error) == _NOBODY else _broken()) from error
    except OSError as error:
        if error.errno is not None:
            raise
        raise _broken() from error  # age's own finding: a block that does not decrypt


def _broken() -> UserError:
    return damaged("This file cannot be decrypted: its encrypted part is broken.")
