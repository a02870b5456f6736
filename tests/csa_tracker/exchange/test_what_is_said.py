"""What is wrong with a file is said in one whole sentence that fits what is wrong: who asks the sender reads it out."""

from __future__ import annotations

import hashlib
import io
import tempfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from errno import ENOSPC
from pathlib import Path
from typing import NoReturn

import orjson
import pyrage
import pytest

from csa_tracker.errors import UserError
from csa_tracker.exchange import envelope, manifest, payload
from csa_tracker.exchange.bundle import open_bundle
from csa_tracker.exchange.envelope import OUTER_BYTES
from csa_tracker.exchange.head_signing import head_to_bytes, sign_head
from csa_tracker.exchange.payload import write_payload
from csa_tracker.exchange.sealed import Sealed
from tests.csa_tracker.exchange.bundles import (
    PLAN,
    REPLICA,
    Forged,
    county,
    encrypted,
    frame,
    keys_of,
    pendle,
    plain_manifest,
    refusal_of,
    signed_content,
    wrap,
    write,
)

T, NONE, ONE = frame(b"T", b"[]"), frame(b"V", b"[]"), frame(b"V", b"[null]")
OTHERS = sign_head(pendle(), "00" * 16, REPLICA, "PEN", 1, "0" * 64)


def inside(content: bytes) -> bytes:
    """A whole file whose decrypted content is this."""
    return encrypted(content)


def holding(*frames: bytes, n_txn: int = 0, n_op: int = 0, **changes: object) -> bytes:
    """A file with a true signature around these frames."""
    return encrypted(Forged(frames, {"n_txn": n_txn, "n_op": n_op} | changes).inner())


def whole() -> bytes:
    """A file with nothing wrong with it."""
    return encrypted(Forged().inner())


def changed(content: bytes) -> bytes:
    """The same with one bit of its last byte the other way round."""
    return content[:-1] + bytes([content[-1] ^ 1])


def broken_end() -> bytes:
    """An age file whose last block was changed, in an outside that is true."""
    return wrap(changed(whole()[OUTER_BYTES:]))


def passed_end(unpacked: int) -> bytes:
    """A payload that is said to unpack to fewer or more bytes than it does."""
    packed = zlib.compress(T + NONE)
    content = Forged(changes={"n_txn": 1}).around(packed, unpacked)
    return encrypted(content)


