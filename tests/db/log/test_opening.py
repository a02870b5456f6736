"""The opening transaction is accepted by its known id alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from db.log.opening import OPENINGS, make_opening, opening_bytes, opening_salt, opening_transactions


@dataclass(frozen=True)
class Row:
    entity: str
    id: str
    fields: Mapping[str, str | int | bool | dt.date | None]


ROW = Row("area", "a1", {"name": "Burnley", "parent": None, "valid_from": dt.date(1974, 4, 1)})


def test_each_opening_has_its_known_id() -> None:
    assert [transaction.id.hex() for transaction in opening_transactions()] == list(OPENINGS.values())


def test_an_opening_with_another_id_is_refused() -> None:
    with pytest.raises(ValueError, match="not the frozen opening"):
        opening_transactions({"0001.json": "00" * 32})


def test_the_same_rows_make_the_same_opening_on_every_machine() -> None:
    assert make_opening([ROW]) == make_opening([ROW])
    assert opening_bytes(make_opening([ROW])) == opening_bytes(make_opening([ROW]))


def test_a_missing_value_makes_no_operation_and_salts_follow_from_the_place() -> None:
    made = make_opening([ROW])
    assert [(op.field, op.value, op.salt) for op in made.operations] == [
        ("name", '"Burnley"', opening_salt(0)),
        ("valid_from", '{"d":"1974-04-01"}', opening_salt(1)),
    ]
    assert opening_salt(0).hex() == "42018e6df55f04396069174527a851dd"
