"""Unpacking gives exactly the bytes that were packed, and never more than a file says it holds."""

from __future__ import annotations

import io
import tracemalloc
import zlib

import pytest

from csa_tracker.errors import UserError
from csa_tracker.exchange.unpacking import Unpacker


def test_unpacking_takes_exactly_what_is_asked_for_across_pieces() -> None:
    content = bytes(range(256)) * 20_000
    packed = zlib.compress(content)
    unpacker = Unpacker(io.BytesIO(b"ab" + packed + b"more"), 2, len(packed), len(content))
    taken = b""
    for length in (0, 1, 255, 2**20, 2**20 + 7, 3_000_000):
        part = unpacker.take(min(length, len(content) - len(taken)))
        assert len(part) == min(length, len(content) - len(taken))
        taken += part
    assert not unpacker.at_end()
    taken += unpacker.take(len(content) - len(taken))
    assert taken == content
    assert unpacker.at_end()


def test_a_file_that_swells_is_unpacked_piece_by_piece() -> None:
    packed = zlib.compress(bytes(64 * 2**20))
    tracemalloc.start()
    try:
        assert Unpacker(io.BytesIO(packed), 0, len(packed), 64 * 2**20).take(5) == bytes(5)
        assert tracemalloc.get_traced_memory()[1] < 8 * 2**20
    finally:
        tracemalloc.stop()


def test_a_gibibyte_is_the_most_that_a_file_may_unpack_to() -> None:
    Unpacker(io.BytesIO(), 0, 0, 2**30)
    with pytest.raises(UserError, match="far more than it says"):
        Unpacker(io.BytesIO(), 0, 0, 2**30 + 1)
