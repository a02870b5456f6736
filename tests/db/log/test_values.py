"""Values have one canonical text, and come back as they were typed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import orjson
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from db.log.values import UnstorableValue, Value, commitment, decode_value, encode_value

SIMPLE: st.SearchStrategy[Value] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**63) + 1, 2**63 - 1),
    st.text(),
    st.dates(),
    st.decimals(allow_nan=False, allow_infinity=False),
)


@given(SIMPLE)
@example("")
@example("a\0b")
@example("👨‍👩‍👧 مرحبا \u202egnp")
@example("<b>bold</b> =1+1 'x' \"y\" \\ \u2028")
@example(2**63 - 1)
@example(-(2**63) + 1)
@example("z" * 100_000)
@example(value=True)
@example(1)
def test_a_value_comes_back_as_it_was(value: Value) -> None:
    back = decode_value(encode_value(value))
    assert back == value
    assert type(back) is type(value)


@given(SIMPLE, SIMPLE)
def test_two_values_share_a_text_only_when_they_are_the_same(one: Value, other: Value) -> None:
    same = type(one) is type(other) and str(one) == str(other)
    assert (encode_value(one) == encode_value(other)) is same


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "null"),
        (True, "true"),
        (150, "150"),
        ("é\n", '"é\\n"'),
        (dt.date(2026, 3, 31), '{"d":"2026-03-31"}'),
        (Decimal("12.50"), '{"n":"12.50"}'),
        ({"z": 1, "a": 2}, '{"a":2,"z":1}'),
    ],
)
def test_the_canonical_text_of_each_kind_of_value_stays_as_it_is(value: Value, text: str) -> None:
    assert encode_value(value) == text


@pytest.mark.parametrize("value", ["\ud800", "half \udfff pair", 2**63, -(2**63)])
def test_what_has_no_canonical_form_is_refused(value: Value) -> None:
    with pytest.raises(UnstorableValue):
        encode_value(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"d":"not a day"}', {"d": "not a day"}),
        ('{"n":[]}', {"n": []}),
        ('{"n":"twelve"}', {"n": "twelve"}),
        ('{"t":"10:30"}', {"t": "10:30"}),
        ('{"a":1,"b":2}', {"a": 1, "b": 2}),
        ("[1,2]", {"?": [1, 2]}),
        ("1.5", {"?": 1.5}),
    ],
)
def test_a_tag_this_version_does_not_know_is_kept_rather_than_lost(text: str, value: Value) -> None:
    assert decode_value(text) == value


def test_two_spellings_of_one_letter_stay_two_values() -> None:
    assert encode_value("é") != encode_value("e\u0301")


def test_a_commitment_tells_nothing_without_its_salt_and_everything_with_it() -> None:
    text = encode_value("Neighbourhood patrols")
    assert commitment(b"\0" * 16, text) == "46f59577636abb0f9304f6c15609a1db91629d668104803bcec1e1006eb59a91"
    assert commitment(b"\1" + b"\0" * 15, text) != commitment(b"\0" * 16, text)
    assert orjson.loads(text) == "Neighbourhood patrols"