SENTENCES: dict[str, tuple[Callable[[], bytes], str]] = {
    "something else": (
        lambda: b"PK\x03\x04" + bytes(100),
        "This is not a CSA Tracker bundle, or its beginning is damaged.",
    ),
    "cut": (lambda: whole()[:-1], "This file is cut short, or something was added to its end."),
    "its beginning alone": (lambda: whole()[:20], "This file is cut short, or something was added to its end."),
    "more": (lambda: whole() + b"x", "This file is cut short, or something was added to its end."),
    "changed": (
        lambda: changed(whole()),
        "This file was changed on its way: its bytes are not those that were written.",
    ),
    "long header": (
        lambda: wrap(b"age-encryption.org/v1\n" + b"-> a\n\n" * 65 + b"--- AAAA\n"),
        "The list of whom this file is for is longer than any bundle has.",
    ),
    "bad encryption": (broken_end, "This file cannot be decrypted: its encrypted part is broken."),
    "bad header": (
        lambda: wrap(b"age-encryption.org/v9\n-> a\n\n--- AAAA\n" + bytes(40)),
        "This file cannot be decrypted: its encrypted part is broken.",
    ),
    "for another": (
        lambda: wrap(pyrage.encrypt(b"", [pyrage.x25519.Recipient.from_str(pendle().age_public)])),
        "This file was made for somebody else, so it cannot be opened with your keys.",
    ),
    "no bundle inside": (lambda: inside(b"hello"), "This file was made for you, but what it holds is not a bundle."),
    "another magic": (lambda: inside(bytes(500)), "This file was made for you, but what it holds is not a bundle."),
    "a long manifest": (
        lambda: inside(signed_content(b" " * (2**20 + 1))),
        "The description inside this file is longer than any bundle has.",
    ),
    "half a manifest": (lambda: inside(Forged().inner()[:100]), "This file ends before its description does."),
    "half a signature": (
        lambda: inside(signed_content(b"{}")[:-1]),
        "This file ends before its description does.",
    ),
    "an empty manifest": (
        lambda: inside(signed_content(b"{}")),
        "The description inside this file is not one that CSA Tracker writes.",
    ),
    "another kind": (
        lambda: holding(kind="most"),
        "The description inside this file is not one that CSA Tracker writes.",
    ),
    "another signer": (
        lambda: inside(signed_content(manifest.to_bytes(plain_manifest()), keys_of("Burnley"))),
        "This file is not signed by the partner it says it comes from.",
    ),
    "a newer version": (
        lambda: holding(min_reader=2),
        "This file was made by a newer CSA Tracker than yours.",
    ),
    "another payload": (
        lambda: inside(changed(Forged([T, NONE], {"n_txn": 1}).inner())),
        "What this file holds is not what its sender signed.",
    ),
    "a head of another plan": (
        lambda: holding(frame(b"H", head_to_bytes("00" * 16, OTHERS))),
        "A signature in this file is not in the form that CSA Tracker writes.",
    ),
    "heads before cards": (
        lambda: holding(frame(b"H", head_to_bytes(PLAN, OTHERS)), frame(b"C", b"x")),
        "What this file holds before its changes is not in the order or size of a bundle.",
    ),
    "values without a change": (
        lambda: holding(NONE),
        "What this file holds is not in the order that a bundle has.",
    ),
    "a card after a change": (
        lambda: holding(T, NONE, frame(b"C", b"x"), n_txn=1),
        "What this file holds is not in the order that a bundle has.",
    ),
    "more changes": (lambda: holding(T, NONE), "This file holds more than its sender says it does."),
    "more values": (lambda: holding(T, ONE, n_txn=1), "This file holds more than its sender says it does."),
    "fewer changes": (lambda: holding(T, NONE, n_txn=2), "This file holds less than its sender says it does."),
    "no values": (lambda: holding(T, n_txn=1), "A change in this file comes without its values."),
    "a long card": (
        lambda: holding(frame(b"C", bytes(16_385))),
        "A part of this file is longer than any part of a bundle.",
    ),
    "many parts": (
        lambda: holding(frame(b"T", b"[" + b"0," * 100_000 + b"0]"), n_txn=1),
        "A change in this file has more parts than any change.",
    ),
    "many values": (
        lambda: holding(T, frame(b"V", b"[" + b"null," * 4_096 + b"null]"), n_txn=1, n_op=4_097),
        "A change in this file is larger than any change.",
    ),
    "no value": (
        lambda: holding(T, frame(b"V", b"[5]"), n_txn=1, n_op=1),
        "A value in this file is not in the form that CSA Tracker writes.",
    ),
    "another form of a value": (
        lambda: holding(T, frame(b"V", orjson.dumps([["0" * 32, " 1"]])), n_txn=1, n_op=1),
        "A value in this file is not in the form that CSA Tracker writes.",
    ),
    "half a frame": (lambda: holding(T, NONE, b"T", n_txn=1), "What this file holds ends in the middle."),
    "half a payload": (
        lambda: encrypted(Forged(changes={"n_txn": 1}).around(zlib.compress(T + NONE)[:-6], 16)),
        "What this file holds ends in the middle.",
    ),
    "no payload": (
        lambda: encrypted(Forged().around(b"nonsense", 9)),
        "What this file holds cannot be unpacked.",
    ),
    "less than it says": (lambda: passed_end(17), "What this file holds has not the length its sender signed."),
    "more than it says": (
        lambda: passed_end(13),
        "This file would unpack into far more than it says, which only a harmful file does.",
    ),
}


