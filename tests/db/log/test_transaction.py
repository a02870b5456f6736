"""A transaction has one byte form and one id; anything else is refused."""

from __future__ import annotations

import hashlib

import orjson
import pytest

from db.log.transaction import DamagedTransaction, Operation, canonical_bytes, make_transaction, read_transaction
from db.log.values import encode_value
from tests.db.replica import operation, transaction

GOLDEN_BODY = (
    '[1,"11111111111111111111111111111111","BUR",2,'
    '"2222222222222222222222222222222222222222222222222222222222222222",1759415520000,'
    '"33333333333333333333333333333333",null,'
    '[["action","r1","title","b94483781f5580fadddab124b60a732b90be4e8b65b11b02d14d0ba78950be6e",'
    '[["2222222222222222222222222222222222222222222222222222222222222222",0],'
    '["2222222222222222222222222222222222222222222222222222222222222222",7]],[]]],{"do":"change-action"}]'
)
GOLDEN_ID = "e3a5be2ace260d4756e72e26aa63ce662177673a0b9f8e00c1d17229ccff9e8b"
EARLIER = "22" * 32


def golden() -> tuple[bytes, bytes, Operation]:
    """Id, body and operation of a transaction written out in full."""
    edit = Operation("action", "r1", "title", encode_value("Patrols – é 👮"), b"\7" * 16, ((EARLIER, 7), (EARLIER, 0)))
    made = make_transaction(
        replica="11" * 16,
        scope="BUR",
        seq=2,
        prev=EARLIER,
        hlc=1759415520000,
        member="33" * 16,
        group=None,
        operations=[edit],
        extra={"do": "change-action"},
    )
    return made.id, made.body, edit


def test_the_bytes_and_the_id_of_a_transaction_never_change() -> None:
    name, body, _ = golden()
    assert body.decode() == GOLDEN_BODY
    assert name.hex() == GOLDEN_ID
    assert hashlib.sha256(body).digest() == name


def test_a_transaction_reads_back_as_it_was_made() -> None:
    made = transaction(
        operation("r1", "title", "a\0b", covers=[(EARLIER, 2)]), operation("r1", "percent", 40), prev=EARLIER, seq=5
    )
    assert read_transaction(made.body, [(op.salt, op.value) for op in made.operations]) == made


def test_a_value_taken_away_leaves_the_id_as_it_was() -> None:
    made = transaction(operation("r1", "title", "A name"))
    read = read_transaction(made.body, [(None, None)])
    assert read.id == made.id
    assert read.operations[0].value is None


def test_names_of_earlier_operations_are_put_in_order() -> None:
    forwards = transaction(operation("r1", "title", "x", supersedes=[("aa" * 32, 1), ("bb" * 32, 0)]))
    backwards = transaction(operation("r1", "title", "x", supersedes=[("bb" * 32, 0), ("aa" * 32, 1)]))
    assert forwards.id == backwards.id


def test_bytes_in_any_other_form_are_refused() -> None:
    made = transaction(operation("r1", "title", "é"))
    values = [(op.salt, op.value) for op in made.operations]
    parsed = orjson.loads(made.body)
    others = {
        "a space": made.body.replace(b",", b", ", 1),
        "a line end": made.body + b"\n",
        "escapes": made.body.replace(b"action", rb"\u0061ction"),
        "unsorted keys": made.body.replace(b'{"do":"test"}', b'{"do":"test","at":1}'),
        "another format": canonical_bytes([2, *parsed[1:]]),
        "a part too few": canonical_bytes(parsed[:-1]),
        "an object": b"{}",
        "a number": b"1",
        "nothing": b"",
        "half of it": made.body[: len(made.body) // 2],
        "an operation too short": canonical_bytes([*parsed[:8], [["action", "r1"]], {}]),
        "an edge that is none": canonical_bytes([*parsed[:8], [[*parsed[8][0][:4], [["aa"]], []]], {}]),
        "not UTF-8": made.body.replace(b"action", b"acti\xff\xfe"),
    }
    assert read_transaction(made.body, values) == made
    for what, body in others.items():
        with pytest.raises(DamagedTransaction):
            raise AssertionError(f"accepted {what}: {read_transaction(body, values)}")


def test_a_value_or_salt_that_was_changed_is_refused() -> None:
    made = transaction(operation("r1", "title", "Done"))
    salt, value = made.operations[0].salt, made.operations[0].value
    assert salt is not None
    for pair in [(salt, '"Gone"'), (b"\0" * 16, value), (None, value)]:
        with pytest.raises(DamagedTransaction):
            read_transaction(made.body, [pair])


def test_a_missing_or_surplus_value_is_refused() -> None:
    made = transaction(operation("r1", "title", "Done"))
    pair = (made.operations[0].salt, made.operations[0].value)
    for values in ([], [pair, pair]):
        with pytest.raises(DamagedTransaction):
            read_transaction(made.body, values)


def test_an_operation_without_its_value_cannot_be_sealed() -> None:
    with pytest.raises(DamagedTransaction):
        transaction(operation("r1", "title", "x")._replace(value=None))
