"""What was packed comes out as it was; what is out of order, too large or not as signed does not."""

from __future__ import annotations

import hashlib
import io
import zlib
from dataclasses import replace
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from csa_tracker.errors import Exit, UserError
from csa_tracker.exchange import payload, unpacking
from csa_tracker.exchange.payload import PayloadReader, write_payload
from csa_tracker.exchange.sealed import Sealed
from csa_tracker.exchange.unpacking import Unpacker
from db.log.transaction import read_transaction
from db.log.values import MAX_INTEGER, encode_value
from tests.csa_tracker.exchange.bundles import REPLICA, SALT, chain, frame, plain_manifest, sealed

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


def reader(unpacked: bytes, *, n_txn: int = 0, n_op: int = 0, after: bytes = b"", **other: object) -> PayloadReader:
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
    with pytest.raises(UserError) as caught:
        list(reading.transactions())
    assert caught.value.exit_code == Exit.DAMAGED
    return caught.value.message


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


NOISE = hashlib.shake_256(b"noise").digest(500_000)
T, NONE = frame(b"T", b"[]"), frame(b"V", b"[]")
ONE = frame(b"V", b"[null]")


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


TOO_MUCH_BEFORE = {
    "heads before cards": frame(b"H", b"x") + frame(b"C", b"x"),
    "many cards": frame(b"C", b"") * 4_097,
    "many heads": frame(b"H", b"") * 65_537,
    "many bytes": frame(b"C", NOISE[:16_000]) * 1_100,
}


@pytest.mark.parametrize("unpacked", TOO_MUCH_BEFORE.values(), ids=TOO_MUCH_BEFORE)
def test_what_comes_before_the_changes_has_an_order_and_bounds(unpacked: bytes) -> None:
    with pytest.raises(UserError, match="before its changes"):
        reader(unpacked).read_before()


def test_what_no_reader_takes_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    text = encode_value("x" * 1_000_000)
    too_much: list[dict[str, Any]] = [
        {"cards": [bytes(16_385)]},
        {"cards": [b""] * 4_097},
        {"heads": [b""] * 65_537},
        {"heads": [bytes(16_000)] * 1_100},
        {"transactions": [Sealed(bytes(2**24 + 1), ())]},
        {"transactions": [Sealed(b'[1,"r","s",1]', ((SALT, text),) * 40)]},
        {"transactions": [Sealed(b'[1,"r","s",1]', ((SALT, text),) * 20)]},
    ]
    for parts in too_much:
        with pytest.raises(UserError) as caught:
            write_payload(io.BytesIO(), **{"cards": [], "heads": [], "transactions": []} | parts)
        assert caught.value.code == "too-large"
    monkeypatch.setattr(payload, "MAX_UNPACKED", 100)
    with pytest.raises(UserError):
        write_payload(io.BytesIO(), cards=[bytes(50)] * 2, heads=[], transactions=[])


def test_the_largest_delete_fits_a_frame() -> None:
    """4,096 rows, each with the heads of 40 fields: as a person deletes what an import brought."""
    operation: list[object] = ["action", "0" * 36, "_deleted", "0" * 64, [], [["0" * 64, 4_095]] * 40]
    body = orjson.dumps([1, REPLICA, "PEN", 1, None, 2**62, "0" * 32, None, [operation] * 4_096, {"do": "delete"}])
    assert len(body) < payload.MAX_FRAME
    assert not payload._has_too_many_parts(body)
    small = orjson.dumps([1, "", "", 1, None, 1, "", None, [["", "", "", "0" * 64, [], []]] * 4_096, {}])
    assert not payload._has_too_many_parts(small)


def test_only_past_16_mib_does_the_ratio_count() -> None:
    assert not unpacking.is_bomb(1, 16 * 2**20)
    assert unpacking.is_bomb(1, 16 * 2**20 + 1)
    assert not unpacking.is_bomb(2**20, 200 * 2**20)
    assert unpacking.is_bomb(2**20, 200 * 2**20 + 1)