@pytest.mark.parametrize(("make", "sentence"), SENTENCES.values(), ids=SENTENCES)
def test_a_file_with_something_wrong_is_told_from_every_other(
    tmp_path: Path, make: Callable[[], bytes], sentence: str
) -> None:
    path = tmp_path / "a.cspx"
    path.write_bytes(make())
    error = refusal_of(path)
    assert error is not None
    assert error.message == sentence


def test_the_limits_of_what_can_be_sent_are_told_from_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def told(**parts: object) -> str:
        with pytest.raises(UserError) as caught:
            write_payload(io.BytesIO(), **{"cards": [], "heads": [], "transactions": []} | parts)  # type: ignore[arg-type]
        return caught.value.message

    assert told(cards=[b""] * 4_097) == "There are more members and computers in this plan than one file can list."
    assert told(cards=[bytes(16_385)]) == "There is more to send than one file between partners may hold."
    same = Sealed(b'[1,"r","s",1]', ((bytes(16), '"' + "x" * 1_000_000 + '"'),) * 20)
    assert told(transactions=[same]) == "This plan repeats the same characters more often than a file to partners may."
    monkeypatch.setattr(payload, "MAX_TRANSACTION", 20)
    assert told(transactions=[Sealed(b'[1,"r","s",1]', ((None, None),) * 4)]) == (
        "One change of this plan is larger than any file between partners may hold."
    )


def test_a_plan_of_too_many_computers_is_told_so_before_anything_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(manifest, "MAX_MANIFEST", 100)
    stream = io.BytesIO()
    with pytest.raises(UserError) as caught:
        manifest.write_signed(stream, plain_manifest(), pendle())
    assert caught.value.message == "This plan has been worked on from more computers than one file can list."
    assert stream.getvalue() == b""


def test_a_file_on_a_disk_says_how_large_it_may_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "a.cspx")
    monkeypatch.setattr(envelope, "MAX_FILE", 2**20)
    (tmp_path / "b.cspx").write_bytes((tmp_path / "a.cspx").read_bytes() + bytes(2**20))
    error = refusal_of(tmp_path / "b.cspx")
    assert error is not None
    assert error.message == "This file is larger than 1 MB, more than any bundle."
    assert refusal_of(tmp_path / "a.cspx") is None


def test_a_stranger_is_told_from_a_partner(tmp_path: Path) -> None:
    write(tmp_path / "a.cspx")
    with pytest.raises(UserError) as caught:
        open_bundle(tmp_path / "a.cspx", county(), sender_key=lambda _: None)
    assert caught.value.message == "This file comes from somebody who is not among your partners."


def test_a_hash_that_is_right_by_chance_of_length_is_not_enough(tmp_path: Path) -> None:
    """The same number of bytes, another payload: the hash says so."""
    packed = zlib.compress(T + NONE)
    claims = replace(plain_manifest(), payload_len=len(packed), unpacked_len=16, n_txn=1)
    claims = replace(claims, payload_sha256=hashlib.sha256(bytes(len(packed))).hexdigest())
    (tmp_path / "a.cspx").write_bytes(encrypted(signed_content(manifest.to_bytes(claims)) + packed))
    error = refusal_of(tmp_path / "a.cspx")
    assert error is not None
    assert error.message == "What this file holds is not what its sender signed."


def test_a_disk_that_is_full_while_a_file_is_packed_is_called_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full(io.BytesIO):
        def write(self, _: object, /) -> NoReturn:
            raise OSError(ENOSPC, "no")

    monkeypatch.setattr(tempfile, "TemporaryFile", Full)
    with pytest.raises(UserError) as caught:
        write(tmp_path / "a.cspx")
    assert (caught.value.code, "a.cspx was not saved" in caught.value.message) == ("disk-full", True)
    assert not list(tmp_path.iterdir())
