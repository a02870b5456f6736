"""Payloads made by hand, frame by frame, with the claims that a manifest would make of them."""

from __future__ import annotations

import hashlib
import io
import zlib
from dataclasses import replace
from typing import Any

import pytest

from csa_tracker.errors import Exit, UserError
from csa_tracker.exchange.payload import PayloadReader
from tests.csa_tracker.exchange.bundles import frame, plain_manifest

NOISE = hashlib.shake_256(b"noise").digest(500_000)
T, NONE = frame(b"T", b"[]"), frame(b"V", b"[]")
ONE = frame(b"V", b"[null]")


def reader(unpacked: bytes, *, n_txn: int = 0, n_op: int = 0, after: bytes = b"", **other: object) -> PayloadReader:
    """A reader of these frames; `other` are claims of the manifest."""
    packed = zlib.compress(unpacked, 1) + after
    claims: dict[str, Any] = {
        "payload_len": len(packed),
        "unpacked_len": len(unpacked),
        "n_txn": n_txn,
        "n_op": n_op,
    } | other
    claims["payload_sha256"] = hashlib.sha256(packed).hexdigest()
    return PayloadReader(io.BytesIO(packed), 0, replace(plain_manifest(), **claims))


def refused(reading: PayloadReader) -> str:
    """The sentence with which reading the changes is refused as damage."""
    with pytest.raises(UserError) as caught:
        list(reading.transactions())
    assert caught.value.exit_code == Exit.DAMAGED
    return caught.value.message
