"""Bundles arrive whole, from whom they say, for whom they are meant; everything else is refused with the right code."""

from __future__ import annotations

import datetime as dt
import io
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from csa_tracker.errors import Exit, UserError
from csa_tracker.exchange.bundle import Recipient, _OneAfterTheOther, bundle_name, inspect_bundle, open_bundle
from csa_tracker.exchange.head_signing import head_from_bytes, head_to_bytes, is_signed_by, sign_head
from csa_tracker.exchange.refusals import UnknownSender
from db.log.transaction import read_transaction
from tests.csa_tracker.exchange.bundles import (
    BUNDLE,
    OTHER_REPLICA,
    PLAN,
    REPLICA,
    Forged,
    chain,
    county,
    decrypted,
    encrypted,
    frame,
    keys_of,
    known,
    pendle,
    read_all,
    receive,
    refusal_of,
    write,
)
from tests.csa_tracker.exchange.people import signed as card_bytes


def nobody(_: str) -> bytes | None:
    """Who knows no member."""
    return None


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "small.cspx"
    write(path)
    return path


@pytest.fixture(autouse=True)
def nothing_left(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """However a test ends, the temporary folder must be as empty as before."""
    folder = tmp_path_factory.mktemp("temporary")
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield
    assert not list(folder.iterdir())


def test_a_bundle_arrives_whole(path: Path) -> None:
    sent = chain(["Extra patrols", "Café 🎭"])
    with receive(path) as bundle:
        assert [read_transaction(*each) for each in bundle.transactions()] == sent
        assert [card.member for card in bundle.cards()] == [pendle().member]
        (head,) = bundle.head_signatures()
        manifest = bundle.manifest
    assert (head.replica, head.scope, head.seq, head.id) == (REPLICA, "PEN", 2, sent[-1].id.hex())
    assert is_signed_by(head, PLAN, pendle().signing_public)
    assert (manifest.provides, manifest.n_txn, manifest.n_op) == (((REPLICA, "PEN", 1, 2),), 2, 2)
    assert manifest.have == {(REPLICA, "PEN"): (2, sent[-1].id.hex())}
    assert list(path.parent.iterdir()) == [path]


def test_transactions_can_be_read_twice_and_an_empty_bundle_once(path: Path, tmp_path: Path) -> None:
    with receive(path) as bundle:
        assert list(bundle.transactions()) == list(bundle.transactions()) != []
    write(tmp_path / "empty.cspx", texts=[])
    assert read_all(tmp_path / "empty.cspx") == []


def test_what_is_written_is_what_is_said_to_be(tmp_path: Path) -> None:
    target = tmp_path / "a.cspx"
    manifest = write(target, kind="delta", base={(OTHER_REPLICA, "PEN"): (7, "0" * 64)}, prev_bundle="cd34" * 8)
    with receive(target) as bundle:
        assert bundle.manifest == manifest
    assert (manifest.kind, manifest.prev_bundle) == ("delta", "cd34" * 8)
    assert manifest.base == {(OTHER_REPLICA, "PEN"): (7, "0" * 64)}


def test_every_truncation_is_damage(path: Path) -> None:
    with path.open("r+b") as stream:
        for length in reversed(range(path.stat().st_size)):
            stream.truncate(length)
            error = refusal_of(path)
            assert error is not None, length
            assert error.exit_code == Exit.DAMAGED, length


def test_every_flipped_byte_is_damage(path: Path) -> None:
    content = path.read_bytes()
    with path.open("r+b", buffering=0) as stream:
        for place, byte in enumerate(content):
            stream.seek(place)
            stream.write(bytes([byte ^ 0x01 << place % 8]))
            error = refusal_of(path)
            assert error is not None, place
            assert error.exit_code == Exit.DAMAGED, place
            stream.seek(place)
            stream.write(bytes([byte]))
    assert refusal_of(path) is None


def test_every_flipped_byte_inside_is_refused_though_the_outside_is_true(path: Path) -> None:
    """As somebody does who can encrypt to the county: sign they cannot."""
    inner = decrypted(path.read_bytes())
    for place in range(0, len(inner), 3):
        path.write_bytes(encrypted(inner[:place] + bytes([inner[place] ^ 0x04]) + inner[place + 1 :]))
        error = refusal_of(path)
        assert error is not None, place
        assert error.exit_code in (Exit.DAMAGED, Exit.UNKNOWN_SIGNER), place


def test_every_truncation_inside_is_damage(path: Path) -> None:
    inner = decrypted(path.read_bytes())
    for length in range(0, len(inner), 7):
        path.write_bytes(encrypted(inner[:length]))
        error = refusal_of(path)
        assert error is not None, length
        assert error.exit_code == Exit.DAMAGED, length


def test_a_bundle_for_somebody_else_is_not_mine(tmp_path: Path) -> None:
    burnley = keys_of("Burnley")
    write(tmp_path / "a.cspx", recipients=[Recipient(burnley.member, burnley.age_public)])
    error = refusal_of(tmp_path / "a.cspx")
    assert error is not None
    assert error.exit_code == Exit.NOT_FOR_ME


def test_a_bundle_that_a_recipient_passes_on_is_not_mine_either(tmp_path: Path) -> None:
    """Burnley decrypts what Pendle sent it and encrypts that for the county, to make the county merge it."""
    burnley = keys_of("Burnley")
    write(tmp_path / "a.cspx", recipients=[Recipient(burnley.member, county().age_public)])
    error = refusal_of(tmp_path / "a.cspx")
    assert error is not None
    assert error.exit_code == Exit.NOT_FOR_ME
    with pytest.raises(UserError) as caught:
        inspect_bundle(tmp_path / "a.cspx", county())
    assert caught.value.exit_code == Exit.NOT_FOR_ME


def test_a_strangers_bundle_comes_with_a_card_of_the_same_hand(path: Path) -> None:
    with pytest.raises(UnknownSender) as caught:
        open_bundle(path, county(), sender_key=nobody)
    error = caught.value
    assert (error.code, error.exit_code, error.sender) == ("unknown-sender", Exit.UNKNOWN_SIGNER, pendle().member)
    assert error.card is not None
    assert error.card.signing == pendle().signing_public


def test_a_strangers_bundle_without_its_card_is_still_kept_for_later(tmp_path: Path) -> None:
    write(tmp_path / "a.cspx", cards=[card_bytes(keys_of("Burnley"))])
    with pytest.raises(UnknownSender) as caught:
        open_bundle(tmp_path / "a.cspx", county(), sender_key=nobody)
    assert caught.value.card is None
    assert inspect_bundle(tmp_path / "a.cspx", county()).sender is None


def test_a_bundle_that_carries_somebody_elses_card_as_its_senders_is_damage(tmp_path: Path) -> None:
    """A stranger names Pendle as sender and puts Pendle's true card inside, but cannot sign as Pendle."""
    inner = Forged([frame(b"C", card_bytes(pendle()))]).inner()
    length = 10 + int.from_bytes(inner[6:10], "big")
    target = tmp_path / "a.cspx"
    target.write_bytes(encrypted(inner[:length] + bytes(64) + inner[length + 64 :]))
    for look in (
        lambda: open_bundle(target, county(), sender_key=nobody),
        lambda: inspect_bundle(target, county()),
    ):
        with pytest.raises(UserError) as caught:
            look()
        assert caught.value.exit_code == Exit.DAMAGED


def test_a_bundle_signed_by_another_key_than_the_one_known_is_damage(path: Path) -> None:
    with pytest.raises(UserError) as caught:
        open_bundle(path, county(), sender_key=lambda _: keys_of("Burnley").signing_public)
    assert caught.value.exit_code == Exit.DAMAGED


@pytest.mark.parametrize(
    "changes", [{"min_reader": 2}, {"min_reader": 9, "format": "csa-bundle-9", "n_txn": None, "new": []}], ids=str
)
def test_a_bundle_of_a_newer_version_waits_for_it(tmp_path: Path, changes: dict[str, Any]) -> None:
    target = Forged(changes=changes).write(tmp_path / "a.cspx")
    error = refusal_of(target)
    assert error is not None
    assert error.exit_code == Exit.NEWER
    with pytest.raises(UnknownSender) as caught:
        open_bundle(target, county(), sender_key=nobody)
    assert (caught.value.sender, caught.value.card) == (pendle().member, None)
    with pytest.raises(UserError) as again:
        inspect_bundle(target, county())
    assert again.value.exit_code == Exit.NEWER


def test_inspecting_needs_no_plan_and_no_acquaintance(path: Path) -> None:
    found = inspect_bundle(path, county())
    assert found.sender is not None
    assert (found.manifest.bundle_id, found.sender.member, found.size) == (BUNDLE, pendle().member, path.stat().st_size)
    assert [card.member for card in found.cards] == [pendle().member]


def test_the_senders_key_is_asked_for_by_member_id(path: Path) -> None:
    asked: list[str] = []

    def key_of(member: str) -> bytes | None:
        asked.append(member)
        return known(member)

    with open_bundle(path, county(), sender_key=key_of):
        assert asked == [pendle().member]


GOOD_HEAD = head_to_bytes(PLAN, sign_head(pendle(), PLAN, REPLICA, "PEN", 2, "0" * 64))
BAD_HEADS = {
    "another plan": GOOD_HEAD.replace(PLAN.encode(), b"00" * 16),
    "spaces": GOOD_HEAD.replace(b",2,", b", 2,"),
    "deep": b"[" * 16_000,
    "keys twice": b'{"a":1,"a":2}',
    "NaN": GOOD_HEAD.replace(b",2,", b",NaN,"),
    "nothing": b"",
    "5,000 digits": GOOD_HEAD.replace(b",2,", b"," + b"9" * 5_000 + b","),
    "a fraction": GOOD_HEAD.replace(b",2,", b",2.0,"),
    "truth": GOOD_HEAD.replace(b",2,", b",true,"),
    "zero": GOOD_HEAD.replace(b",2,", b",0,"),
    "an item more": GOOD_HEAD[:-1] + b",1]",
    "a lone surrogate": GOOD_HEAD.replace(b'"PEN"', b'"\\ud800"'),
    "a second form": GOOD_HEAD.replace(b'"PEN"', b'"\\u0050EN"'),
    "no text": GOOD_HEAD.replace(b'"PEN"', b"[]"),
    "no id": GOOD_HEAD.replace(b'"' + b"0" * 64 + b'"', b"5"),
    "null": b"null",
    "long": b"[" + b"0," * 9_000_000 + b"0]",
}


@pytest.mark.parametrize("content", BAD_HEADS.values(), ids=BAD_HEADS)
def test_a_head_signature_in_another_form_is_damage(tmp_path: Path, content: bytes) -> None:
    error = refusal_of(Forged([frame(b"H", content)]).write(tmp_path / "a.cspx"))
    assert error is not None
    assert error.exit_code == Exit.DAMAGED


BAD_CARDS = {
    "nothing": b"",
    "empty": b"{}",
    "deep": b"[" * 16_000,
    "without a name": card_bytes(pendle(), name=""),
    "spaces": card_bytes(pendle())[:-1] + b" }",
    "another's signature": card_bytes(pendle(), signing=county().signing_public.hex()),
}


@pytest.mark.parametrize("content", BAD_CARDS.values(), ids=BAD_CARDS)
def test_a_card_in_another_form_is_damage(tmp_path: Path, content: bytes) -> None:
    error = refusal_of(Forged([frame(b"C", content)]).write(tmp_path / "a.cspx"))
    assert error is not None
    assert error.exit_code == Exit.DAMAGED


def test_a_head_is_signed_for_one_place_of_one_stream_of_one_plan() -> None:
    head = head_from_bytes(GOOD_HEAD, PLAN)
    assert is_signed_by(head, PLAN, pendle().signing_public)
    for other in (
        head._replace(seq=3),
        head._replace(scope="BUR"),
        head._replace(replica=OTHER_REPLICA),
        head._replace(id="1" * 64),
    ):
        assert not is_signed_by(other, PLAN, pendle().signing_public)
    assert not is_signed_by(head, "00" * 16, pendle().signing_public)
    assert not is_signed_by(head, PLAN, county().signing_public)


def test_a_disk_without_room_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        write(tmp_path / "no folder" / "a.cspx")
    assert (caught.value.code, "no folder" in caught.value.message) == ("no-folder", True)


def test_a_bundle_that_fails_half_way_leaves_what_was_there(path: Path) -> None:
    before = path.read_bytes()

    def failing() -> Iterator[Any]:
        yield from ()
        raise UserError("busy", "The plan is busy.", "Try again.")

    with pytest.raises(UserError, match="busy"):
        write(path, transactions=failing())
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_file_names_say_from_whom_to_whom_and_when_in_safe_characters() -> None:
    at = dt.datetime(2026, 11, 22, 10, 31, tzinfo=dt.UTC)
    assert bundle_name("PEN", ["PAN"], at, BUNDLE) == "PEN-to-PAN-20261122T1031-ab12.cspx"
    assert bundle_name("pen", ["PAN", "BUR", "PAN"], at, BUNDLE) == "PEN-to-PAN-BUR-20261122T1031-ab12.cspx"
    assert bundle_name("PEN", ["A", "B", "C"], at, BUNDLE) == "PEN-to-A-B-C-20261122T1031-ab12.cspx"
    assert bundle_name("../é", ["A", "B", "C", "D"], at, BUNDLE) == "PLAN-to-4-partners-20261122T1031-ab12.cspx"
    assert bundle_name("CON", [], at, BUNDLE) == "CON-to-0-partners-20261122T1031-ab12.cspx"


def test_what_stands_one_after_the_other_is_read_in_pieces_of_the_asked_size() -> None:
    reading = _OneAfterTheOther(io.BytesIO(b"abc"), io.BytesIO(b"de"))
    assert [reading.read(2) for _ in range(5)] == [b"ab", b"c", b"de", b"", b""]
