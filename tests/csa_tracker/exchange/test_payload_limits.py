"""Every limit of a payload holds to the last byte, for who writes and for who reads."""

from __future__ import annotations

import io
from typing import Any

import orjson
import pytest

from csa_tracker.errors import UserError
from csa_tracker.exchange import payload, unpacking
from csa_tracker.exchange.payload import write_payload
from csa_tracker.exchange.sealed import Sealed
from db.log.values import encode_value
from tests.csa_tracker.exchange.bundles import REPLICA, SALT, frame
from tests.csa_tracker.exchange.frames import NOISE, ONE, T, reader, refused

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


def test_as_much_as_may_come_before_the_changes_is_read_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    cards, heads = reader(frame(b"C", b"") * 4_096 + frame(b"H", b"") * 65_536).read_before()
    assert (len(cards), len(heads)) == (4_096, 65_536)
    five = frame(b"C", b"abc") + frame(b"H", b"de")
    monkeypatch.setattr(payload, "MAX_BEFORE", 5)
    assert reader(five).read_before() == ([b"abc"], [b"de"])
    monkeypatch.setattr(payload, "MAX_BEFORE", 4)
    with pytest.raises(UserError, match="before its changes"):
        reader(five).read_before()


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


SMALL: dict[str, Any] = {
    "cards": [bytes(5), bytes(5)],
    "heads": [bytes(5)],
    "transactions": [Sealed(b'[1,"r","s",1]', ((None, None),))],
}


@pytest.mark.parametrize(
    ("limit", "most", "parts"),
    [
        ("MAX_CARDS", 2, SMALL),
        ("MAX_HEADS", 1, SMALL),
        ("MAX_BEFORE", 30, SMALL),  # each frame is 5 bytes and its content
        ("MAX_SMALL_FRAME", 5, SMALL),
        ("MAX_FRAME", 13, SMALL),
        ("MAX_TRANSACTION", 19, SMALL),
        ("MAX_UNPACKED", 59, SMALL),
        ("MAX_UNPACKED", 30, SMALL | {"transactions": []}),
    ],
)
def test_as_much_as_a_reader_takes_is_written_and_no_more(
    monkeypatch: pytest.MonkeyPatch, limit: str, most: int, parts: dict[str, Any]
) -> None:
    monkeypatch.setattr(payload, limit, most)
    written = write_payload(io.BytesIO(), **parts)
    assert written.n_txn == written.n_op == len(parts["transactions"])
    monkeypatch.setattr(payload, limit, most - 1)
    with pytest.raises(UserError) as caught:
        write_payload(io.BytesIO(), **parts)
    assert caught.value.code == "too-large"


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


@pytest.mark.parametrize("part", [b",", b"[", b"{"])
def test_parts_are_counted_to_the_last_one(part: bytes) -> None:
    """43,690 parts in as many bytes are the most: 40,960 and one for each 16 bytes."""
    assert not payload._has_too_many_parts(part * 43_690)
    assert payload._has_too_many_parts(part * 43_691)
    assert payload._has_too_many_parts(b",[{" * 14_564)


def test_a_change_may_be_as_large_as_the_largest_and_no_larger(monkeypatch: pytest.MonkeyPatch) -> None:
    most = frame(b"V", b"[" + b"null," * 4_095 + b"null]")
    assert len(next(reader(T + most, n_txn=1, n_op=4_096).transactions()).values) == 4_096
    monkeypatch.setattr(payload, "MAX_TRANSACTION", 8)
    assert list(reader(T + ONE, n_txn=1, n_op=1).transactions()) == [Sealed(b"[]", ((None, None),))]
    monkeypatch.setattr(payload, "MAX_TRANSACTION", 7)
    refused(reader(T + ONE, n_txn=1, n_op=1))


def test_a_value_of_a_later_version_may_be_64_kib_long() -> None:
    for more, fits in ((32_766, True), (32_767, False)):
        text = "[10" + ",1" * more + "]"
        assert (len(text) <= 2**16) is fits
        reading = reader(T + frame(b"V", orjson.dumps([[SALT.hex(), text]])), n_txn=1, n_op=1)
        if fits:
            assert list(reading.transactions()) == [Sealed(b"[]", ((SALT, text),))]
        else:
            refused(reading)


@pytest.mark.parametrize(("limit", "most"), [("MAX_FRAME", 6), ("MAX_SMALL_FRAME", 3)])
def test_a_part_may_be_as_long_as_the_longest_and_no_longer(
    monkeypatch: pytest.MonkeyPatch, limit: str, most: int
) -> None:
    frames = frame(b"C", b"abc") + frame(b"H", b"def") + T + ONE
    monkeypatch.setattr(payload, limit, most)
    assert len(list(reader(frames, n_txn=1, n_op=1).transactions())) == 1
    monkeypatch.setattr(payload, limit, most - 1)
    assert "longer than any part" in refused(reader(frames, n_txn=1, n_op=1))


def test_a_frame_of_values_ends_once_it_holds_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(payload, "_VALUES_ENOUGH", 10)
    texts = [encode_value("x" * 8), "1", encode_value("y" * 8), "2", "3"]
    frames = [orjson.loads(each) for each in payload._values_to_frames([(SALT, text) for text in texts])]
    assert frames == [[[SALT.hex(), text] for text in part] for part in (texts[:2], texts[2:4], texts[4:])]


def test_a_value_that_lost_its_text_or_its_salt_travels_as_lost() -> None:
    lost = ((None, '"x"'), (SALT, None), (None, None), (SALT, '"x"'))
    (only,) = payload._values_to_frames(lost)
    assert orjson.loads(only) == [None, None, None, [SALT.hex(), '"x"']]
