"""A manifest has one byte form, and every part of it is of its kind."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from csa_tracker.errors import Exit, UserError
from csa_tracker.exchange import manifest as manifests
from csa_tracker.exchange.manifest import Manifest, Sender, from_bytes, read_claims, read_signed, to_bytes
from tests.csa_tracker.exchange.bundles import (
    OTHER_REPLICA,
    REPLICA,
    county,
    pendle,
    plain_manifest,
    signed_content,
)

HEX_32, HEX_64 = st.from_regex("[0-9a-f]{32}", fullmatch=True), st.from_regex("[0-9a-f]{64}", fullmatch=True)
WHOLE = st.integers(0, 2**63 - 1)
STREAM = st.tuples(st.text(), st.text())
VECTOR = st.dictionaries(STREAM, st.tuples(st.integers(1, 2**63 - 1), HEX_64), max_size=4)
SORTED_TEXTS = st.sets(st.text(), max_size=4).map(lambda texts: tuple(sorted(texts)))
SPANS = st.dictionaries(STREAM, st.tuples(WHOLE, WHOLE).map(sorted), max_size=4).map(
    lambda spans: tuple((*stream, *span) for stream, span in sorted(spans.items()))
)
MANIFESTS = st.builds(
    Manifest,
    format=st.just(manifests.FORMAT),
    plan=HEX_32,
    bundle_id=HEX_32,
    created_hlc=WHOLE,
    app_version=st.from_regex(r"[0-9]+\.[0-9]+(\.dev1)?", fullmatch=True).filter(lambda text: len(text) <= 40),
    schema_version=st.integers(1, 99),
    min_reader=st.integers(1, 99),
    sender=st.builds(Sender, HEX_32, HEX_32),
    recipients=st.sets(HEX_32, min_size=1, max_size=4).map(lambda ids: tuple(sorted(ids))),
    kind=st.sampled_from(manifests.KINDS),
    scopes=SORTED_TEXTS,
    base=VECTOR,
    have=VECTOR,
    provides=SPANS,
    n_txn=WHOLE,
    n_op=WHOLE,
    payload_len=WHOLE,
    payload_sha256=HEX_64,
    unpacked_len=WHOLE,
    prev_bundle=st.none() | HEX_32,
)


def refused(content: bytes) -> UserError:
    with pytest.raises(UserError) as caught:
        from_bytes(content)
    assert caught.value.exit_code == Exit.DAMAGED
    return caught.value


@given(MANIFESTS)
def test_what_is_written_is_read_again(manifest: Manifest) -> None:
    content = to_bytes(manifest)
    assert from_bytes(content) == manifest
    assert read_claims(content) == (manifest.sender.member, manifest.recipients, manifest.min_reader)


@given(MANIFESTS, st.data())
def test_a_mutated_manifest_is_refused_or_still_canonical(manifest: Manifest, data: st.DataObject) -> None:
    content = bytearray(to_bytes(manifest))
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        again = from_bytes(bytes(content))
    except UserError:
        refused(bytes(content))
    else:
        assert to_bytes(again) == content


def changed(**parts: object) -> bytes:
    return orjson.dumps(orjson.loads(to_bytes(plain_manifest())) | parts, option=orjson.OPT_SORT_KEYS)


ID = "0" * 64
WRONG_PARTS: list[dict[str, Any]] = [
    {"format": "csa-bundle-2"},
    {"plan": "A1" * 16},
    {"plan": None},
    {"plan": 5},
    {"bundle_id": "ab12"},
    {"bundle_id": [1]},
    {"created_hlc": -1},
    {"created_hlc": 1.5},
    {"created_hlc": True},
    {"created_hlc": 2**63},
    {"app_version": ""},
    {"app_version": "1 2"},
    {"app_version": "1" * 41},
    {"schema_version": 0},
    {"schema_version": "2"},
    {"min_reader": 0},
    {"sender": {"member": "0" * 32}},
    {"sender": {"member": "0" * 32, "replica": "x"}},
    {"sender": []},
    {"sender": "x"},
    {"sender": {"member": "0" * 32, "replica": "0" * 32, "more": 1}},
    {"recipients": []},
    {"recipients": "0" * 32},
    {"recipients": ["1" * 32, "0" * 32]},
    {"recipients": ["0" * 32, "0" * 32]},
    {"recipients": [5]},
    {"kind": "half"},
    {"kind": []},
    {"scopes": "PEN"},
    {"scopes": ["b", "a"]},
    {"scopes": [1]},
    {"scopes": {"a": 1}},
    {"base": {}},
    {"base": [[]]},
    {"base": [["r", "s", 0, ID]]},
    {"base": [["r", "s", 1, "0"]]},
    {"base": [[1, "s", 1, ID]]},
    {"have": [["r", 1, 1, ID]]},
    {"have": [["r", "s", 1, ID], ["r", "s", 1, ID]]},
    {"have": [["s", "s", 1, ID], ["r", "s", 1, ID]]},
    {"have": ["abcd"]},
    {"provides": [["r", "s", 2, 1]]},
    {"provides": [["r", "s", 1]]},
    {"provides": [["s", "s", 1, 1], ["r", "s", 1, 1]]},
    {"provides": [["r", "s", 1, 1], ["r", "s", 2, 2]]},
    {"provides": [[1, "s", 1, 1]]},
    {"provides": [["r", "s", "1", 1]]},
    {"n_txn": -1},
    {"n_op": None},
    {"payload_len": "1"},
    {"payload_sha256": "0" * 63},
    {"unpacked_len": []},
    {"prev_bundle": ""},
    {"prev_bundle": 0},
    {"more": 1},
]


@pytest.mark.parametrize("parts", WRONG_PARTS, ids=str)
def test_a_part_of_another_kind_is_refused(parts: dict[str, Any]) -> None:
    refused(changed(**parts))


def test_a_part_that_is_missing_is_refused() -> None:
    for name in (parts := orjson.loads(to_bytes(plain_manifest()))):
        refused(orjson.dumps({key: value for key, value in parts.items() if key != name}, option=orjson.OPT_SORT_KEYS))


def test_a_second_form_of_the_same_manifest_is_refused() -> None:
    content = to_bytes(plain_manifest())
    refused(content.replace(b'"kind":"full"', b'"kind":"full","kind":"full"'))
    refused(content.replace(b'"kind":"full"', b'"kind": "full"'))
    refused(content.replace(b'"kind":"full"', b'"kind":"\\u0066ull"'))
    refused(content + b"\n")
    refused(b"\xef\xbb\xbf" + content)


HARMFUL = {
    "deep": b"[" * 100_000,
    "deep and closed": b"[" * 300 + b"]" * 300,
    "deep object": b'{"a":' * 100_000,
    "not a number": b'{"n_op":NaN}',
    "infinite": b'{"n_op":1e999}',
    "5,000 digits": b'{"n_op":' + b"9" * 5_000 + b"}",
    "lone surrogate": b'{"kind":"\\ud800"}',
    "not UTF-8": b'{"kind":"\xff"}',
    "many": b"[" + b"0," * 500_000 + b"0]",
    "nothing": b"",
    "null": b"null",
}


@pytest.mark.parametrize("content", HARMFUL.values(), ids=HARMFUL)
def test_harmful_json_is_refused(content: bytes) -> None:
    refused(content)
    with pytest.raises(UserError) as caught:
        read_claims(content)
    assert caught.value.exit_code == Exit.DAMAGED


@pytest.mark.parametrize(
    "parts", [{"sender": "x"}, {"recipients": [5]}, {"recipients": 5}, {"min_reader": 0}, {"min_reader": "2"}], ids=str
)
def test_claims_of_another_kind_are_refused(parts: dict[str, Any]) -> None:
    with pytest.raises(UserError):
        read_claims(changed(**parts))


def test_claims_of_a_manifest_of_a_later_version_can_be_read() -> None:
    assert read_claims(changed(format="csa-bundle-2", min_reader=2, more=["x"])).min_reader == 2


def test_signing_and_reading_again() -> None:
    stream = io.BytesIO()
    manifests.write_signed(stream, plain_manifest(), pendle())
    stream.write(b"payload")
    stream.seek(0)
    signed = read_signed(stream)
    assert stream.read() == b"payload"
    assert from_bytes(signed.content) == plain_manifest()
    assert signed.is_signed_by(pendle().signing_public)
    assert not signed.is_signed_by(county().signing_public)
    assert not signed._replace(content=signed.content + b" ").is_signed_by(pendle().signing_public)
    assert not signed.is_signed_by(b"no key")


WHOLE_FILE = signed_content(to_bytes(plain_manifest()))


@pytest.mark.parametrize(
    "content", [b"", b"CSPB1\n\x00", b"CSPB2\n" + WHOLE_FILE[6:], b"CSPB1\n\xff\xff\xff\xff", WHOLE_FILE[:-1]]
)
def test_a_start_that_is_not_one_is_damage(content: bytes) -> None:
    with pytest.raises(UserError) as caught:
        read_signed(io.BytesIO(content))
    assert caught.value.exit_code == Exit.DAMAGED


def test_a_manifest_no_reader_would_take_is_not_written() -> None:
    many = {(OTHER_REPLICA, str(number)): (1, ID) for number in range(10_000)}
    with pytest.raises(UserError) as caught:
        manifests.write_signed(io.BytesIO(), replace(plain_manifest(), have=many), pendle())
    assert caught.value.code == "too-large"


def test_a_manifest_with_a_part_that_is_wrong_is_a_fault_of_its_writer() -> None:
    stream = io.BytesIO()
    for wrong in (replace(plain_manifest(), bundle_id="ab12"), replace(plain_manifest(), recipients=())):
        with pytest.raises(ValueError):
            manifests.write_signed(stream, wrong, pendle())
    assert not stream.getvalue()


def test_a_vector_in_json_is_sorted() -> None:
    vector = {(OTHER_REPLICA, "a"): (1, ID), (REPLICA, "b"): (2, ID), (REPLICA, "a"): (3, ID)}
    assert manifests.vector_to_rows(vector) == [
        [REPLICA, "a", 3, ID],
        [REPLICA, "b", 2, ID],
        [OTHER_REPLICA, "a", 1, ID],
    ]


def test_a_manifest_may_be_as_long_as_the_longest_and_no_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    made = plain_manifest()
    stream = io.BytesIO()
    monkeypatch.setattr(manifests, "MAX_MANIFEST", len(to_bytes(made)))
    manifests.write_signed(stream, made, pendle())
    stream.seek(0)
    assert from_bytes(read_signed(stream).content) == made
    monkeypatch.setattr(manifests, "MAX_MANIFEST", len(to_bytes(made)) - 1)
    stream.seek(0)
    with pytest.raises(UserError, match="longer than any bundle"):
        read_signed(stream)


def test_a_stream_of_one_change_is_named_in_a_vector() -> None:
    made = replace(plain_manifest(), base={(REPLICA, "PEN"): (1, "0" * 64)}, have={(REPLICA, "PEN"): (2, "1" * 64)})
    assert from_bytes(to_bytes(made)) == made


@pytest.mark.parametrize("form", ["spaces", "unsorted", "a list"])
def test_whom_to_ask_is_read_from_the_one_form_alone(form: str) -> None:
    """Also of a manifest of a later version, of which nothing else is read."""
    parts = {"sender": {"member": pendle().member}, "recipients": [county().member], "min_reader": 9}
    assert read_claims(orjson.dumps(parts, option=orjson.OPT_SORT_KEYS)).min_reader == 9
    content = {
        "spaces": orjson.dumps(parts, option=orjson.OPT_SORT_KEYS | orjson.OPT_INDENT_2),
        "unsorted": orjson.dumps(parts),
        "a list": orjson.dumps([parts], option=orjson.OPT_SORT_KEYS),
    }[form]
    with pytest.raises(UserError, match="not one that CSA Tracker writes"):
        read_claims(content)
