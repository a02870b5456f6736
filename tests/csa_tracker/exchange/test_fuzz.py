"""Whatever somebody with a true key puts into a bundle, it is read or refused with a plain sentence, never a fault.

`make soak` tries 200 new ones of each kind.
"""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csa_tracker.errors import Exit
from db.log.transaction import DamagedTransaction, read_transaction
from tests.csa_tracker.exchange.bundles import (
    Forged,
    decrypted,
    encrypted,
    receive,
    refusal_of,
    signed_content,
    wrap,
    write,
)

REFUSED = {Exit.NEWER, Exit.UNKNOWN_SIGNER, Exit.DAMAGED, Exit.NOT_FOR_ME}
TOKENS = [
    b"",
    b"[",
    b"]",
    b"{",
    b"}",
    b'"',
    b",",
    b"\\",
    b"null",
    b"NaN",
    b"-0",
    b"1e999",
    b"\\ud800",
    b"\xff",
    b"\x00" * 8,
    b"\xff" * 8,
    b"[" * 2_000,
    b"9" * 5_000,
    b'"a":1,"a":2',
    b"T\x00\x00\x00\x00",
    b"V\x00\x00\x00\x02[]",
    b"C\x00\x00\x00\x01x",
    b"H\x00\x00\x00\x01x",
]
STRETCH = st.tuples(st.floats(0, 1), st.integers(0, 40), st.sampled_from(TOKENS) | st.binary(max_size=12))
EDITS = st.lists(STRETCH, min_size=1, max_size=4)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz") / "bundle.cspx"


@pytest.fixture(scope="module")
def content(path: Path) -> bytes:
    write(path, ["Extra patrols", None, "Café 🎭"])
    return path.read_bytes()


def edited(content: bytes, edits: list[tuple[float, int, bytes]]) -> bytes:
    """The bytes with a stretch at each place replaced; a place is a part of the length."""
    for where, length, token in edits:
        start = int(where * len(content))
        content = content[:start] + token + content[start + length :]
    return content


def is_read_or_refused(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    error = refusal_of(path)
    if error is not None:
        assert error.exit_code in REFUSED
        return
    with receive(path) as bundle:
        for sealed in bundle.transactions():
            try:
                read_transaction(*sealed)
            except DamagedTransaction:
                continue  # the merge refuses it with the whole bundle


@given(EDITS)
def test_any_age_file(path: Path, content: bytes, edits: list[tuple[float, int, bytes]]) -> None:
    is_read_or_refused(path, wrap(edited(content[46:], edits)))


@given(EDITS)
def test_any_content_encrypted_to_me(path: Path, content: bytes, edits: list[tuple[float, int, bytes]]) -> None:
    is_read_or_refused(path, encrypted(edited(decrypted(content), edits)))


@given(EDITS)
def test_any_manifest_with_a_true_signature(path: Path, content: bytes, edits: list[tuple[float, int, bytes]]) -> None:
    inner = decrypted(content)
    end = 10 + int.from_bytes(inner[6:10], "big")
    is_read_or_refused(path, encrypted(signed_content(edited(inner[10:end], edits)) + inner[end + 64 :]))


@given(EDITS)
def test_any_compressed_bytes_with_a_true_hash(
    path: Path, content: bytes, edits: list[tuple[float, int, bytes]]
) -> None:
    inner = decrypted(content)
    packed = edited(inner[10 + int.from_bytes(inner[6:10], "big") + 64 :], edits)
    is_read_or_refused(path, encrypted(Forged().around(packed, 1_500)))


@given(EDITS, st.integers(0, 4), st.integers(0, 4))
def test_any_frames_with_a_true_hash(
    path: Path, content: bytes, edits: list[tuple[float, int, bytes]], n_txn: int, n_op: int
) -> None:
    inner = decrypted(content)
    frames = zlib.decompress(inner[10 + int.from_bytes(inner[6:10], "big") + 64 :])
    forged = Forged([edited(frames, edits)], {"n_txn": n_txn, "n_op": n_op})
    is_read_or_refused(path, encrypted(forged.inner()))
