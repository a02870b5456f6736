"""Which of several concurrent values is shown: a table of every line of the rule."""

from __future__ import annotations

from itertools import permutations

import pytest

from db.log.winner import HeadRow, distinct_values, winner

OLD, NEW = 10, 20
LOW, HIGH = b"\x01" * 32, b"\x02" * 32


def head(value: str | None, hlc: int, name: bytes, place: int = 0, op: int = 1) -> HeadRow:
    return HeadRow(value, hlc, name, place, op)


RULE = {
    "the later clock": ("title", [head('"b"', NEW, LOW), head('"a"', OLD, HIGH)]),
    "at one time the higher transaction": ("title", [head('"b"', NEW, HIGH, 0), head('"a"', NEW, LOW, 9)]),
    "within a transaction the later place": ("title", [head('"b"', NEW, LOW, 1), head('"a"', NEW, LOW, 0)]),
    "never the local number": ("title", [head('"b"', NEW, HIGH, 0, op=1), head('"a"', NEW, LOW, 0, op=99)]),
    "a link that holds, however old": ("_in", [head("true", OLD, LOW), head("false", NEW, HIGH)]),
    "of two links that hold the later": ("_in", [head("true", NEW, LOW), head("true", OLD, HIGH)]),
    "of two ended links the later": ("_in", [head("false", NEW, LOW), head("false", OLD, HIGH)]),
    "of a link ended and one cleared the later": ("_in", [head("false", NEW, LOW), head("null", OLD, HIGH)]),
    "true wins on links alone": ("done", [head("false", NEW, LOW), head("true", OLD, HIGH)]),
    "a removed value by its clock too": ("title", [head(None, NEW, LOW), head('"a"', OLD, HIGH)]),
    "one head": ("title", [head('"a"', OLD, LOW)]),
}


@pytest.mark.parametrize(("field", "heads"), RULE.values(), ids=RULE)
def test_the_first_of_each_line_is_shown_whatever_the_order(field: str, heads: list[HeadRow]) -> None:
    for order in permutations(heads):
        assert winner(field, order) is heads[0]


def test_the_same_value_typed_twice_is_one_value() -> None:
    assert distinct_values([head('"a"', OLD, LOW), head('"a"', NEW, HIGH)]) == 1
    assert distinct_values([head('"a"', OLD, LOW), head('"b"', NEW, HIGH), head(None, NEW, HIGH)]) == 3
