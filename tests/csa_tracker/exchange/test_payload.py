"""What was packed comes out as it was; what is out of order, too large or not as signed does not."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from csa_tracker.errors import UserError
from csa_tracker.exchange import payload
from csa_tracker.exchange.payload import PayloadReader, write_payload
from csa_tracker.exchange.sealed import Sealed
from csa_tracker.exchange.unpacking import Unpacker
from db.log.transaction import read_transaction
from db.log.values import MAX_INTEGER, encode_value
from tests.csa_tracker.exchange.bundles import SALT, chain, frame, plain_manifest, sealed
from tests.csa_tracker.exchange.frames import NOISE, NONE, ONE, T, reader, refused

SCALARS = st.one_of(st.text(), st.integers(-MAX_INTEGER, MAX_INTEGER), st.none(), st.booleans())
SALTED = st.tuples(st.binary(min_size=16, max_size=16), SCALARS.map(encode_value))
PAIRS = st.just((None, None)) | SALTED
SEALED = st.builds(
    lambda replica, scope, seq, values: Sealed(orjson.dumps([1, replica, scope, seq]), tuple(values)),
    st.sampled_from(["r", "s"]),
    st.text(max_size=3),
    st.integers(1, 2**63 - 1),
    st.lists(PAIRS, max_size=6),
)


@given(
    st.lists(st.binary(max_size=40), max_size=3),
    st.lists(st.binary(max_size=40), max_size=3),
    st.lists(SEALED, max_size=6),
)
def test_what_is_packed_comes_out_in_order(cards: list[bytes], heads: list[bytes], transactions: list[Sealed]) -> None:
    stream = io.BytesIO(b"before")
    stream.seek(6)
    packed = write_payload(stream, cards=cards, heads=heads, transactions=iter(transactions))
    reading = PayloadReader(stream, 6, replace(plain_manifest(), **packed._asdict()))
    reading.refuse_changed()
    assert reading.read_before() == (cards, heads)
    assert list(reading.transactions()) == transactions
    assert packed.n_op == sum(len(each.values) for each in transactions)


def test_spans_say_what_is_inside_also_of_forks() -> None:
    bodies = [("r", "b", 4), ("r", "b", 5), ("r", "b", 5), ("r", "a", 9), ("q", "b", 1)]
    transactions = [Sealed(orjson.dumps([1, *names, None]), ()) for names in bodies]
    packed = write_payload(io.BytesIO(), cards=[], heads=[], transactions=transactions)
    assert packed.provides == (("q", "b", 1, 1), ("r", "a", 9, 9), ("r", "b", 4, 5))


def test_real_transactions_are_verified_after_the_journey() -> None:
    made = chain(["Extra patrols", None, "Café\u2028🎭\x00"])
    stream = io.BytesIO()
    packed = write_payload(stream, cards=[], heads=[], transactions=map(sealed, made))
    reading = PayloadReader(stream, 0, replace(plain_manifest(), **packed._asdict()))
    assert [read_transaction(*each) for each in reading.transactions()] == made


def test_two_readings_at_once_do_not_disturb_each_other() -> None:
    noise = [hashlib.shake_256(bytes([seq])).digest(60_000).hex() for seq in range(20)]
    many = [Sealed(orjson.dumps([1, "r", "s", seq]), ((SALT, encode_value(text)),)) for seq, text in enumerate(noise)]
    stream = io.BytesIO()
    packed = write_payload(stream, cards=[b"card"], heads=[b"head"], transactions=many)
    reading = PayloadReader(stream, 0, replace(plain_manifest(), **packed._asdict()))
    pairs = zip(reading.transactions(), reading.transactions(), strict=True)
    assert [(one == other, reading.read_before()) for one, other in pairs] == [(True, ([b"card"], [b"head"]))] * len(
        many
    )


def test_the_longest_texts_of_one_change_travel() -> None:
    """A text may have a million characters, and escaping makes seven bytes of some of them."""
    texts = [encode_value(character * 1_000_000) for character in ("\x01", "🎭", "x")]
    transaction = Sealed(b'[1,"r","s",1]', tuple((SALT, text) for text in texts))
    stream = io.BytesIO()
    packed = write_payload(stream, cards=[], heads=[], transactions=[transaction])
    assert packed.unpacked_len > 12_000_000
    reading = PayloadReader(stream, 0, replace(plain_manifest(), **packed._asdict()))
    assert list(reading.transactions()) == [transaction]


@pytest.mark.parametrize(
    ("unpacked", "n_txn", "n_op"),
    [
        (T, 1, 0),
        (T + T + NONE, 2, 0),
        (NONE, 0, 0),
        (T + NONE + frame(b"C", b"x"), 1, 0),
        (frame(b"X", b""), 0, 0),
        (T + NONE + frame(b"H", b"x"), 1, 0),
        (T + NONE, 2, 0),
        (T + NONE, 0, 0),
        (T + ONE, 1, 0),
        (T + ONE, 1, 2),
        (T + NONE + NONE, 1, 0),
        (T + ONE + NONE, 1, 1),
        (T + NONE + b"T", 1, 0),
        (T + NONE + T[:-1], 2, 0),
        (b"", 1, 0),
        (frame(b"C", bytes(16_385)), 0, 0),
        (b"T\xff\xff\xff\xff", 1, 0),
        (b"V\x01\x00\x00\x01", 1, 0),
        (T + frame(b"V", b"[" + b"null," * 4_096 + b"null]"), 1, 4_097),
        (frame(b"T", b"[" + b"0," * 100_000 + b"0]") + NONE, 1, 0),
    ],
)
def test_frames_in_another_order_number_or_size_are_damage(unpacked: bytes, n_txn: int, n_op: int) -> None:
    refused(reader(unpacked, n_txn=n_txn, n_op=n_op))


def test_honest_frames_are_read() -> None:
    reading = reader(frame(b"C", b"x") + frame(b"H", b"y") + T + ONE + ONE + T + NONE, n_txn=2, n_op=2)
    assert list(reading.transactions()) == [Sealed(b"[]", ((None, None),) * 2), Sealed(b"[]", ())]


BAD_VALUES = {
    "deep": b"[" * 100_000,
    "an object": b"{}",
    "an empty item": b"[[]]",
    "three": b'[["' + b"0" * 32 + b'","1","1"]]',
    "a short salt": b'[["00","1"]]',
    "capitals": b'[["' + b"AB" * 16 + b'","1"]]',
    "spaces": b"[null, null]",
    "an open end": b"[null,]",
    "no end": b"[null",
    "NaN": b"[NaN]",
    "nothing": b"",
    "a number": b"[5]",
    "more after": b"[]]",
    "bytes that are not UTF-8": b'[["' + b"0" * 32 + b'","\xff"]]',
    "ten million": b"[" + b"0," * 8_000_000 + b"0]",
}
BAD_TEXTS = {
    "not JSON": "x",
    "nothing": "",
    "NaN": "NaN",
    "infinite": "1e999",
    "5,000 digits": "9" * 5_000,
    "a space before": ' "x"',
    "a second form": '"\\u0041"',
    "deep": "[" * 30_000 + "]" * 30_000,
    "quite deep": "[" * 300 + "]" * 300,
    "keys twice": '{"d":1,"d":2}',
    "keys unsorted": '{"b":1,"a":2}',
    "a lone surrogate": '"\\ud800"',
    "a long list": "[" + "0," * 40_000 + "0]",
    "many numbers": " " * 70_000 + "1",
}


@pytest.mark.parametrize("content", BAD_VALUES.values(), ids=BAD_VALUES)
def test_values_in_another_shape_are_damage(content: bytes) -> None:
    refused(reader(T + frame(b"V", content), n_txn=1, n_op=1))


@pytest.mark.parametrize("text", BAD_TEXTS.values(), ids=BAD_TEXTS)
def test_a_value_that_is_not_canonical_is_damage(text: str) -> None:
    content = orjson.dumps([["0" * 32, text]])
    assert "value" in refused(reader(T + frame(b"V", content), n_txn=1, n_op=1))


def test_a_value_of_a_later_version_travels_as_it_came() -> None:
    text = '{"area":{"centre":[1,2],"name":"x"}}'
    reading = reader(T + frame(b"V", orjson.dumps([[SALT.hex(), text]])), n_txn=1, n_op=1)
    assert list(reading.transactions()) == [Sealed(b"[]", ((SALT, text),))]


def test_a_transaction_larger_than_any_is_damage() -> None:
    item = orjson.dumps([[SALT.hex(), encode_value(NOISE.hex())]])
    assert "larger than any change" in refused(reader(T + frame(b"V", item) * 34, n_txn=1, n_op=34))


@pytest.mark.parametrize(
    ("unpacked", "claims"),
    [
        (T + NONE, {"after": b"\0"}),
        (T + NONE, {"payload_len": 3}),
        (T + NONE, {"unpacked_len": 13}),
        (T + NONE, {"unpacked_len": 15}),
        (T + NONE, {"unpacked_len": 2**30 + 1}),
        (T + NONE, {"payload_len": 999}),
    ],
)
def test_a_payload_of_another_length_is_damage(unpacked: bytes, claims: dict[str, Any]) -> None:
    refused(reader(unpacked, n_txn=1, **claims))


def test_bytes_that_do_not_unpack_are_damage() -> None:
    with pytest.raises(UserError, match="cannot be unpacked"):
        Unpacker(io.BytesIO(b"nonsense"), 0, 8, 100).take(1)


def test_a_changed_payload_is_refused_before_it_is_unpacked() -> None:
    reading = reader(b"")
    for changes in ({"payload_len": 7}, {"payload_sha256": "1" * 64}):
        other = PayloadReader(reading._stream, 0, replace(reading._manifest, **changes))
        with pytest.raises(UserError, match="not what its sender signed"):
            other.refuse_changed()


def test_long_values_go_into_several_frames_and_come_back_in_order() -> None:
    texts = [encode_value(letter * 600_000) for letter in "abcde"]
    values = (*((SALT, text) for text in texts), (None, None))
    frames = list(payload._values_to_frames(values))
    assert [len(orjson.loads(each)) for each in frames] == [2, 2, 2]
    assert list(payload._values_to_frames(())) == [b"[]"]
    assert [item for each in frames for item in payload._read_values(each)] == list(values)


class Bounded(io.BytesIO):
    """A file so large that whoever reads it at once is stopped."""

    def read(self, size: int | None = -1, /) -> bytes:
        assert size is not None
        assert 0 <= size <= 2**20
        return super().read(size)


def test_no_part_of_a_file_is_read_into_memory_without_bounds() -> None:
    stream = Bounded()
    texts = ["one", NOISE.hex()]  # more than one block
    packed = write_payload(stream, cards=[b"card"], heads=[], transactions=map(sealed, chain(texts)))
    reading = PayloadReader(stream, 0, replace(plain_manifest(), **packed._asdict()))
    reading.refuse_changed()
    assert reading.read_before() == ([b"card"], [])
    assert len(list(reading.transactions())) == 2
